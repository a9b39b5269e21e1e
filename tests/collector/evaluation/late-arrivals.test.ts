/** Results that arrive late, in any order and twice, through the real ingest: the times of incidents come out the same. */
import { expect, onTestFinished, test } from 'vitest'
import type { Item } from '../../../rules/wire/v1.ts'
import { contactsOf, openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const BASE_WALL = START - 30 * 24 * 60 * MINUTE
/** Minutes 6 to 9 and 14 to 15 fail; each run is repeated every ten seconds, so that every change is confirmed. */
const failsAt = (at: number) => {
  const minute = (at - START) / MINUTE
  return (minute >= 6 && minute < 9) || (minute >= 14 && minute < 15)
}
const ITEMS: Item[] = Array.from({ length: 120 }, (_, n) => {
  const at = START + n * 10_000
  const mono = at - BASE_WALL
  const failed = failsAt(at)
  const times = { planned: mono, started: mono, finished: mono + 100 }
  const why = failed ? { reason: 'refused' } : {}
  const outcome = failed ? 'failed' : 'ok'
  return {
    kind: 'result',
    seq: n + 2,
    check: 'shop/web/alive',
    revision: 1,
    ...times,
    outcome,
    attempt: 0,
    ...why,
  }
})

async function open(): Promise<Station> {
  const services = [serviceOf('shop', ['web'], ['liveness'])]
  const contacts = contactsOf('shop', { users: ['u@a.example'] })
  const station = await openStation({ services, contacts, begin: 'evaluation' })
  onTestFinished(() => station.close())
  return station
}
/** Without ids: what an incident says of the past. */
const timesOf = async (station: Station) =>
  (await station.incidents())
    .map(({ kind, lastOkAt, firstFailedAt, confirmedAt, recoveredAt, recoveryConfirmedAt, discoveredAt }) => {
      return { kind, lastOkAt, firstFailedAt, confirmedAt, recoveredAt, recoveryConfirmedAt, discoveredAt }
    })
    .toSorted((a, b) => a.firstFailedAt - b.firstFailedAt)

/** A fixed disorder: the same at every run. */
const disorder = (items: Item[], by: number) =>
  items.map((item, n) => ({ item, place: (n * by) % 121 })).toSorted((a, b) => a.place - b.place)

test.for([7, 37, 50, 120])('in disorder %i, in parts and twice', async (by) => {
  const inOrder = await open()
  await inOrder.pause(30 * MINUTE)
  await inOrder.handIn(ITEMS)
  const expected = await timesOf(inOrder)
  expect(expected.map(({ kind }) => kind)).toEqual(['outage', 'outage'])
  expect(expected[0]).toMatchObject({ firstFailedAt: START + 6 * MINUTE, recoveredAt: START + 9 * MINUTE })

  const station = await open()
  await station.pause(30 * MINUTE)
  const mixed = disorder(ITEMS, by).map(({ item }) => item)
  for (let from = 0; from < mixed.length; from += 17) {
    await station.handIn(mixed.slice(from, from + 17))
    await station.handIn(mixed.slice(Math.max(0, from - 5), from + 3))
    await station.advance(2_000)
  }
  const found = await timesOf(station)
  expect(found.filter(({ kind }) => kind === 'outage')).toEqual(expected)
})
