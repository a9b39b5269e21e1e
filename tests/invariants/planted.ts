/**
 * Defects of each class of the issue, planted where parts meet: nothing of production code has a switch for them. Each
 * is what a hand slips into: an answer before the commit, a channel that tries again by itself, a clock handed in wrongly.
 */
import type { AnyBatch, Lease, Store } from '../../collector/store/port.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Planted } from '../simulation/planted.ts'

/** What a process that acknowledges before it commits still had in hand when it was killed: a batch is written with the next one. */
export function acknowledgedBeforeCommit(): Planted {
  return {
    store(store) {
      let held: AnyBatch[] = []
      let life: unknown = null
      return {
        ...store,
        async ingest({ batches }) {
          const before = held
          held = batches
          if (before.length > 0) await store.ingest({ batches: before })
          return batches.map((one) => ({
            stored: 'items' in one ? one.items.length : one.count,
            duplicates: 0,
          }))
        },
        async holdLeases(asked) {
          // Another owner is another process: what the one before had in hand is gone.
          if (life !== null && life !== asked.owner) held = []
          life = asked.owner
          return store.holdLeases(asked)
        },
      }
    },
  }
}

/** A channel that sends a message again though the server took it. */
export function sentTwice(): Planted {
  return {
    channel: (channel) => ({
      ...channel,
      async send(message, signal) {
        await channel.send(message, signal)
        return channel.send(message, signal)
      },
    }),
  }
}

/** Cadence by the wall clock, which people and NTP step. */
export function cadenceByTheWall(): Planted {
  return {
    agentClock(clock): Clock {
      const ahead = clock.now() - clock.monotonic()
      return { ...clock, monotonic: () => clock.now() - ahead }
    },
  }
}

/** A program that stands still for ever from a time of its own on, as one whose last timer was lost. */
export function stillAfter(ms: number): Planted {
  return {
    agentClock: (clock): Clock => ({
      ...clock,
      after: (wait, fn) =>
        clock.after(wait, () => {
          if (clock.monotonic() < ms) fn()
        }),
    }),
  }
}

/** Everybody who asks holds every lease: whoever has it has its token, and nobody is told apart by it. */
export function leasesWithoutFencing(): Planted {
  const known = new Map<string, Lease>()
  return {
    store: (store: Store): Store => ({
      ...store,
      async holdLeases(asked) {
        for (const lease of await store.holdLeases(asked)) known.set(lease.name, lease)
        return asked.names.flatMap((name) => known.get(name) ?? [])
      },
    }),
  }
}
