/** One step of one partition: new results folded, services decided, everything committed at once. */

import type { Topic } from '../../rules/api/types.ts'
import { newCheckState, observe, withoutFuture } from '../../rules/detection/fold.ts'
import type { CheckState } from '../../rules/detection/types.ts'
import { decideLoss } from '../../rules/incidents/loss.ts'
import { monitoringEnded } from '../../rules/incidents/match.ts'
import { observeTimed, untimed } from '../../rules/performance/observe.ts'
import type { Metrics } from '../metrics.ts'
import { packState } from '../store/packed-state.ts'
import type { EvaluationCommit, NoticeRow, PageOf, Store } from '../store/port.ts'
import { type Configured, serviceOfCheck } from './configured.ts'
import { consequencesOf } from './consequences.ts'
import { incidentEntry, lostEntry, tooOldEntry } from './entries.ts'
import type { HostClocks } from './host-clocks.ts'
import { closed } from './intervals.ts'
import type { Found } from './items.ts'
import { type Asks, type Judged, judgeService, takeRow } from './judge.ts'
import { type Memory, rememberObligation } from './partition.ts'
import { subjectsOf } from './structure.ts'
import type { UsualTimes } from './usual.ts'

/** The cursor of a partition whose checks have no new results is written this often: reading again costs less. */
const IDLE_CURSOR_MS = 60_000
/** Recovered incidents and decided gaps are forgotten after this; they stay in the store. */
const FORGET_MS = 7 * 86_400_000
/** Notices of one incident that are read at a time: one with many customers has many. */
const TOLD = 100

export interface StepInput {
  store: Store
  metrics: Metrics
  configured: Configured
  now: number
  listeningSince: number
  /** Instants (after it) at which this collector's clock was stepped. */
  clockSteps: readonly number[]
  newId: () => string
  usual: Pick<UsualTimes, 'at'>
  hostClocks: Pick<HostClocks, 'readingsOf' | 'due'>
  /** Names of agents by id. */
  agentName: (id: string) => string | undefined
}

/** Folds `found` (results of this partition's checks among others) into the memory's states; commits nothing. */
function fold(input: StepInput, memory: Memory, found: Found) {
  const { configured, now, newId } = input
  const states = new Map<string, CheckState>()
  const ledger: EvaluationCommit['ledger'] = []
  const touched = new Set<string>()
  let tooOldCount = 0
  for (const [check, results] of found.results) {
    const known = configured.checks.get(check)
    if (!known || known.partition !== memory.partition) continue
    const before = withoutFuture(memory.states.get(check) ?? newCheckState(now), now)
    const { slowdown } = known.spec
    const { state, tooOld } = slowdown
      ? observeTimed(before, { ...known.spec, slowdown }, results, (at) => input.usual.at(check, at))
      : observe(before.slow ? untimed(before) : before, known.spec, results)
    states.set(check, state)
    touched.add(known.service)
    if (tooOld.length === 0) continue
    tooOldCount += tooOld.length
    ledger.push({ id: newId(), at: now, ...tooOldEntry(check, tooOld) })
  }
  const gaps: Judged[] = []
  const incidents = new Map(memory.incidents)
  for (const { agentId, item } of found.losses) {
    for (const id of configured.watchedBy.get(input.agentName(agentId) ?? '') ?? []) {
      const watched = configured.services.get(id)
      if (watched?.partition !== memory.partition) continue
      ledger.push({ id: newId(), at: now, ...lostEntry(id, agentId, item) })
      touched.add(id)
      const change = decideLoss({ service: id, loss: item, incidents: [...incidents.values()], now, newId })
      if (!change) continue
      incidents.set(change.incident.id, change.incident)
      const context = { service: watched.service, planned: null, now, newId, told: [] }
      const follows = consequencesOf(change, context)
      gaps.push({ changes: [change], activated: new Map(), decided: [], nextAt: null, ...follows })
    }
  }
  return { states, ledger, touched, tooOldCount, gaps }
}

/**
 * Folds what arrived up to `upTo` and, where `deciding`, decides every service that is due. Commits and only
 * then changes the memory; on rejection the caller drops it.
 * @returns the topics that changed, and whether there is something new for the outbox.
 */
export async function stepPartition(
  input: StepInput,
  memory: Memory,
  arrived: { found: Found; upTo: number; deciding: boolean },
): Promise<{ topics: Topic[]; outbox: boolean }> {
  const { store, metrics, configured, now } = input
  const { states, ledger, touched, tooOldCount, gaps } = fold(input, memory, arrived.found)
  for (const service of touched) memory.dueAt.set(service, now)

  const judged: { service: string; result: Judged }[] = []
  const asks = asksOf(store)
  if (arrived.deciding) {
    for (const [id, watched] of configured.services) {
      if (watched.partition !== memory.partition || (memory.dueAt.get(id) ?? now) > now) continue
      const stateOf = (check: string) => states.get(check) ?? memory.states.get(check)
      const since = (check: string) => configured.checks.get(check)?.since ?? Number.NEGATIVE_INFINITY
      const listeningTo = (check: string) => Math.max(input.listeningSince, since(check))
      judged.push({
        service: id,
        result: await judgeService({ ...input, ...asks, watched, memory, stateOf, listeningTo }),
      })
    }
  }
  const swept = memory.swept === configured ? null : await sweep(input, memory, asks)
  // A check that comes back later begins anew: what it failed with before its removal is over and told.
  const retired = [...memory.states.keys()].filter((check) => !configured.checks.has(check))
  const all = [...gaps, ...judged.map(({ result }) => result), ...(swept ? [swept] : [])]
  for (const { activated } of all) for (const [check, state] of activated) states.set(check, state)
  const commit: EvaluationCommit = {
    partition: memory.partition,
    lease: memory.lease,
    now,
    cursor: arrived.upTo,
    states: [
      ...[...states].flatMap(([check, state]) => {
        const service = configured.checks.get(check)?.service
        return service === undefined ? [] : [{ check, service, state: packState(state) }]
      }),
      ...retired.map((check) => ({ check, service: serviceOfCheck(check), state: null })),
    ],
    incidents: [
      ...new Map(
        all.flatMap(({ changes }) => changes.map(({ incident }) => [incident.id, incident])),
      ).values(),
    ],
    obligations: all.flatMap(({ obligations }) => obligations),
    notices: all.flatMap(({ notices }) => notices),
    ledger: [...ledger, ...all.flatMap((result) => result.ledger)],
  }
  const { incidents, obligations, notices } = commit
  const idle = commit.states.length + incidents.length + obligations.length + commit.ledger.length === 0
  const behind = memory.states.size > 0 && arrived.upTo > memory.saved.cursor
  const cursorDue = behind && now - memory.saved.at >= IDLE_CURSOR_MS
  if (!idle || cursorDue) {
    await store.commitEvaluation(commit)
    memory.saved = { cursor: arrived.upTo, at: now }
  }

  memory.cursor = arrived.upTo
  for (const check of retired) memory.states.delete(check)
  for (const [check, state] of states) memory.states.set(check, state)
  for (const incident of incidents) memory.incidents.set(incident.id, incident)
  for (const row of obligations) {
    rememberObligation(memory, row)
    if (row.state === 'open') memory.standingAt.set(row.id, now)
  }
  memory.swept = configured
  forget(memory, now - FORGET_MS)
  for (const { service, result } of judged)
    memory.dueAt.set(service, result.nextAt ?? Number.POSITIVE_INFINITY)

  if (tooOldCount > 0) metrics.count('kijun_evaluation_too_old_total', {}, tooOldCount)
  for (const { changes, decided } of all) {
    for (const { type, incident } of changes)
      metrics.count('kijun_incidents_total', { kind: incident.kind, change: type })
    for (const { item, state } of decided) metrics.count('kijun_obligations_decided_total', { item, state })
  }
  const topics: Topic[] = [
    ...(states.size > 0 ? (['checks', 'results', 'services'] as const) : []),
    ...(incidents.length > 0 ? (['incidents', 'services'] as const) : []),
    ...(obligations.length > 0 ? (['obligations'] as const) : []),
    ...(notices.length > 0 ? (['notices'] as const) : []),
  ]
  return { topics, outbox: notices.length > 0 }
}

/**
 * What the configuration no longer has can neither keep nor end anything: standing obligations of its checks
 * are closed, and so are incidents of services that are gone. Looked for once per configuration.
 */
async function sweep(input: StepInput, memory: Memory, asks: Asks): Promise<Judged> {
  const { configured, now, newId } = input
  const found: Judged = {
    ...{ changes: [], activated: new Map(), obligations: [], decided: [], notices: [], ledger: [] },
    nextAt: null,
  }
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

function asksOf(store: Store): Asks {
  return {
    async toldOf(incidentId) {
      const told: NoticeRow[] = []
      for (let cursor: string | null = null; ; ) {
        const page: PageOf<NoticeRow> = await store.notices({
          incidentIds: [incidentId],
          limit: TOLD,
          cursor,
        })
        told.push(...page.items)
        cursor = page.next
        if (cursor === null) return told.toReversed()
      }
    },
    async withdrawnAt(incidentId) {
      return (await store.incident({ id: incidentId }))?.withdrawnAt ?? null
    },
    async newestOf(check, item) {
      const { items } = await store.obligations({ subjects: [check], item, limit: 1, cursor: null })
      return items[0] ?? null
    },
    async isRowWithdrawn({ id, subject, item }) {
      const only = { subjects: [subject], item, state: 'withdrawn' as const }
      const { items } = await store.obligations({ ...only, limit: TOLD, cursor: null })
      return items.some((row) => row.id === id)
    },
  }
}
