import fc from 'fast-check'
import { expect, test } from 'vitest'
import { executionGaps, newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { Observation } from '../../../rules/detection/types.ts'
import { judgeInterval } from '../../../rules/obligations/interval.ts'
import { histories, MINUTE, result, spec, timeline } from '../detection/histories.ts'

const check = spec()
const LIMIT = 5 * MINUTE
const GRACE = 30_000
const stateOf = (observations: Observation[], sinceAt = MINUTE) =>
  observe(newCheckState(sinceAt), check, observations).state
const judge = (
  observations: Observation[],
  now: number,
  known: { clockFrom: number; state: 'not-proven' | 'breached' }[] = [],
) => judgeInterval({ state: stateOf(observations), spec: check, limitMs: LIMIT, now, graceMs: GRACE, known })

test('the next execution is due a limit after the last start, and the due time advances', () => {
  expect(judge([], MINUTE)).toEqual({
    obligations: [
      {
        key: 'shop/web/alive#standing',
        clockFrom: MINUTE,
        dueAt: 6 * MINUTE,
        limitMs: LIMIT,
        state: 'open',
        decidedAt: null,
        marginMs: null,
        because: null,
        evidence: {},
      },
    ],
    nextAt: 6 * MINUTE + GRACE + 1,
    settling: false,
  })
  const later = judge(timeline('..F?'), 4 * MINUTE)
  expect(later.obligations).toMatchObject([{ state: 'open', clockFrom: 3 * MINUTE, dueAt: 8 * MINUTE }])
})

test('what stands is due by the value in force when its distance began, as it will be judged', () => {
  const state = stateOf(timeline('..'))
  const from = 2 * MINUTE
  const of = { state, spec: check, now: from + 3 * MINUTE, graceMs: GRACE, limitMs: LIMIT }
  const dueAt = (until: number) =>
    judgeInterval({ ...of, earlier: [{ until, limitMs: 10 * MINUTE }] }).obligations[0]?.dueAt
  expect(dueAt(from + MINUTE)).toBe(from + 10 * MINUTE)
  expect(dueAt(from)).toBe(from + LIMIT)
})

test('without evidence beyond due time and grace it is not proven, not breached', () => {
  const results = timeline('..')
  const decidedAt = 2 * MINUTE + LIMIT + GRACE
  expect(judge(results, decidedAt).obligations).toHaveLength(1)
  expect(judge(results, decidedAt + 1)).toMatchObject({
    obligations: [
      { state: 'open' },
      {
        key: `shop/web/alive#${2 * MINUTE}`,
        state: 'not-proven',
        decidedAt,
        marginMs: null,
        because: 'no-evidence-yet',
      },
    ],
    nextAt: null,
  })
})

test('later evidence turns not proven to met, or to breached once no more can be under way', () => {
  const known = [{ clockFrom: 2 * MINUTE, state: 'not-proven' as const }]
  const now = 20 * MINUTE
  const met = judge([...timeline('..'), result(7 * MINUTE, 'ok', 'x', 13 * MINUTE - 100)], now, known)
  expect(met.obligations[1]).toMatchObject({
    clockFrom: 2 * MINUTE,
    state: 'met',
    marginMs: 0,
    because: 'evidence-came-later',
  })
  const gap = [...timeline('..'), result(7 * MINUTE + 1, 'ok', 'x', 100)]
  const settledAt = 7 * MINUTE + 201 + GRACE
  expect(judge(gap, settledAt, known)).toMatchObject({
    obligations: [{ state: 'open' }],
    nextAt: settledAt + 1,
  })
  expect(judge(gap, settledAt + 1, known).obligations[1]).toEqual({
    key: `shop/web/alive#${2 * MINUTE}`,
    clockFrom: 2 * MINUTE,
    dueAt: 7 * MINUTE,
    limitMs: LIMIT,
    state: 'breached',
    decidedAt: settledAt,
    marginMs: -1,
    because: 'gap-longer-than-limit',
    evidence: { toAt: 7 * MINUTE + 1, gapMs: LIMIT + 1, by: 'x' },
  })
})

test('backlog that fills a gap in time takes it away', () => {
  const live = [...timeline('.'), result(20 * MINUTE, 'ok')]
  const now = 20 * MINUTE + 300 + GRACE + 1
  expect(judge(live, now).obligations).toMatchObject([
    { state: 'open' },
    { state: 'breached', clockFrom: MINUTE },
  ])
  const backlog = timeline('...', 6, LIMIT).map((one) => ({ ...one, receivedAt: now }))
  expect(judge([...live, ...backlog], now).obligations).toMatchObject([{ state: 'open' }])
  const known = [{ clockFrom: MINUTE, state: 'breached' as const }]
  expect(judge([...live, ...backlog], now, known).obligations[1]).toMatchObject({
    clockFrom: MINUTE,
    state: 'met',
  })
})

test('breaches are exactly the closed gaps, in any order of arrival, and stricter limits never find fewer', () => {
  fc.assert(
    fc.property(histories(40), fc.integer({ min: 2, max: LIMIT }), (history, limitMs) => {
      const state = stateOf(history, 0)
      const now = (history.at(-1)?.startedAt ?? 0) + 1e9
      const breaches = (limit: number, of = state) =>
        judgeInterval({ state: of, spec: check, limitMs: limit, now, graceMs: GRACE }).obligations.filter(
          (one) => one.state === 'breached',
        )
      const closed = executionGaps(state, limitMs, now).filter((gap) => gap.toAt !== null)
      expect(breaches(limitMs).map((one) => [one.clockFrom, one.evidence.toAt])).toEqual(
        closed.map((gap) => [gap.fromAt, gap.toAt]),
      )
      expect(breaches(limitMs, stateOf(history.toReversed(), 0))).toEqual(breaches(limitMs))
      const found = new Set(breaches(limitMs - 1).map((one) => one.key))
      for (const one of breaches(limitMs)) {
        expect(found).toContain(one.key)
        expect(one.dueAt - one.clockFrom).toBe(limitMs)
        expect(one.marginMs).toBeLessThan(0)
        expect(one.decidedAt).toBeGreaterThanOrEqual(one.clockFrom)
      }
    }),
    { numRuns: 500 },
  )
})

test('judging again at the announced instant, and only then, says something else', () => {
  fc.assert(
    fc.property(histories(12), fc.nat(20 * MINUTE), (history, more) => {
      const state = stateOf(history, 0)
      const at = (now: number) => judgeInterval({ state, spec: check, limitMs: LIMIT, now, graceMs: GRACE })
      const now = (history.at(-1)?.startedAt ?? 0) + more
      const { obligations, nextAt } = at(now)
      if (nextAt === null) {
        expect(at(now + 1e12).obligations).toEqual(obligations)
        return
      }
      expect(nextAt).toBeGreaterThan(now)
      expect(at(nextAt - 1).obligations).toEqual(obligations)
      expect(at(nextAt).obligations).not.toEqual(obligations)
    }),
    { numRuns: 500 },
  )
})

test('within the service hours only, a night is no distance, and the due time waits for the morning', () => {
  const HOUR = 60 * MINUTE
  // Two days of 8:00 to 20:00, and the next one.
  const monitored = [0, 24, 48].map((hour) => ({ from: (hour + 8) * HOUR, to: (hour + 20) * HOUR }))
  const hours = (...at: number[]) => at.map((hour) => result(hour * HOUR, 'ok'))
  const judgeHours = (observations: Observation[], now: number, sinceAt = 8 * HOUR) =>
    judgeInterval({
      state: stateOf(observations, sinceAt),
      spec: check,
      limitMs: HOUR,
      now: now * HOUR,
      graceMs: GRACE,
      monitored,
    }).obligations
  // Half an hour of the evening and half an hour of the morning.
  expect(judgeHours(hours(8.5, 19.5), 19.6)[0]).toMatchObject({ dueAt: 32.5 * HOUR })
  // Used up with the end of the day: due when the next one begins.
  expect(judgeHours(hours(19), 19.1)[0]).toMatchObject({ clockFrom: 19 * HOUR, dueAt: 32 * HOUR })
  const night = judgeHours(hours(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 32), 32.1)
  expect(night).toMatchObject([{ state: 'open', dueAt: 33 * HOUR }])
  const late = judgeHours(hours(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 32.25), 33)
  expect(late[1]).toMatchObject({
    state: 'breached',
    clockFrom: 19 * HOUR,
    dueAt: 32 * HOUR,
    marginMs: -0.25 * HOUR,
    evidence: { gapMs: 1.25 * HOUR, elapsedMs: 13.25 * HOUR },
  })
})

test('a distance across a doubt of our own clock is not proven, and stays so when the doubt is forgotten', () => {
  const gap = [...timeline('..'), result(20 * MINUTE, 'ok')]
  const now = 21 * MINUTE
  const doubts = [{ from: 20 * MINUTE, to: 20 * MINUTE, because: 'clock-stepped' as const }]
  const input = { state: stateOf(gap), spec: check, limitMs: LIMIT, now, graceMs: GRACE }
  const clockFrom = 2 * MINUTE
  const doubted = {
    clockFrom,
    state: 'not-proven' as const,
    because: 'clock-stepped',
    marginMs: -13 * MINUTE,
  }
  expect(judgeInterval({ ...input, doubts }).obligations[1]).toMatchObject(doubted)
  const before = [{ from: 0, to: clockFrom - 1, because: 'clock-stepped' as const }]
  expect(judgeInterval({ ...input, doubts: before }).obligations[1]).toMatchObject({ state: 'breached' })
  expect(judgeInterval({ ...input, known: [doubted] }).obligations[1]).toMatchObject(doubted)
  // What was not proven for want of evidence is decided by the evidence.
  const waiting = { clockFrom, state: 'not-proven' as const, because: 'no-evidence-yet' }
  expect(judgeInterval({ ...input, known: [waiting] }).obligations[1]).toMatchObject({ state: 'breached' })
})

test('a distance between whose ends something was executed that another clock placed elsewhere is not proven', () => {
  const runs = (agent: string, ...at: number[]) =>
    at.map((minute, index) => result(minute * MINUTE, 'ok', `${agent}/e/${index + 1}`))
  const judged = (observations: Observation[]) => {
    const state = stateOf(observations)
    return judgeInterval({ state, spec: check, limitMs: LIMIT, now: 5000 * MINUTE, graceMs: GRACE })
      .obligations
  }
  const gap = { clockFrom: 2 * MINUTE, state: 'not-proven', because: 'clock-stepped', marginMs: -3 * MINUTE }
  // The third and the fourth lie two days ahead, or behind, as a collector's clock had it that was asked meanwhile.
  expect(judged(runs('a', 1, 2, 2883, 2884, 10, 11))).toContainEqual(expect.objectContaining(gap))
  const ahead = judged(runs('a', 2881, 2882, 3, 4, 2890, 2891))
  expect(ahead).toContainEqual(expect.objectContaining({ ...gap, clockFrom: 2882 * MINUTE }))
  // What came before, or after, or by another agent, says nothing of it.
  expect(judged(runs('a', 1, 2, 10, 11, 2888))).toContainEqual(
    expect.objectContaining({ ...gap, state: 'breached', because: 'gap-longer-than-limit' }),
  )
  expect(judged([...runs('a', 1, 2, 10, 11), ...runs('b', 2881, 2882, 2883, 2884)])).toContainEqual(
    expect.objectContaining({ clockFrom: 2 * MINUTE, state: 'breached' }),
  )
})
