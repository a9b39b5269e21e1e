/** III.1.1.8.a: opened with the incident, kept by a person's follow-up, breached where nobody writes one. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { type Mailbox, openMailbox } from '../../support/mailbox.ts'
import { freshDatabase } from '../../support/postgres.ts'
import { enrolTwo, followUp, obligationsOf } from '../deeds.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const ITEM = 'III.1.1.8.a'
const people = { users: ['u1@a.example'], admin: ['admin@a.example'], 'on-call': ['oncall@p.example'] }

/** A service that must tell within two minutes and follow up within four, so that a deadline passes quickly. */
function hurried(): Service {
  const service = serviceOf('shop')
  for (const [item, inForce] of [
    ['III.1.1.1.b', 'PT2M'],
    ['III.1.1.2.b', 'PT2M'],
    [ITEM, 'PT4M'],
  ] as const) {
    const value = service.values[item]
    if (value) service.values[item] = { ...value, inForce }
  }
  return service
}

async function open(a: { postgres?: string; service?: Service } = {}): Promise<[Station, Mailbox]> {
  const mailbox = await openMailbox()
  const { service = hurried(), postgres } = a
  const station = await openStation({
    ...{ services: [service], contacts: contactsOf('shop', people), mail: mailbox.port },
    ...(postgres === undefined ? {} : { postgres }),
  })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  await station.live(2 * MINUTE)
  return [station, mailbox]
}

const entriesOf = async ({ store }: Station, kind: string) =>
  (await store.unchained({ limit: 1000 })).filter((entry) => entry.kind === kind).length

const DATABASES: [string, () => Promise<string | undefined>][] = [
  ['sqlite', async () => undefined],
  ['postgres', freshDatabase],
]
describe.each(DATABASES)('%s', (_engine, database) => {
  const place = async () => {
    const postgres = await database()
    return postgres === undefined ? {} : { postgres }
  }

  test('written in time, over a restart of the collector: met by the acceptance of its notice', async () => {
    const [station, mailbox] = await open(await place())
    await station.live(2 * MINUTE, () => 'failed')
    const [incident] = await station.incidents()
    if (!incident) throw new Error('no incident')
    const [owed] = await obligationsOf(station, { item: ITEM })
    expect(owed).toMatchObject({ state: 'open', subject: incident.id, clockFrom: incident.discoveredAt })
    expect(owed?.dueAt).toBe(incident.discoveredAt + 4 * MINUTE)
    expect(owed?.noticeId).toBeNull()

    station.crash()
    await station.pause(20_000)
    station.restart()
    const [operator] = await enrolTwo(station)
    await followUp(station, incident, operator)
    await station.live(MINUTE, () => 'failed')
    expect(
      mailbox.received.filter(({ mail }) => /追加報告/.test(mail.subject ?? '')).map(({ to }) => to),
    ).toEqual(people.admin)
    const [met] = await obligationsOf(station, { item: ITEM })
    expect(met).toMatchObject({ state: 'met', because: 'accepted-in-time' })
    expect(met?.marginMs).toBeGreaterThan(0)
    expect(met?.evidence).toMatchObject({
      notice: met?.noticeId,
      owedTo: ['admin'],
      deliveries: { accepted: 1, refused: 0 },
    })
    const { items } = await station.store.notices({ incidentIds: [incident.id], limit: 10, cursor: null })
    expect(items.find(({ kind }) => kind === 'follow-up')?.dueAt).toBe(met?.dueAt)
    expect(await entriesOf(station, 'obligation.met')).toBe(2)
  })

  test('written by nobody: breached as soon as the due time passes, once, over a restart', async () => {
    const [station] = await open(await place())
    await station.live(90_000, () => 'failed')
    const [owed] = await obligationsOf(station, { item: ITEM })
    station.crash()
    await station.pause(20_000)
    station.restart()
    await station.live((owed?.dueAt ?? 0) - station.clock.now(), () => 'failed')
    expect((await obligationsOf(station, { item: ITEM }))[0]?.state).toBe('open')
    await station.live(20_000, () => 'failed')
    const [missed] = await obligationsOf(station, { item: ITEM })
    expect(missed).toMatchObject({ state: 'breached', because: 'no-follow-up', evidence: { notice: null } })
    expect((missed?.decidedAt ?? 0) - (missed?.dueAt ?? 0)).toBeLessThanOrEqual(10_000)
    await station.live(MINUTE, () => 'failed')
    expect(await entriesOf(station, 'obligation.breached')).toBe(1)
  })
})

test('a fault owes one as well, to the administrative contact; a later follow-up does not undo the breach', async () => {
  const [station] = await open()
  const faulty = (check: string) => (check.endsWith('works') ? 'failed' : 'ok')
  await station.live(3 * MINUTE, faulty)
  const [incident] = await station.incidents()
  if (!incident) throw new Error('no incident')
  expect(incident.kind).toBe('fault')
  expect(await obligationsOf(station, { item: ITEM })).toMatchObject([
    { state: 'open', evidence: { owedTo: ['admin'] } },
  ])
  await station.live(4 * MINUTE, faulty)
  const [operator] = await enrolTwo(station)
  await followUp(station, incident, operator)
  await station.live(MINUTE, faulty)
  expect(await obligationsOf(station, { item: ITEM })).toMatchObject([
    { state: 'breached', because: 'no-follow-up', noticeId: null },
  ])
})

test('a slowdown is told to the contact and followed up where that was agreed, and to on-call only where not', async () => {
  const slow = (check: string) => (check.endsWith('fast') ? 'failed' : 'ok')
  for (const slowdownNotice of ['none', 'agreed'] as const) {
    const service = serviceOf('shop', ['web'], ['liveness', 'performance'])
    service.interpretation = { ...service.interpretation, slowdownNotice }
    const [station, mailbox] = await open({ service })
    await station.live(3 * MINUTE, slow)
    expect((await station.incidents()).map(({ kind }) => kind)).toEqual(['slowdown'])
    const owed = (await obligationsOf(station)).filter(({ subject }) => !subject.includes('/'))
    const states = owed.map(({ item, state }) => `${item} ${state}`).toSorted()
    const told = mailbox.received.map(({ to }) => to).toSorted()
    if (slowdownNotice === 'none') {
      expect([states, told]).toEqual([[], people['on-call']])
    } else {
      expect(told).toEqual(['admin@a.example', 'oncall@p.example'])
      expect(states).toEqual(['III.1.1.3.b met', 'III.1.1.8.a open'])
    }
  }
})

test('with the outage owed to the contact only, users hear nothing; with the first failure as the clock, it is due earlier', async () => {
  const service = hurried()
  const chosen = { outageNoticeTo: 'admin', firstNoticeFrom: 'first-failed' } as const
  service.interpretation = { ...service.interpretation, ...chosen }
  const [station, mailbox] = await open({ service })
  await station.live(2 * MINUTE, () => 'failed')
  expect(mailbox.received.map(({ to }) => to).toSorted()).toEqual(['admin@a.example', 'oncall@p.example'])
  const [incident] = await station.incidents()
  const [owed] = await obligationsOf(station, { item: 'III.1.1.1.b' })
  expect(owed).toMatchObject({
    state: 'met',
    clockFrom: incident?.firstFailedAt,
    evidence: { owedTo: ['admin'] },
  })
  expect(owed?.clockFrom).toBeLessThan(incident?.confirmedAt ?? 0)
})

test('a follow-up that the server refuses for good leaves time for a second one, which keeps it', async () => {
  const [station, mailbox] = await open()
  await station.live(90_000, () => 'failed')
  const [incident] = await station.incidents()
  if (!incident) throw new Error('no incident')
  const [operator] = await enrolTwo(station)
  mailbox.refuse = () => ({ code: 550, text: 'no such user' })
  await followUp(station, incident, operator)
  await station.live(20_000, () => 'failed')
  expect(await obligationsOf(station, { item: ITEM })).toMatchObject([{ state: 'open' }])
  mailbox.refuse = () => null
  await followUp(station, incident, operator)
  await station.live(20_000, () => 'failed')
  const [row] = await obligationsOf(station, { item: ITEM })
  expect(row).toMatchObject({ state: 'met', evidence: { deliveries: { accepted: 1, refused: 0 } } })
  const { items } = await station.store.notices({ incidentIds: [incident.id], limit: 9, cursor: null })
  const written = items.filter(({ kind }) => kind === 'follow-up')
  expect(written.map(({ dueAt }) => dueAt)).toEqual([row?.dueAt, row?.dueAt])
  expect(row?.noticeId).toBe(written[0]?.id)
})
