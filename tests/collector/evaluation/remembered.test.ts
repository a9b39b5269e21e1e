/** What a check of several vantages has forgotten of an incident stays as it was told. */
import { expect, onTestFinished, test } from 'vitest'
import { contactsOf, openStation, START, seenFrom, serviceOf } from '../station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Minutes in which a component is down. */
interface Down {
  web: [number, number]
  db: [number, number]
}

/** A service of two components, one of them seen from two places; time goes on by hours, of which all is handed in at once. */
async function open(down: Down) {
  const web = serviceOf('shop', ['web'], ['liveness'])
  const db = seenFrom(serviceOf('shop', ['db'], ['liveness']), ['host-1', 'host-2'])
  const services = [{ ...web, components: [...web.components, ...db.components] }]
  const contacts = contactsOf('shop', { admin: ['admin@a.example'] })
  const station = await openStation({ services, contacts })
  onTestFinished(() => station.close())
  const isDown = (check: string, at: number) => {
    const [from, to] = check.startsWith('shop/web') ? down.web : down.db
    return at >= START + from * MINUTE && at < START + to * MINUTE
  }
  return {
    async pass(hours: number) {
      const from = station.clock.now()
      await station.pause(hours * HOUR)
      await station.agent(from, station.clock.now(), (check, at) => (isDown(check, at) ? 'failed' : 'ok'))
      await station.advance(2 * MINUTE)
    },
    outages: async () => (await station.incidents()).filter(({ kind }) => kind === 'outage'),
  }
}

/** Whole minutes from the start, as an interval of the check lets them be known. */
const minutesOf = (at: number | null | undefined) => Math.floor(((at ?? 0) - START) / MINUTE)

test.for<{ name: string; down: Down }>([
  { name: 'ends it', down: { web: [10, 20], db: [15, 40] } },
  { name: 'begins it', down: { web: [30, 50], db: [10, 40] } },
  { name: 'lasts for hours', down: { web: [20, 180], db: [10, 240] } },
])('an outage stays as it was told, hours later, where what several places see $name', async ({ down }) => {
  const { pass, outages } = await open(down)
  await pass(5)
  const told = await outages()
  expect(told).toHaveLength(1)
  expect(minutesOf(told[0]?.firstFailedAt)).toBe(10)
  expect(minutesOf(told[0]?.recoveredAt)).toBe(Math.max(...down.web, ...down.db))
  for (let hour = 0; hour < 8; hour += 1) await pass(1)
  expect(await outages()).toEqual(told)
})

test('an outage that lasts for longer than is remembered is one, whatever else stopped in it', async () => {
  const { pass, outages } = await open({ web: [20, 60], db: [10, 600] })
  for (let hour = 0; hour < 12; hour += 1) await pass(1)
  const told = await outages()
  expect(told.map(({ firstFailedAt, recoveredAt }) => [firstFailedAt, recoveredAt].map(minutesOf))).toEqual([
    [10, 600],
  ])
})
