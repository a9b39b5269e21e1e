/** One fault, or a family of faults, done to real processes, and what has to hold afterwards. */
import type { Invariant } from '../invariants/history.ts'
import type { Stage } from './stage.ts'

export interface Scenario {
  /** For `--only`; lower case with hyphens. */
  name: string
  /** What is done to the processes and how it is produced: one line of `--list`. */
  fault: string
  /** What is shown by it, beside the invariants that every scenario ends with: the other line. */
  shows: string
  /** Of the eight invariants those that cannot be examined in it, each with the reason; all others have to be. */
  notExamined: Readonly<Partial<Record<Invariant, string>>>
  /** Whether it needs root, and the programs that must be there; what is missing makes it "not shown". */
  needs: { root?: boolean; programs?: readonly string[] }
  /** How long it may take at most, milliseconds; a run that takes longer has failed. */
  limitMs: number
  run(stage: Stage): Promise<void>
}

/** Where nothing on a disk is damaged. */
export const UNDAMAGED = { I7: 'nothing is damaged' } as const
