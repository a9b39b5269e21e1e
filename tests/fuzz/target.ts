/** What is fuzzed: one file in `targets/` and one line in `registry.ts` for each. */
import type { Random } from '../support/random.ts'

/** An input to begin with, and where it is from. */
export interface Seed {
  name: string
  data: Buffer
}

export interface Opened {
  /** Takes one input. Throws `Wrong` where it was accepted silently or answered wrongly; whatever else it throws is a crash. */
  run(data: Buffer): void | Promise<void>
  /**
   * How long one step of this input may hold the event loop, milliseconds, where what is read is made of as much as it
   * likes and no loop waits for it; 100 otherwise. Asked only where a step was longer than that.
   */
  allowedMs?(data: Buffer): number
  close(): Promise<void>
}

export interface Target {
  name: string
  /** What is read, and what must hold of it, for `--list`. */
  about: string
  /** Golden payloads, captured outputs, examples: referenced where they lie. The kept corpus comes on top. */
  seeds(): Seed[] | Promise<Seed[]>
  mutate(data: Buffer, random: Random, seeds: readonly Seed[]): Buffer
  /** Of so many inputs that are asked for this part is enough: each of its own takes as long as many of others. */
  share?: number
  open(): Opened | Promise<Opened>
}

/** The program did not crash, and yet what it said is not true. */
export class Wrong extends Error {
  override name = 'Wrong'
}

let asked = 0
/** How often anything was asked to hold so far, in this thread. */
export const heldSoFar = (): number => asked

export function hold(condition: unknown, message: string): asserts condition {
  asked += 1
  if (!condition) throw new Wrong(message)
}

/** A target without anything to open. */
export const plain = (target: Omit<Target, 'open'> & { run: Opened['run'] }): Target => ({
  ...target,
  open: () => ({ run: target.run, close: async () => undefined }),
})

/** Lets the loop turn between the steps of one check: each of them is held to the time of one. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
