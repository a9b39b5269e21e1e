/** What a run against a real program prints, and how it ends. */
let failed = 0
let skipped = 0

/** Exit of a run that did not see all that it is for: `.ci/run` counts it, and says so at its end. */
const SKIPPED = 3

/** Something that was seen. */
export function saw(what: string, value: unknown): void {
  process.stdout.write(`saw   ${what}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
}

/** Something that has to hold. */
export function verify(what: string, holds: boolean): void {
  if (!holds) failed += 1
  process.stdout.write(`${holds ? 'ok   ' : 'FAILED'} ${what}\n`)
}

/** Something that this machine cannot show. */
export function skip(what: string, why: string): void {
  skipped += 1
  process.stdout.write(`SKIPPED ${what}: ${why}\n`)
}

/** Ends the program: 0 where everything was seen and held, 1 where something did not hold, 3 where it could not be seen. */
export function finish(): never {
  process.exit(failed > 0 ? 1 : skipped > 0 ? SKIPPED : 0)
}
