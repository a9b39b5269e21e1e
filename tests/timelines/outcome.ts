/** A timeline through production code, and what came of it in the words of `expect`. */
import { boundsOf } from '../../rules/availability/ratio.ts'
import { clockDoubts } from '../../rules/detection/clock-doubts.ts'
import { newCheckState, observe } from '../../rules/detection/fold.ts'
import { EDITION, itemById } from '../../rules/guideline/items.ts'
import { measuringOf } from '../../rules/guideline/measurement.ts'
import { valueInForce } from '../../rules/guideline/value.ts'
import { type JudgedItem, judgeItem } from '../../rules/obligations/by-kind.ts'
import type { Facts } from '../../rules/obligations/facts.ts'
import { countsOf } from '../../rules/obligations/judged.ts'
import type { ClockDoubt, Obligation } from '../../rules/obligations/types.ts'
import { referenceVerdictOf, verdictOf } from '../../rules/obligations/verdict.ts'
import {
  figures,
  mayDecide,
  mayPropose,
  type Subject,
  withdrawn,
} from '../../rules/obligations/withdrawal.ts'
import { figuresOfObligations } from '../../rules/report/figures.ts'
import type { Availability, Measurement } from '../../rules/report/types.ts'
import { verdictRows } from '../../rules/report/verdicts.ts'
import { PROPOSAL_REASONS } from '../../rules/words.ts'
import { executionsOf, isIntervalItem, isNoticeItem, otherFacts, toldOf } from './facts.ts'
import { measure, monitoredOf, saidOf } from './measure.ts'
import { checksOf, incidentsOf, type WatchedCheck, type WatchedIncident } from './monitoring.ts'
import { type World, worldOf } from './settings.ts'
import type { Expected, Timeline } from './timeline.ts'
import { spanMs, spanOf, stampOf } from './times.ts'

const GAP = 'monitoring-gap'
const AVAILABILITY = EDITION.measures.availability

export interface Outcome {
  /** Everything that came of it, in the words of `expect`. */
  actual: Expected
  /** What it says by the same path as a report, where that measures the item; else null. */
  reported: { verdict: string; reference: string } | null
}

export function outcomeOf(timeline: Timeline): Outcome {
  const said = worldOf(timeline)
  const world = { ...said, doubts: [...said.doubts, ...doubtsOf(timeline, said)] }
  const item = itemById(timeline.item)
  if (!item) throw new Error(`the catalogue has no item ${timeline.item}`)
  const checks = checksOf(timeline, world)
  const decided = timeline.events.some((event) => event.phase || event.propose)
  const needsIncidents =
    isNoticeItem(item.id) ||
    decided ||
    timeline.expect.incidents !== undefined ||
    timeline.expect.gaps !== undefined
  const incidents = needsIncidents ? incidentsOf(timeline, world, checks) : []

  const proposal = proposalOf(timeline, world, incidents.length)
  const people = saidOf(timeline, world, incidents, proposal.withdrawsIncidents)
  const measured = isMeasured(timeline) ? measure(timeline, world, checks, people) : null
  const facts = factsOf(timeline, world, checks, incidents, measured)
  const judge = (now: number, value = world.value, from = facts(now)) =>
    judgeItem({ item, value, facts: from, period: world.period, now, settings: world, doubts: world.doubts })

  const judged = judge(world.now)
  const { obligations, steps } = proposal.apply(asObligations(judged, timeline.item))
  const withdrawals = obligations.some(({ state }) => state === 'withdrawn')
  const verdict = withdrawals ? verdictOf(countsOf(obligations)) : judged.verdict
  const again = judge(world.now, valueInForce(world.value.reference)).verdict
  const figure = again === 'met' || again === 'breached' || again === 'not-proven' ? again : null
  const reference = referenceVerdictOf({ standing: world.value.standing, verdict, figure })
  const table = tableOf(timeline, world, obligations, measured, { verdict, reference: figure })
  const row = table.rows[table.place - 1]
  const stamp = (at: number | null) => stampOf(at, world.timezone)
  const rowOf = ({ incident: one, told }: WatchedIncident) => ({
    kind: one.kind,
    component: one.component,
    lastOk: stamp(one.lastOkAt),
    firstFailed: stamp(one.firstFailedAt) ?? '',
    confirmed: stamp(one.confirmedAt) ?? '',
    discovered: stamp(one.discoveredAt) ?? '',
    recovered: stamp(one.recoveredAt),
    checks: one.checks,
    reason: one.reason,
    impact: one.impact ?? null,
    dueTo: one.dueTo ?? null,
    told,
  })
  const own = incidents.filter((one) => ownDuty(item.id, one).item === item.id)
  const relevant = own.find((one) => ownDuty(item.id, one).owed) ?? own[0]
  const duty = relevant && ownDuty(item.id, relevant)
  return {
    actual: {
      verdict,
      because: judged.because,
      reference,
      standing: world.value.standing,
      inForce: world.value.inForce as Expected['inForce'],
      text: `${world.value.reference.text}${world.value.reference.required ? '*' : ''}`,
      class: item.class,
      place: table.place,
      achieved: row?.achieved && 'ms' in row.achieved ? spanOf(row.achieved.ms) : null,
      obligations: obligations.map((one) => ({
        subject: one.subject,
        from: stamp(one.clockFrom) ?? '',
        due: stamp(one.dueAt) ?? '',
        state: one.state,
        margin: spanOf(one.marginMs),
        because: one.because,
        decided: stamp(one.decidedAt),
      })),
      audience: duty?.owed ? duty.audiences : [],
      told: relevant?.told ?? incidents[0]?.told ?? [],
      ...(duty && !duty.owed ? { owed: duty.because } : {}),
      incidents: incidents.filter(({ incident }) => incident.kind !== GAP).map(rowOf),
      gaps: incidents.filter(({ incident }) => incident.kind === GAP).map(rowOf),
      ...(measured ? measuredOf(measured, item.id, world) : {}),
      steps,
      counts: figures(obligations) as Expected['counts'],
    },
    reported:
      row && row.measuring.by !== null && facts(world.now) !== null && isReported(item.id) && !withdrawals
        ? { verdict: row.verdict, reference: row.referenceVerdict }
        : null,
  }
}

/** What the time-sync check that watches our own clock says of it. */
function doubtsOf(timeline: Timeline, world: World): ClockDoubt[] {
  const own = checksOf(timeline, world).find(({ spec }) => spec.check === `shop/${timeline.ownClock}`)
  if (!own) return []
  const { state } = observe(newCheckState(world.startAt), own.spec, own.received)
  return clockDoubts(state, own.spec, world.now)
}

/** What needs the runs measured as a report does. */
const isMeasured = ({ item, expect }: Timeline) =>
  isIntervalItem(item) ||
  item === AVAILABILITY ||
  [expect.runs, expect.availability, expect.ignored, expect.windows, expect.problems].some(Boolean)

type Duties = Pick<WatchedIncident, 'notice' | 'followUp'>
const ownDuty = (item: string, { notice, followUp }: Duties) =>
  item === EDITION.measures.followUp ? followUp : notice

/** Items whose figures in a report come from the same obligations as here. */
const isReported = (item: string) => {
  const by = measuringOf(item).by
  return (
    by === 'notices' ||
    by === 'follow-ups' ||
    by === 'reports' ||
    by === 'availability' ||
    isIntervalItem(item)
  )
}

function factsOf(
  timeline: Timeline,
  world: World,
  checks: readonly WatchedCheck[],
  incidents: readonly WatchedIncident[],
  measured: Measurement | null,
): (now: number) => Facts | null {
  const { item } = timeline
  if (isNoticeItem(item)) return () => (checks.length > 0 ? toldOf(timeline, world, incidents) : null)
  if (isIntervalItem(item)) {
    const monitored = monitoredOf(world)
    const catalogued = itemById(item)
    let known: JudgedItem['obligations'] = []
    for (const text of timeline.judged) {
      const now = world.at(text)
      const then = { ...world, now }
      const before = executionsOf(timeline, then, checksOf(timeline, then), { monitored, known })
      if (catalogued)
        known = judgeItem({
          ...{ item: catalogued, value: world.value, facts: before, period: world.period, now },
          ...{ settings: world, doubts: world.doubts },
        }).obligations
    }
    const facts = executionsOf(timeline, world, checks, { monitored, known })
    return () => facts
  }
  if (item === AVAILABILITY && measured) {
    const { availability, problems } = measured
    const bounds = boundsOf({ from: 0, to: 0, ...availability.partition })
    const closed = world.now >= world.period.to
    return () => ({ shape: 'share', bounds, closed, problem: problems[0]?.code ?? null })
  }
  const offsets = checks.filter(({ spec }) => spec.purpose === 'time-sync')
  if (item === EDITION.measures.timeSyncOffset && offsets.length > 0)
    return () => ({
      shape: 'levels',
      subjects: offsets.map(({ spec, received }) => ({
        subject: spec.check,
        levels: received.map(({ source, startedAt, offsetMs = null }) => ({
          ...{ id: source, at: startedAt, value: offsetMs },
        })),
      })),
    })
  const facts = otherFacts(timeline, world)
  return () => facts
}

function asObligations({ obligations }: JudgedItem, item: string): Obligation[] {
  return obligations.map(({ key, endAt: _, ...row }) => ({ ...row, id: key, item, service: 'shop' }))
}

/** Proposals and decisions of two persons, step by step. */
function proposalOf({ events }: Timeline, world: World, incidents: number) {
  const steps = events.filter(({ propose, decide }) => propose ?? decide)
  const run = (rows: readonly Obligation[]) => {
    let obligations = [...rows]
    let waiting = null as { what: 'obligation' | 'incident'; by: string; reason: string } | null
    let withdrawnAt: number | null = null
    const said: string[] = []
    const subjectOf = (what: 'obligation' | 'incident'): Subject =>
      what === 'incident'
        ? { kind: 'withdraw-incident', withdrawnAt }
        : { kind: 'withdraw-obligation', state: obligations[0]?.state ?? 'open' }
    for (const { at, propose, decide, by = '', reason = '', comment = '' } of steps) {
      const what = propose ?? waiting?.what ?? 'obligation'
      const grounds =
        PROPOSAL_REASONS.find((one) => one === (propose ? reason : waiting?.reason)) ?? 'wrong-record'
      const step = propose
        ? mayPropose({ subject: subjectOf(what), by, reason: grounds, comment, waiting: waiting !== null })
        : mayDecide({
            proposal: { state: waiting ? 'proposed' : 'approved', proposedBy: waiting?.by ?? '' },
            ...{ subject: subjectOf(what), by, decision: decide ?? 'rejected' },
          })
      said.push(step.ok ? 'ok' : step.because)
      if (!step.ok) continue
      if (propose) waiting = { what, by, reason }
      else {
        if (decide === 'approved') {
          const approved = { proposal: 'p1', reason: grounds, at: world.at(at) }
          obligations = obligations.map((row, index) =>
            what === 'incident' || index === 0 ? withdrawn(row, approved) : row,
          )
          withdrawnAt = what === 'incident' ? approved.at : withdrawnAt
        }
        waiting = null
      }
    }
    return { obligations, steps: said, withdrawnAt }
  }
  return { apply: run, withdrawsIncidents: incidents > 0 && run([]).withdrawnAt !== null }
}

function tableOf(
  { item }: Timeline,
  { pattern, value, values }: World,
  obligations: readonly Obligation[],
  measured: Measurement | null,
  found: { verdict: Expected['verdict']; reference: 'met' | 'breached' | 'not-proven' | null },
) {
  const intervals = measured?.intervals.filter((row) => row.item === item) ?? []
  const gaps = intervals.flatMap(({ largestGapMs }) => largestGapMs ?? [])
  const largestMs = gaps.length > 0 ? Math.max(...gaps) : null
  const own = figuresOfObligations({
    value,
    obligations,
    ...(isIntervalItem(item) ? { interval: { largestMs } } : {}),
  })
  const figures =
    item === AVAILABILITY && measured
      ? { ...own, verdict: measured.availability.verdict, reference: found.reference }
      : own
  const rows = verdictRows({ service: { pattern, values }, figures: new Map([[item, figures]]) })
  return { rows, place: rows.findIndex((row) => row.item === item) + 1 }
}

function measuredOf(measured: Measurement, item: string, world: World): Partial<Expected> {
  const runs = measured.intervals.find((row) => row.item === item)
  const partOf = ({ partition: sums, lower, upper, verdict }: Availability) => ({
    up: spanOf(sums.upMs) ?? '',
    down: spanOf(sums.downMs) ?? '',
    unknown: spanOf(sums.unknownMs) ?? '',
    maintenance: spanOf(sums.maintenanceMs) ?? '',
    outside: spanOf(sums.outsideMs) ?? '',
    ...{ lower, upper, verdict },
  })
  return {
    ...(runs
      ? {
          runs: {
            ...{ planned: runs.planned, executed: runs.executed, late: runs.late, unknown: runs.unknown },
            ...{ skipped: runs.skipped, missed: runs.missed, reasons: runs.reasons, verdict: runs.verdict },
            gap: spanOf(runs.largestGapMs),
            gapFrom: runs.largestGapFrom && stampOf(Date.parse(runs.largestGapFrom), world.timezone),
          },
        }
      : {}),
    availability: partOf(measured.availability),
    ...(measured.withoutWithdrawals ? { ignored: partOf(measured.withoutWithdrawals) } : {}),
    windows: measured.availability.maintenance.map(({ id, countedMs, stoppedMs, because }) => ({
      ...{ id, counted: spanOf(countedMs) ?? '', stopped: spanOf(stoppedMs) ?? '', because },
    })),
    problems: measured.problems.map(({ code, day }) => `${day} ${code}`),
  }
}

const TIMES = new Set([
  'from',
  'due',
  'decided',
  'lastOk',
  'firstFailed',
  'confirmed',
  'discovered',
  'recovered',
  'gapFrom',
])
const SPANS = new Set([
  ...['margin', 'achieved', 'gap', 'up', 'down', 'unknown', 'maintenance', 'outside', 'counted', 'stopped'],
])

/** `expect` with its times and spans in one notation. */
export function expectedOf(timeline: Timeline): Expected {
  const { at } = worldOf(timeline)
  const normal = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => normal(one, key))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, normal(one, name)]))
    if (typeof value !== 'string') return value
    if (TIMES.has(key)) return stampOf(at(value), timeline.zone)
    return SPANS.has(key) ? spanOf(spanMs(value)) : value
  }
  return normal(timeline.expect, '') as Expected
}

/** Of what came, only what the timeline writes down. */
export function asWritten(actual: unknown, written: unknown): unknown {
  if (Array.isArray(written) && Array.isArray(actual))
    return actual.map((one, index) => (index < written.length ? asWritten(one, written[index]) : one))
  if (written === null || typeof written !== 'object' || actual === null || typeof actual !== 'object')
    return actual
  const rows = actual as Record<string, unknown>
  return Object.fromEntries(Object.entries(written).map(([key, one]) => [key, asWritten(rows[key], one)]))
}
