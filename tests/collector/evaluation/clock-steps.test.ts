/** The collector's wall clock is stepped while monotonic time goes on: nothing false is told, nothing is lost. */
import { expect, onTestFinished, test } from 'vitest'
import { openMailbox } from '../../support/mailbox.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const open = async () => {
  const mailbox = await openMailbox()
  const contacts = contactsOf('shop', { users: ['u1@a.example'], admin: ['admin@a.example'] })
  const services = [serviceOf('shop', ['web'], ['liveness'])]
  const station = await openStation({ services, contacts, mail: mailbox.port })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  return { station, mailbox }
}
const incidents = async (station: Station) =>
  (await station.incidents()).map(({ kind, recoveredAt }) => [kind, recoveredAt !== null])
const missed = async (station: Station) =>
  (await station.store.obligations({ limit: 100, cursor: null, state: 'breached' })).items

test.for([
  { name: 'set back by an hour', steps: [-HOUR] },
  { name: 'set back by two days', steps: [-48 * HOUR] },
  { name: 'set on by an hour', steps: [HOUR] },
  { name: 'set on by two days for a while', steps: [48 * HOUR, -48 * HOUR] },
  { name: 'set back by an hour for a while', steps: [-HOUR, HOUR] },
  { name: 'set back, on, and right', steps: [-HOUR, 49 * HOUR, -48 * HOUR] },
])('$name: no false incident or breach, and a stop is told while it lasts', async ({ steps }) => {
  const { station, mailbox } = await open()
  await station.live(2 * MINUTE)
  for (const step of steps) {
    station.clock.stepWall(step)
    await station.live(6 * MINUTE)
  }
  expect(await incidents(station)).toEqual([])
  await station.live(2 * MINUTE, () => 'failed')
  expect(await incidents(station)).toEqual([['outage', false]])
  expect((await mailbox.until(2)).map(({ to }) => to).sort()).toEqual(['admin@a.example', 'u1@a.example'])
  await station.live(3 * MINUTE)
  expect(await incidents(station)).toEqual([['outage', true]])
  await mailbox.until(4)
  expect(mailbox.received).toHaveLength(4)
  expect(await missed(station)).toEqual([])
})

test('what was not executed by a clock that was set back for a while is not proven, and never met', async () => {
  const { station } = await open()
  await station.live(2 * MINUTE)
  const rightAt = station.clock.now()
  station.clock.stepWall(-48 * HOUR)
  await station.live(6 * MINUTE)
  station.clock.stepWall(48 * HOUR)
  await station.live(10 * MINUTE)
  const { items } = await station.store.obligations({ limit: 100, cursor: null })
  const decided = items.filter(({ item, state }) => item === 'III.1.1.1.a' && state !== 'open')
  expect(decided.map(({ state }) => state)).not.toContain('met')
  const across = decided.filter(({ clockFrom }) => rightAt - HOUR < clockFrom && clockFrom <= rightAt)
  expect(across.map(({ because }) => because)).toContain('clock-stepped')
})

test('a clock that is set back beyond all that can be put in order, and right again, forgets nothing of what was told', async () => {
  const { station, mailbox } = await open()
  await station.pause(7 * HOUR)
  const [stopAt, upAt] = [20 * MINUTE, 4 * HOUR].map((ms) => station.clock.now() - 7 * HOUR + ms)
  const stopped = (at: number) => at >= (stopAt ?? 0) && at < (upAt ?? 0)
  await station.agent(station.clock.now() - 7 * HOUR, station.clock.now(), (_, at) =>
    stopped(at) ? 'failed' : 'ok',
  )
  await station.live(2 * MINUTE)
  const before = await station.incidents()
  expect(before).toMatchObject([{ kind: 'outage' }])
  expect(before[0]?.recoveredAt).not.toBeNull()
  await mailbox.until(2)
  const rightAt = station.clock.now()
  station.clock.stepWall(-48 * HOUR)
  await station.live(6 * MINUTE)
  station.clock.stepWall(48 * HOUR)
  await station.live(10 * MINUTE)
  expect(await station.incidents()).toEqual(before)
  expect(mailbox.received).toHaveLength(2)
  const { items } = await station.store.obligations({ limit: 100, cursor: null })
  const far = items.filter(({ item, marginMs }) => item === 'III.1.1.1.a' && (marginMs ?? 0) < -10 * MINUTE)
  expect(far).toEqual([])
  const across = items.filter(
    ({ item, clockFrom }) => item === 'III.1.1.1.a' && clockFrom > rightAt - 2 * MINUTE,
  )
  expect(across.map(({ state }) => state)).toEqual(expect.arrayContaining(['open', 'not-proven']))
})

test('a stop that lasts over a clock that is set back for a while is one, and is told once', async () => {
  const { station, mailbox } = await open()
  const begunAt = station.clock.now()
  await station.pause(7 * HOUR)
  const stopAt = begunAt + 6.5 * HOUR
  const stopped = (_: string, at: number) => (at >= stopAt ? 'failed' : 'ok')
  await station.agent(begunAt, station.clock.now(), stopped)
  await station.live(2 * MINUTE, () => 'failed')
  const [told] = await station.incidents()
  await mailbox.until(2)
  station.clock.stepWall(-48 * HOUR)
  await station.live(6 * MINUTE, () => 'failed')
  station.clock.stepWall(48 * HOUR)
  await station.live(4 * MINUTE, () => 'failed')
  const { firstFailedAt, confirmedAt } = told ?? {}
  expect(await station.incidents()).toMatchObject([
    { id: told?.id, kind: 'outage', firstFailedAt, confirmedAt, recoveredAt: null },
  ])
  expect(mailbox.received).toHaveLength(2)
})

test.for([
  { name: 'by a step back', steps: [-HOUR] },
  { name: 'while the clock was ahead', steps: [HOUR, -HOUR] },
  { name: 'while it was a month ahead', steps: [720 * HOUR, -720 * HOUR] },
])(
  'a stop that was told before ($name) keeps its end, and the next one is told with its own',
  async ({ steps }) => {
    const { station, mailbox } = await open()
    const stopAndStart = async () => {
      await station.live(2 * MINUTE, () => 'failed')
      await station.live(3 * MINUTE)
    }
    await station.live(2 * MINUTE)
    for (const step of steps) {
      await stopAndStart()
      station.clock.stepWall(step)
      await station.live(3 * MINUTE)
    }
    await stopAndStart()
    const stops = steps.length + 1
    expect(await incidents(station)).toEqual(Array.from({ length: stops }, () => ['outage', true]))
    // Two people, the stop and its end.
    await mailbox.until(stops * 4)
    expect(mailbox.received).toHaveLength(stops * 4)
  },
)

/** A stop and its end, told while the clock was ten minutes ahead. */
async function toldAhead({ station, mailbox }: Awaited<ReturnType<typeof open>>) {
  await station.live(2 * MINUTE)
  station.clock.stepWall(10 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  await station.live(3 * MINUTE)
  const [told] = await station.incidents()
  if (!told?.recoveredAt) throw new Error('its end was not told')
  await mailbox.until(4)
  return { ...told, recoveredAt: told.recoveredAt }
}

test('an end that was told while the clock was ahead stands: told once, and corrected by what comes when its time comes', async () => {
  const { station, mailbox } = await open()
  const told = await toldAhead({ station, mailbox })
  // In the middle of the stop, as it was told.
  station.clock.stepWall(told.firstFailedAt + MINUTE - station.clock.now())
  await station.live(8 * MINUTE)
  expect(mailbox.received).toHaveLength(4)
  const { items } = await station.store.incidents({ limit: 10, cursor: null })
  expect(items).toMatchObject([{ id: told.id, kind: 'outage' }])
  const entries = await station.store.unchained({ limit: 1_000 })
  const kinds = entries.flatMap(({ kind, subject }) => (subject === told.id ? kind : []))
  expect(kinds.filter((kind) => kind.startsWith('incident.')).toSorted()).toEqual([
    'incident.corrected',
    'incident.opened',
    'incident.recovered',
  ])
  // What answered within it, after the clock was set back, shows that it ended earlier.
  expect(items[0]?.recoveredAt).toBeLessThan(told.recoveredAt)
})

test('a stop that begins while the end of another is still to come is told', async () => {
  const { station, mailbox } = await open()
  const told = await toldAhead({ station, mailbox })
  station.clock.stepWall(told.firstFailedAt + MINUTE / 2 - station.clock.now())
  await station.live(2 * MINUTE, () => 'failed')
  await mailbox.until(6)
  expect((await station.incidents()).some(({ recoveredAt }) => recoveredAt === null)).toBe(true)
})

test('what waits for its next attempt does not wait for a clock that was set back', async () => {
  const { station, mailbox } = await open()
  mailbox.refuse = () => ({ code: 450, text: 'later' })
  await station.live(2 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  expect(mailbox.received).toEqual([])
  station.clock.stepWall(-48 * HOUR)
  mailbox.refuse = () => null
  await station.live(2 * MINUTE, () => 'failed')
  await mailbox.until(2)
  expect(await incidents(station)).toEqual([['outage', false]])
})

test('a collector that died with its clock ahead holds up nobody after the clock is set right', async () => {
  const { station, mailbox } = await open()
  station.clock.stepWall(48 * HOUR)
  await station.live(2 * MINUTE)
  station.crash()
  station.clock.stepWall(-48 * HOUR)
  station.restart()
  await station.live(2 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  expect(await incidents(station)).toEqual([['outage', false]])
  await mailbox.until(2)
})
