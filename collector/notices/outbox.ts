import type { Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/port.ts'
import type { Channel } from './channels/channel.ts'

export interface OutboxDeps {
  store: Store
  channels: Map<string, Channel>
  clock: Clock
  /** Names this process among the holders of leases. */
  owner: string
  log: Log
  metrics: Metrics
  onChange(topics: Topic[]): void
  newId(): string
  /** In [0, 1), for the jitter of retries. */
  random(): number
}

export interface Outbox {
  /** There may be something to send: look now. */
  wake(): void
  /** Begins nothing more and resolves when what was begun is recorded. */
  stop(): Promise<void>
}

export function startOutbox(deps: OutboxDeps): Outbox {
  void deps
  return { wake: () => undefined, stop: async () => undefined }
}
