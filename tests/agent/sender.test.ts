import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openClient } from '../../agent/client.ts'
import { makeClock } from '../../agent/clock.ts'
import { makeSender } from '../../agent/sender.ts'
import { openSpool } from '../../agent/spool/spool.ts'
import type { Clock } from '../../rules/clock.ts'
import type { Item } from '../../rules/wire/v1.ts'
import { type FakeCollector, startFakeCollector } from './fake-collector.ts'
import { anchorItem, result, silentLog } from './spool/spool-fixture.ts'

const real = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
/** Real time, but a wait of seconds passes in as many milliseconds: the waits themselves are tested with their numbers. */
const quick: Clock & { waits: number[] } = {
  ...real,
  waits: [],
  after(ms, fn, background) {
    quick.waits.push(ms)
    return real.after(ms / 100, fn, background)
  },
}
const patient: Clock = { ...quick, after: (ms, fn, background) => real.after(ms, fn, background) }
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
  quick.waits.length = 0
})

async function setUp(token = 'secret') {
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks: [] })
  const dir = mkdtempSync(join(tmpdir(), 'kijun-sender-'))
  const heard: string[] = []
  const waits: unknown[] = []
  const log = {
    ...silentLog,
    warn: (_: string, more?: Record<string, unknown>) => void waits.push(more?.reason),
  }
  async function agent() {
    const epoch = randomUUID()
    const spool = await openSpool({
      dir,
      epoch,
      maxBytes: 8_000_000,
      maxAgeMs: 1e9,
      clock: real,
      log: silentLog,
    })
    spool.put(anchorItem)
    // Requests have real time-outs.
    const url = new URL(collector.url)
    const client = await openClient({ collector: url, token: () => token, ca: null, clock: patient })
    const sender = makeSender({
      spool,
      client,
      clock: quick,
      log,
      random: () => 0.5,
      exchanged: () => undefined,
      assignment: (etag) => heard.push(etag),
    })
    const stop = async () => {
      await sender.stop(100_000)
      await spool.close()
      client.close()
    }
    return { spool, sender, stop }
  }
  return { collector, agent, heard, waits }
}

/** The item with this number is committed. */
const arrived = (collector: FakeCollector, epoch: string, seq: number) =>
  collector.item((item) => item.seq === seq && collector.committed.get(`${epoch}/${seq}`) === item)

test('whatever happens to answers, everything arrives, and nothing comes back changed', async () => {
  const { collector, agent, heard } = await setUp()
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  collector.mischief = [
    'cut-before',
    'lose-answer',
    'status-500',
    'half-answer',
    'keep-half',
    'not-json',
    'status-507',
    'keep-half',
    'lose-answer',
  ]
  for (let n = 2; n <= 300; n += 1) {
    spool.put(result(n))
    sender.wake(n % 7 === 0)
    if (n % 30 === 0) await arrived(collector, spool.epoch, Math.max(1, n - 60))
  }
  for (let seq = 1; seq <= 300; seq += 1) await arrived(collector, spool.epoch, seq)
  await sender.stop(100_000)
  expect(collector.committed.size).toBe(300)
  expect(collector.conflicts).toEqual([])
  expect(collector.duplicates).toBeGreaterThan(0)
  expect(heard).toContain('r1')
  expect(spool.stats().waiting).toBeLessThanOrEqual(1)
})

test('Retry-After is honoured, and a failure waits by its number', async () => {
  const { collector, agent } = await setUp()
  collector.mischief = ['status-429', 'status-500']
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  sender.wake(true)
  await arrived(collector, spool.epoch, 1)
  // After 429 what it asked for; after the second failure in a row 1 s, of which random 0.5 takes three quarters.
  expect(quick.waits.filter((ms) => ms > 100).map(Math.round)).toEqual([1000, 750])
})

test('why results wait is said once for a row of failures, and again where the reason is another', async () => {
  const { collector, agent, waits } = await setUp()
  collector.mischief = ['status-500', 'status-500', 'status-507', 'status-507', 'status-500']
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  sender.wake(true)
  await arrived(collector, spool.epoch, 1)
  expect(waits).toEqual([500, 507, 500].map((status) => `the collector answered ${status}`))
})

test('an unknown token keeps everything and asks slowly', async () => {
  const { collector, agent } = await setUp('wrong')
  const { spool, sender } = await agent()
  open.push(() => collector.close())
  sender.wake(true)
  while (!quick.waits.some((ms) => ms > 40_000)) await new Promise((resolve) => setImmediate(resolve))
  await sender.stop(0)
  expect(spool.live({ items: 10, bytes: 1000 })?.entries.length).toBe(1)
  expect(collector.committed.size).toBe(0)
  await spool.close()
})

test('too large a batch is halved until it fits; a record too large alone is set aside', async () => {
  const { collector, agent } = await setUp()
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  for (let n = 2; n <= 8; n += 1) spool.put(result(n))
  // 8, 4, 2, then the newest alone.
  collector.mischief = ['status-413', 'status-413', 'status-413', 'status-413']
  sender.wake(true)
  for (let seq = 1; seq <= 7; seq += 1) await arrived(collector, spool.epoch, seq)
  expect(collector.committed.has(`${spool.epoch}/8`)).toBe(false)
  expect(spool.stats().quarantined).toBe(1)
})

test('live results go before what an earlier start left, each batch in its own epoch', async () => {
  const { collector, agent } = await setUp()
  const first = await agent()
  for (let n = 2; n <= 700; n += 1) first.spool.put(result(n))
  await first.stop()
  const second = await agent()
  open.push(second.stop, () => collector.close())
  await second.spool.recovered
  second.spool.put(result(2))
  await second.spool.flush()
  second.sender.wake(true)
  await arrived(collector, first.spool.epoch, 700)
  const order = collector.batches.map(({ epoch, items }) => [
    epoch === first.spool.epoch ? 'old' : 'new',
    items.length,
  ])
  expect(order).toEqual([
    ['new', 2],
    ['old', 500],
    ['old', 200],
  ])
  expect(collector.batches.map(({ base }) => base.seq)).toEqual([1, 1, 1])
  expect(collector.committed.size).toBe(702)
})

/** A record that no frame can be read with. */
const poisonAt =
  (...planned: number[]) =>
  (item: Item) =>
    item.kind === 'result' && planned.includes(item.planned)

test('records that make the collector answer 400 are found, set aside and told; the rest arrives', async () => {
  const { collector, agent } = await setUp()
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  collector.poison = poisonAt(7, 8, 55)
  for (let n = 2; n <= 60; n += 1) spool.put(result(n))
  sender.wake(true)
  const lost = (seq: number) =>
    collector.item((item) => item.kind === 'lost' && item.from <= seq && seq <= item.to)
  for (const seq of [7, 8, 55])
    expect(await lost(seq)).toMatchObject({ epoch: spool.epoch, reason: 'quarantined' })
  for (let seq = 1; seq <= 60; seq += 1)
    if (!poisonAt(7, 8, 55)({ ...result(seq), seq } as Item)) await arrived(collector, spool.epoch, seq)
  await sender.stop(100_000)
  const told = [...collector.committed.values()].filter((item) => item.kind === 'lost')
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect(spool.stats().quarantined).toBe(3)
  // Halving, and each alone once more: not a request for each record.
  expect(collector.requests.length).toBeLessThan(50)
})

test('a collector, or a proxy, that answers 400 to everything costs no record and few requests', async () => {
  const { collector, agent } = await setUp()
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  collector.poison = () => true
  for (let n = 2; n <= 400; n += 1) spool.put(result(n))
  sender.wake(true)
  while (quick.waits.filter((ms) => ms >= 250).length < 3) await new Promise((go) => setImmediate(go))
  expect(spool.stats()).toMatchObject({ quarantined: 0, waiting: 400 })
  expect(collector.requests.length).toBeLessThan(4 * 30)
  collector.poison = null
  for (let seq = 1; seq <= 400; seq += 1) await arrived(collector, spool.epoch, seq)
})

test('a 400 now and then, as of a proxy that is overloaded, sets nothing aside', async () => {
  const { collector, agent } = await setUp()
  const { spool, sender, stop } = await agent()
  open.push(stop, () => collector.close())
  // The whole, its newer half, the newest alone; then that half's rest is taken, and so is the newest.
  collector.mischief = ['status-400', 'status-400', 'status-400']
  for (let n = 2; n <= 4; n += 1) spool.put(result(n))
  sender.wake(true)
  for (let seq = 1; seq <= 4; seq += 1) await arrived(collector, spool.epoch, seq)
  expect(spool.stats().quarantined).toBe(0)
})

test('what one start left and nobody can read does not hold up what others left', async () => {
  const { collector, agent } = await setUp()
  const first = await agent()
  for (let n = 2; n <= 5; n += 1) first.spool.put(result(n))
  await first.stop()
  const second = await agent()
  for (let n = 2; n <= 5; n += 1) second.spool.put(result(n + 100))
  await second.stop()
  const third = await agent()
  open.push(third.stop, () => collector.close())
  await third.spool.recovered
  collector.poison = (_item, epoch) => epoch === first.spool.epoch
  third.sender.wake(true)
  for (let seq = 1; seq <= 5; seq += 1) await arrived(collector, second.spool.epoch, seq)
  await third.sender.stop(100_000)
  expect(third.spool.stats()).toMatchObject({ quarantined: 0, waiting: 5 })
})
