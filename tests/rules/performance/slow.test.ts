import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCheckState } from '../../../rules/detection/fold.ts'
import type { CheckState, Episode, Observation } from '../../../rules/detection/types.ts'
import { slowAbove, type Usual, usualHours, usualOf } from '../../../rules/performance/baseline.ts'
import { observeTimed } from '../../../rules/performance/observe.ts'
import { addTo, emptySketch, percentile, percentileOf } from '../../../rules/performance/sketch.ts'
import { slowEpisodes } from '../../../rules/performance/slow.ts'
import type { SlowdownRule } from '../../../rules/performance/types.ts'

const MINUTE = 60_000
const AT = Date.UTC(2026, 10, 20, 3)
const RULE: SlowdownRule = {
  ...{ percentile: 95, windowMs: 15 * MINUTE, limitMs: 800, deviation: null, minSamples: 10 },
}

/** One result a minute with these response times; null is one without. */
const results = (times: (number | null)[], from = 0): Observation[] =>
  times.map((ms, n) => {
    const startedAt = AT + (from + n) * MINUTE
    return {
      ...{ plannedAt: startedAt, startedAt, finishedAt: startedAt + 500, receivedAt: startedAt + 900 },
      ...{ outcome: ms === null ? 'failed' : 'ok', attempt: 0, source: `a/e/${from + n}` },
      ...(ms === null ? {} : { responseMs: ms }),
    }
  })
const many = (n: number, ms: number) => Array.from({ length: n }, () => ms)
const slow = (window: Observation[], more: Partial<Parameters<typeof slowEpisodes>[0]> = {}) =>
  slowEpisodes({
    ...{ window, rule: RULE, usualAt: () => null, cut: false, newFrom: Number.NEGATIVE_INFINITY, known: [] },
    ...more,
  }).slow
const minutes = (found: Episode[]) =>
  found.map(({ firstFailedAt, recoveredAt }) => [
    (firstFailedAt - AT) / MINUTE,
    recoveredAt === null ? null : (recoveredAt - AT) / MINUTE,
  ])

describe('a window of response times', () => {
  test('a handful of samples raises no alarm, however slow they are', () => {
    expect(slow(results(many(9, 5000)))).toEqual([])
    expect(minutes(slow(results(many(10, 5000))))).toEqual([[9, null]])
  })

  test('a single outlier is none; enough of them are, and it ends when the window is calm again', () => {
    expect(
      slow(
        results([...many(20, 100), 5000, ...many(20, 100)]).map((one) => one),
        { rule: { ...RULE, percentile: 90 } },
      ),
    ).toEqual([])
    const found = slow(results([...many(20, 100), ...many(10, 2000), ...many(20, 100)]))
    expect(minutes(found)).toEqual([[22, 44]])
    expect(found[0]).toMatchObject({
      lastOkAt: AT + 21 * MINUTE,
      confirmedAt: AT + 22 * MINUTE + 500,
      reason: 'slower-than-limit',
      message: 'p95 2000 ms > 800 ms',
    })
  })

  test('around the limit it does not flap', () => {
    const around = Array.from({ length: 60 }, (_, n) => (n % 20 < 10 ? 790 : 810))
    expect(slow(results([...many(15, 100), ...around])).length).toBe(1)
  })

  test('results without a time neither make it slow nor calm', () => {
    expect(minutes(slow(results([...many(12, 2000), ...Array.from({ length: 30 }, () => null)])))).toEqual([
      [9, null],
    ])
  })

  test('what began before the window reaches keeps its beginning, whatever the window begins with', () => {
    const all = results([...many(20, 100), ...many(300, 2000), ...many(30, 100)])
    const whole = slow(all)
    let known: Episode[] = []
    for (let end = 30; end <= all.length; end += 7) {
      const window = all.slice(Math.max(0, end - 100), end)
      known = slow(window, { cut: end > 100, known })
    }
    known = slow(all.slice(-100), { cut: true, known })
    expect(known).toEqual(whole)
  })

  test('any order of arrival within the window gives the same stretches', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 2000 }), { minLength: 20, maxLength: 90 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
        (times, cuts) => {
          const all = results(times)
          let known: Episode[] = []
          for (const end of [...cuts.filter((cut) => cut < all.length), all.length])
            known = slow(all.slice(0, end), { known })
          expect(known).toEqual(slow(all))
        },
      ),
      { seed: 7, numRuns: 300 },
    )
  })
})

describe('what comes one after the other', () => {
  const SPEC = {
    ...{ check: 's/c/fast', service: 's', component: 'c', purpose: 'performance' as const },
    ...{ everyMs: MINUTE, timeoutMs: 10_000, confirm: { failures: 3, everyMs: 10_000 } },
  }
  const take = (state: CheckState, taken: Observation[], rule = RULE) =>
    observeTimed(state, { ...SPEC, slowdown: rule }, taken, () => null).state

  test('in pieces and out of order it gives what it gives at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 2000 }), { minLength: 20, maxLength: 120 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 20 }),
        (times, piece, late) => {
          const all = results(times)
          const apart = all.filter((_, n) => n % 17 === late)
          let state = newCheckState(AT)
          for (let from = 0; from < all.length; from += piece)
            state = take(
              state,
              all.slice(from, from + piece).filter((one) => !apart.includes(one)),
            )
          for (const one of apart.toReversed()) state = take(state, [one])
          expect(state.slow ?? []).toEqual(take(newCheckState(AT), all).slow)
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })

  test('a rule that is stricter judges what comes, and not what was calm by the one before', () => {
    const before = take(newCheckState(AT), results(many(60, 500)))
    const stricter = take(before, results(many(1, 500), 60), { ...RULE, limitMs: 400 })
    expect(minutes(stricter.slow ?? [])).toEqual([[60, null]])
    expect(stricter.slow?.[0]?.lastOkAt).toBe(AT + 59 * MINUTE)
  })

  test('a rule that is laxer ends what it does not find slow, and takes nothing back', () => {
    const before = take(newCheckState(AT), results(many(60, 900)))
    const laxer = take(before, results(many(1, 900), 60), { ...RULE, limitMs: 2000 })
    expect(minutes(laxer.slow ?? [])).toEqual([[9, 60]])
  })
})

describe('what is usual', () => {
  const week = (ms: number, count = 60) => {
    const sketch = emptySketch()
    for (let n = 0; n < count; n += 1) addTo(sketch, ms)
    return sketch
  }
  const usual = (...weeks: number[]) =>
    usualOf(
      weeks.map((ms) => week(ms)),
      RULE,
    )

  test('the same hour of the five weeks before', () => {
    expect(usualHours(AT + 59 * MINUTE, 'Asia/Tokyo').map((at) => new Date(at).toISOString())).toEqual([
      '2026-11-13T03:00:00.000Z',
      '2026-11-06T03:00:00.000Z',
      '2026-10-30T03:00:00.000Z',
      '2026-10-23T03:00:00.000Z',
      '2026-10-16T03:00:00.000Z',
    ])
  })

  test('the same hour by the clocks of the service, before and after they were turned', () => {
    // In New York they were put back on 1 November 2026.
    const at = Date.UTC(2026, 10, 9, 14)
    expect(usualHours(at, 'America/New_York').map((one) => new Date(one).toISOString())).toEqual([
      '2026-11-02T14:00:00.000Z',
      '2026-10-26T13:00:00.000Z',
      '2026-10-19T13:00:00.000Z',
      '2026-10-12T13:00:00.000Z',
      '2026-10-05T13:00:00.000Z',
    ])
    expect(usualHours(Date.UTC(2026, 10, 9, 14), 'Asia/Kolkata')[0]).toBe(Date.UTC(2026, 10, 2, 14))
  })

  test('too few weeks, or weeks with too few samples, tell nothing', () => {
    expect(usual(100, 100)).toBeNull()
    expect(usualOf([week(100), week(100), week(100, 9)], RULE)).toBeNull()
    expect(usual(100, 100, 100)?.ms).toBeCloseTo(100, 0)
  })

  test('one odd week neither hides an increase nor makes one', () => {
    const calm = usual(100, 102, 98, 101, 3000)
    expect(calm?.ms).toBeLessThan(103)
    const above = (deviation: 'low' | 'medium' | 'high', of: Usual | null) =>
      Math.round((slowAbove({ limitMs: null, deviation }, of)?.ms ?? 0) / 10) * 10
    expect([above('high', calm), above('medium', calm), above('low', calm)]).toEqual([150, 200, 300])
    // Weeks that differ much: only what is beyond that is unusual.
    expect(above('medium', usual(100, 300, 500, 700, 900))).toBeGreaterThan(1200)
  })

  test('the stricter of limit and deviation decides, and says so; without history the limit does', () => {
    const of = usual(100, 100, 100)
    expect(slowAbove({ limitMs: 800, deviation: 'medium' }, of)).toMatchObject({ by: 'deviation' })
    expect(slowAbove({ limitMs: 150, deviation: 'medium' }, of)).toEqual({ ms: 150, by: 'limit' })
    expect(slowAbove({ limitMs: 800, deviation: 'medium' }, null)).toEqual({ ms: 800, by: 'limit' })
    expect(slowAbove({ limitMs: null, deviation: 'high' }, null)).toBeNull()
  })
})

test('percentiles of a sketch are within 1 % of those of its values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.02, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
      fc.constantFrom(50, 90, 95, 99, 99.9),
      (times, percent) => {
        const sketch = emptySketch()
        for (const ms of times) addTo(sketch, ms)
        const exact = percentile(times, percent) ?? 0
        const found = percentileOf(sketch, percent) ?? 0
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 0.0101)
      },
    ),
    { seed: 11, numRuns: 300 },
  )
  expect(percentile([], 95)).toBeNull()
  expect(percentileOf(emptySketch(), 95)).toBeNull()
  expect(
    percentile(
      Array.from({ length: 20 }, (_, n) => n + 1),
      95,
    ),
  ).toBe(19)
  expect(() => addTo(emptySketch(), Number.NaN)).toThrow('no response time')
})
