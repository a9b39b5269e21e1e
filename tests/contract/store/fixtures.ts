import { rangesOf } from '../../../collector/ingest/judge.ts'
import type {
  BatchDraft,
  EncodedBatch,
  EvaluationCommit,
  Lease,
  LedgerDraft,
  NoticeRow,
  ObligationRow,
  Store,
} from '../../../collector/store/port.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import type { Anchor, Item, LostItem, ResultItem } from '../../../rules/wire/v1.ts'

/** The instant that these tests count from. */
export const AT = Date.UTC(2026, 10, 1)
export const MINUTE = 60_000
export const EPOCH = '5e1f5a1c-0000-4000-8000-000000000001'

export function anchor(seq: number, wall = AT): Anchor {
  return { seq, mono: 0, wall, offset: 0, uncertainty: 1 }
}

export function result(seq: number): ResultItem {
  const check = 'shop/web/alive'
  const mono = seq * 1000
  return {
    kind: 'result',
    seq,
    check,
    revision: 1,
    planned: mono,
    started: mono,
    finished: mono + 5,
    outcome: 'ok',
    attempt: 0,
  }
}

export function lost(seq: number, count: number): LostItem {
  return {
    kind: 'lost',
    seq,
    epoch: EPOCH,
    from: 1,
    to: count,
    count,
    bytes: count * 100,
    firstAt: null,
    lastAt: null,
    reason: 'evicted-bytes',
  }
}

export function batch(items: Item[], more: Partial<BatchDraft> = {}): BatchDraft {
  return {
    agentId: 'agent-1',
    epoch: EPOCH,
    base: anchor(1),
    items,
    receivedAt: AT,
    earliestAt: AT,
    latestAt: AT,
    partitions: [7],
    ...more,
  }
}

/** The same batch as an agent sends it; its items in order, each number once. */
export function encoded(draft: BatchDraft): EncodedBatch {
  const { base, items, ...head } = draft
  const ranges = rangesOf(items.map(({ seq }) => seq))
  return { ...head, encoded: JSON.stringify({ wire: 1, base, items }), ranges, count: items.length }
}

export function incident(id: string, more: Partial<Incident> = {}): Incident {
  return {
    id,
    service: 'shop',
    kind: 'outage',
    component: null,
    checks: ['shop/web/alive'],
    lastOkAt: AT - MINUTE,
    firstFailedAt: AT,
    confirmedAt: AT + 20_000,
    discoveredAt: AT + 20_000,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: 'refused',
    message: 'connect ECONNREFUSED',
    ...more,
  }
}

export function notice(id: string, about: Incident, more: Partial<NoticeRow> = {}): NoticeRow {
  return {
    id,
    incidentId: about.id,
    service: about.service,
    customer: null,
    kind: 'first',
    form: 'normal',
    audiences: ['users', 'admin', 'manager', 'on-call'],
    language: 'ja',
    timezone: 'Asia/Tokyo',
    createdAt: AT,
    dueAt: AT + 20 * MINUTE,
    facts: {
      serviceName: 'ネットショップ',
      componentName: null,
      incident: about,
      follows: null,
      followUp: null,
    },
    expandCursor: null,
    settledAt: null,
    ...more,
  }
}

export function obligation(id: string, subject: string, more: Partial<ObligationRow> = {}): ObligationRow {
  return {
    id,
    item: 'III.1.1.1.b',
    service: 'shop',
    customer: null,
    subject,
    clockFrom: AT,
    dueAt: AT + 20 * MINUTE,
    limitMs: 20 * MINUTE,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    evidence: {},
    noticeId: null,
    ...more,
  }
}

export function entry(id: string, at = AT, payload: unknown = { said: id }): LedgerDraft {
  return { id, at, kind: 'test.happened', subject: `subject/${id}`, actor: 'system', payload }
}

/** Takes the lease of a partition for `owner`. */
export async function holdPartition(
  store: Store,
  partition: number,
  owner: string,
  now = AT,
): Promise<Lease> {
  const [lease] = await store.holdLeases({ names: [`partition/${partition}`], owner, now, ttlMs: MINUTE })
  if (!lease) throw new Error(`partition ${partition} is another's`)
  return lease
}

/** A commit of one partition that changes nothing but what is given. */
export function commit(lease: Lease, more: Partial<EvaluationCommit> = {}): EvaluationCommit {
  const partition = Number(lease.name.split('/')[1])
  const nothing = { states: [], incidents: [], obligations: [], notices: [], ledger: [] }
  return { partition, lease, now: AT, cursor: 0, ...nothing, ...more }
}

/** Makes an operator: the first one by an enrolment, others by an invitation of the first. */
export async function makeOperator(store: Store, id: string, invitedBy: string | null): Promise<void> {
  const tokenDigest = `token-${id}`
  const times = { tokenDigest, now: AT, expiresAt: AT + MINUTE }
  if (invitedBy === null) await store.createEnrolment(times)
  else
    await store.inviteOperator({
      ...{ ...times, operatorId: invitedBy, ledgerId: `invite-${id}` },
      ...{ role: 'manager', services: null, customer: null },
    })
  const who = { tokenDigest, id, name: `name-${id}`, password: 'hash', now: AT, ledgerId: `enrol-${id}` }
  await store.enrolOperator(who)
}

/** Chains whatever is unchained, as the sealer does but for the hashes. */
export async function chainAll(store: Store, now = AT): Promise<void> {
  const [lease] = await store.holdLeases({ names: ['sealer'], owner: 'sealer', now, ttlMs: MINUTE })
  if (!lease) throw new Error("the sealer's lease is another's")
  const waiting = await store.unchained({ limit: 10_000 })
  if (waiting.length === 0) return
  let seq = (await store.lastSeal())?.seq ?? 0
  const entries = waiting.map(({ id }) => {
    seq += 1
    return { id, seq, prev: `h${seq - 1}`, hash: `h${seq}` }
  })
  const seal = { seq, hash: `h${seq}`, at: now, keyId: 'key', signature: 'none' }
  await store.chain({ lease, now, entries, seal })
}

/** Entries of a kind with what lies beside the chain; chains what is not chained yet. */
export async function entriesOf(
  store: Store,
  kind: string,
): Promise<{ subject: string; actor: string; payload: unknown }[]> {
  await chainAll(store)
  const all = await store.ledger({ afterSeq: 0, limit: 10_000 })
  return all
    .filter((found) => found.kind === kind)
    .map(({ subject, actor, payload }) => ({ subject, actor, payload: JSON.parse(payload ?? 'null') }))
}
