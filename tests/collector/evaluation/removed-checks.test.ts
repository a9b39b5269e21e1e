/** What the configuration no longer has: nothing of it stays open for ever, and nothing of it is made up. */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { obligationsOf } from '../deeds.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const people = { users: ['u1@a.example'], admin: ['admin@a.example'], 'on-call': ['oncall@p.example'] }
const contacts = contactsOf('shop', people)

async function open(services: Service[]) {
  const mailbox = await openMailbox()
  const station = await openStation({ services, contacts, mail: mailbox.port })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  await station.live(2 * MINUTE)
  return { station, mailbox }
}
const standing = async (station: Station, check: string) =>
  (await obligationsOf(station, { subjects: [check] })).map(({ state, because }) => [state, because])
const unchained = async (station: Station, kind: string) =>
  (await station.store.unchained({ limit: 1000 })).filter((entry) => entry.kind === kind)

test('the standing obligation of a removed check is closed with its revision, and opened anew when it comes back', async () => {
  const { station } = await open([serviceOf('shop')])
  expect(await standing(station, 'shop/web/works')).toEqual([['open', null]])
  await station.reload([serviceOf('shop', ['web'], ['liveness'])], contacts)
  await station.live(20_000)
  expect(await standing(station, 'shop/web/works')).toEqual([['met', 'check-removed']])
  expect(await standing(station, 'shop/web/alive')).toEqual([['open', null]])
  expect(await unchained(station, 'obligation.met')).toMatchObject([{ subject: 'shop/web/works' }])
  await station.reload([serviceOf('shop')], contacts)
  await station.live(2 * MINUTE)
  expect(await standing(station, 'shop/web/works')).toEqual([
    ['met', 'check-removed'],
    ['open', null],
  ])
})

test('removed while the collector was down, with its limit run out: not proven', async () => {
  const { station } = await open([serviceOf('shop')])
  await station.advance(3 * MINUTE)
  station.crash()
  await station.pause(10 * MINUTE)
  await station.reload([serviceOf('shop', ['web'], ['liveness'])], contacts)
  station.restart()
  await station.live(MINUTE)
  expect(await standing(station, 'shop/web/works')).toEqual([['not-proven', 'check-removed']])
})

test('an interval that is no longer owed is closed as well', async () => {
  const { station } = await open([serviceOf('shop')])
  const service = serviceOf('shop')
  const value = service.values['III.1.1.2.a']
  if (value) service.values['III.1.1.2.a'] = { ...value, inForce: null, standing: 'unset' }
  await station.reload([service], contacts)
  await station.live(20_000)
  expect(await standing(station, 'shop/web/works')).toEqual([['met', 'value-unset']])
})

test('an outage of a component that is removed ends with its monitoring: nobody is told of a recovery', async () => {
  const { station, mailbox } = await open([serviceOf('shop', ['web', 'db'], ['liveness'])])
  await station.live(2 * MINUTE, (check) => (check.includes('/db/') ? 'failed' : 'ok'))
  expect(mailbox.received).toHaveLength(3)
  await station.reload([serviceOf('shop', ['web'], ['liveness'])], contacts)
  const removedAt = station.clock.now()
  await station.live(3 * MINUTE)
  const [outage, ...more] = await station.incidents()
  expect(more).toEqual([])
  expect(outage).toMatchObject({ kind: 'outage', recoveryConfirmedAt: null })
  expect(Math.abs((outage?.recoveredAt ?? 0) - removedAt)).toBeLessThanOrEqual(10_000)
  expect(mailbox.received).toHaveLength(3)
  expect(await unchained(station, 'incident.corrected')).toHaveLength(1)
  expect((await station.store.incidents({ limit: 10, cursor: null, state: 'open' })).items).toEqual([])
  // Whoever puts it back while it still fails is told again.
  await station.reload([serviceOf('shop', ['web', 'db'], ['liveness'])], contacts)
  await station.live(3 * MINUTE, (check) => (check.includes('/db/') ? 'failed' : 'ok'))
  expect((await station.incidents()).map(({ recoveredAt }) => recoveredAt === null)).toEqual([false, true])
})

test('a service that is removed leaves nothing open, over a restart', async () => {
  const { station, mailbox } = await open([serviceOf('shop'), serviceOf('mail')])
  await station.live(2 * MINUTE, (check) => (check.startsWith('shop/') ? 'failed' : 'ok'))
  station.crash()
  await station.pause(20_000)
  await station.reload([serviceOf('mail')], contacts)
  station.restart()
  await station.live(MINUTE)
  expect(await station.incidents()).toMatchObject([{ service: 'shop', recoveryConfirmedAt: null }])
  expect((await station.incidents())[0]?.recoveredAt).not.toBeNull()
  const left = (await obligationsOf(station, { state: 'open' })).map(({ item, service }) => [service, item])
  // What was promised to people stays promised: the cause is still owed to them.
  expect(left.toSorted()).toEqual([
    ['mail', 'III.1.1.1.a'],
    ['mail', 'III.1.1.2.a'],
    ['shop', 'III.1.1.8.a'],
  ])
  expect(mailbox.received.filter(({ mail }) => /復旧/.test(mail.subject ?? ''))).toEqual([])
})
