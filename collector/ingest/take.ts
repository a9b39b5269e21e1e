/** Takes a batch in: judges its items, commits the good ones, and says of each what became of it (design, rule 5). */
import { PARTITIONS, partitionOf } from '../../rules/partition.ts'
import { aheadOf } from '../../rules/wire/event-time.ts'
import type { Anchor, BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { AnyBatch, BatchDraft, Store, StoredBatch } from '../store/port.ts'
import { checksNamed, type GoodItem, judgeItems, REJECTIONS, rangesOf } from './judge.ts'
import type { Ownership } from './ownership.ts'
import { type PlainBatch, plainBatch } from './plain.ts'
import type { Recent } from './recent.ts'
import type { TellReused } from './reused.ts'
import type { Due } from './seen.ts'

/** A text that is longer than what a batch comes to is not kept as it is: blanks take room, too. */
const HEAD_CHARS = 1_000
const ITEM_CHARS = 1_000

const ACCEPTED = { outcome: 'accepted' }
const DUPLICATE = { outcome: 'duplicate' }
const REJECTED = { outcome: 'rejected' }

export interface TakeDeps {
  store: Pick<Store, 'ingest'>
  ownership: Ownership
  recent: Recent
  metrics: Metrics
  log: Pick<Log, 'warn'>
  /** What is to be written down of the agent along with its batch, or null. */
  sighting(agent: string, anchor: Anchor, frame: BatchFrame): Due | null
  /** Told of numbers that were used again for something else, before that is answered. */
  reused: TellReused
  /** Called after the commit of a sighting. */
  sighted(): void
  /** Called after a commit that stored something new; with the batch where it was stored whole, as it was handed in. */
  stored(batch: StoredBatch | null): void
}

export interface Taken {
  answer: Pick<BatchAnswer, 'accepted' | 'rejected' | 'keep'>
  /** The newest anchor of the agent's clock, where nothing was stored with which it could be written down. */
  unnoted: Anchor | null
}

interface Handed {
  agent: { id: string; name: string }
  frame: BatchFrame
  /** The JSON that the frame was read from; null where it may not be stored as it is. */
  text: string | null
  receivedAt: number
}

/** Rejects with the store's error where nothing was committed: then nothing is acknowledged either. */
export function takeBatch(deps: TakeDeps, handed: Handed): Promise<Taken> {
  const { agent, frame, text, receivedAt } = handed
  const plain =
    text !== null && text.length <= HEAD_CHARS + frame.items.length * ITEM_CHARS
      ? plainBatch(frame, agent.name, deps.ownership, receivedAt)
      : null
  return plain && text !== null ? takePlain(deps, handed, plain, text) : takeOneByOne(deps, handed)
}

async function takePlain(
  deps: TakeDeps,
  { agent, frame, receivedAt }: Handed,
  plain: PlainBatch,
  encoded: string,
): Promise<Taken> {
  const { items, ranges, earliestAt, latestAt, partitions, anchor } = plain
  const { epoch, base } = frame
  const draft = {
    ...{ agentId: agent.id, epoch, receivedAt, earliestAt, latestAt, partitions },
    ...{ encoded, ranges, count: items.length },
  }
  const stored = await commit(deps, draft, deps.sighting(agent.id, anchor, frame))
  const { duplicates = 0, reused = [], arrival } = stored ?? {}
  const batch = { agentId: agent.id, epoch, receivedAt, base, items }
  if (duplicates + reused.length === 0) {
    deps.recent.took(batch, 0, true)
    deps.stored(arrival === undefined ? null : { arrival, ...batch })
    deps.metrics.count('kijun_ingest_items_total', ACCEPTED, items.length)
    return { answer: { accepted: ranges, rejected: [], keep: [] }, unnoted: null }
  }
  return { answer: settle(deps, frame, batch, { duplicates, reused, rejected: [] }), unnoted: null }
}

async function takeOneByOne(deps: TakeDeps, handed: Handed): Promise<Taken> {
  const { agent, frame } = handed
  await deps.ownership.learn(checksNamed(frame.items))
  const { good, rejected, anchor } = judgeItems(frame, (check) => deps.ownership.isOf(agent.name, check))
  if (good.length === 0)
    return {
      answer: settle(deps, frame, { ...identified(handed), items: [] }, { rejected }),
      unnoted: anchor,
    }
  const draft = draftOf(deps, handed, good)
  const stored = await commit(deps, draft, deps.sighting(agent.id, anchor, frame))
  return { answer: settle(deps, frame, draft, { ...stored, rejected }), unnoted: null }
}

/** Commits a batch, and with it that its agent was heard of, which is worth nothing where the batch is refused. */
async function commit(deps: TakeDeps, draft: AnyBatch, seen: Due | null) {
  const stored = await ingest(deps, draft, seen)
  if (stored?.reused?.length) await deps.reused(draft.agentId, draft.epoch, stored.reused)
  return stored
}

async function ingest({ store, sighted }: TakeDeps, draft: AnyBatch, seen: Due | null) {
  try {
    const [stored] = await store.ingest({ batches: [seen === null ? draft : { ...draft, seen: seen.row }] })
    if (seen !== null) sighted()
    return stored
  } catch (error) {
    seen?.undo()
    throw error
  }
}

type Whole = Pick<StoredBatch, 'agentId' | 'epoch' | 'receivedAt' | 'base' | 'items'>

const identified = ({ agent, frame: { epoch, base }, receivedAt }: Handed) => ({
  ...{ agentId: agent.id, epoch, receivedAt, base },
})

/** Counts, tells and answers what became of the items that were `given` to the store. */
function settle(
  deps: TakeDeps,
  frame: BatchFrame,
  given: Whole,
  a: { duplicates?: number; reused?: number[]; rejected: BatchAnswer['rejected'] },
): Taken['answer'] {
  const { duplicates = 0 } = a
  const reused = new Set(a.reused)
  const kept = given.items.filter(({ seq }) => !reused.has(seq))
  const rejected = [...a.rejected, ...refusalsOf(frame, reused)]
  if (kept.length > 0) deps.recent.took({ ...given, items: kept }, duplicates)
  if (duplicates < kept.length) deps.stored(null)
  deps.metrics.count('kijun_ingest_items_total', ACCEPTED, kept.length - duplicates)
  deps.metrics.count('kijun_ingest_items_total', DUPLICATE, duplicates)
  deps.metrics.count('kijun_ingest_items_total', REJECTED, rejected.length)
  if (rejected.length > 0) {
    const codes = [...new Set(rejected.map(({ code }) => code))]
    deps.log.warn(
      { agent: given.agentId, epoch: given.epoch, items: rejected.length, codes },
      'items were rejected',
    )
  }
  return { accepted: rangesOf(kept.map(({ seq }) => seq)), rejected, keep: [] }
}

/** Numbers that were used for something else before: the old content stands, and nobody takes the new one for it. */
function refusalsOf({ items }: BatchFrame, reused: ReadonlySet<number>): BatchAnswer['rejected'] {
  const code = 'number-reused'
  return [...reused].map((seq) => {
    const index = items.findIndex((item) => (item as { seq?: unknown } | null)?.seq === seq)
    return { index, seq, code, reason: REJECTIONS[code] }
  })
}

function draftOf(
  { ownership }: TakeDeps,
  { agent, frame, receivedAt }: Handed,
  good: GoodItem[],
): BatchDraft {
  const earliest = Math.min(...good.flatMap(({ fromAt }) => fromAt ?? []))
  const latest = Math.max(...good.flatMap(({ toAt }) => toAt ?? []))
  // As its times are bounded when they are read, so that a batch from the future is found, and expires.
  const ahead = aheadOf(frame.base, latest, receivedAt)
  return {
    agentId: agent.id,
    epoch: frame.epoch,
    base: frame.base,
    items: good.map(({ item }) => item),
    receivedAt,
    earliestAt: Number.isFinite(earliest) ? Math.max(0, earliest - ahead) : receivedAt,
    latestAt: Number.isFinite(latest) ? latest - ahead : receivedAt,
    partitions: partitionsOf(good, () => ownership.servicesOf(agent.name)),
  }
}

/** Results and skips concern the service of their check; a loss may concern every service that the agent checks. */
function partitionsOf(good: GoodItem[], services: () => string[]): number[] {
  const partitions = new Set<number>()
  for (const { item } of good) {
    if ('check' in item) partitions.add(partitionOf(item.check.split('/', 1)[0] ?? ''))
    else if (item.kind === 'lost') for (const service of services()) partitions.add(partitionOf(service))
    if (partitions.size === PARTITIONS) break
  }
  return [...partitions].sort((a, b) => a - b)
}
