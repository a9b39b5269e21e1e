/** A host whose clock is far off, and an agent that lies about it: nothing of theirs may lie after its receipt. */
import { randomUUID } from 'node:crypto'
import { test as base, expect, onTestFinished } from 'vitest'
import { partitionOf } from '../../../rules/partition.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const YEAR_5000 = Date.UTC(5000, 0, 1)
const CHECK = 'shop/web/alive'

const test = base.extend<{ station: Station }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern
  station: async ({}, use) => {
    const contacts = contactsOf('shop', { users: ['u1@customer.example'] })
    const station = await openStation({ services: [serviceOf('shop', ['web'], ['liveness'])], contacts })
    onTestFinished(() => station.close())
    await use(station)
  },
})

/** Hands in runs of the check, ten seconds apart, by a clock that stands at `wall` now and was never measured. */
async function handIn(station: Station, wall: number, outcomes: Item[]): Promise<void> {
  const [{ id: agentId } = { id: '' }] = await station.store.agents()
  const anchor = { seq: 1, mono: 0, wall, offset: null, uncertainty: null }
  await station.store.ingest({
    batches: [
      {
        agentId,
        epoch: randomUUID(),
        base: anchor,
        items: outcomes,
        receivedAt: station.clock.now(),
        earliestAt: wall,
        latestAt: wall,
        partitions: [partitionOf('shop')],
      },
    ],
  })
  station.evaluation().wake()
  await station.quiet()
}

const run = (n: number, outcome: 'ok' | 'failed'): Item => ({
  kind: 'result',
  seq: n + 2,
  check: CHECK,
  revision: 1,
  planned: n * 10_000,
  started: n * 10_000,
  finished: n * 10_000 + 100,
  outcome,
  attempt: 0,
  ...(outcome === 'failed' ? { reason: 'refused' } : {}),
})

test('a result from the year 5000 hides no silence', async ({ station }) => {
  await handIn(station, YEAR_5000, [run(0, 'ok')])
  await station.live(5 * MINUTE)
  expect(await station.incidents()).toEqual([])
  await station.advance(10 * MINUTE)
  expect((await station.incidents()).map(({ kind }) => kind)).toEqual(['monitoring-gap'])
})

test.for([
  ['the year 5000', YEAR_5000],
  ['1970', 1000],
] as const)(
  'failures from %s are an outage of now, due in twenty minutes from its receipt',
  async ([_, wall], { station }) => {
    await station.live(5 * MINUTE)
    const now = station.clock.now()
    await handIn(station, wall, [run(0, 'failed'), run(1, 'failed'), run(2, 'failed')])
    const [outage] = await station.incidents()
    expect(outage).toMatchObject({ kind: 'outage', confirmedAt: now, firstFailedAt: now - 20_100 })
    const { items } = await station.store.obligations({
      subjects: [outage?.id ?? ''],
      limit: 10,
      cursor: null,
    })
    const due = Object.fromEntries(items.map(({ item, dueAt }) => [item, dueAt]))
    expect(due).toEqual({ 'III.1.1.1.b': now + 20 * MINUTE, 'III.1.1.8.a': now + 60 * MINUTE })
  },
)
