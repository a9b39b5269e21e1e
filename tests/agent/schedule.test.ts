import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedPlan, firstPlans, makeSchedule, splay } from '../../agent/schedule.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

function setUp() {
  const clock = makeVirtualClock()
  const due: { check: string; planned: number; at: number }[] = []
  const missed: { check: string; planned: number }[] = []
  const schedule = makeSchedule(clock, 'host-1', {
    due: (check, planned) => due.push({ check, planned, at: clock.monotonic() }),
    missed: (check, planned) => missed.push({ check, planned }),
  })
  return { clock, due, missed, schedule }
}

test('the splay of an agent and a check is the same for ever, and differs between checks', () => {
  // Fixed numbers: a change would move every check of every host.
  expect(splay('host-1', 'shop/web/alive')).toBeCloseTo(0.81398, 5)
  expect(splay('host-1', 'shop/web/works')).not.toBeCloseTo(splay('host-1', 'shop/web/alive'), 3)
  expect(splay('host-2', 'shop/web/alive')).not.toBeCloseTo(splay('host-1', 'shop/web/alive'), 3)
})

test('a first plan comes within 3 s, the next within the interval, both at or after now', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 1000, max: 86_400_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (now, every, share) => {
        const { first, second } = firstPlans(now, every, share)
        expect(first).toBeGreaterThanOrEqual(now)
        expect(first - now).toBeLessThanOrEqual(3000)
        expect(second).toBeGreaterThan(first)
        expect(second - first).toBeLessThanOrEqual(every)
        // The grid is the check's own, whenever it became known.
        expect(second % every).toBe(Math.floor(share * every))
      },
    ),
  )
})

test('plans keep their distance for days, without drift, however late their timers', async () => {
  const { clock, due, missed, schedule } = setUp()
  schedule.set([{ check: 'a/b/c', everyMs: 60_000 }])
  for (let hour = 0; hour < 48; hour += 1) {
    await clock.advance(3_599_000)
    // Timers come up to a second late, again and again.
    await clock.suspend(1000)
  }
  expect(missed).toEqual([])
  const plans = due.map(({ planned }) => planned)
  for (let i = 2; i < plans.length; i += 1) expect((plans[i] ?? 0) - (plans[i - 1] ?? 0)).toBe(60_000)
  expect(due.every(({ planned, at }) => at - planned <= 1000)).toBe(true)
  expect(plans.length).toBeGreaterThanOrEqual(48 * 60)
})

test('a step of the wall clock changes no plan, in either direction', async () => {
  const plain = setUp()
  const stepped = setUp()
  for (const { schedule } of [plain, stepped]) schedule.set([{ check: 'a/b/c', everyMs: 5000 }])
  for (const step of [0, 86_400_000, -172_800_000, 3600_000]) {
    stepped.clock.stepWall(step)
    await plain.clock.advance(60_000)
    await stepped.clock.advance(60_000)
  }
  expect(stepped.due).toEqual(plain.due)
  expect(plain.due.length).toBeGreaterThan(45)
})

test('after a sleep the missed plans are recorded, the newest runs at once, and the cadence goes on', async () => {
  const { clock, due, missed, schedule } = setUp()
  schedule.set([{ check: 'a/b/c', everyMs: 10_000 }])
  await clock.advance(60_000)
  const before = due.length
  const next = schedule.nextPlan('a/b/c') ?? 0
  await clock.suspend(next - clock.monotonic() + 35_000)
  expect(missed.map(({ planned }) => planned)).toEqual([next, next + 10_000, next + 20_000])
  expect(due.slice(before)).toEqual([{ check: 'a/b/c', planned: next + 30_000, at: next + 35_000 }])
  expect(schedule.nextPlan('a/b/c')).toBe(next + 40_000)
})

test('of a long sleep only the newest missed plans are recorded', async () => {
  const { clock, missed, schedule } = setUp()
  schedule.set([{ check: 'a/b/c', everyMs: 1000 }])
  await clock.advance(10_000)
  await clock.suspend(86_400_000)
  expect(missed.length).toBe(20)
  expect(clock.monotonic() - (missed.at(-1)?.planned ?? 0)).toBeLessThanOrEqual(3000)
})

test('a new assignment leaves the plans of the checks that stay', async () => {
  const { clock, due, schedule } = setUp()
  const stays = { check: 'a/b/stays', everyMs: 30_000 }
  schedule.set([stays, { check: 'a/b/goes', everyMs: 30_000 }, { check: 'a/b/faster', everyMs: 30_000 }])
  await clock.advance(70_000)
  const next = schedule.nextPlan('a/b/stays')
  due.length = 0
  schedule.set([stays, { check: 'a/b/faster', everyMs: 5000 }])
  expect(schedule.nextPlan('a/b/stays')).toBe(next)
  expect(schedule.nextPlan('a/b/goes')).toBeNull()
  await clock.advance(30_000)
  expect(due.filter(({ check }) => check === 'a/b/goes')).toEqual([])
  expect(due.filter(({ check }) => check === 'a/b/stays').length).toBe(1)
  expect(due.filter(({ check }) => check === 'a/b/faster').length).toBeGreaterThanOrEqual(5)
  schedule.stop()
  expect(clock.pending()).toBe(0)
})

test('an interval beyond what one timer can wait is kept too', async () => {
  const { clock, due, schedule } = setUp()
  const everyMs = 40 * 86_400_000
  schedule.set([{ check: 'a/b/c', everyMs }])
  await clock.advance(3000)
  await clock.advance(2 * everyMs)
  expect(due.length).toBe(3)
  expect(due.every(({ planned, at }) => planned === at)).toBe(true)
})

const EVERY = [1000, 5000, 7000, 30_000, 60_000, 240_000]

test('over any reloads, two starts of a check that stays are never further apart than the longer interval', async () => {
  const reload = fc.record({
    waitMs: fc.integer({ min: 0, max: 300_000 }),
    every: fc.array(fc.constantFrom(...EVERY), { minLength: 3, maxLength: 3 }),
    others: fc.integer({ min: 0, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(reload, { minLength: 2, maxLength: 8 }), async (reloads) => {
      const { clock, due, missed, schedule } = setUp()
      const stays = ['a/b/1', 'a/b/2', 'a/b/3']
      /** By check: since when which interval holds. */
      const held = new Map<string, { at: number; everyMs: number }[]>(stays.map((check) => [check, []]))
      for (const { waitMs, every, others } of reloads) {
        const now = clock.monotonic()
        const set = stays.map((check, i) => ({ check, everyMs: every[i] ?? 1000 }))
        for (const { check, everyMs } of set) held.get(check)?.push({ at: now, everyMs })
        const more = Array.from({ length: others }, (_, i) => ({ check: `a/new/${i}`, everyMs: 9000 }))
        schedule.set([...set, ...more])
        await clock.advance(waitMs)
      }
      await clock.advance(2 * Math.max(...EVERY))
      expect(missed).toEqual([])
      for (const check of stays) {
        const starts = due.filter((one) => one.check === check).map(({ at }) => at)
        const intervals = held.get(check) ?? []
        expect(starts[0] ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual((intervals[0]?.at ?? 0) + 2000)
        starts.push(clock.monotonic())
        for (let i = 1; i < starts.length; i += 1) {
          const [from, to] = [starts[i - 1] ?? 0, starts[i] ?? 0]
          // The one that held when the distance began, and those that were set within it.
          const within = intervals.filter(
            ({ at }, k) => at < to && (intervals[k + 1]?.at ?? Number.POSITIVE_INFINITY) > from,
          )
          expect(to - from).toBeLessThanOrEqual(Math.max(...within.map(({ everyMs }) => everyMs)))
        }
      }
      schedule.stop()
    }),
    { seed: 20261121, numRuns: 60 },
  )
})

test('a check with a shorter interval comes no earlier than that after its last start, whose run may be under way', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 3_600_000 }),
      fc.integer({ min: 1000, max: 3_600_000 }),
      fc.nat({ max: 3_600_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (oldMs, newMs, passed, share) => {
        const now = 5_000_000 + Math.min(passed, oldMs)
        const next = 5_000_000 + oldMs
        const plan = changedPlan(now, { everyMs: oldMs, last: 5_000_000, next }, newMs, share)
        expect(plan).toBeGreaterThanOrEqual(now)
        expect(plan - 5_000_000).toBeGreaterThanOrEqual(Math.min(oldMs, newMs))
        expect(plan).toBeLessThanOrEqual(next)
      },
    ),
    { seed: 20261121 },
  )
})

test('many checks that become quicker at once are spread over the new interval', async () => {
  const { clock, due, schedule } = setUp()
  const checks = (everyMs: number) => Array.from({ length: 200 }, (_, i) => ({ check: `a/b/c${i}`, everyMs }))
  schedule.set(checks(3_600_000))
  await clock.advance(3_000_000)
  due.length = 0
  schedule.set(checks(60_000))
  await clock.advance(60_000)
  expect(new Set(due.map(({ check }) => check)).size).toBe(200)
  const perSecond = new Map<number, number>()
  for (const { at } of due)
    perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1)
  expect(Math.max(...perSecond.values())).toBeLessThan(15)
})
