/** What evaluation is given and what it offers; engine.ts does it. */
import type { Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Revision } from '../model.ts'
import type { OwnClock } from '../own-clock.ts'
import type { PackedState } from '../store/packed-state.ts'
import type { ObligationRow, Store, StoredBatch } from '../store/port.ts'

export interface EvaluationDeps {
  store: Store
  /** Names this process among the holders of leases. */
  owner: string
  clock: Clock
  revision: Revision
  /** What is known of this collector's clock. */
  ownClock: Pick<OwnClock, 'look' | 'steps'>
  log: Pick<Log, 'info' | 'warn' | 'error'>
  metrics: Metrics
  onChange(topics: Topic[]): void
  /** Called after a commit that put notices or obligations into the store. */
  wakeOutbox(): void
  newId(): string
  /**
   * This process alone evaluates, takes in and shows what is in the store: what was taken in is handed over by
   * `take`, and who shows states asks `states`. Otherwise the store is asked each second, and is
   * given states as they change, so many in a pass.
   */
  alone?: boolean
  /** How long partitions are leased, milliseconds. */
  leaseMs?: number
  /** Resolves once whatever else waits in the process had its turn. */
  turn?: () => Promise<void>
}

export interface Evaluation {
  /** Something was ingested: look now. */
  wake(): void
  /**
   * What was ingested, committed, with its arrival numbers and in their order: look now. Whatever does not follow on
   * what is known already is read from the store; none at all says that there is something that is not handed over.
   */
  take(batches: readonly StoredBatch[]): void
  /** Runs another revision from the next pass on. */
  reload(revision: Revision): void
  /** States of checks as they are here: those asked for, or all; of partitions that another collector holds there are none. */
  states(checks?: readonly string[]): { check: string; service: string; state: PackedState }[]
  /** Rows of the store, of which those that stand open are as they are here. */
  standing(rows: readonly ObligationRow[]): ObligationRow[]
  /** Has folded everything that had arrived, once. */
  ready(): boolean
  /** Ends after the pass that runs, and gives the leases back. */
  stop(): Promise<void>
}
