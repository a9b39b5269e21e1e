/** What a run against a real program prints, and how it ends. */
let failed = 0

/** Something that was seen. */
export function saw(what: string, value: unknown): void {
  process.stdout.write(`saw   ${what}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
}

/** Something that has to hold. */
export function verify(what: string, holds: boolean): void {
  if (!holds) failed += 1
  process.stdout.write(`${holds ? 'ok   ' : 'FAILED'} ${what}\n`)
}

/** Ends the program: 0 where everything held, otherwise 1. */
export function finish(): never {
  process.exit(failed === 0 ? 0 : 1)
}
