import { expect, test } from 'vitest'
import { makeLateness } from '../../agent/lateness.ts'
import { makeSchedule } from '../../agent/schedule.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

test('the worst is remembered for a minute at least and two at most', async () => {
  const clock = makeVirtualClock()
  const lateness = makeLateness(clock)
  lateness.note(3.4)
  lateness.note(250.6)
  lateness.note(1)
  expect(lateness.worst()).toBe(251)
  await clock.advance(59_000)
  lateness.note(7)
  expect(lateness.worst()).toBe(251)
  await clock.advance(2_000)
  expect(lateness.worst()).toBe(251)
  lateness.note(9)
  await clock.advance(60_000)
  expect(lateness.worst()).toBe(9)
  await clock.advance(10 * 60_000)
  expect(lateness.worst()).toBe(0)
})

test('a check whose timer comes late says by how much, also after a sleep over several plans', async () => {
  const clock = makeVirtualClock()
  const late: number[] = []
  const schedule = makeSchedule(clock, 'host-1', {
    due: () => undefined,
    missed: () => undefined,
    woke: (ms) => late.push(ms),
  })
  schedule.set([{ check: 'a/b/c', everyMs: 10_000 }])
  await clock.advance(30_000)
  expect(late.every((ms) => ms === 0)).toBe(true)
  const plan = schedule.nextPlan('a/b/c') ?? 0
  await clock.suspend(plan - clock.monotonic() + 25_000)
  expect(late.at(-1)).toBe(25_000)
})
