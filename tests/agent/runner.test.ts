import { expect, test } from 'vitest'
import type { Probe } from '../../agent/checks/types.ts'
import { makeRunner, type Ran } from '../../agent/runner.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

function setUp(concurrency = 20) {
  const clock = makeVirtualClock()
  const ran: Ran[] = []
  const skipped: { check: string; planned: number; reason: string }[] = []
  const runner = makeRunner(clock, concurrency, {
    ran: (result) => ran.push(result),
    skipped: ({ check }, planned, _attempt, reason) => skipped.push({ check, planned, reason }),
  })
  const run = (check: string, probe: Probe, timeoutMs = 5000) =>
    runner.run({ check, revision: 1, timeoutMs, probe }, clock.monotonic(), 0)
  const outcomes = () => ran.map(({ runnable, outcome, reason }) => [runnable.check, outcome, reason])
  return { clock, ran, skipped, runner, run, outcomes }
}

/** Answers ok after `ms` of the virtual clock. */
const takes =
  (ms: number): Probe =>
  ({ clock }) =>
    new Promise((resolve) => clock.after(ms, () => resolve({ outcome: 'ok' })))
const never: Probe = () => new Promise(() => undefined)
/** Ends when it is told to, as a good probe does. */
const obeys: Probe = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('a probe that throws, rejects, hangs or lies costs one unknown result each', async () => {
  const { clock, run, outcomes } = setUp()
  run('throws', () => {
    throw new TypeError('boom')
  })
  run('rejects', () => Promise.reject(new Error('boom')))
  run('rejects-nothing', () => Promise.reject(undefined))
  run('hangs', never)
  run('says-nothing', async () => undefined as never)
  run('says-nonsense', async () => ({ outcome: 'fine' }) as never)
  run('without-reason', async () => ({ outcome: 'failed' }))
  run('bad-value', async () => ({ outcome: 'ok', values: { total_ms: Number.NaN } }))
  run('bad-name', async () => ({ outcome: 'ok', values: { 'total ms': 1 } }))
  run('too-many', async () => ({
    outcome: 'ok',
    values: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`v${i}`, i])),
  }))
  run('good', async () => ({ outcome: 'ok', values: { total_ms: 1.23456 } }))
  await clock.advance(6000)
  expect(
    Object.fromEntries(outcomes().map(([check, outcome, reason]) => [check, [outcome, reason]])),
  ).toEqual({
    throws: ['unknown', 'probe-threw'],
    rejects: ['unknown', 'probe-threw'],
    'rejects-nothing': ['unknown', 'probe-threw'],
    hangs: ['unknown', 'probe-hung'],
    'says-nothing': ['unknown', 'probe-lied'],
    'says-nonsense': ['unknown', 'probe-lied'],
    'without-reason': ['unknown', 'probe-lied'],
    'bad-value': ['unknown', 'probe-lied'],
    'bad-name': ['unknown', 'probe-lied'],
    'too-many': ['unknown', 'probe-lied'],
    good: ['ok', undefined],
  })
})

test('a target that does not answer in time failed; a probe that does not end hung', async () => {
  const { clock, run, ran } = setUp()
  run('target', obeys)
  run('probe', never)
  await clock.advance(5000)
  expect(ran).toMatchObject([{ outcome: 'failed', reason: 'timeout', started: 0, finished: 5000 }])
  await clock.advance(1000)
  expect(ran[1]).toMatchObject({ outcome: 'unknown', reason: 'probe-hung', finished: 6000 })
})

test('a time-out that came late because the agent stood still says nothing about the target', async () => {
  const { clock, run, ran } = setUp()
  run('target', obeys)
  await clock.advance(10)
  await clock.suspend(60_000)
  expect(ran).toMatchObject([{ outcome: 'unknown' }])
})

test('never two runs of one check at once, and a hanging check delays no other', async () => {
  const { clock, run, outcomes, skipped } = setUp()
  run('slow', takes(3000))
  run('quick', takes(10))
  await clock.advance(1000)
  run('slow', takes(1))
  expect(skipped).toEqual([{ check: 'slow', planned: 1000, reason: 'still-running' }])
  expect(outcomes()).toEqual([['quick', 'ok', undefined]])
  await clock.advance(2000)
  run('slow', takes(1))
  await clock.advance(1)
  expect(outcomes().filter(([check]) => check === 'slow').length).toBe(2)
})

test('at most so many at once; the next waits up to a second, then is skipped', async () => {
  const { clock, run, skipped, outcomes, runner } = setUp(2)
  run('a', takes(500))
  run('b', takes(4000))
  run('c', takes(4000))
  run('d', takes(10))
  expect(runner.running()).toBe(2)
  await clock.advance(500)
  expect(outcomes()).toEqual([['a', 'ok', undefined]])
  expect(runner.running()).toBe(2)
  await clock.advance(500)
  expect(skipped).toEqual([{ check: 'd', planned: 0, reason: 'concurrency' }])
  await clock.advance(4000)
  expect(outcomes().map(([check]) => check)).toEqual(['a', 'b', 'c'])
  expect(runner.running()).toBe(0)
})

test('probes that never end do not pile up', async () => {
  const { clock, run, outcomes } = setUp()
  let started = 0
  const counting: Probe = () => {
    started += 1
    return new Promise(() => undefined)
  }
  for (let n = 0; n < 10; n += 1) {
    run('hangs', counting, 1000)
    await clock.advance(2000)
  }
  expect(started).toBe(3)
  expect(outcomes()).toEqual(Array.from({ length: 10 }, () => ['hangs', 'unknown', 'probe-hung']))
})

test('messages become one line within the bound', async () => {
  const { clock, run, ran } = setUp()
  run('talks', async () => ({
    outcome: 'failed',
    reason: 'status',
    message: `a\r\nb\u0000${'c'.repeat(1000)}`,
  }))
  await clock.advance(1)
  expect(ran[0]?.message).toMatch(/^a b c+$/)
  expect(ran[0]?.message?.length).toBe(500)
})

test('after a stop nothing is reported, and probes are told', async () => {
  const { clock, run, ran, runner } = setUp()
  let told = false
  run('a', ({ signal }) => {
    signal.addEventListener('abort', () => {
      told = true
    })
    return new Promise(() => undefined)
  })
  await clock.advance(10)
  runner.stop()
  await clock.advance(10_000)
  expect(told).toBe(true)
  expect(ran).toEqual([])
})
