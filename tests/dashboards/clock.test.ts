import { expect, test } from 'vitest'
import { createServerClock } from '../../dashboards/web/clock.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

test('the collector’s time is what its answer said, from the middle of the exchange on', async () => {
  const clock = makeVirtualClock()
  const server = createServerClock(clock)
  expect(server.now()).toBeNull()
  const askedAt = clock.monotonic()
  await clock.advance(80)
  server.sync(2_000_000_000_000, askedAt, clock.monotonic())
  expect(server.now()).toBe(2_000_000_000_040)
  await clock.advance(5000)
  expect(server.now()).toBe(2_000_000_005_040)
})

test('setting the browser’s clock moves no countdown, but makes the page ask again', async () => {
  const clock = makeVirtualClock()
  const server = createServerClock(clock)
  server.sync(2_000_000_000_000, clock.monotonic(), clock.monotonic())
  await clock.advance(1000)
  expect(server.doubtful()).toBe(false)
  clock.stepWall(-3_600_000)
  expect(server.now()).toBe(2_000_000_001_000)
  expect(server.doubtful()).toBe(true)
  server.sync(2_000_000_001_000, clock.monotonic(), clock.monotonic())
  expect(server.doubtful()).toBe(false)
})
