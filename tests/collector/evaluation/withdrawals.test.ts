/** What two persons withdrew stays as they left it: evaluation decides nothing more about it. */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { enrolTwo, obligationsOf, withdraw } from '../deeds.ts'
import { contactsOf, openStation, START, serviceOf } from '../station.ts'

const MINUTE = 60_000
const people = { users: ['u1@a.example'], admin: ['admin@a.example'], 'on-call': ['oncall@p.example'] }

async function open(services: Service[]) {
  const mailbox = await openMailbox()
  const station = await openStation({ services, contacts: contactsOf('shop', people), mail: mailbox.port })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  await station.live(2 * MINUTE)
  const told = (subject: RegExp) =>
    mailbox.received.filter(({ mail }) => subject.test(mail.subject ?? '')).length
  return { station, told, operators: await enrolTwo(station) }
}

test.for([false, true])(
  'a withdrawn outage (restart: %s): its end is told to those who were told of it, nothing is owed',
  async (restart) => {
    const { station, told, operators } = await open([serviceOf('shop', ['web', 'db'], ['liveness'])])
    const down = (check: string) => (check.includes('/web/') ? 'failed' : 'ok')
    await station.live(2 * MINUTE, down)
    const [incident] = await station.incidents()
    if (!incident) throw new Error('no incident')
    await withdraw(station, 'withdraw-incident', incident.id, operators)
    if (restart) {
      station.crash()
      await station.pause(20_000)
      station.restart()
    }
    // Another component stops: no correction of what is withdrawn, and told as what it is.
    await station.live(2 * MINUTE, () => 'failed')
    expect((await station.incidents())[0]?.checks).toEqual(['shop/web/alive'])
    expect(told(/速報/)).toBe(6)
    await station.live(4 * MINUTE)
    const [over, real, ...more] = await station.incidents()
    expect(more).toEqual([])
    expect(over?.recoveredAt).not.toBeNull()
    expect(over?.withdrawnAt).not.toBeNull()
    expect(real).toMatchObject({ kind: 'outage', checks: ['shop/db/alive'], withdrawnAt: null })
    expect([told(/速報/), told(/復旧/)]).toEqual([6, 6])
    const [notice] = await obligationsOf(station, { subjects: [real?.id ?? ''], item: 'III.1.1.1.b' })
    expect(notice?.state).toBe('met')
    const owed = await obligationsOf(station, { subjects: [incident.id] })
    expect(owed.map(({ item, state }) => [item, state]).toSorted()).toEqual([
      ['III.1.1.1.b', 'withdrawn'],
      ['III.1.1.8.a', 'withdrawn'],
    ])
    // What fails afterwards is told as ever.
    await station.live(3 * MINUTE, down)
    expect((await station.incidents()).map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([
      ...[true, false, false],
    ])
    expect(told(/速報/)).toBe(9)
  },
)

test('a planned stop that was withdrawn is not told to users when the window ends', async () => {
  const service = serviceOf('shop', ['web'], ['liveness'])
  const window = { id: 'w', kind: 'regular' as const, from: START + MINUTE, to: START + 6 * MINUTE }
  service.maintenance = { ...service.maintenance, windows: [{ ...window, announcedAt: START - 1000 }] }
  const { station, told, operators } = await open([service])
  await station.live(2 * MINUTE, () => 'failed')
  const [incident] = await station.incidents()
  await withdraw(station, 'withdraw-incident', incident?.id ?? '', operators)
  await station.live(4 * MINUTE, () => 'failed')
  expect(told(/速報/)).toBe(1)
  expect(await obligationsOf(station, { subjects: [incident?.id ?? ''] })).toEqual([])
})

test('a gap that was withdrawn is not turned by evidence that comes later, in the row or in the ledger', async () => {
  const { station, operators } = await open([serviceOf('shop', ['web'], ['liveness'])])
  const from = station.clock.now()
  await station.advance(8 * MINUTE)
  const [gap] = await obligationsOf(station, { item: 'III.1.1.1.a', state: 'not-proven' })
  await withdraw(station, 'withdraw-obligation', gap?.id ?? '', operators)
  const entries = async () =>
    (await station.store.unchained({ limit: 1000 })).filter(({ kind }) =>
      /obligation\.(met|breached)/.test(kind),
    )
  await station.agent(from, station.clock.now())
  await station.live(4 * MINUTE)
  expect(await obligationsOf(station, { item: 'III.1.1.1.a', state: 'withdrawn' })).toMatchObject([
    { id: gap?.id },
  ])
  expect(await entries()).toEqual([])
})
