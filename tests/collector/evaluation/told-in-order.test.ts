/** What was told of an incident while our clock was ahead was told before what was told once it was set back. */
import { afterEach, expect, test } from 'vitest'
import { contactsOf, openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const AHEAD_MS = 2 * 86_400_000
const ALIVE = 'shop/web/alive'
const at = (seconds: number) => START + seconds * 1000
let station: Station | undefined

afterEach(async () => {
  await station?.close()
  station = undefined
})

const results = async (here: Station, list: readonly (readonly [seconds: number, 'ok' | 'failed'])[]) => {
  for (const [seconds, outcome] of list) await here.result(ALIVE, at(seconds), outcome)
  await here.advance(5_000)
}

test('an outage that is reopened after our clock was set back is told of, and so is its end', async () => {
  const contacts = contactsOf('shop', { users: ['user@customer.example'], admin: ['admin@customer.example'] })
  station = await openStation({
    services: [serviceOf('shop', ['web'], ['liveness'])],
    contacts,
    begin: 'evaluation',
  })
  await results(station, [[0, 'ok']])
  await station.advance(10 * MINUTE)
  station.clock.stepWall(AHEAD_MS)
  await results(
    station,
    [60, 70, 80].map((one) => [one, 'failed'] as const),
  )
  await results(
    station,
    [120, 130, 140].map((one) => [one, 'ok'] as const),
  )
  station.clock.stepWall(-AHEAD_MS)
  await station.advance(MINUTE)
  // They had failed in between, and it was no recovery.
  await results(
    station,
    [125, 135, 180, 190].map((one) => [one, 'failed'] as const),
  )
  await station.advance(MINUTE)
  await results(
    station,
    [240, 250, 260].map((one) => [one, 'ok'] as const),
  )

  const [outage] = (await station.incidents()).filter(({ kind }) => kind === 'outage')
  expect(outage).toMatchObject({ firstFailedAt: at(60), recoveredAt: at(240) })
  const { items } = await station.store.notices({ incidentIds: [outage?.id ?? ''], limit: 10, cursor: null })
  const written = items.toSorted((a, b) => (a.facts?.earlier ?? 0) - (b.facts?.earlier ?? 0))
  expect(written.map(({ kind }) => kind)).toEqual(['first', 'recovery', 'first', 'recovery'])
  expect(written.map(({ createdAt }) => createdAt > START + AHEAD_MS)).toEqual([true, true, false, false])
  expect(written[3]?.facts?.follows).toBe(written[2]?.id)
})
