/** Response times by the hour, out of what is stored (III.1.1.3): whatever comes late, and whatever the clock does. */
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const FAST = 'shop/web/fast'

async function open(faulty?: (store: Store) => Store): Promise<Station> {
  const services = [serviceOf('shop', ['web'], ['performance'])]
  const station = await openStation({ services, begin: 'evaluation', ...(faulty && { faulty }) })
  onTestFinished(() => station.close())
  return station
}
const countOf = async (station: Station, hourAt: number) =>
  (await station.store.sketches({ checks: [FAST], hours: [hourAt] }))[0]?.sketch.count ?? 0

test('what an agent delivers hours later is in the hour that it belongs to', async () => {
  const station = await open()
  await station.advance(MINUTE)
  await station.result(FAST, START + 30_000, 'ok', { connect_ms: 5 })
  await station.pause(3 * HOUR)
  await station.advance(MINUTE)
  expect(await countOf(station, START)).toBe(1)
  for (let minute = 1; minute < 40; minute += 1)
    await station.result(FAST, START + minute * MINUTE, 'ok', { connect_ms: 5 })
  await station.advance(12 * MINUTE)
  expect(await countOf(station, START)).toBe(40)
})

test('errors that come at once are no quick answers', async () => {
  const station = await open()
  await station.advance(5 * MINUTE)
  await station.result(FAST, START + MINUTE, 'failed', { connect_ms: 5 })
  await station.result(FAST, START + 2 * MINUTE, 'ok', { connect_ms: 5 })
  await station.pause(2 * HOUR)
  await station.advance(MINUTE)
  expect(await countOf(station, START)).toBe(1)
})

test('a clock that was ahead by days and was set back keeps hours as they pass', async () => {
  const station = await open()
  await station.advance(2 * MINUTE)
  station.clock.stepWall(3 * 24 * HOUR)
  await station.advance(2 * MINUTE)
  station.clock.stepWall(-3 * 24 * HOUR)
  await station.advance(2 * MINUTE)
  await station.pause(HOUR)
  const at = station.clock.now()
  for (let minute = 0; minute < 20; minute += 1) {
    await station.advance(MINUTE)
    await station.result(FAST, station.clock.now() - 1000, 'ok', { connect_ms: 5 })
  }
  await station.pause(2 * HOUR)
  await station.advance(MINUTE)
  expect(await countOf(station, Math.floor(at / HOUR) * HOUR)).toBeGreaterThan(15)
})

test('where an hour cannot be kept, nothing is judged anew for it and it is kept later', async () => {
  let loads = 0
  let refuses = true
  const station = await open(
    (store) =>
      new Proxy(store, {
        get(target, name: keyof Store) {
          if (name === 'partitionState') loads += 1
          const refused = () => Promise.reject(new Error('no room'))
          return name === 'keepHour' && refuses ? refused : target[name]
        },
      }),
  )
  await station.advance(MINUTE)
  await station.result(FAST, START + 30_000, 'ok', { connect_ms: 5 })
  await station.pause(2 * HOUR)
  const before = loads
  await station.advance(2 * MINUTE)
  expect(loads).toBe(before)
  expect(station.logged.some(({ text }) => text.startsWith('response times of an hour'))).toBe(true)
  refuses = false
  await station.advance(MINUTE)
  expect(await countOf(station, START)).toBe(1)
})
