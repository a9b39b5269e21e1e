/** Reads what a store ended with through its port, whatever engine holds it: the `end` of a history. */

import { measureSpan } from '../../collector/reports/measure.ts'
import type { Store } from '../../collector/store/port.ts'
import type { PageOf } from '../../collector/store/records.ts'
import { placed, placedAt } from '../reference/event-time.ts'
import type { End, Figures, Numbers, StoredEntry, StoredRuns } from './history.ts'
import { joined, keyOf } from './numbers.ts'
import { addRun, emptyRuns } from './runs.ts'

const PAGE = 500
/** More batches of one agent than any run makes. */
const ALL = 100_000_000
const LAST_INSTANT = 8.64e15

export interface Look {
  /** True instant of the look, and what the collector's clock shows. */
  at: number
  now: number
  /** Whether everything that follows was waited for. */
  settled?: boolean
  /** Of which services to read the figures over which span of the collector's time; none where nobody asks. */
  figures?: { service: string; from: number; to: number }[]
}

export async function readEnd(store: Store, look: Look): Promise<End> {
  const agents = await store.agents()
  const { stored, numbers } = await readItems(
    store,
    agents.map(({ id }) => id),
  )
  const losses = []
  for (const { id } of agents)
    for (const loss of await store.losses({ agentId: id })) losses.push({ ...loss, agentId: id })
  const deliveries = await all((cursor) => store.deliveries({ limit: PAGE, cursor }))
  return {
    ...{ at: look.at, now: look.now, settled: look.settled === true, stored, numbers, losses },
    incidents: await all((cursor) => store.incidents({ limit: PAGE, cursor })),
    obligations: await all((cursor) => store.obligations({ limit: PAGE, cursor })),
    notices: (await all((cursor) => store.notices({ limit: PAGE, cursor }))).map(
      ({ counts: _, late: __, firstAcceptedAt: ___, lastAcceptedAt: ____, ...row }) => row,
    ),
    deliveries: deliveries.map(({ notice: _, hint: __, ...row }) => ({ ...row, address: null })),
    ledger: await readLedger(store),
    availability: await readFigures(store, look.figures ?? []),
  }
}

async function all<T>(read: (cursor: string | null) => Promise<PageOf<T>>): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | null = null; ; ) {
    const page: PageOf<T> = await read(cursor)
    items.push(...page.items)
    cursor = page.next
    if (cursor === null) return items
  }
}

async function readItems(store: Pick<Store, 'batchesOf'>, agentIds: string[]) {
  const stored = new Map<string, StoredRuns>()
  const numbers: (Numbers & { twice: number[] })[] = []
  for (const agentId of agentIds) {
    const seen = new Map<string, { epoch: string; all: Set<number>; twice: number[] }>()
    const ofAgent = { agentId, fromAt: 0, toAt: LAST_INSTANT, limit: ALL }
    for (const batch of (await store.batchesOf(ofAgent)).batches) {
      const key = keyOf(agentId, batch.epoch)
      const own = seen.get(key) ?? { epoch: batch.epoch, all: new Set(), twice: [] }
      seen.set(key, own)
      for (const { item, anchor, shift } of placed(batch)) {
        if (own.all.has(item.seq)) own.twice.push(item.seq)
        else own.all.add(item.seq)
        if (item.kind !== 'result') continue
        const name = `${agentId} ${item.check}`
        const runs = stored.get(name) ?? {
          ...emptyRuns(item.check, agentId),
          receivedAt: [],
          uncertaintyMs: [],
        }
        stored.set(name, runs)
        addRun(runs, {
          ...{ epoch: batch.epoch, seq: item.seq, outcome: letterOf(item.outcome) },
          startedAt: placedAt({ anchor, shift }, item.started),
          finishedAt: placedAt({ anchor, shift }, item.finished),
        })
        runs.receivedAt.push(batch.receivedAt)
        runs.uncertaintyMs.push(anchor.uncertainty === null ? -1 : Math.ceil(anchor.uncertainty))
      }
    }
    for (const { epoch, all: found, twice } of seen.values())
      numbers.push({ agentId, epoch, ranges: joined([...found].map((n) => [n, n])), twice })
  }
  return { stored: [...stored.values()], numbers }
}

export function letterOf(outcome: 'ok' | 'failed' | 'unknown'): 'o' | 'f' | 'u' {
  return outcome === 'ok' ? 'o' : outcome === 'failed' ? 'f' : 'u'
}

async function readLedger(store: Pick<Store, 'ledger' | 'unchained'>): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (let afterSeq = 0; ; ) {
    const page = await store.ledger({ afterSeq, limit: PAGE })
    for (const { seq, at, kind, subject } of page) entries.push({ seq, at, kind, subject })
    if (page.length < PAGE) break
    afterSeq = page.at(-1)?.seq ?? afterSeq
  }
  for (const { at, kind, subject } of await store.unchained({ limit: ALL }))
    entries.push({ seq: null, at, kind, subject })
  return entries
}

/** Nothing is written any more, and every service asks for the same spans: each revision is all that is monitored. */
function askedOnce({ revisionsBetween }: Pick<Store, 'revisionsBetween'>): Store['revisionsBetween'] {
  const known = new Map<string, ReturnType<Store['revisionsBetween']>>()
  return (span) => {
    const key = `${span.fromAt}/${span.toAt}`
    const answer = known.get(key) ?? revisionsBetween(span)
    known.set(key, answer)
    return answer
  }
}

async function readFigures(
  store: Store,
  wanted: { service: string; from: number; to: number }[],
): Promise<Figures[]> {
  const found: Figures[] = []
  const deps = { store: { ...store, revisionsBetween: askedOnce(store) }, pause: () => Promise.resolve() }
  for (const { service, from, to } of wanted) {
    const { measurement } = await measureSpan(deps, { service, period: { from, to }, over: true })
    const { partition, lower, upper, segments, segmentsOmitted } = measurement.availability
    const at = (text: string) => new Date(text).getTime()
    found.push({
      ...{ service, from, to, ...partition, lower, upper, segmentsOmitted },
      segments: segments.map((one) => ({ from: at(one.from), to: at(one.to), part: one.part })),
    })
  }
  return found
}
