/** One step of one partition: services that are due decided, and everything that follows committed at once. */

import type { Topic } from '../../rules/api/types.ts'
import { type AgentTwice, decideLoss } from '../../rules/incidents/loss.ts'
import { monitoringEnded } from '../../rules/incidents/match.ts'
import type { ClockDoubt } from '../../rules/obligations/types.ts'
import { HOUR_MS } from '../../rules/performance/baseline.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { EvaluationCommit, LedgerDraft, PageOf, Store, StoredNotice } from '../store/port.ts'
import { boundsOf, type Due } from './bounds.ts'
import { type Configured, serviceOfCheck, type Watched } from './configured.ts'
import { asWritten, consequencesOf } from './consequences.ts'
import { incidentEntry, lostEntry, twiceEntry, unjudgedEntry } from './entries.ts'
import { HeldCheck } from './held.ts'
import type { HostClocks } from './host-clocks.ts'
import { closed } from './intervals.ts'
import { type Asks, type Judged, judgeService, takeRow } from './judge.ts'
import { dueOf, type Memory, noNews, readState, rememberObligation, saved } from './partition.ts'
import { subjectsOf } from './structure.ts'
import type { Turns } from './turns.ts'

/** The cursor of a partition is written this often where nothing else is: from it a new owner reads. */
const IDLE_CURSOR_MS = HOUR_MS
/** Recovered incidents and decided gaps are forgotten after this; they stay in the store. */
const FORGET_MS = 7 * 86_400_000
/** Notices of one incident that are read at a time: one with many customers has many. */
const TOLD = 100
/** A service that could not be judged is left alone for so long. */
const JUDGE_AGAIN_MS = 60_000

export interface StepInput {
  store: Store
  log: Pick<Log, 'error'>
  metrics: Metrics
  configured: Configured
  now: number
  listeningSince: number
  /** What had come by then is folded: who is silent since may only wait to be read. */
  heardTo: number
  /** Times in which a step of a clock of ours leaves distances between executions unproven. */
  clockDoubts: readonly ClockDoubt[]
  newId: () => string
  hostClocks: Pick<HostClocks, 'readingsOf' | 'due'>
  turns: Turns
  /** How often a calm service is judged. */
  calmMs: number
  /** A window may have been unpacked. */
  opened: (held: HeldCheck) => void
}

export interface Arrived {
  /** Everything that arrived up to here is folded into the memory. */
  upTo: number
  deciding: boolean
  /** Checks whose states are to be written although nothing else of them is. */
  save: readonly HeldCheck[]
}

/** Whether there is anything to decide or to write. */
export function isDue(memory: Memory, configured: Configured, now: number): boolean {
  const { news } = memory
  return (
    memory.nextDueAt <= now ||
    news.touched.size + news.losses.length + news.twice.length + news.ledger.length + memory.urgent.size >
      0 ||
    memory.swept !== configured ||
    now - memory.saved.at >= IDLE_CURSOR_MS
  )
}

/**
 * Decides every service that is due, where `deciding`, and commits with it what is not in the store yet. On
 * rejection the caller drops the memory: all of it comes out again of what the store has.
 * @returns the topics that changed, and whether there is something new for the outbox.
 */
export async function stepPartition(
  input: StepInput,
  memory: Memory,
  { upTo, deciding, save }: Arrived,
): Promise<{ topics: Topic[]; outbox: boolean }> {
  const { store, metrics, configured, now } = input
  memory.cursor = upTo
  // What is committed was decided by more than is known here: it would be taken back.
  if (upTo < memory.decided) return { topics: [], outbox: false }
  const asks = asksOf(store)
  const gaps = lossesOf(input, memory)
  const judged = deciding ? await judgeDue(input, memory, asks) : []
  const swept = memory.swept === configured ? null : await sweep(input, memory, asks)
  const all = [...gaps, ...judged, ...(swept ? [swept] : [])]
  for (const { activated } of all)
    for (const [check, state] of activated)
      memory.urgent.add(activate(memory, configured, { check, state, upTo }))
  const commit = commitOf(memory, { all, upTo, now, save, configured })
  const { incidents, obligations, notices } = commit
  const idle = commit.states.length + incidents.length + obligations.length + commit.ledger.length === 0
  const cursorDue = now - memory.saved.at >= IDLE_CURSOR_MS || now < memory.saved.at
  if (!idle || (cursorDue && upTo > memory.saved.cursor)) {
    await store.commitEvaluation(commit)
    memory.saved = { cursor: commit.cursor, at: now }
    memory.decided = upTo
    for (const held of [...save, ...memory.urgent]) saved(memory, held)
    memory.retired = []
  } else if (cursorDue) memory.saved.at = now

  for (const incident of incidents) memory.incidents.set(incident.id, incident)
  for (const row of obligations) {
    rememberObligation(memory, row)
    if (row.state === 'open') memory.standingAt.set(row.id, now)
  }
  memory.swept = configured
  if (all.length > 0) forget(memory, now - FORGET_MS)
  const { tooOld, changed, touched } = memory.news
  memory.news = { ...noNews(), ...(deciding ? {} : { touched }) }

  if (tooOld > 0) metrics.count('kijun_evaluation_too_old_total', {}, tooOld)
  for (const { changes, decided } of all) {
    for (const { type, incident } of changes)
      metrics.count('kijun_incidents_total', { kind: incident.kind, change: type })
    for (const { item, state } of decided) metrics.count('kijun_obligations_decided_total', { item, state })
  }
  const topics: Topic[] = [
    ...(changed || commit.states.length > 0 ? (['checks', 'results', 'services'] as const) : []),
    ...(incidents.length > 0 ? (['incidents', 'services'] as const) : []),
    ...(obligations.length > 0 ? (['obligations'] as const) : []),
    ...(notices.length > 0 ? (['notices'] as const) : []),
  ]
  return { topics, outbox: notices.length > 0 }
}

/** Everything of a partition that is not in the store yet, as one commit. */
function commitOf(
  memory: Memory,
  a: { all: Judged[]; upTo: number; now: number; save: readonly HeldCheck[]; configured: Configured },
): EvaluationCommit {
  const { all, upTo, now, save } = a
  const written = new Set([...save, ...memory.urgent])
  let cursor = upTo
  for (const held of memory.unsaved) {
    if (written.has(held) || !held.unsaved) continue
    cursor = Math.min(cursor, held.unsaved.from - 1)
    break
  }
  return {
    ...{ partition: memory.partition, lease: memory.lease, now, cursor, decided: upTo },
    states: [
      // A check that comes back later begins anew: what it failed with before its removal is over and told.
      ...memory.retired.map((check) => ({ check, service: serviceOfCheck(check), state: null })),
      ...[...written].map((held) => ({
        ...{ check: held.check, service: serviceOfCheck(held.check), state: held.packed() },
      })),
    ],
    incidents: [
      ...new Map(
        all.flatMap(({ changes }) => changes.map(({ incident }) => [incident.id, incident])),
      ).values(),
    ],
    obligations: all.flatMap(({ obligations }) => obligations),
    notices: all.flatMap(({ notices }) => notices),
    ledger: [...memory.news.ledger, ...all.flatMap((result) => result.ledger)],
  }
}

/** Judges services one after the other; others go on in between. */
async function judgeDue(
  input: StepInput,
  memory: Memory,
  asks: ReturnType<typeof asksOf>,
): Promise<Judged[]> {
  const { configured, now } = input
  const { touched } = memory.news
  const scan = memory.nextDueAt <= now
  const judged: Judged[] = []
  const ofPartition = configured.byPartition.get(memory.partition) ?? []
  const looked = scan ? ofPartition : [...touched].flatMap((id) => configured.services.get(id) ?? [])
  if (scan) memory.nextDueAt = Number.POSITIVE_INFINITY
  const since = (check: string) => configured.checks.get(check)?.since ?? Number.NEGATIVE_INFINITY
  const listeningTo = (check: string) => Math.max(input.listeningSince, since(check))
  const stateOf = (check: string) => {
    const held = memory.states.get(check)
    if (!held) return undefined
    const state = readState(memory, held, input)
    if (held.isOpen) input.opened(held)
    return state
  }
  for (const watched of looked) {
    const { id } = watched.service
    const due = dueOf(memory, id)
    const isUnjudged = (memory.unjudged.get(id) ?? now) > now
    if (!isUnjudged && (touched.has(id) || (due.at <= now && !staysCalm(watched, memory, input)))) {
      try {
        const result = await judgeService({ ...input, ...asks, watched, memory, stateOf, listeningTo })
        judged.push(result)
        due.at = result.nextAt ?? Number.POSITIVE_INFINITY
        due.otherAt = result.otherAt ?? Number.POSITIVE_INFINITY
        due.calm = result.calm
        due.judgedAt = now
        memory.unjudged.delete(id)
      } catch (error) {
        if (asks.failed()) throw error
        notJudged(input, memory, { id, due, error })
      }
      await input.turns.pass()
    }
    memory.nextDueAt = Math.min(memory.nextDueAt, due.at)
  }
  return judged
}

/** What nobody foresaw costs its service alone: it would fail again at each try, and with it all that shares its partition. */
function notJudged(
  { now, log, metrics, newId }: StepInput,
  { news, unjudged }: Memory,
  { id, due, error }: { id: string; due: Due; error: unknown },
): void {
  metrics.count('kijun_evaluation_errors_total')
  log.error({ err: error, service: id }, 'a service could not be judged and will be tried again')
  if (!unjudged.has(id)) news.ledger.push({ id: newId(), at: now, ...unjudgedEntry(id, error) })
  unjudged.set(id, now + JUDGE_AGAIN_MS)
  Object.assign(due, { at: now + JUDGE_AGAIN_MS, otherAt: now + JUDGE_AGAIN_MS, calm: false, judgedAt: now })
}

/** Whether a calm service only has to wait for the next results of its checks: nothing else can have changed. */
function staysCalm(
  { service, specs }: Watched,
  memory: Memory,
  { now, calmMs }: Pick<StepInput, 'now' | 'calmMs'>,
): boolean {
  const due = dueOf(memory, service.id)
  if (!due.calm || due.otherAt <= now || now < due.judgedAt) return false
  let at = Math.min(due.otherAt, due.judgedAt + calmMs)
  for (const { check } of specs) {
    const held = memory.states.get(check)
    if (!held) return false
    at = Math.min(at, held.lastAt + held.bounds.quietMs + 1)
  }
  if (at <= now) return false
  due.at = at
  return true
}

/** A state that judging made: of a check that had none, or without what a clock had put ahead. */
function activate(
  memory: Memory,
  { services, checks }: Configured,
  a: {
    check: string
    state: Judged['activated'] extends Map<string, infer State> ? State : never
    upTo: number
  },
): HeldCheck {
  const known = memory.states.get(a.check)
  if (known) {
    known.replace(a.state)
    if (known.comesAt !== null) memory.waiting.add(known)
    return known
  }
  const { spec, service } = checks.get(a.check) ?? {}
  const watched = services.get(service ?? '')
  if (!spec || !watched) throw new Error(`judged a check that is not configured: ${a.check}`)
  const placed = { bounds: boundsOf(watched, spec), due: dueOf(memory, watched.service.id) }
  const held = HeldCheck.of(a.state, spec, placed)
  held.from = a.upTo
  memory.states.set(a.check, held)
  return held
}

/** What agents reported as lost, and that one of them is two: evidence, and a gap of each service that they check. */
function lossesOf({ configured, now, newId }: StepInput, memory: Memory): Judged[] {
  const gaps: Judged[] = []
  const incidents = new Map(memory.incidents)
  function tell(id: string, loss: LostItem | AgentTwice, entry: Omit<LedgerDraft, 'id' | 'at'>): void {
    const watched = configured.services.get(id)
    if (!watched) return
    memory.news.ledger.push({ id: newId(), at: now, ...entry })
    memory.news.touched.add(id)
    const change = decideLoss({ service: id, loss, incidents: [...incidents.values()], now, newId })
    if (!change) return
    incidents.set(change.incident.id, change.incident)
    const context = { service: watched.service, planned: null, now, newId, told: [] }
    gaps.push({ ...nothing(), changes: [change], ...consequencesOf(change, context) })
  }
  for (const { service, agentId, item } of memory.news.losses)
    tell(service, item, lostEntry(service, agentId, item))
  for (const { service, agentId, both } of memory.news.twice) {
    const loss = { firstAt: both.fromAt, lastAt: both.toAt, reason: 'agent-twice' } as const
    tell(service, loss, twiceEntry(service, agentId, both))
  }
  return gaps
}

const nothing = (): Judged => ({
  ...{ changes: [], activated: new Map(), obligations: [], decided: [], notices: [], ledger: [] },
  ...{ nextAt: null, calm: false, otherAt: null },
})

/**
 * What the configuration no longer has can neither keep nor end anything: standing obligations of its checks
 * are closed, and so are incidents of services that are gone. Looked for once per configuration.
 */
async function sweep(input: StepInput, memory: Memory, asks: Asks): Promise<Judged> {
  const { configured, now, newId } = input
  const found = nothing()
  for (const [check, rows] of memory.intervals) {
    if (subjectsOf(configured).has(check)) continue
    for (const row of rows.values())
      if (row.state === 'open')
        await takeRow(found, closed(row, now, 'check-removed'), { ...input, ...asks, memory })
  }
  for (const incident of memory.incidents.values()) {
    if (configured.services.has(incident.service) || incident.recoveredAt !== null) continue
    const change = monitoringEnded(incident, now)
    found.changes.push(change)
    found.ledger.push({ id: newId(), at: now, ...incidentEntry(change, null) })
  }
  return found
}

/** What ended before `before` is history: the store keeps it, evaluation decides nothing by it. */
function forget({ incidents, intervals, owing, withdrawn }: Memory, before: number): void {
  for (const { id, recoveredAt } of incidents.values())
    if (recoveredAt !== null && recoveredAt < before) {
      incidents.delete(id)
      owing.delete(id)
      withdrawn.delete(id)
    }
  for (const rows of intervals.values())
    for (const { id, state, clockFrom } of rows.values())
      if (state !== 'open' && clockFrom < before) rows.delete(id)
}

/** What judging asks; `failed`: whether the store could not answer, which is no fault of what is judged. */
function asksOf(store: Store): Asks & { failed(): boolean } {
  let failed = false
  const asking = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      failed = true
      throw error
    }
  }
  return {
    failed: () => failed,
    async toldOf(incidentId) {
      const told: StoredNotice[] = []
      for (let cursor: string | null = null; ; ) {
        const page: PageOf<StoredNotice> = await asking(
          store.notices({ incidentIds: [incidentId], limit: TOLD, cursor }),
        )
        told.push(...page.items)
        cursor = page.next
        if (cursor === null) return asWritten(told.toReversed())
      }
    },
    async withdrawnAt(incidentId) {
      return (await asking(store.incident({ id: incidentId })))?.withdrawnAt ?? null
    },
    async newestOf(check, item) {
      const { items } = await asking(store.obligations({ subjects: [check], item, limit: 1, cursor: null }))
      return items[0] ?? null
    },
    async isRowWithdrawn({ id, subject, item }) {
      const only = { subjects: [subject], item, state: 'withdrawn' as const }
      const { items } = await asking(store.obligations({ ...only, limit: TOLD, cursor: null }))
      return items.some((row) => row.id === id)
    },
  }
}
