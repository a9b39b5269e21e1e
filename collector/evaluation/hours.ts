/** Keeps how fast the targets of performance checks answered and how hosts' clocks stood, hour by hour, out of the stored batches. */
import { setImmediate as pause } from 'node:timers/promises'
import { HOUR_MS, hourOf, WEEKS } from '../../rules/performance/baseline.ts'
import { addTo, emptySketch, type Sketch } from '../../rules/performance/sketch.ts'
import type { Reading } from '../../rules/time-sync/hosts.ts'
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor } from '../../rules/wire/v1.ts'
import { batchPages } from '../store/batch-pages.ts'
import type { Lease, Store } from '../store/port.ts'
import { type Configured, responseValueOf } from './configured.ts'
import { responseMsOf } from './items.ts'

/** How long after its end an hour is kept, and again after the last of what came later. */
const SETTLED_MS = 10 * 60_000
/** Hours that are made up for after a time without a collector; of those before, what agents deliver then. */
const MOST_BEHIND = 26
const FORGET_MS = (WEEKS + 1) * 168 * HOUR_MS
/** A clock is measured well where half the round trip is no longer than this. */
const SURE_MS = 10
/** Batches of one page. */
const PAGE = 20

type HourStore = Pick<Store, 'hoursKept' | 'keepHour' | 'batchesBetween'>

export interface HourKeeper {
  /** What started before this belongs to an hour that is over. */
  lateBefore(now: number): number
  /** Sees a result of an hour that is over: it is kept again, where something is kept of the partition. */
  noteLate(partition: number, startedAt: number, now: number): void
  /** Nothing is due before the next hour is over, or something comes late. */
  isSettled(configured: Configured, now: number): boolean
  /** A partition was taken over. */
  unsettle(): void
  /**
   * Keeps at most one hour of one partition that is due: evaluation waits for it.
   * Rejects as the store does; what was not kept is due again.
   */
  keep(a: {
    configured: Configured
    held: readonly { partition: number; lease: Lease }[]
    now: number
  }): Promise<void>
}

export function makeHourKeeper(store: HourStore): HourKeeper {
  /** The newest hour that is kept, by partition. */
  const kept = new Map<number, number>()
  /** Hours that were over when results of them came, by partition, with when the last ones came. */
  const late = new Map<number, Map<number, number>>()
  /** The last hour that was over when nothing of any partition was due. */
  let settled: { upTo: number; configured: Configured } | null = null

  /** Asks for those that are new, and forgets those that another collector has by now. */
  async function follow(partitions: readonly number[], upTo: number): Promise<void> {
    for (const partition of kept.keys())
      if (!partitions.includes(partition)) {
        kept.delete(partition)
        late.delete(partition)
      }
    const unknown = partitions.filter((partition) => !kept.has(partition))
    if (unknown.length > 0) {
      for (const partition of unknown) kept.set(partition, upTo - HOUR_MS)
      // A clock that was ahead has kept hours to come.
      for (const { partition, hourAt } of await store.hoursKept({ partitions: unknown }))
        kept.set(partition, hourAt > upTo ? upTo - MOST_BEHIND * HOUR_MS : hourAt)
    }
    // They are made anew as they pass.
    for (const [partition, hourAt] of kept) kept.set(partition, Math.min(hourAt, upTo))
  }

  function lateHour(partition: number, now: number): number | undefined {
    for (const [hourAt, notedAt] of late.get(partition) ?? [])
      if (Math.abs(now - notedAt) >= SETTLED_MS) return hourAt
    return undefined
  }

  return {
    lateBefore: (now) => lastOver(now) + HOUR_MS,
    isSettled: (configured, now) =>
      late.size === 0 && settled?.upTo === lastOver(now) && settled.configured === configured,
    unsettle() {
      settled = null
    },
    noteLate(partition, startedAt, now) {
      const hourAt = hourOf(startedAt)
      if (hourAt <= lastOver(now) - FORGET_MS) return
      const hours = late.get(partition) ?? new Map<number, number>()
      late.set(partition, hours.set(hourAt, now))
    },
    async keep({ configured, now, ...a }) {
      const upTo = lastOver(now)
      const held = a.held.filter(({ partition }) => configured.measured.has(partition))
      await follow(
        held.map(({ partition }) => partition),
        upTo,
      )
      for (const { partition, lease } of held) {
        const last = kept.get(partition) ?? upTo
        const due = last < upTo ? Math.max(last + HOUR_MS, upTo - MOST_BEHIND * HOUR_MS) : undefined
        const hourAt = due ?? lateHour(partition, now)
        if (hourAt === undefined) continue
        const said = await readHour(store, configured, partition, hourAt)
        await store.keepHour({ partition, lease, now, hourAt, ...said, forgetBefore: upTo - FORGET_MS })
        kept.set(partition, Math.max(last, hourAt))
        late.get(partition)?.delete(hourAt)
        if (late.get(partition)?.size === 0) late.delete(partition)
        return
      }
      settled = { upTo, configured }
    },
  }
}

/** The newest hour that is over and settled. */
function lastOver(now: number): number {
  return hourOf(now - SETTLED_MS) - HOUR_MS
}

async function readHour(store: HourStore, configured: Configured, partition: number, hourAt: number) {
  const sketches = new Map<string, Sketch>()
  const counted = new Set<string>()
  const clocks = new Map<string, Map<number, Reading>>()
  const span = { partitions: [partition], fromAt: hourAt, toAt: hourAt + HOUR_MS, after: 0, limit: PAGE }
  for await (const page of batchPages(store, span))
    for (const batch of page.batches) {
      // Others go on in between.
      await pause()
      for (const anchor of [batch.base, ...batch.items.filter((item) => item.kind === 'anchor')])
        readClock(clocks, batch.agentId, anchor, hourAt)
      for (const [item, anchor] of withAnchors(batch)) {
        if (item.kind !== 'result') continue
        const check = configured.checks.get(item.check)
        if (check?.partition !== partition || check.spec.purpose !== 'performance') continue
        const startedAt = eventTime(anchor, item.started)
        const ms = responseMsOf(item, responseValueOf(check.type))
        const source = `${batch.agentId}/${batch.epoch}/${item.seq}`
        if (startedAt < hourAt || startedAt >= hourAt + HOUR_MS || counted.has(source)) continue
        if (ms === null) continue
        counted.add(source)
        const sketch = sketches.get(item.check) ?? emptySketch()
        sketches.set(item.check, sketch)
        addTo(sketch, ms)
      }
    }
  return {
    sketches: [...sketches].map(([check, sketch]) => ({ check, sketch })),
    // In one order, whoever keeps them: two collectors must not wait for each other.
    clocks: [...clocks]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([agentId, readings]) => {
        const ahead = certain([...readings.values()]).map(({ aheadMs }) => aheadMs)
        return {
          agentId,
          leastMs: ahead.reduce((a, b) => Math.min(a, b)),
          mostMs: ahead.reduce((a, b) => Math.max(a, b)),
          readings: ahead.length,
        }
      }),
  }
}

/** Those that say as much as the best of the hour: a slow exchange moves the clock that it measures. */
function certain(readings: readonly Reading[]): readonly Reading[] {
  const best = readings.reduce((least, { uncertaintyMs }) => Math.min(least, uncertaintyMs), Infinity)
  return readings.filter(({ uncertaintyMs }) => uncertaintyMs <= Math.max(SURE_MS, 2 * best))
}

/** The same anchor stands in several batches: it is one reading. */
function readClock(
  clocks: Map<string, Map<number, Reading>>,
  agentId: string,
  { wall, offset, uncertainty }: Anchor,
  hourAt: number,
): void {
  const at = offset === null ? null : wall + offset
  if (at === null || offset === null || uncertainty === null || at < hourAt || at >= hourAt + HOUR_MS) return
  const readings = clocks.get(agentId) ?? new Map()
  clocks.set(agentId, readings.set(at, { at, aheadMs: -offset, uncertaintyMs: uncertainty }))
}
