/** What a collector has kept, read from its store after it ended: the other side of every scenario's comparison. */
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import { openStore } from '../../../collector/store/open.ts'
import type { DeliveryRow, IncidentRow, ObligationRow, StoredBatch } from '../../../collector/store/port.ts'
import { eventTime, withAnchors } from '../../../rules/wire/event-time.ts'
import type { ResultItem } from '../../../rules/wire/v1.ts'

export interface KeptResult {
  item: ResultItem
  agentId: string
  epoch: string
  /** Unix ms, by its anchor. */
  startedAt: number
}

export interface Kept {
  batches: StoredBatch[]
  /** `agent/epoch/seq` of every item, as often as it is stored. */
  items: string[]
  results: KeptResult[]
  incidents: IncidentRow[]
  obligations: ObligationRow[]
  deliveries: DeliveryRow[]
  ledger: { ok: boolean; findings: unknown[] }
  /** What the ledger holds, by kind. */
  entries: Map<string, number>
  agents: { id: string; name: string }[]
}

const MANY = 1_000_000

export async function readKept(data: string): Promise<Kept> {
  const store = await openStore({ data, postgres: null })
  try {
    const agents = await store.agents()
    const range = { fromAt: Number.MIN_SAFE_INTEGER, toAt: Number.MAX_SAFE_INTEGER, limit: MANY }
    const batches: StoredBatch[] = []
    for (const { id } of agents) batches.push(...(await store.batchesOf({ agentId: id, ...range })).batches)
    const all = { limit: MANY, cursor: null }
    const entries = new Map<string, number>()
    for (const { kind } of await store.ledger({ afterSeq: 0, limit: MANY }))
      entries.set(kind, (entries.get(kind) ?? 0) + 1)
    return {
      batches,
      items: batches.flatMap(({ agentId, epoch, items }) =>
        items.map(({ seq }) => `${agentId}/${epoch}/${seq}`),
      ),
      results: batches.flatMap(resultsOf),
      incidents: (await store.incidents(all)).items,
      obligations: (await store.obligations(all)).items,
      deliveries: (await store.deliveries(all)).items,
      ledger: await verifyLedger(store),
      entries,
      agents,
    }
  } finally {
    await store.close()
  }
}

function resultsOf(batch: StoredBatch): KeptResult[] {
  const { agentId, epoch } = batch
  return withAnchors(batch).flatMap(([item, anchor]) =>
    item.kind === 'result' ? [{ item, agentId, epoch, startedAt: eventTime(anchor, item.started) }] : [],
  )
}

/** Items that are stored more than once. */
export function twice(kept: Kept): string[] {
  const seen = new Set<string>()
  return kept.items.filter((item) => seen.has(item) || !seen.add(item))
}

/** Sequence numbers that an epoch misses up to its highest: an agent numbers without holes. */
export function holes(kept: Kept): string[] {
  const epochs = new Map<string, Set<number>>()
  for (const { agentId, epoch, items } of kept.batches) {
    const key = `${agentId}/${epoch}`
    const seqs = epochs.get(key) ?? new Set()
    for (const { seq } of items) seqs.add(seq)
    epochs.set(key, seqs)
  }
  return [...epochs].flatMap(([key, seqs]) =>
    Array.from({ length: Math.max(...seqs) }, (_, n) => n + 1)
      .filter((seq) => !seqs.has(seq))
      .map((seq) => `${key}/${seq}`),
  )
}
