import type { Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Revision } from '../model.ts'
import type { Store } from '../store/port.ts'

export interface EvaluationDeps {
  store: Store
  /** Names this process among the holders of leases. */
  owner: string
  clock: Clock
  revision: Revision
  log: Log
  metrics: Metrics
  onChange(topics: Topic[]): void
  /** Called after a commit that put notices or obligations into the store. */
  wakeOutbox(): void
  newId(): string
}

export interface Evaluation {
  /** Something was ingested: look now. */
  wake(): void
  /** Runs another revision from the next pass on. */
  reload(revision: Revision): void
  /** Holds at least one partition and has caught up once. */
  ready(): boolean
  /** Ends after the pass that runs, and gives the leases back. */
  stop(): Promise<void>
}

export function startEvaluation(deps: EvaluationDeps): Evaluation {
  void deps
  return { wake: () => undefined, reload: () => undefined, ready: () => false, stop: async () => undefined }
}
