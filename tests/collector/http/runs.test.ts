/** A request reaches its agent whichever collector it was made at, and nothing is asked of the store for nothing. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { makeRuns, type Runs } from '../../../collector/http/agent/runs.ts'
import { openStore } from '../../../collector/store/open.ts'
import { type Store, StoreError } from '../../../collector/store/port.ts'
import { LIMITS } from '../../../rules/wire/limits.ts'
import { scratch } from '../../support/scratch.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

async function setUp() {
  const data = await scratch('kijun-runs-')
  const store = await openStore({ data, postgres: null })
  const clock = makeVirtualClock()
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: clock.now() })
  const calls: string[] = []
  const fault = { now: false }
  const watched = new Proxy(store, {
    get: (target, name: keyof Store) => (args: never) => {
      calls.push(name)
      if (fault.now) return Promise.reject(new StoreError('unavailable', 'away'))
      return (target[name] as (a: never) => Promise<unknown>).call(target, args)
    },
  })
  let taken = 0
  const collector = (several: boolean): Runs => {
    const log = { warn: () => undefined }
    return makeRuns({ store: watched, clock, log, several, onTaken: () => (taken += 1) })
  }
  const ask = (check: string, agent = 'host-1') =>
    store.askRun({
      ...{ check, agent, askedBy: '佐藤', actor: 'operator:1', ttlMs: 60_000, apartMs: 10_000 },
      ...{ now: clock.now(), ledgerId: randomUUID() },
    })
  onTestFinished(async () => {
    await store.close()
    await rm(data, { recursive: true, force: true })
  })
  /** Both threads of the store answer in order: what was asked of them before is answered, and was heard. */
  const settled = async () => {
    for (let turns = 0; turns < 3; turns += 1) {
      await Promise.all([store.agentsWithRuns({ now: 0 }), store.takeRuns({ agent: '-', now: 0, limit: 1 })])
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { clock, collector, ask, calls, fault, settled, taken: () => taken }
}
const stays = () => undefined

test('asked at one collector, handed out at the other within two seconds, once', async () => {
  const { clock, collector, ask, calls, taken, settled } = await setUp()
  const [here, there] = [collector(true), collector(true)]
  const waiting = there.wait('host-1', stays)
  await settled()
  // Right after a look: the longest that the next one can be away.
  calls.length = 0
  for (let steps = 0; calls.length === 0 && steps < 100; steps += 1) {
    await clock.advance(100)
    await settled()
  }
  const askedAt = clock.monotonic()
  await ask('shop/web/alive')
  here.asked('host-1')
  let answered: { checks: string[]; afterMs: number } | null = null
  void waiting.then((checks) => {
    answered = { checks, afterMs: clock.monotonic() - askedAt }
  })
  for (let looks = 0; answered === null && looks < 40; looks += 1) {
    await clock.advance(100)
    await settled()
  }
  expect(answered).toMatchObject({ checks: ['shop/web/alive'] })
  expect((answered as { afterMs: number } | null)?.afterMs).toBeLessThanOrEqual(2_000)
  expect(await here.take('host-1')).toEqual([])
  expect(taken()).toBe(1)
  here.stop()
  there.stop()
})

test('while nobody asks for anything a batch costs no look at the store', async () => {
  const { collector, calls, ask } = await setUp()
  const runs = collector(false)
  await runs.take('host-1')
  for (let batch = 0; batch < 100; batch += 1) expect(await runs.take('host-1')).toEqual([])
  // One look at the start, for what another start left.
  expect(calls).toEqual(['agentsWithRuns'])
  await ask('shop/web/alive')
  runs.asked('host-1')
  expect(await runs.take('host-2')).toEqual([])
  expect(await runs.take('host-1')).toEqual(['shop/web/alive'])
})

test('what one answer does not take stays for the next', async () => {
  const { collector, ask } = await setUp()
  const runs = collector(false)
  for (let n = 0; n <= LIMITS.runs; n += 1) await ask(`shop/web/c${n}`)
  runs.asked('host-1')
  expect(await runs.take('host-1')).toHaveLength(LIMITS.runs)
  expect(await runs.take('host-1')).toHaveLength(1)
})

test('whoever left takes nothing along, and a store that is away costs an answer nothing', async () => {
  const { collector, ask, fault } = await setUp()
  const runs = collector(false)
  let leave = () => {}
  const gone = runs.wait('host-1', (left) => {
    leave = left
  })
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  leave()
  expect(await gone).toEqual([])
  await ask('shop/web/alive')
  runs.asked('host-1')
  fault.now = true
  expect(await runs.take('host-1')).toEqual([])
  fault.now = false
  expect(await runs.take('host-1')).toEqual(['shop/web/alive'])
})

test('a stop answers what is held', async () => {
  const { collector } = await setUp()
  const runs = collector(true)
  const waiting = runs.wait('host-1', stays)
  for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  runs.stop()
  expect(await waiting).toEqual([])
})
