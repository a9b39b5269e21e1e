/** One fault, or a family of faults, done to real processes, and what has to hold afterwards. */
import type { Stage } from './stage.ts'

export interface Scenario {
  /** For `--only`; lower case with hyphens. */
  name: string
  /** What is done to the processes and how it is produced: one line of `--list`. */
  fault: string
  /** What is shown by it, beside the invariants that every scenario ends with: the other line. */
  shows: string
  /** Whether it needs root, and the programs that must be there; what is missing makes it "not shown". */
  needs: { root?: boolean; programs?: readonly string[] }
  /** How long it may take at most, milliseconds; a run that takes longer has failed. */
  limitMs: number
  run(stage: Stage): Promise<void>
}
