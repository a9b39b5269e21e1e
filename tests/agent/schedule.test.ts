import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstPlans, makeSchedule, splay } from '../../agent/schedule.ts'
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
