/** Keeps how fast the targets of performance checks answered and how hosts' clocks stood, hour by hour, out of the stored batches. */
import { HOUR_MS, hourOf, WEEKS } from '../../rules/performance/baseline.ts'
import { addTo, emptySketch, type Sketch } from '../../rules/performance/sketch.ts'
import { eventTime, withAnchors } from '../../rules/wire/event-time.ts'
import type { Anchor } from '../../rules/wire/v1.ts'
import type { Lease, Store } from '../store/port.ts'
import { type Configured, responseValueOf } from './configured.ts'

/** How long after its end an hour is kept: results come live, or some minutes later. */
const SETTLED_MS = 10 * 60_000
/** Hours that are made up for after a time without a collector; those before stay empty. */
const MOST_BEHIND = 26
const FORGET_MS = (WEEKS + 1) * 168 * HOUR_MS
/** Batches of one page. */
const PAGE = 100

type HourStore = Pick<Store, 'hoursKept' | 'keepHour' | 'batchesBetween'>

/** The newest hour of a partition that is kept, by partition; asked of the store once. */
export type KeptHours = Map<number, number>

/** Keeps at most one hour of each partition that is due; returns whether more are. */
export async function keepHours(
  store: HourStore,
  kept: KeptHours,
  a: { configured: Configured; held: readonly { partition: number; lease: Lease }[]; now: number },
): Promise<boolean> {
  const { configured, now } = a
  const upTo = hourOf(now - SETTLED_MS) - HOUR_MS
  const measured = new Set([
    ...[...configured.checks.values()].flatMap(({ spec, partition, type }) =>
      responseValueOf(type) !== null && spec.purpose === 'performance' ? [partition] : [],
    ),
    ...[...configured.services.values()].flatMap(({ service, partition }) =>
      service.timeSync ? [partition] : [],
    ),
  ])
  const held = a.held.filter(({ partition }) => measured.has(partition))
  const unknown = held.filter(({ partition }) => !kept.has(partition)).map(({ partition }) => partition)
  if (unknown.length > 0) {
    for (const { partition, hourAt } of await store.hoursKept({ partitions: unknown }))
      kept.set(partition, hourAt)
    for (const partition of unknown) if (!kept.has(partition)) kept.set(partition, upTo - HOUR_MS)
  }
  let more = false
  for (const { partition, lease } of held) {
    // A clock that was ahead may have kept hours to come; they are made anew as they pass.
    const last = Math.min(kept.get(partition) ?? upTo, upTo)
    const hourAt = Math.max(last + HOUR_MS, upTo - MOST_BEHIND * HOUR_MS)
    if (hourAt > upTo) continue
    const said = await readHour(store, configured, partition, hourAt)
    await store.keepHour({ partition, lease, now, hourAt, ...said, forgetBefore: hourAt - FORGET_MS })
    kept.set(partition, hourAt)
    more ||= hourAt < upTo
  }
  return more
}

async function readHour(store: HourStore, configured: Configured, partition: number, hourAt: number) {
  const sketches = new Map<string, Sketch>()
  const counted = new Set<string>()
  const clocks = new Map<string, Map<number, number>>()
  const span = { partitions: [partition], fromAt: hourAt, toAt: hourAt + HOUR_MS }
  for (let after = 0; ; ) {
    const page = await store.batchesBetween({ ...span, after, limit: PAGE })
    for (const batch of page.batches) {
      for (const anchor of [batch.base, ...batch.items.filter((item) => item.kind === 'anchor')])
        readClock(clocks, batch.agentId, anchor, hourAt)
      for (const [item, anchor] of withAnchors(batch)) {
        if (item.kind !== 'result' || item.values === undefined) continue
        const check = configured.checks.get(item.check)
        if (check?.partition !== partition || check.spec.purpose !== 'performance') continue
        const startedAt = eventTime(anchor, item.started)
        const ms = item.values[responseValueOf(check.type) ?? '']
        const source = `${batch.agentId}/${batch.epoch}/${item.seq}`
        if (startedAt < hourAt || startedAt >= hourAt + HOUR_MS || counted.has(source)) continue
        if (typeof ms !== 'number' || ms < 0) continue
        counted.add(source)
        const sketch = sketches.get(item.check) ?? emptySketch()
        sketches.set(item.check, sketch)
        addTo(sketch, ms)
      }
    }
    after = page.upTo
    if (page.batches.length < PAGE) break
  }
  return {
    sketches: [...sketches].map(([check, sketch]) => ({ check, sketch })),
    clocks: [...clocks].map(([agentId, readings]) => {
      const ahead = [...readings.values()]
      return {
        agentId,
        leastMs: ahead.reduce((a, b) => Math.min(a, b)),
        mostMs: ahead.reduce((a, b) => Math.max(a, b)),
        readings: ahead.length,
      }
    }),
  }
}

/** The same anchor stands in several batches: it is one reading. */
function readClock(
  clocks: Map<string, Map<number, number>>,
  agentId: string,
  { wall, offset }: Anchor,
  hourAt: number,
): void {
  const at = offset === null ? null : wall + offset
  if (at === null || offset === null || at < hourAt || at >= hourAt + HOUR_MS) return
  const readings = clocks.get(agentId) ?? new Map()
  clocks.set(agentId, readings.set(at, -offset))
}
