/** III.3.2.5: an external network that fails is told to its manager, and is no stop of the service (III.3.2.4). */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { obligationsOf } from '../deeds.ts'
import { contactsOf, openStation, serviceOf } from '../station.ts'

const MINUTE = 60_000
const people = {
  users: ['u1@a.example'],
  admin: ['admin@a.example'],
  manager: ['manager@p.example'],
  'on-call': ['oncall@p.example'],
}

function linked(chosen: Partial<Service['interpretation']> = {}): Service {
  const service = serviceOf('shop', ['web', 'isp'])
  for (const component of service.components) if (component.id === 'isp') component.kind = 'external-network'
  return { ...service, interpretation: { ...service.interpretation, ...chosen } }
}

async function open(service: Service) {
  const mailbox = await openMailbox()
  const contacts = contactsOf('shop', people)
  const station = await openStation({ services: [service], contacts, mail: mailbox.port })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  await station.live(2 * MINUTE)
  return { station, mailbox, told: () => mailbox.received.map(({ to }) => to).toSorted() }
}
const down = (check: string) => (check.startsWith('shop/isp/') ? 'failed' : 'ok')

test('told to manager and on-call, over a restart once, owed to the manager from the detection', async () => {
  const { station, told, mailbox } = await open(linked())
  await station.live(2 * MINUTE, down)
  station.crash()
  await station.pause(20_000)
  station.restart()
  await station.live(2 * MINUTE, down)
  const [incident, ...more] = await station.incidents()
  expect(more).toEqual([])
  expect(incident).toMatchObject({ kind: 'external-network', component: 'isp', recoveredAt: null })
  // Dead and not working are one and the same fault of the link.
  expect(incident?.checks.toSorted()).toEqual(['shop/isp/alive', 'shop/isp/works'])
  expect(told()).toEqual(['manager@p.example', 'oncall@p.example'])
  const owed = (await obligationsOf(station)).filter(({ subject }) => subject === incident?.id)
  expect(owed).toMatchObject([{ item: 'III.3.2.5.a', state: 'met', clockFrom: incident?.confirmedAt }])
  const { firstFailedAt, confirmedAt } = incident ?? {}
  expect(owed[0]?.evidence).toMatchObject({ firstFailedAt, confirmedAt, owedTo: ['manager'] })
  await station.live(3 * MINUTE)
  expect(mailbox.received.filter(({ mail }) => /復旧/.test(mail.subject ?? ''))).toHaveLength(2)
})

test('counted from the occurrence where so chosen; nothing owed without a value', async () => {
  const { station } = await open(linked({ externalNetworkFrom: 'occurrence' }))
  await station.live(2 * MINUTE, down)
  const [incident] = await station.incidents()
  expect(await obligationsOf(station, { item: 'III.3.2.5.a' })).toMatchObject([
    { clockFrom: incident?.firstFailedAt },
  ])

  const unset = linked()
  const value = unset.values['III.3.2.5.a']
  if (value) unset.values['III.3.2.5.a'] = { ...value, inForce: null, standing: 'unset' }
  const second = await open(unset)
  await second.station.live(2 * MINUTE, down)
  expect(second.told()).toEqual(['manager@p.example', 'oncall@p.example'])
  expect(await obligationsOf(second.station, { item: 'III.3.2.5.a' })).toEqual([])
})

test('where the service stops with it, the users are told of that stop', async () => {
  const { station, told } = await open(linked())
  await station.live(3 * MINUTE, () => 'failed')
  expect((await station.incidents()).map(({ kind }) => kind).toSorted()).toEqual([
    'external-network',
    'outage',
  ])
  expect(told().filter((one) => one.startsWith('u1'))).toHaveLength(1)
})
