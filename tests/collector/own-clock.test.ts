/** Deadlines of a time in which the collector's own clock could not be relied on are not proven (design, rule 1). */
import { expect, onTestFinished, test } from 'vitest'
import { loadSigner } from '../../collector/ledger/keys.ts'
import { startSealer } from '../../collector/ledger/sealer.ts'
import type { Service } from '../../collector/model.ts'
import { doubtsOfStep, makeOwnClock } from '../../collector/own-clock.ts'
import type { PackedState } from '../../collector/store/packed-state.ts'
import { digest } from '../../rules/ledger/chain.ts'
import type { Outcome } from '../../rules/words.ts'
import { openMailbox } from '../support/mailbox.ts'
import { storeWith } from '../support/store-with.ts'
import { obligationsOf } from './deeds.ts'
import { contactsOf, openStation, type Station, serviceOf } from './station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CLOCK = 'shop/web/clock'
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

function watched(): Service {
  const service = serviceOf('shop', ['web'], ['liveness', 'time-sync'])
  const value = service.values['III.1.1.8.a']
  if (value) service.values['III.1.1.8.a'] = { ...value, inForce: 'PT3M' }
  return service
}

async function open(ownClock?: string) {
  const mailbox = await openMailbox()
  const contacts = contactsOf('shop', { users: ['u1@a.example'], admin: ['admin@a.example'] })
  const more = ownClock === undefined ? {} : { ownClock }
  const station = await openStation({ services: [watched()], contacts, mail: mailbox.port, ...more })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  return station
}

/** Chains what was written to the ledger: until then nobody reads it. */
async function sealed({ data, store, clock, metrics }: Station): Promise<void> {
  const signer = await loadSigner(data)
  const { keyId, publicKey } = signer
  await store.addLedgerKey({ keyId, publicKey, now: clock.now(), ledgerId: 'key' })
  const sealer = startSealer({ store, owner: 'sealer', signer, clock, log: quiet, metrics })
  await sealer.sealNow()
  await sealer.stop()
}

/** A stop whose notice is told at once; what the clock's check says meanwhile. */
const stopWith =
  (clock: Outcome) =>
  (check: string): Outcome =>
    check === CLOCK ? clock : 'failed'
const decided = async (station: Station) =>
  (await obligationsOf(station))
    .filter(({ subject }) => !subject.includes('/'))
    .map(({ item, state, because }) => [item, state, because])
    .toSorted()

test.for<[string, string | undefined, Outcome, string, string]>([
  ['is good', CLOCK, 'ok', 'met accepted-in-time', 'breached no-follow-up'],
  ['is off', CLOCK, 'failed', 'not-proven own-clock-off', 'not-proven own-clock-off'],
  ['nobody watches', undefined, 'failed', 'met accepted-in-time', 'breached no-follow-up'],
])('a clock that %s', async ([_, ownClock, clock, notice, followUp]) => {
  const station = await open(ownClock)
  await station.live(2 * MINUTE)
  await station.live(6 * MINUTE, stopWith(clock))
  expect(await decided(station)).toEqual([
    ['III.1.1.1.b', ...notice.split(' ')],
    ['III.1.1.8.a', ...followUp.split(' ')],
  ])
  const [told] = await obligationsOf(station, { item: 'III.1.1.1.b' })
  if (clock === 'failed' && ownClock) {
    expect(told?.evidence.doubts).toMatchObject([{ because: 'own-clock-off' }])
    // What it would have been is still there to be seen.
    expect(told?.marginMs).toBeGreaterThan(0)
  } else expect(told?.evidence).not.toHaveProperty('doubts')
})

test('what was known of the clock and cannot be read any more is doubted whole', async () => {
  const station = await open(CLOCK)
  await station.live(2 * MINUTE)
  const { clock } = station
  const store = storeWith(station.shown, {
    async checkStates(asked) {
      const rows = await station.shown.checkStates(asked)
      return rows.map((row) => ({ ...row, state: row.state.slice(1) as PackedState }))
    },
  })
  const revision = () => station.revision
  const process = { owner: 'own', log: quiet, newId: () => 'step', clock, check: CLOCK, revision }
  expect(await makeOwnClock({ ...process, store: station.shown }).doubts()).toEqual([])
  expect(await makeOwnClock({ ...process, store }).doubts()).toEqual([
    { from: 0, to: clock.now(), because: 'own-clock-unknown' },
  ])
})

test('a clock that nobody could check for longer than its last result holds is unknown, over a restart', async () => {
  const station = await open(CLOCK)
  await station.live(2 * MINUTE)
  await station.live(3 * MINUTE, (check) => (check === CLOCK ? 'unknown' : 'ok'))
  station.crash()
  await station.pause(20_000)
  station.restart()
  await station.live(3 * MINUTE, stopWith('unknown'))
  expect((await decided(station))[0]).toEqual(['III.1.1.1.b', 'not-proven', 'own-clock-unknown'])
})

test('what an agent measured while the collector was down still comes: no deadline is in doubt for it', async () => {
  const station = await open(CLOCK)
  await station.live(2 * MINUTE)
  await station.live(90_000, stopWith('ok'))
  station.crash()
  const from = station.clock.now()
  // Over the due time of the follow-up; the agent goes on and keeps what it finds.
  await station.pause(3 * MINUTE)
  station.restart()
  await station.advance(20_000)
  expect((await decided(station)).at(-1)).toEqual(['III.1.1.8.a', 'open', null])
  await station.agent(from, station.clock.now(), stopWith('ok'))
  await station.live(20_000, stopWith('ok'))
  expect((await decided(station)).at(-1)).toEqual(['III.1.1.8.a', 'breached', 'no-follow-up'])
})

test('where nothing more comes of the clock, its doubt is taken for one after a minute', async () => {
  const station = await open(CLOCK)
  await station.live(2 * MINUTE)
  await station.live(90_000, stopWith('ok'))
  station.crash()
  await station.pause(3 * MINUTE)
  station.restart()
  await station.advance(80_000)
  expect((await decided(station)).at(-1)).toEqual(['III.1.1.8.a', 'not-proven', 'own-clock-unknown'])
  const [row] = await obligationsOf(station, { item: 'III.1.1.8.a' })
  expect(row?.evidence.doubts).toMatchObject([{ because: 'own-clock-unknown' }])
})

test('a clock that was off before and is right again casts no doubt on what follows', async () => {
  const station = await open(CLOCK)
  await station.live(2 * MINUTE, (check) => (check === CLOCK ? 'failed' : 'ok'))
  await station.live(3 * MINUTE)
  await station.live(2 * MINUTE, stopWith('ok'))
  expect((await decided(station))[0]).toEqual(['III.1.1.1.b', 'met', 'accepted-in-time'])
})

test.for([HOUR, -HOUR])(
  'a follow-up whose time the clock jumped over by %d ms is not proven',
  async (step) => {
    const station = await open()
    await station.live(2 * MINUTE)
    await station.live(90_000, stopWith('ok'))
    station.clock.stepWall(step)
    await station.live(20_000, stopWith('ok'))
    if (step < 0) {
      // Set back, the due time comes an hour later by this clock.
      expect((await decided(station))[1]).toEqual(['III.1.1.8.a', 'open', null])
      station.clock.stepWall(HOUR)
      await station.live(3 * MINUTE, stopWith('ok'))
    }
    expect((await decided(station)).at(-1)).toEqual(['III.1.1.8.a', 'not-proven', 'clock-stepped'])
  },
)

test.each([HOUR, -HOUR])(
  'what was executed between the last look and a step of %i ms lies before it, what was after it, behind',
  async (byMs) => {
    const station = await open()
    const { store, clock } = station
    const process = { owner: 'own', log: quiet, newId: () => 'step', store, clock }
    const own = makeOwnClock({ ...process, check: null, revision: () => station.revision })
    own.look()
    await clock.advance(700)
    const lastAt = clock.now()
    clock.stepWall(byMs)
    await clock.advance(200)
    const firstAt = clock.now()
    await clock.advance(100)
    own.look()
    const [step] = await own.steps()
    expect(step?.fromAt).toBeGreaterThanOrEqual(lastAt)
    expect(step?.toAt).toBeLessThanOrEqual(firstAt)
  },
)

test('steps of the last day are read again from the ledger by the next process', async () => {
  const station = await open()
  await station.live(MINUTE)
  const before = station.clock.now()
  station.clock.stepWall(HOUR)
  await station.live(20_000)
  const { store, clock } = station
  const process = { owner: 'next', log: quiet, newId: () => 'next' }
  const next = () => makeOwnClock({ ...process, store, clock, check: null, revision: () => station.revision })
  expect(await next().steps()).toEqual([])
  await sealed(station)
  const [step, ...more] = await next().steps()
  expect(more).toEqual([])
  // Time goes on by ten seconds here while a busy engine looks once.
  expect(Math.abs((step?.fromAt ?? 0) - before)).toBeLessThanOrEqual(10_000)
  expect((step?.toAt ?? 0) - (step?.fromAt ?? 0)).toBeGreaterThanOrEqual(HOUR - 10_000)
  expect(await next().doubts()).toMatchObject([
    { because: 'clock-stepped', from: step?.fromAt, to: step?.toAt },
  ])
  await station.live(MINUTE)
  expect(await next().steps()).toHaveLength(1)
})

test('a step out of the last day that went back beyond it is known to who begins when the clock is right again', async () => {
  const station = await open()
  await station.live(MINUTE)
  const rightAt = station.clock.now()
  station.clock.stepWall(-48 * HOUR)
  await station.live(20_000)
  const { store, clock } = station
  await sealed(station)
  station.crash()
  clock.stepWall(48 * HOUR)
  const process = { owner: 'next', log: quiet, newId: () => 'next', revision: () => station.revision }
  const next = makeOwnClock({ ...process, store, clock, check: null })
  const [step, ...more] = await next.steps()
  expect(more).toEqual([])
  expect(Math.abs((step?.fromAt ?? 0) - rightAt)).toBeLessThanOrEqual(10_000)
  expect((step?.fromAt ?? 0) - (step?.toAt ?? 0)).toBeGreaterThanOrEqual(48 * HOUR - 10_000)
})

/** Entries of steps of a store that has nothing else, as `steps` says of them by a clock that is right. */
async function entered(
  steps: readonly { at: number; payload: string | null; written?: string }[],
  now: number,
) {
  const station = await open()
  const entries = steps.map(({ at, payload, written = payload }, i) => ({
    ...{ id: `step-${i}`, at, kind: 'collector.clock-stepped', subject: 'collector/clock', actor: 'system' },
    ...{ payloadDigest: digest(written ?? ''), payload },
    ...{ seq: i + 1, prev: '', hash: '' },
  }))
  const store = storeWith(station.store, {
    async ledgerOf({ fromAt, toAt, limit, newest }) {
      const within = entries.filter(({ at }) => fromAt <= at && at < toAt)
      return newest ? within.slice(-limit) : within.slice(0, limit)
    },
  })
  const clock = { now: () => now, monotonic: () => 0 }
  const process = { owner: 'next', log: quiet, newId: () => 'next', revision: () => station.revision }
  return makeOwnClock({ ...process, store, clock, check: null })
}

test('what was read of steps stands while no other one is chained: to look again costs one entry, however many there are', async () => {
  const station = await open()
  await station.live(MINUTE)
  for (const byMs of [HOUR, -HOUR, HOUR]) {
    station.clock.stepWall(byMs)
    await station.live(20_000)
  }
  await sealed(station)
  const read: number[] = []
  const store = storeWith(station.store, {
    async ledgerOf(asked) {
      const entries = await station.store.ledgerOf(asked)
      read.push(entries.length)
      return entries
    },
  })
  const { clock } = station
  const process = { owner: 'next', log: quiet, newId: () => 'next', revision: () => station.revision }
  const next = makeOwnClock({ ...process, store, clock, check: null })
  expect(await next.steps()).toHaveLength(3)
  read.length = 0
  await station.live(MINUTE)
  expect(await next.steps()).toHaveLength(3)
  expect(read).toEqual([1])
  station.clock.stepWall(-HOUR)
  await station.live(20_000)
  await sealed(station)
  expect(await next.steps()).toHaveLength(4)
  expect(read).toEqual([1, 1, 4])
})

test('a step that went back beyond a day is known behind any number of those that are over', async () => {
  const now = 100 * HOUR
  const over = Array.from({ length: 1_500 }, (_, i) => ({
    ...{ at: i, payload: JSON.stringify({ fromAt: i, toAt: i }) },
  }))
  const back = { fromAt: now - HOUR, toAt: 2_000 }
  const own = await entered([...over, { at: 2_000, payload: JSON.stringify(back) }], now)
  expect(await own.steps()).toEqual([{ at: 2_000, ...back }])
})

test.each([
  ['is cut off', '{"fromAt":35996'],
  ['says something else', JSON.stringify({ fromAt: 1, toAt: 2 })],
])(
  'of a step whose entry %s nothing is known but that it was: for a day all is doubted',
  async (_, payload) => {
    const at = 100 * HOUR
    const damaged = [{ at, payload, written: JSON.stringify({ fromAt: 1, toAt: at }) }]
    const own = await entered(damaged, at + HOUR)
    const [doubt, ...more] = await own.doubts()
    expect(more).toEqual([])
    expect(doubt).toMatchObject({ because: 'clock-stepped', from: 0 })
    expect(doubt?.to).toBeGreaterThan(at + 400 * 24 * HOUR)
    expect(await (await entered(damaged, at + 25 * HOUR)).doubts()).toEqual([])
    // One that was erased by rule is over: its time was long ago.
    expect(await (await entered([{ at, payload: null }], at + HOUR)).doubts()).toEqual([])
  },
)

test('all that a step left out or shows twice is doubted while agents place by it, then what follows its two ends', () => {
  const step = { at: 10 * MINUTE, fromAt: 70 * MINUTE, toAt: 10 * MINUTE }
  const because = 'clock-stepped'
  expect(doubtsOfStep(step, 24 * MINUTE)).toEqual([{ from: 10 * MINUTE, to: 85 * MINUTE, because }])
  const ends = [70 * MINUTE, 10 * MINUTE].map((at) => ({ from: at, to: at + 15 * MINUTE, because }))
  expect(doubtsOfStep(step, 25 * MINUTE)).toEqual(ends)
  // Seen by a clock that was ahead, and is not any more.
  expect(doubtsOfStep(step, 9 * MINUTE)).toEqual(ends)
})
