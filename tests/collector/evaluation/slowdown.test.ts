/** パフォーマンス低下 over a window (III.1.1.3): an absolute limit, and against the same hour of past weeks. */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import type { SlowdownRule } from '../../../rules/performance/types.ts'
import { openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WEEK = 168 * HOUR
const FAST = 'shop/web/fast'
const RULE: SlowdownRule = {
  ...{ percentile: 95, windowMs: 20 * MINUTE, limitMs: 800, deviation: null, minSamples: 10 },
}

function judged(rule: Partial<SlowdownRule>): Service {
  const service = serviceOf('shop', ['web'], ['performance'])
  for (const check of service.components.flatMap(({ checks }) => checks))
    check.slowdown = { ...RULE, ...rule }
  return service
}

async function open(service: Service): Promise<Station> {
  const station = await openStation({ services: [service], begin: 'evaluation' })
  onTestFinished(() => station.close())
  return station
}

/** One result a minute with these response times, as they come. */
async function answers(station: Station, times: number[]): Promise<void> {
  for (const ms of times) {
    await station.advance(MINUTE)
    await station.result(FAST, station.clock.now() - 1000, 'ok', { connect_ms: ms })
  }
}
const many = (n: number, ms: number) => Array.from({ length: n }, () => ms)
const slowdowns = async (station: Station) =>
  (await station.incidents()).filter(({ kind }) => kind === 'slowdown')

test('answers beyond the limit are one slowdown, over a restart, and it ends when they are quick again', async () => {
  const station = await open(judged({}))
  await answers(station, [...many(15, 100), 5000, ...many(5, 100)])
  // Of so few the slowest is the 95th percentile: one alone alarms nobody.
  expect(await slowdowns(station)).toEqual([])
  await answers(station, many(8, 2000))
  const [found] = await slowdowns(station)
  expect(found).toMatchObject({
    ...{ component: 'web', checks: [FAST], recoveredAt: null, reason: 'slower-than-limit' },
    message: 'p95 2000 ms > 800 ms',
  })
  station.crash()
  await station.pause(20_000)
  station.restart()
  await answers(station, many(30, 100))
  const after = await slowdowns(station)
  expect(after).toMatchObject([{ id: found?.id, firstFailedAt: found?.firstFailedAt }])
  expect(after[0]?.recoveredAt).not.toBeNull()
})

test('an increase against the same hour of past weeks is found, and other hours are judged by their own', async () => {
  const station = await open(judged({ limitMs: null, deviation: 'medium' }))
  /** Half an hour of answers, then the hour is over and kept. */
  const halfHour = async (ms: number) => {
    await answers(station, many(30, ms))
    await station.pause(45 * MINUTE)
    await station.advance(20_000)
  }
  await station.pause(HOUR - (START % HOUR))
  const begin = station.clock.now()
  for (let week = 0; week < 3; week += 1) {
    await station.pause(begin + week * WEEK - station.clock.now())
    // Slow by day as ever; quick in the hour before it.
    await halfHour(100)
    await station.pause(begin + week * WEEK + 3 * HOUR - station.clock.now())
    await halfHour(600)
  }
  expect(await slowdowns(station)).toEqual([])
  await station.pause(begin + 3 * WEEK - station.clock.now())
  await answers(station, many(25, 190))
  expect(await slowdowns(station)).toEqual([])
  await station.pause(begin + 3 * WEEK + 3 * HOUR - station.clock.now())
  await answers(station, many(25, 1100))
  expect(await slowdowns(station)).toEqual([])
  await station.pause(begin + 4 * WEEK - station.clock.now())
  await answers(station, many(9, 450))
  // A handful of samples alarms nobody.
  expect(await slowdowns(station)).toEqual([])
  await answers(station, many(3, 450))
  expect(await slowdowns(station)).toMatchObject([{ reason: 'slower-than-usual', recoveredAt: null }])
}, 90_000)

test('a rule that is taken away ends what it told without a recovery, and another limit judges what comes', async () => {
  const station = await open(judged({}))
  await answers(station, many(20, 2000))
  expect(await slowdowns(station)).toMatchObject([{ recoveredAt: null }])
  const without = judged({})
  for (const { checks } of without.components) for (const check of checks) delete check.slowdown
  await station.reload([without], [])
  await answers(station, many(2, 2000))
  const [ended] = await slowdowns(station)
  expect(ended?.recoveredAt).not.toBeNull()
  // Nobody has seen it get quicker.
  expect(ended?.recoveryConfirmedAt).toBeNull()
})

test('a stricter limit tells nothing of the time before it', async () => {
  const station = await open(judged({}))
  await answers(station, many(40, 500))
  const reloadedAt = station.clock.now()
  await station.reload([judged({ limitMs: 300 })], [])
  await answers(station, many(2, 500))
  const [found] = await slowdowns(station)
  expect(found?.firstFailedAt).toBeGreaterThanOrEqual(reloadedAt)
  expect(found?.confirmedAt).toBeGreaterThanOrEqual(reloadedAt)
})

test('a check that is renamed while it is slow has not recovered by that', async () => {
  const station = await open(judged({}))
  await answers(station, many(20, 2000))
  const renamed = judged({})
  for (const { checks } of renamed.components)
    for (const check of checks) Object.assign(check, { id: 'quick', check: 'shop/web/quick' })
  await station.reload([renamed], [])
  const as = async (times: number[]) => {
    for (const ms of times) {
      await station.advance(MINUTE)
      await station.result('shop/web/quick', station.clock.now() - 1000, 'ok', { connect_ms: ms })
    }
  }
  await as(many(8, 2000))
  expect(await slowdowns(station)).toMatchObject([{ recoveredAt: null }])
  await as(many(40, 100))
  const [found, ...more] = await slowdowns(station)
  expect(more).toEqual([])
  expect(found?.recoveryConfirmedAt).not.toBeNull()
})
