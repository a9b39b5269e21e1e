/** The measurement sections of what a store holds, had it arrived in other orders (I5). */
import { createHash } from 'node:crypto'
import { type MeasureStore, measureSpan } from '../../collector/reports/measure.ts'
import { batchPages } from '../../collector/store/batch-pages.ts'
import type { Store } from '../../collector/store/port.ts'
import type { StoredBatch } from '../../collector/store/records.ts'
import { partitionOf } from '../../rules/partition.ts'
import type { End } from './history.ts'

const PAGE = 1_000
const LAST_INSTANT = 8.64e15

/** Orders of arrival by name; each of the same batches. */
const ORDERS: Record<string, (batches: StoredBatch[], seed: number) => StoredBatch[]> = {
  'as it came': (batches) => batches,
  reversed: (batches) => batches.toReversed(),
  'by agent': (batches) =>
    batches.toSorted((a, b) => (a.agentId < b.agentId ? -1 : a.agentId > b.agentId ? 1 : 0)),
  'shuffled once': (batches, seed) => shuffled(batches, `${seed} 1`),
  'shuffled twice': (batches, seed) => shuffled(batches, `${seed} 2`),
}

/** Stable for a seed: by a digest of each batch's place. */
function shuffled(batches: readonly StoredBatch[], seed: string): StoredBatch[] {
  const place = (at: number) => createHash('sha256').update(`${seed} ${at}`).digest('hex')
  return batches
    .map((batch, at) => ({ batch, place: place(at) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ batch }) => batch)
}

/** Measures a service over a span of the collector's time, once for each order. The receipt of a batch stays its own. */
export async function sectionsByOrder(
  store: Store,
  a: { service: string; month: string; from: number; to: number; seed: number },
): Promise<NonNullable<End['sections']>[number]> {
  const partitions = [partitionOf(a.service)]
  const batches: StoredBatch[] = []
  const span = { partitions, fromAt: 0, toAt: LAST_INSTANT, after: 0, limit: PAGE }
  for await (const page of batchPages(store, span)) batches.push(...page.batches)
  const orders = []
  for (const [order, arrange] of Object.entries(ORDERS)) {
    const deps = { store: arrivedAs(store, arrange(batches, a.seed)), pause: () => Promise.resolve() }
    const period = { from: a.from, to: a.to }
    const { measurement } = await measureSpan(deps, { service: a.service, period, over: true })
    orders.push({ order, text: JSON.stringify(measurement) })
  }
  return { service: a.service, month: a.month, orders }
}

/** The same store, its batches as if they had arrived in that order. */
function arrivedAs(store: Store, inOrder: readonly StoredBatch[]): MeasureStore {
  const batches = inOrder.map((batch, at) => ({ ...batch, arrival: at + 1 }))
  return {
    batchesBetween({ after, limit }) {
      const from = typeof after === 'number' ? after : after.arrival
      const upTo = Math.min(batches.length, from + limit)
      const next = upTo < batches.length ? { arrival: upTo, block: 0 } : null
      return Promise.resolve({ batches: batches.slice(from, upTo), origins: [], next, upTo, damaged: [] })
    },
    revisionsBetween: (asked) => store.revisionsBetween(asked),
    incidentsBetween: (asked) => store.incidentsBetween(asked),
    obligationsBetween: (asked) => store.obligationsBetween(asked),
    phases: (asked) => store.phases(asked),
    agents: () => store.agents(),
    losses: (asked) => store.losses(asked),
    goneResults: (asked) => store.goneResults(asked),
  }
}
