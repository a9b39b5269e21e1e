import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Revision, Settings } from '../model.ts'
import type { Store, StoredBatch } from '../store/port.ts'
import type { Events } from './events.ts'

/** What the HTTP side is given by the composition root. */
export interface HttpDeps {
  store: Store
  settings: Settings
  /** The revision in force. */
  revision(): Revision
  clock: Clock
  log: Log
  metrics: Metrics
  /** Wakes evaluation: batches were stored; these of them whole, in order of arrival, as they were handed in. */
  onIngest(batches: readonly StoredBatch[]): void
  /** Wakes the outbox: a notice was stored. */
  onOutbox(): void
  /** Whether evaluation holds a partition and has caught up once: without it this collector is not ready. */
  evaluating(): boolean
  events: Events
  /** `token` is 32 random bytes, base64url. */
  random: { uuid(): string; token(): string }
  version: string
  /** Unix ms. */
  startedAt: number
}
