/** What a collector has kept, read from its store after it ended: the other side of every scenario's comparison. */
import { openStore } from '../../../collector/store/open.ts'
import type { DeliveryRow, IncidentRow, ObligationRow, StoredBatch } from '../../../collector/store/port.ts'
import { eventTime, withAnchors } from '../../../rules/wire/event-time.ts'
import type { ResultItem } from '../../../rules/wire/v1.ts'
import type { Program } from '../../support/program.ts'
import type { Stage } from '../stage.ts'
import type { Target } from './target.ts'

export interface KeptResult {
  item: ResultItem
  agentId: string
  epoch: string
  /** Unix ms, by its anchor. */
  startedAt: number
}

export interface Kept {
  results: KeptResult[]
  incidents: IncidentRow[]
  obligations: ObligationRow[]
  deliveries: DeliveryRow[]
  /** What the ledger holds, by kind. */
  entries: Map<string, number>
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
      results: batches.flatMap(resultsOf),
      incidents: (await store.incidents(all)).items,
      obligations: (await store.obligations(all)).items,
      deliveries: (await store.deliveries(all)).items,
      entries,
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

/** How many items an agent had not handed over when it ended; null where it did not say. */
function leftOver(agent: Program): number | null {
  const said = agent.said.findLast((line) => line.includes('"the agent has stopped"'))
  return said === undefined ? null : Number((JSON.parse(said) as { waiting: number }).waiting)
}

/**
 * Each connection that the service took is one result that is ok: what nobody saw under way has not got lost either.
 * `mostUnderWay`: results that may come to be while one batch is handed in, when the agent is ended.
 */
export function verifyTaken(
  stage: Stage,
  kept: Kept,
  a: { target: Pick<Target, 'taken' | 'stops'>; agent: Program | null; mostUnderWay?: number },
): void {
  const { target, agent, mostUnderWay = 2 } = a
  const ok = kept.results.filter(({ item }) => item.outcome === 'ok').length
  const left = agent && leftOver(agent)
  stage.verify(
    `the agent had at most what was under way when it ended (${left})`,
    left !== null && left <= mostUnderWay,
  )
  const taken = target.taken.length
  // One check may have been cut in the middle, and what the agent still has is younger than all that is stored. In the
  // moment of a stop the kernel may have taken a connection that the service never saw.
  stage.verify(
    `as many results are ok as the service took connections (${ok}, ${taken})`,
    ok <= taken + target.stops.length && taken <= ok + (left ?? 0) + 1,
  )
}
