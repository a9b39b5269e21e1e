/** Defects that a test plants at the seams between a world and the production code in it; nothing of production knows of them. */
import type { Channel } from '../../collector/notices/channels/channel.ts'
import type { Store } from '../../collector/store/port.ts'
import type { Clock } from '../../rules/clock.ts'

export interface Planted {
  /** The store as collectors see it. */
  store?(store: Store): Store
  /** The way to the mail servers. */
  channel?(channel: Channel): Channel
  /** The clock of an agent's process. */
  agentClock?(clock: Clock): Clock
}

export interface RunOptions {
  /** Every question to the store is asked, also where nothing can have changed since it was answered. */
  thorough?: boolean
  planted?: Planted
  /** How long the world goes on after the last fault, milliseconds. */
  quiesceMs?: number
}
