/** A failure of our own network is told apart from the target's: it costs an unknown result, never a failed one. */
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { makeChecker } from '../../agent/checker.ts'
import type { CheckType, ProbeResult } from '../../agent/checks/types.ts'
import { makeClock } from '../../agent/clock.ts'
import { makeOwnNetwork, type Reach, type Reached } from '../../agent/own-network.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import type { AssignedCheck, ResultItem } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { loaderOf } from './fake-types.ts'

const realClock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

const check = (name: string, type: string): AssignedCheck => ({
  ...{ check: `shop/web/${name}`, type, purpose: 'liveness', everyMs: 10_000, timeoutMs: 2_000 },
  confirm: { failures: 2, everyMs: 3_000 },
  config: type === 'ping' ? { target: 'web.example' } : { target: 'web.example:80' },
})

function setUp(a: {
  says: ProbeResult
  reached?: Reached
  reaches?: string[]
  checks?: AssignedCheck[]
  runs?: CheckType['runs']
}) {
  const { says, reaches = ['gw.example'], checks = [check('alive', 'tcp')], runs = 'network' } = a
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  const probe = { says, reached: a.reached ?? ('silent' as Reached), asked: 0 }
  const type = (name: string): CheckType => ({
    ...{ name, description: { ja: '', en: '' }, schema: {}, targetKey: null, runs },
    prepare: () => async () => probe.says,
  })
  const reach: Reach = async () => {
    probe.asked += 1
    return probe.reached
  }
  const checker = makeChecker({
    ...{ clock, agent: 'host-1', concurrency: 50, reach, put: (item: NewItem) => items.push(item) },
    load: loaderOf({ tcp: type('tcp'), ping: type('ping') }),
  })
  onTestFinished(() => checker.stop())
  checker.assign({ wire: 1, revision: 1, checks, reaches })
  const results = () => items.filter((item): item is NewItem & ResultItem => item.kind === 'result')
  return { clock, checker, probe, results }
}

const timeout: ProbeResult = {
  outcome: 'failed',
  reason: 'timeout',
  message: 'no answer in time',
  values: { dns_ms: 1 },
}

test('where nothing else answers either, the result is unknown and says what it was', async () => {
  const { clock, results } = setUp({ says: timeout })
  await clock.advance(12_000)
  expect(results()[0]).toMatchObject({
    outcome: 'unknown',
    reason: 'own-network-down',
    message: 'timeout: no answer in time',
    values: { dns_ms: 1 },
  })
  expect(results().every(({ outcome }) => outcome === 'unknown')).toBe(true)
})

test.each<[string, Parameters<typeof setUp>[0]]>([
  ['where something else answers, it is the target that does not', { says: timeout, reached: 'answers' }],
  ['where nobody can tell, it stays the target`s', { says: timeout, reached: 'unknown' }],
  ['to refuse is an answer', { says: { outcome: 'failed', reason: 'refused' } }],
  ['a wrong answer is one', { says: { outcome: 'failed', reason: 'status' } }],
  ['a check of the host itself needs no network', { says: timeout, runs: 'host' }],
  ['without targets nothing is told apart', { says: timeout, reaches: [] }],
])('%s', async (_, a) => {
  const { clock, results } = setUp(a)
  await clock.advance(12_000)
  expect(results().length).toBeGreaterThan(0)
  expect(results().every(({ outcome }) => outcome === 'failed')).toBe(true)
})

test('a host target that cannot be pinged at all leaves the failure as it is', async () => {
  const { clock, results, probe } = setUp({ says: timeout, reaches: ['gw.example', 'gw2.example'] })
  probe.reached = 'unknown'
  await clock.advance(12_000)
  expect(results()[0]).toMatchObject({ outcome: 'failed', reason: 'timeout' })
})

test('forty checks that fail together ask once', async () => {
  const checks = Array.from({ length: 40 }, (_, index) => check(`c${index}`, index % 2 ? 'tcp' : 'ping'))
  const { clock, results, probe } = setUp({ says: timeout, checks, reaches: ['a.example', 'b.example'] })
  await clock.advance(10_000)
  expect(results().length).toBeGreaterThanOrEqual(40)
  // Two targets, at most every five seconds.
  expect(probe.asked).toBeLessThanOrEqual(2 * 3)
})

test('that something answered before a check began says nothing of the network that was cut since', async () => {
  const { clock, results, probe } = setUp({ says: timeout, reached: 'answers' })
  while (results().length === 0) await clock.advance(100)
  const before = results().length
  expect(results().map(({ outcome }) => outcome)).toEqual(Array(before).fill('failed'))
  // Within the five seconds in which a failure is repeated.
  probe.reached = 'silent'
  await clock.advance(4_000)
  expect(results().length).toBeGreaterThan(before)
  expect(
    results()
      .slice(before)
      .every(({ outcome }) => outcome === 'unknown'),
  ).toBe(true)
})

test('a check that began while the network was down is not the target`s failure when it comes back', async () => {
  const clock = makeVirtualClock()
  let says: Reached = 'silent'
  let asked = 0
  const network = makeOwnNetwork(clock, async () => {
    asked += 1
    return says
  })
  network.follow(['gw.example'])
  expect(await network.isDown(0)).toBe(true)
  await clock.advance(4_000)
  says = 'answers'
  expect(await network.isDown(3_000)).toBe(true)
  await clock.advance(4_000)
  expect(await network.isDown(7_000)).toBe(false)
  expect(asked).toBe(2)
})

test('results keep their order, and confirmation counts what is known in the end', async () => {
  const { clock, results, probe } = setUp({ says: timeout })
  await clock.advance(11_000)
  probe.reached = 'answers'
  await clock.advance(30_000)
  const starts = results().map(({ started }) => started)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  const failed = results().filter(({ outcome }) => outcome === 'failed')
  expect(failed.length).toBeGreaterThan(1)
  // The first failed one is repeated at the distance of a confirmation: unknown ones had confirmed nothing.
  expect((failed[1]?.started ?? 0) - (failed[0]?.started ?? 0)).toBe(3_000)
})

test('a real target answers by connecting and by refusing', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const isDown = (target: string) => {
    const network = makeOwnNetwork(realClock)
    network.follow([target])
    return network.isDown(realClock.monotonic())
  }
  expect(await isDown(`127.0.0.1:${port}`)).toBe(false)
  await new Promise((resolve) => server.close(resolve))
  expect(await isDown(`127.0.0.1:${port}`)).toBe(false)
})

test('targets that hang cost two seconds in all, and the first answer is enough', async () => {
  const clock = makeVirtualClock()
  const hang: Reach = (_, __, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve('silent'), { once: true }))
  const silent = makeOwnNetwork(clock, hang)
  silent.follow(['a', 'b', 'c'])
  const asked = silent.isDown(0)
  await clock.advance(2_000)
  expect(await asked).toBe(true)

  const one = makeOwnNetwork(clock, (target, ...rest) =>
    target === 'b' ? Promise.resolve('answers') : hang(target, ...rest),
  )
  one.follow(['a', 'b', 'c'])
  expect(await one.isDown(0)).toBe(false)
})
