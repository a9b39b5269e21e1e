/** Thousands of random histories: the engine and the slow reference agree, whatever the order of arrival. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { union } from '../../../rules/calendar/intervals.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import { emptyCursor } from '../../../rules/detection/step.ts'
import { complianceOf } from '../../../rules/obligations/compliance.ts'
import { dueAt } from '../../../rules/obligations/due.ts'
import { judgeFollowUp } from '../../../rules/obligations/follow-up.ts'
import { judgeInterval } from '../../../rules/obligations/interval.ts'
import { dueWithin, monitoredMs } from '../../../rules/obligations/monitored.ts'
import { judgeNotice } from '../../../rules/obligations/notice.ts'
import { judgeSequence } from '../../../rules/obligations/sequence.ts'
import type { ClockDoubt } from '../../../rules/obligations/types.ts'
import type { Audience, Outcome } from '../../../rules/words.ts'
import {
  slowCompliance,
  slowDays,
  slowIntervals,
  slowMonths,
  slowNotice,
  slowSequence,
  walkedDue,
  walkedMs,
} from '../../reference/obligations.ts'
import { ended } from '../../support/ended.ts'
import { shuffled, spec } from '../detection/histories.ts'

const SEED = 20261121
const outcome = fc.constantFrom<Outcome>('ok', 'failed', 'unknown')
const spans = (max: number) =>
  fc
    .array(fc.tuple(fc.nat(max), fc.nat(30)), { maxLength: 5 })
    .map((pairs): Interval[] => union(pairs.map(([from, length]) => ({ from, to: from + length }))))
/** Around the clock, or the service hours of a few days of thirty milliseconds. */
const monitored = fc.oneof(
  fc.constant(null),
  spans(90).filter((set) => set.length > 0),
)
const doubts = fc.array(
  fc
    .tuple(fc.nat(120), fc.nat(10), fc.constantFrom('own-clock-off', 'own-clock-unknown', 'clock-stepped'))
    .map(
      ([from, length, because]): ClockDoubt => ({
        from,
        to: from + length,
        because: because as 'own-clock-off',
      }),
    ),
  { maxLength: 2 },
)
const withOrder = <T>(items: fc.Arbitrary<T[]>) =>
  items.chain((list) => fc.tuple(fc.constant(list), shuffled(list)))

test('monitored distances and due times are those that walking finds', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(40), fc.nat(40), monitored, (from, length, limitMs, set) => {
      expect(monitoredMs(from, from + length, set)).toBe(walkedMs(from, from + length, set))
      expect(dueWithin(from, limitMs, set)).toBe(walkedDue(from, limitMs, set))
    }),
    { numRuns: 3000, seed: SEED },
  )
})

test('interval obligations agree, within service hours too, and do not depend on the order of arrival', () => {
  const run = fc.record({ startedAt: fc.nat(100), under: fc.nat(20), outcome })
  const cases = fc.record({
    runs: fc.uniqueArray(run, { maxLength: 8, selector: ({ startedAt }) => startedAt }),
    sinceAt: fc.nat(30),
    limitMs: fc.integer({ min: 1, max: 40 }),
    graceMs: fc.nat(10),
    now: fc.integer({ min: 0, max: 200 }),
    monitored,
    doubts,
  })
  const seen = new Set<string>()
  fc.assert(
    fc.property(cases, ({ runs, ...a }) => {
      const results = runs.map(({ startedAt, under, outcome }) => ({
        plannedAt: startedAt,
        startedAt,
        finishedAt: startedAt,
        receivedAt: startedAt + under,
        outcome,
        attempt: 0,
        source: `a/e/${startedAt}`,
      }))
      const window = results.toSorted((x, y) => x.startedAt - y.startedAt)
      const state = { checkpoint: emptyCursor(), window, sinceAt: a.sinceAt }
      const { obligations } = judgeInterval({ ...a, state, spec: spec() })
      const [standing, ...decided] = obligations
      const slow = slowIntervals({ ...a, runs: results })
      expect(standing).toMatchObject({ state: 'open', ...slow.standing })
      expect(
        decided.map(({ clockFrom, dueAt, state, marginMs, because }) => ({
          clockFrom,
          dueAt,
          state,
          marginMs,
          because,
        })),
      ).toEqual(slow.decided)
      for (const { state, because } of decided) seen.add(`${state}/${because}`)
    }),
    { numRuns: 3000, seed: SEED },
  )
  expect([...seen].toSorted()).toEqual([
    'breached/gap-longer-than-limit',
    'not-proven/clock-stepped',
    'not-proven/no-evidence-yet',
    'not-proven/own-clock-off',
    'not-proven/own-clock-unknown',
  ])
})

const stamp = fc.option(fc.nat(60), { nil: null })
const sent = fc
  .record({
    audience: fc.constantFrom<Audience>('users', 'admin', 'manager'),
    person: fc.constantFrom('p', 'q', 'r'),
    state: fc.constantFrom('waiting', 'accepted', 'accepted', 'accepted', 'refused', 'expired'),
    at: fc.nat(50),
    channel: fc.constantFrom('mail', 'sms'),
    recipientServerAt: stamp,
    acknowledgedAt: stamp,
  })
  .map(({ at, ...one }) => ({
    ...one,
    state: one.state as 'accepted',
    acceptedAt: one.state === 'accepted' ? at : null,
    endedAt: one.state === 'waiting' ? null : at,
  }))
const told = fc.record({
  clockFrom: fc.nat(10),
  limit: fc.nat(40),
  later: fc.nat(80),
  expanded: fc.oneof(fc.constant(true), fc.boolean()),
  owed: fc.constantFrom<Audience[]>(['users', 'admin'], ['admin'], ['manager']),
  reachedBy: fc.constantFrom('relay', 'recipient-server', 'acknowledged'),
  doubts,
})

test('notices agree: several channels, refusals, lateness, every stamp, in any order', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(withOrder(fc.array(sent, { maxLength: 6 })), told, ([deliveries, other], a) => {
      const { clockFrom, limit, later, ...rest } = a
      const reachedBy = a.reachedBy as 'relay'
      const input = { ...rest, reachedBy, dueAt: clockFrom + limit, now: clockFrom + later }
      const clock = { from: clockFrom, doubts: a.doubts }
      const { state, because, marginMs, decidedAt } = judgeNotice({ ...input, deliveries, clock })
      expect({ state, because, marginMs }).toEqual(slowNotice({ ...input, clockFrom, sent: deliveries }))
      expect(decidedAt).toBe(state === 'open' ? null : input.now)
      expect(judgeNotice({ ...input, deliveries: other, clock })).toEqual({
        state,
        because,
        marginMs,
        decidedAt,
      })
      seen.add(`${state}/${because}`)
    }),
    { numRuns: 4000, seed: SEED },
  )
  expect(seen.size).toBe(13)
})

test('follow-ups agree: nobody wrote one, or it is a notice to the administrative contact', () => {
  const cases = fc.tuple(fc.option(fc.array(sent, { maxLength: 4 }), { nil: null }), told)
  fc.assert(
    fc.property(cases, ([deliveries, { clockFrom, limit, later, expanded, doubts }]) => {
      const times = { dueAt: clockFrom + limit, now: clockFrom + later }
      const notice = deliveries && { expanded, deliveries }
      const judged = judgeFollowUp({ ...times, notice, clock: { from: clockFrom, doubts } })
      const slow = slowNotice({
        ...times,
        clockFrom,
        expanded: notice !== null && expanded,
        sent: deliveries ?? [],
        owed: ['admin'],
        reachedBy: 'relay',
        doubts,
      })
      const none = deliveries === null && slow.state === 'breached'
      expect({ ...judged, decidedAt: null }).toEqual({
        ...slow,
        ...(none ? { because: 'no-follow-up' } : {}),
        decidedAt: null,
      })
    }),
    { numRuns: 2000, seed: SEED },
  )
})

const HOUR = 3_600_000
const DAY = 24 * HOUR
const JAN_2026 = Date.UTC(2026, 0, 1) - 9 * HOUR
/** Hours of three years, with month ends and the leap day among them. */
const hour = fc
  .oneof(
    fc.nat(3 * 366 * 24),
    fc.constantFrom(0, 30, 58, 59, 365, 789, 790).map((day) => day * 24 + 12),
  )
  .map((hours) => JAN_2026 + hours * HOUR)
const WEEKEND = ['2026-01-03', '2026-01-04']
const isBusinessDay = (day: string) =>
  (Date.parse(day) - Date.parse(WEEKEND[0] ?? '')) % (7 * DAY) !== 0 &&
  (Date.parse(day) - Date.parse(WEEKEND[1] ?? '')) % (7 * DAY) !== 0

test('due times of months and days agree with the calendar of Japan counted on fingers', () => {
  const zone = 'Asia/Tokyo'
  fc.assert(
    fc.property(hour, fc.integer({ min: 1, max: 14 }), (at, n) => {
      const due = (
        value: string,
        months: 'calendar' | 'elapsed',
        days: 'elapsed' | 'calendar' | 'business',
      ) => dueAt(at, value, { zone, months, days, isBusinessDay })
      expect(due(`P${n}M`, 'calendar', 'elapsed')).toBe(slowMonths(at, n))
      expect(due(`P${n}M`, 'elapsed', 'calendar')).toBe(at + n * 30 * DAY)
      expect(due(`P${n}D`, 'calendar', 'elapsed')).toBe(at + n * DAY)
      expect(due(`P${n}D`, 'calendar', 'calendar')).toBe(slowDays(at, n, false))
      expect(due(`P${n}D`, 'calendar', 'business')).toBe(slowDays(at, n, true))
      expect(due(`PT${n}H`, 'calendar', 'business')).toBe(at + n * HOUR)
    }),
    { numRuns: 1000, seed: SEED },
  )
})

test('sequences over calendar months agree, in any order of what was written down', () => {
  const event = fc.record({ at: hour, later: fc.oneof(fc.constant(null), fc.nat(60)) })
  const cases = fc.record({
    listed: withOrder(fc.array(event, { maxLength: 8 })),
    sinceAt: hour,
    until: fc.option(hour, { nil: null }),
    now: hour,
    months: fc.constantFrom(1, 3, 6),
  })
  fc.assert(
    fc.property(cases, ({ listed, sinceAt, until, now, months }) => {
      const [events, other] = listed.map((list) =>
        list.map(({ at, later }) => ({
          id: `${at}/${later}`,
          at,
          recordedAt: later === null ? null : at + later * DAY,
        })),
      )
      const untilAt = until === null ? null : Math.max(until, sinceAt)
      const a = { subject: 'report/customers', sinceAt, untilAt, now, value: `P${months}M` }
      const due = { zone: 'Asia/Tokyo', months: 'calendar', days: 'elapsed' } as const
      const judged = judgeSequence({ ...a, events: events ?? [], due })
      const rows = judged.obligations.map(({ clockFrom, dueAt, state, marginMs, because }) => ({
        clockFrom,
        dueAt,
        state,
        marginMs,
        because,
      }))
      expect(rows).toEqual(
        slowSequence({ ...a, events: events ?? [], dueOf: (at) => slowMonths(at, months) }),
      )
      expect(judgeSequence({ ...a, events: other ?? [], due })).toEqual(judged)
      expect(new Set(judged.obligations.map(({ key }) => key)).size).toBe(rows.length)
      if (judged.nextAt !== null && untilAt === null) {
        const at = (instant: number) => judgeSequence({ ...a, events: events ?? [], due, now: instant })
        const future = (events ?? []).some((one) => one.at > now)
        if (!future) {
          expect(at(judged.nextAt - 1).obligations).toEqual(judged.obligations)
          expect(at(judged.nextAt).obligations).not.toEqual(judged.obligations)
        }
      }
    }),
    { numRuns: 1500, seed: SEED },
  )
})

test('compliance agrees with plans counted one by one, in any order and however often they arrive', () => {
  const result = fc.record({
    plannedAt: fc.nat(100),
    delay: fc.nat(5),
    outcome,
    reason: fc.constantFrom('probe-hung', null),
    attempt: fc.constantFrom(0, 0, 0, 1),
  })
  const skip = fc.record({ at: fc.nat(100), reason: fc.constantFrom('still-running', 'late-wake-up') })
  const cases = fc.record({
    results: withOrder(fc.array(result, { maxLength: 12 })),
    skips: withOrder(fc.array(skip, { maxLength: 6 })),
    period: fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 60 })),
    active: fc.tuple(fc.nat(60), fc.option(fc.nat(60), { nil: null })),
    monitored: fc.oneof(fc.constant(null), spans(90)),
    everyMs: fc.integer({ min: 1, max: 15 }),
    limitMs: fc.integer({ min: 1, max: 30 }),
    asOf: fc.nat(150),
  })
  fc.assert(
    fc.property(cases, ({ results: [some, other], skips: [skipped, again], ...a }) => {
      const started = (list: typeof some) =>
        list.map((one) => ({ ...one, startedAt: one.plannedAt + one.delay }))
      const ranged = (list: typeof skipped) =>
        list.map(({ at, reason }) => ({ fromAt: at, toAt: at, count: 1, reason }))
      const [from, to] = [a.active[0], a.active[1] === null ? null : a.active[0] + a.active[1]]
      const input = {
        ...a,
        period: { from: a.period[0], to: a.period[0] + a.period[1] },
        active: { from, to },
        losses: [],
      }
      const judge = (results: typeof some, skips: typeof skipped) =>
        ended(complianceOf({ ...input, results: started(results), skips: ranged(skips) }))
      const judged = judge(some, skipped)
      const twice = judge([...other, ...some], [...again, ...skipped])
      expect(twice).toEqual(judged)
      if (Math.max(input.period.from, from) >= Math.min(input.period.to, to ?? 999, a.asOf)) {
        expect(judged).toMatchObject({ planned: 0, largestGapMs: null, verdict: 'pending' })
        return
      }
      const { reasonsOf, endedBeyond, runningBeyond, ...slow } = slowCompliance({
        ...input,
        results: started(some),
        skips: skipped,
      })
      expect(judged).toMatchObject(slow)
      expect(judged.planned).toBe(judged.executed + judged.unknown + judged.skipped + judged.missed)
      expect(Object.values(judged.reasons).reduce((sum, count) => sum + count, 0)).toBe(
        judged.unknown + judged.skipped + judged.missed,
      )
      for (const reason of ['probe-hung', 'still-running', 'late-wake-up', 'probe-unknown'])
        expect(judged.reasons[reason] ?? 0).toBe(reasonsOf(reason))
      const worst = endedBeyond ? 'breached' : runningBeyond ? 'not-proven' : judged.verdict
      expect(judged.verdict).toBe(worst)
      if (worst === 'met') expect(judged.largestGapMs ?? Number.NaN).toBeLessThanOrEqual(a.limitMs)
    }),
    { numRuns: 3000, seed: SEED },
  )
})
