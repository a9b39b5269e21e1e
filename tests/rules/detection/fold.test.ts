import fc from 'fast-check'
import { expect, test } from 'vitest'
import { episodesOf, newCheckState, observe, WINDOW } from '../../../rules/detection/fold.ts'
import type { CheckState, Observation } from '../../../rules/detection/types.ts'
import { episodesByText, histories, MINUTE, result, shuffled, spec, timeline } from './histories.ts'

const three = spec(3)
const take = (observations: Observation[], check = three) =>
  observe(newCheckState(0), check, observations).state

/** Freezes all the way down: a function that changes its input throws. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const member of Object.values(value)) frozen(member)
    Object.freeze(value)
  }
  return value
}

test('a failure runs from its first failed result to the first ok of its confirmed recovery', () => {
  const state = take(timeline('..FF?F.F..?.'))
  expect(episodesOf(state, three)).toEqual([
    {
      lastOkAt: 2 * MINUTE,
      firstFailedAt: 3 * MINUTE,
      confirmedAt: 6 * MINUTE + 100,
      confirmedBy: `a/e/${6 * MINUTE}`,
      recoveredAt: 9 * MINUTE,
      recoveryConfirmedAt: 12 * MINUTE + 100,
      reason: 'refused',
      message: `refused at ${3 * MINUTE}`,
    },
  ])
})

test('what ends unconfirmed is kept as such, and what runs comes last', () => {
  const [blip, running, ...none] = episodesOf(take(timeline('.FF..F')), three)
  expect(blip).toMatchObject({ firstFailedAt: 2 * MINUTE, confirmedAt: null, recoveredAt: 4 * MINUTE })
  expect(running).toMatchObject({ firstFailedAt: 6 * MINUTE, confirmedAt: null, recoveredAt: null })
  expect(none).toEqual([])
})

test('detection is never later than the receipt of its result', () => {
  const early = take([result(MINUTE, 'failed', 'a', -60)], spec(1))
  expect(episodesOf(early, spec(1))[0]?.confirmedAt).toBe(MINUTE + 40)
  const late = take([result(MINUTE, 'failed', 'a', 86_400_000)], spec(1))
  expect(episodesOf(late, spec(1))[0]?.confirmedAt).toBe(MINUTE + 100)
})

test('thousands of histories mean what the reference says, in one window', () => {
  fc.assert(
    fc.property(histories(60), fc.integer({ min: 1, max: 4 }), (history, n) => {
      expect(episodesOf(take(history, spec(n)), spec(n))).toEqual(episodesByText(history, n))
    }),
    { numRuns: 3000 },
  )
})

test('any order of arrival, in any portions, with repetitions, gives the same state', () => {
  const cases = histories(40).chain((history) =>
    fc.tuple(
      fc.constant(history),
      shuffled(history),
      fc.array(fc.nat({ max: Math.max(0, history.length - 1) }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 12 }),
    ),
  )
  fc.assert(
    fc.property(cases, ([history, order, repeated, portion]) => {
      const arrivals = [...order, ...repeated.flatMap((index) => order[index] ?? [])]
      let state: CheckState = frozen(newCheckState(0))
      for (let at = 0; at < arrivals.length; at += portion) {
        const step = observe(state, three, frozen(arrivals.slice(at, at + portion)))
        expect(step.tooOld).toEqual([])
        state = frozen(step.state)
      }
      const inOrder = take(history)
      expect(state).toEqual(inOrder)
      expect(JSON.parse(JSON.stringify(state))).toEqual(inOrder)
      expect(episodesOf(state, three)).toEqual(episodesOf(inOrder, three))
    }),
    { numRuns: 500 },
  )
})

test('a history beyond the window means the same, however it was portioned', () => {
  const long = histories(2 * WINDOW + 40, WINDOW + 1)
  fc.assert(
    fc.property(long, fc.integer({ min: 1, max: 300 }), (history, portion) => {
      let state = newCheckState(0)
      for (let at = 0; at < history.length; at += portion)
        state = observe(state, three, history.slice(at, at + portion)).state
      expect(state).toEqual(take(history))
      expect(state.window).toEqual(history.slice(-WINDOW))
      const folded = history[history.length - WINDOW - 1]
      expect(state.checkpoint.newest).toEqual({ startedAt: folded?.startedAt, source: folded?.source })
      // Confirmed ones are all remembered; unconfirmed ones only within the window.
      const confirmed = <T extends { confirmedAt: number | null }>(all: T[]) =>
        all.filter((one) => one.confirmedAt !== null)
      expect(confirmed(episodesOf(state, three))).toEqual(confirmed(episodesByText(history, 3)))
    }),
    { numRuns: 40 },
  )
})

test('what belongs before the folded results is handed back, what is new behind them is taken', () => {
  const history = Array.from({ length: WINDOW + 10 }, (_, index) => result((index + 1) * MINUTE, 'ok'))
  const state = take(history)
  const old = result(3 * MINUTE + 1, 'failed', 'late')
  const newest = history[9]
  const fits = result(10 * MINUTE + 1, 'failed', 'in time')
  if (!newest) throw new Error('ten results are folded')
  const after = observe(state, three, [old, newest, fits])
  expect(after.tooOld).toEqual([old])
  // The window was full: taking one in folds one.
  expect(after.state.checkpoint.newest?.source).toBe('in time')
  expect(after.state.window).toEqual(state.window)
})

test('fewer failures to confirm never confirm later, and never begin later', () => {
  fc.assert(
    fc.property(histories(60), fc.integer({ min: 2, max: 4 }), (history, n) => {
      const stricter = episodesOf(take(history, spec(n - 1)), spec(n - 1))
      for (const loose of episodesOf(take(history, spec(n)), spec(n))) {
        if (loose.confirmedAt === null) continue
        // The stricter rule knew of a failure no later than the looser one.
        const order = (source: string | null) => history.findIndex((one) => one.source === source)
        const known = stricter.filter(
          (one) => one.confirmedAt !== null && one.firstFailedAt <= loose.firstFailedAt,
        )
        const holds = known.some(
          (one) =>
            order(one.confirmedBy) <= order(loose.confirmedBy) &&
            (one.recoveredAt === null || one.recoveredAt >= loose.firstFailedAt),
        )
        expect(holds).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('confirmation never shortens: no failed result lies outside the failures', () => {
  fc.assert(
    fc.property(histories(60), fc.integer({ min: 1, max: 4 }), (history, n) => {
      const episodes = episodesOf(take(history, spec(n)), spec(n))
      for (const { startedAt, outcome } of history) {
        if (outcome !== 'failed') continue
        const inside = episodes.some(
          (one) => one.firstFailedAt <= startedAt && startedAt <= (one.recoveredAt ?? Infinity),
        )
        expect(inside).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('another confirmation of the same results is another answer', () => {
  const state = take(timeline('.FF'))
  expect(episodesOf(state, spec(2))[0]?.confirmedAt).toBe(3 * MINUTE + 100)
  expect(episodesOf(state, spec(3))[0]?.confirmedAt).toBeNull()
  expect(episodesOf(state, spec(2))[0]?.confirmedAt).toBe(3 * MINUTE + 100)
})
