import { expect, test } from 'vitest'
import { coalesce, topicsOf } from '../../dashboards/web/live.ts'
import { listsOf } from '../../dashboards/web/reading.ts'
import { TOPICS } from '../../rules/api/types.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

test('a burst of events becomes one reading of what they name', async () => {
  const clock = makeVirtualClock()
  const runs: string[][] = []
  const want = coalesce<string>(clock, 200, async (gathered) => void runs.push(gathered))
  for (let i = 0; i < 1000; i += 1) want([i % 2 === 0 ? 'checks' : 'results'])
  await clock.advance(199)
  expect(runs).toEqual([])
  await clock.advance(1)
  expect(runs).toEqual([['checks', 'results']])
  await clock.advance(10_000)
  expect(runs).toHaveLength(1)
})

test('what is wanted while a reading runs is read once afterwards, never beside it', async () => {
  const clock = makeVirtualClock()
  const runs: string[][] = []
  let running = 0
  const finish: (() => void)[] = []
  const want = coalesce<string>(clock, 200, async (gathered) => {
    running += 1
    expect(running).toBe(1)
    runs.push(gathered)
    await new Promise<void>((resolve) => finish.push(resolve))
    running -= 1
  })
  want(['checks'])
  await clock.advance(200)
  want(['incidents'])
  want(['incidents'])
  await clock.advance(5000)
  expect(runs).toEqual([['checks']])
  finish[0]?.()
  await clock.advance(0)
  await clock.advance(200)
  expect(runs).toEqual([['checks'], ['incidents']])
})

test('an event that cannot be read means everything', () => {
  expect(topicsOf('{"topics":["notices","services"]}')).toEqual(['services', 'notices'])
  expect(topicsOf('{"topics":["notices","of-a-later-version"]}')).toEqual(['notices'])
  expect(topicsOf('not json')).toEqual(TOPICS)
  expect(topicsOf('null')).toEqual(TOPICS)
  expect(topicsOf('{}')).toEqual(TOPICS)
})

test('each topic reads the lists that show something of it', () => {
  expect(listsOf(['results'])).toEqual(['checks'])
  expect(listsOf(['obligations', 'notices'])).toEqual([
    'services',
    'open',
    'recovered',
    'notices',
    'deliveries',
  ])
  expect(listsOf(TOPICS)).toEqual([
    'services',
    'open',
    'recovered',
    'checks',
    'agents',
    'notices',
    'deliveries',
    'waiting',
    'approved',
  ])
})
