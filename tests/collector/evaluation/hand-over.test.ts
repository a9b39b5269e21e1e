/** How evaluation learns of what came in: handed over as production does it, and read from the store where it is not. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { unpackState } from '../../../collector/store/packed-state.ts'
import { type Store, type StoredBatch, StoreError } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { contactsOf, openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const EVERY_MS = 10_000
const CHECK = 'shop/web/alive'

async function open(faulty?: (store: Store) => Store, shared = false): Promise<Station> {
  const services = [serviceOf('shop', ['web'], ['liveness']), serviceOf('desk', ['web'], ['liveness'])]
  const contacts = contactsOf('shop', { users: ['u@a.example'], admin: ['a@a.example'] })
  const station = await openStation({
    services,
    contacts,
    begin: 'evaluation',
    shared,
    ...(faulty && { faulty }),
  })
  onTestFinished(() => station.close())
  return station
}

/**
 * Stores each letter (o ok, f failed) as a batch of its own, run every ten seconds up to now.
 * @returns what ingest hands over of each: the batch where it was stored whole, and else nothing
 */
async function store(station: Station, epoch: string, letters: string): Promise<StoredBatch[][]> {
  const [{ id: agentId } = { id: '' }] = await station.store.agents()
  const receivedAt = station.clock.now()
  const base = { seq: 1, mono: 0, wall: START - MINUTE, offset: 0, uncertainty: 1 }
  const head = { agentId, epoch, receivedAt }
  const places = { earliestAt: receivedAt, latestAt: receivedAt, partitions: [partitionOf('shop')] }
  const itemLists = [...letters].map((letter, n): Item[] => {
    const mono = receivedAt - base.wall - (letters.length - n) * EVERY_MS
    const times = { planned: mono, started: mono, finished: mono + 100 }
    const outcome = letter === 'f' ? 'failed' : 'ok'
    return [
      { kind: 'result', seq: mono / EVERY_MS + 2, check: CHECK, revision: 1, ...times, outcome, attempt: 0 },
    ]
  })
  const batches = itemLists.map((items) => ({
    ...{ ...head, ...places, encoded: JSON.stringify({ base, items }), count: items.length },
    ranges: items.map(({ seq }): [number, number] => [seq, seq]),
  }))
  const answers = await station.store.ingest({ batches })
  return itemLists.map((items, n) => {
    const { arrival } = answers[n] ?? {}
    return arrival === undefined ? [] : [{ ...head, base, items, arrival }]
  })
}
/** Time stands; whatever is to be done at once is done. */
async function settle(station: Station, until = () => false): Promise<void> {
  for (let n = 0; n < 10 && !until(); n += 1) {
    await station.clock.advance(0)
    await station.quiet()
  }
}
const never = () => expect.fail('a check that was evaluated is there')
const newest = (station: Station) => station.evaluation().states([CHECK])[0]?.state ?? ''
const toldOf = async (station: Station) =>
  (await station.store.notices({ limit: 100, cursor: null })).items.map(({ kind, form }) => `${kind} ${form}`)

/** Ends well, and is an outage where only the first half of it is known. */
const BACKLOG = `${'o'.repeat(100)}${'f'.repeat(200)}${'o'.repeat(120)}`

test.for(['at a start', 'of which only is said that it is there'])('a long backlog %s', async (when) => {
  const station = await open()
  await station.live(5 * MINUTE)
  if (when === 'at a start') await station.stop()
  await station.pause(BACKLOG.length * EVERY_MS)
  await settle(station)
  await store(station, randomUUID(), BACKLOG)
  const startedAt = station.clock.now() - EVERY_MS
  if (when === 'at a start') {
    station.restart()
    await settle(station, () => station.evaluation().ready())
  } else {
    station.evaluation().take([])
    await settle(station)
  }
  expect(newest(station)).toContain(`"startedAt":${startedAt}`)
  const outages = (await station.incidents()).filter(({ kind }) => kind === 'outage')
  expect(outages).toMatchObject([{ recoveredAt: station.clock.now() - 120 * EVERY_MS }])
  // It is told once, as over: nothing was decided on half of it.
  expect((await toldOf(station)).filter((one) => one.startsWith('first'))).toEqual(['first late'])
})

test('what is handed over counts without being read, and what was left out is read', async () => {
  const station = await open()
  await station.live(5 * MINUTE)
  const epoch = randomUUID()
  const handOver = async (handed: StoredBatch[][]) => {
    for (const batches of handed) station.evaluation().take(batches)
    await settle(station)
  }
  await handOver(await store(station, epoch, 'ooooo'))
  await station.clock.advance(3 * EVERY_MS)
  const handed = await store(station, epoch, 'ooo')
  expect(handed.flat()).toHaveLength(3)
  await handOver(handed)
  expect(newest(station)).toContain(`"startedAt":${station.clock.now() - EVERY_MS}`)

  await station.clock.advance(3 * EVERY_MS)
  const [, ...later] = await store(station, epoch, 'fff')
  await handOver(later)
  const [outage] = await station.incidents()
  expect(outage).toMatchObject({ kind: 'outage', firstFailedAt: station.clock.now() - 3 * EVERY_MS })
})

test('what is only told of along with what is handed over is read, though nothing follows', async () => {
  const station = await open()
  await station.live(5 * MINUTE)
  await station.advance(3 * EVERY_MS)
  const [first = [], second = []] = await store(station, randomUUID(), 'fff')
  // In one turn, as ingest does where the last of them was not stored whole.
  station.evaluation().take([...first, ...second])
  station.evaluation().take([])
  await settle(station)
  expect(newest(station)).toContain(`"startedAt":${station.clock.now() - EVERY_MS}`)
  const [outage] = await station.incidents()
  expect(outage).toMatchObject({ kind: 'outage', firstFailedAt: station.clock.now() - 3 * EVERY_MS })
})

test('whatever of it is handed over, and when: each result counts once', async () => {
  const step = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    // Of each batch: handed over, told of, or neither.
    said: fc.array(fc.constantFrom('whole', 'whole', 'whole', 'there', 'nothing'), {
      ...{ minLength: 4, maxLength: 4 },
    }),
    settled: fc.boolean(),
  })
  const steps = fc.sample(step, { seed: 5, numRuns: 60 })
  const station = await open()
  const epoch = randomUUID()
  for (const { count, said, settled } of steps) {
    // Not longer at once than a lease lasts.
    for (let n = 0; n < count; n += 1) {
      await station.clock.advance(EVERY_MS)
      await station.quiet()
    }
    const handed = await store(station, epoch, 'o'.repeat(count))
    for (const [n, batches] of handed.entries())
      if (said[n] !== 'nothing') station.evaluation().take(said[n] === 'whole' ? batches : [])
    if (settled) await settle(station)
  }
  station.evaluation().take([])
  await station.clock.advance(1_000)
  await settle(station)
  const stored = steps.reduce((sum, { count }) => sum + count, 0)
  expect(unpackState(station.evaluation().states([CHECK])[0]?.state ?? never()).window).toHaveLength(stored)
  const { body } = await station.metrics.expose()
  expect(body).toContain(`kijun_evaluation_results_total{outcome="ok"} ${stored}\n`)
  expect(station.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('a stop amid a backlog decides nothing on the half of it that was read', async () => {
  const station = await open()
  await station.live(5 * MINUTE)
  await station.pause(BACKLOG.length * EVERY_MS)
  await settle(station)
  await store(station, randomUUID(), BACKLOG)
  station.evaluation().take([])
  await station.stop()
  const outages = async () => (await station.incidents()).filter(({ kind }) => kind === 'outage')
  expect(await outages()).toEqual([])
  station.restart()
  await settle(station)
  expect(await outages()).toMatchObject([{ recoveredAt: station.clock.now() - 120 * EVERY_MS }])
  expect((await toldOf(station)).filter((one) => one.startsWith('first'))).toEqual(['first late'])
})

test('a partition that is lost at the stop costs the others nothing: their states are written', async () => {
  let lost: number | null = null
  const station = await open((store) => {
    const commitEvaluation: Store['commitEvaluation'] = async (commit) => {
      if (commit.partition === lost) throw new StoreError('fenced', 'another collector has it by now')
      await store.commitEvaluation(commit)
    }
    return Object.assign(Object.create(store), { commitEvaluation })
  })
  await station.live(10 * MINUTE)
  const last = async (check: string) =>
    (await station.store.checkStates({ checks: [check] })).map(
      ({ state }) => unpackState(state).window.at(-1)?.startedAt ?? 0,
    )
  for (const [one, other] of [
    ['shop', 'desk'],
    ['desk', 'shop'],
  ] as const) {
    lost = partitionOf(one)
    const before = await last(`${one}/web/alive`)
    await station.live(2 * MINUTE)
    const from = station.clock.now() - MINUTE
    await station.stop()
    expect(await last(`${one}/web/alive`)).toEqual(before)
    expect((await last(`${other}/web/alive`))[0]).toBeGreaterThanOrEqual(from)
    lost = null
    station.restart()
    await station.live(2 * MINUTE)
  }
})

test.for([
  ['batchesAfter', 'another collector takes it in'],
  ['ledgerOf', 'it is handed over'],
] as const)(
  'an incident is opened when what confirmed it had come, not when %s was asked: %s',
  async ([verb]) => {
    const epoch = randomUUID()
    let meanwhile: (() => Promise<unknown>) | null = null
    const slow = (real: Store): Store =>
      new Proxy(real, {
        get(target, name: keyof Store) {
          const asked = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
          return async (...args: unknown[]) => {
            const first = name === verb ? meanwhile : null
            if (first) meanwhile = null
            await first?.()
            return asked(...args)
          }
        },
      })
    const isRead = verb === 'batchesAfter'
    const station = await open(slow, isRead)
    const come = async (letters: string) => {
      for (const batches of await store(station, epoch, letters))
        if (!isRead) station.evaluation().take(batches)
    }
    await station.live(MINUTE)
    await come('oooff')
    await station.quiet()
    expect(await station.incidents()).toEqual([])
    meanwhile = async () => {
      await station.clock.suspend(EVERY_MS)
      await come('f')
    }
    await station.clock.suspend(EVERY_MS)
    await station.quiet()
    expect(meanwhile).toBe(null)
    const [outage, ...others] = await station.incidents()
    expect(others).toEqual([])
    const cameAt = station.clock.now()
    expect(outage).toMatchObject({ service: 'shop', kind: 'outage', openedAt: cameAt })
    expect(outage?.confirmedAt).toBe(cameAt - EVERY_MS + 100)
    const { items } = await station.store.notices({ limit: 10, cursor: null })
    expect(items.map(({ kind, createdAt }) => [kind, createdAt])).toEqual([['first', cameAt]])
  },
)

test('a collector whose clock is ahead of ours dates no incident of ours', async () => {
  const station = await open(undefined, true)
  await station.live(MINUTE)
  station.clock.stepWall(MINUTE / 4)
  await store(station, randomUUID(), 'ooofff')
  station.clock.stepWall(-MINUTE / 4)
  station.evaluation().wake()
  await station.quiet()
  expect(await station.incidents()).toMatchObject([{ openedAt: station.clock.now() }])
})
