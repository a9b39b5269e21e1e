/** Takes a batch in: judges its items, commits the good ones, and says of each what became of it (design, rule 5). */
import { PARTITIONS, partitionOf } from '../../rules/partition.ts'
import { aheadOf } from '../../rules/wire/event-time.ts'
import type { Anchor, BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { BatchDraft, Store } from '../store/port.ts'
import { checksNamed, type GoodItem, judgeItems, REJECTIONS, rangesOf } from './judge.ts'
import type { Ownership } from './ownership.ts'
import type { Recent } from './recent.ts'

export interface TakeDeps {
  store: Pick<Store, 'ingest'>
  ownership: Ownership
  recent: Recent
  metrics: Metrics
  log: Pick<Log, 'warn'>
  /** Called after a commit that stored something new. */
  stored(): void
}

export interface Taken {
  answer: Pick<BatchAnswer, 'accepted' | 'rejected' | 'keep'>
  /** The newest anchor of the agent's clock. */
  anchor: Anchor
}

/** Rejects with the store's error where nothing was committed: then nothing is acknowledged either. */
export async function takeBatch(
  deps: TakeDeps,
  a: { agent: { id: string; name: string }; frame: BatchFrame; receivedAt: number },
): Promise<Taken> {
  const { agent, frame } = a
  await deps.ownership.learn(checksNamed(frame.items))
  const { good, rejected, anchor } = judgeItems(frame, (check) => deps.ownership.isOf(agent.name, check))
  let duplicates = 0
  let kept = good
  if (good.length > 0) {
    const draft = draftOf(deps, a, good)
    const [answer] = await deps.store.ingest({ batches: [draft] })
    duplicates = answer?.duplicates ?? 0
    const reused = new Set(answer?.reused)
    kept = good.filter(({ item }) => !reused.has(item.seq))
    rejected.push(...refusalsOf(frame, reused))
    if (kept.length > 0) deps.recent.took({ ...draft, items: kept.map(({ item }) => item) }, duplicates)
    if (duplicates < kept.length) deps.stored()
  }
  deps.metrics.count('kijun_ingest_items_total', { outcome: 'accepted' }, kept.length - duplicates)
  deps.metrics.count('kijun_ingest_items_total', { outcome: 'duplicate' }, duplicates)
  deps.metrics.count('kijun_ingest_items_total', { outcome: 'rejected' }, rejected.length)
  if (rejected.length > 0) {
    const codes = [...new Set(rejected.map(({ code }) => code))]
    deps.log.warn(
      { agent: agent.id, epoch: frame.epoch, items: rejected.length, codes },
      'items were rejected',
    )
  }
  return { answer: { accepted: rangesOf(kept.map(({ item }) => item.seq)), rejected, keep: [] }, anchor }
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
  {
    agent,
    frame,
    receivedAt,
  }: { agent: { id: string; name: string }; frame: BatchFrame; receivedAt: number },
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
