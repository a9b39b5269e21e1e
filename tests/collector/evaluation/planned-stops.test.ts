/** A stop within announced regular maintenance (setting `plannedStopNotice`): told to our own people, to users only when it lasts. */
import { expect, onTestFinished, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import type { Store } from '../../../collector/store/port.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { storeWith } from '../../support/store-with.ts'
import { enrolTwo, followUp, obligationsOf } from '../deeds.ts'
import { contactsOf, openStation, START, serviceOf } from '../station.ts'

const MINUTE = 60_000
const people = {
  users: ['u1@a.example'],
  admin: ['admin@a.example'],
  manager: ['manager@p.example'],
  'on-call': ['oncall@p.example'],
}
const staff = ['manager@p.example', 'oncall@p.example']
const customers = ['admin@a.example', 'u1@a.example']

type Window = Service['maintenance']['windows'][number]
const WINDOW: Window = {
  ...{ id: 'monthly', kind: 'regular', from: START + 3 * MINUTE, to: START + 9 * MINUTE },
  announcedAt: START - 86_400_000,
}

function maintained(
  window: Partial<Window> | null = {},
  plannedStopNotice: 'owed' | 'not-owed' = 'not-owed',
): Service {
  const service = serviceOf('shop', ['web'], ['liveness'])
  const { rules } = service.maintenance
  return {
    ...service,
    interpretation: { ...service.interpretation, plannedStopNotice },
    maintenance: {
      rules: { ...rules, leadTimeMs: 3_600_000 },
      windows: window ? [{ ...WINDOW, ...window }] : [],
    },
  }
}

async function open(service: Service, faulty?: (store: Store) => Store) {
  const mailbox = await openMailbox()
  const contacts = contactsOf('shop', people)
  const wrapped = faulty ? { faulty } : {}
  const station = await openStation({ services: [service], contacts, mail: mailbox.port, ...wrapped })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  const told = (subject: RegExp) =>
    mailbox.received.flatMap(({ mail, to }) => (subject.test(mail.subject ?? '') ? to : [])).toSorted()
  const owed = async () => (await obligationsOf(station)).filter(({ subject }) => !subject.includes('/'))
  await station.live(4 * MINUTE)
  return { station, mailbox, told, owed, contacts }
}

test('over before the window ends: our own people hear of it, nothing is owed to anyone', async () => {
  const { station, mailbox, told, owed } = await open(maintained())
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual(staff)
  expect(mailbox.received[0]?.mail.text).toContain('定期保守')
  await station.live(8 * MINUTE)
  expect(told(/復旧/)).toEqual(staff)
  expect(mailbox.received).toHaveLength(4)
  expect(await owed()).toEqual([])
})

test('longer than the window: users are told when it ends, by time alone, owed from its end on, over a restart', async () => {
  const { station, mailbox, told, owed } = await open(maintained())
  await station.live(2 * MINUTE, () => 'failed')
  station.crash()
  await station.pause(20_000)
  station.restart()
  // Nothing more is heard from the checks until the window is over: it is decided without them.
  await station.advance(WINDOW.to - 1000 - station.clock.now())
  expect(told(/速報.*稼働停止/)).toEqual(staff)
  expect(await owed()).toEqual([])
  await station.advance(30_000)
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
  const byItem = (await owed()).toSorted((a, b) => (a.item < b.item ? -1 : 1))
  expect(byItem).toMatchObject([
    { item: 'III.1.1.1.b', clockFrom: WINDOW.to, dueAt: WINDOW.to + 20 * MINUTE, state: 'met' },
    { item: 'III.1.1.8.a', clockFrom: WINDOW.to, dueAt: WINDOW.to + 60 * MINUTE, state: 'open' },
  ])
  expect(byItem[0]?.evidence).toMatchObject({ plannedUntil: WINDOW.to, owedTo: ['users', 'admin'] })
  await station.live(3 * MINUTE)
  // Both groups read of the recovery, each after its own first notice.
  expect(told(/【復旧】/)).toEqual([...staff, ...customers].toSorted())
  const { items } = await station.store.notices({ limit: 20, cursor: null })
  expect(
    items
      .filter(({ facts }) => facts?.incident.kind === 'outage')
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual([...['first', 'first', 'recovery', 'recovery']])
  expect(new Set(mailbox.received.map(({ messageId }) => messageId)).size).toBe(mailbox.received.length)
})

test('longer than the window, and what our people were told cannot be read any more: users are told all the same', async () => {
  let spoilt = false
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async notices(asked) {
        const { items, next } = await store.notices(asked)
        return { items: items.map((one) => (spoilt ? { ...one, facts: null } : one)), next }
      },
    })
  const { station, told, owed } = await open(maintained(), faulty)
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual(staff)
  spoilt = true
  await station.live(WINDOW.to + MINUTE - station.clock.now(), () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
  expect((await owed()).filter(({ item }) => item === 'III.1.1.1.b')).toMatchObject([{ state: 'met' }])
})

test.for<[string, Partial<Window>, 'owed' | 'not-owed']>([
  ['not announced', { announcedAt: null }, 'not-owed'],
  ['announced too late', { announcedAt: START - 1000 }, 'not-owed'],
  ['not regular', { kind: 'one-off' }, 'not-owed'],
  ['over before the stop', { to: START + 4 * MINUTE }, 'not-owed'],
  ['good, but owed nonetheless', {}, 'owed'],
])('a window that is %s excuses nothing', async ([_, window, chosen]) => {
  const { station, told, owed } = await open(maintained(window, chosen))
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
  const [incident] = await station.incidents()
  expect((await owed()).find(({ item }) => item === 'III.1.1.1.b')).toMatchObject({
    clockFrom: incident?.confirmedAt,
  })
})

test('a window that is written down only after it began excuses nothing; one that was there before a restart does', async () => {
  const { station, told, contacts } = await open(maintained(null))
  await station.reload([maintained()], contacts)
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())

  const second = await open(maintained())
  second.station.crash()
  await second.station.pause(20_000)
  // Another revision, loaded within the window, that has it as it was.
  await second.station.reload([{ ...maintained(), name: 'another name' }], second.contacts)
  second.station.restart()
  await second.station.live(90_000, () => 'failed')
  expect(second.told(/速報.*稼働停止/)).toEqual(staff)
})

test('a window that is taken back while the stop lasts excuses it no longer; taken off the list afterwards, it does', async () => {
  const { station, told, contacts, mailbox } = await open(maintained())
  await station.live(90_000, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual(staff)
  await station.reload([maintained(null)], contacts)
  await station.live(20_000, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())

  const second = await open(maintained())
  await second.station.live(90_000, () => 'failed')
  await second.station.live(2 * MINUTE)
  await second.station.reload([maintained(null)], second.contacts)
  await second.station.live(2 * MINUTE)
  expect(second.told(/./)).toEqual([...staff, ...staff].toSorted())
  expect(await second.owed()).toEqual([])
  expect(mailbox.received.length).toBeGreaterThan(2)
})

test('a window that is prolonged while the stop lasts excuses it until its first end, and no longer', async () => {
  const { station, told, owed, contacts } = await open(maintained())
  await station.live(90_000, () => 'failed')
  await station.reload([maintained({ to: WINDOW.to + 5 * MINUTE })], contacts)
  await station.live(WINDOW.to - 10_000 - station.clock.now(), () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual(staff)
  await station.live(MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
  expect((await owed())[0]?.clockFrom).toBe(WINDOW.to)
})

test('a window that was taken away and comes back after it began excuses nothing', async () => {
  const { station, told, contacts } = await open(maintained({ from: START + 4 * MINUTE + 30_000 }))
  await station.reload([maintained(null)], contacts)
  await station.live(MINUTE)
  await station.reload([maintained({ from: START + 4 * MINUTE + 30_000 })], contacts)
  await station.live(90_000, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
})

test('a fault in a window is owed as ever', async () => {
  const service = {
    ...maintained(),
    components: serviceOf('shop', ['web'], ['liveness', 'fault']).components,
  }
  const { station, owed } = await open(service)
  await station.live(3 * MINUTE, (check) => (check.endsWith('works') ? 'failed' : 'ok'))
  expect((await owed()).map(({ item }) => item).toSorted()).toEqual(['III.1.1.2.b', 'III.1.1.8.a'])
})

test('a follow-up that was written during the window tells nobody of the stop, and keeps what is owed when it lasts', async () => {
  const { station, told, owed } = await open(maintained())
  await station.live(2 * MINUTE, () => 'failed')
  const [incident] = await station.incidents()
  if (!incident) throw new Error('no incident')
  await followUp(station, incident, (await enrolTwo(station))[0])
  await station.live(WINDOW.to - station.clock.now() + 30_000, () => 'failed')
  expect(told(/追加報告/)).toEqual(['admin@a.example'])
  expect(told(/速報.*稼働停止/)).toEqual([...staff, ...customers].toSorted())
  expect((await owed()).map(({ item, state }) => `${item} ${state}`).toSorted()).toEqual([
    'III.1.1.1.b met',
    'III.1.1.8.a met',
  ])
})

test('a configuration that is loaded while services are decided takes no announcement away', async () => {
  let reload = () => {}
  const { station, told, contacts } = await open(maintained(), (store) => {
    const batchesAfter: Store['batchesAfter'] = async (a) => {
      reload()
      return store.batchesAfter(a)
    }
    return storeWith(store, { batchesAfter })
  })
  await station.reload([{ ...maintained(), name: 'another name' }], contacts)
  reload = () => station.evaluation().reload(station.revision)
  await station.live(2 * MINUTE, () => 'failed')
  expect(told(/速報.*稼働停止/)).toEqual(staff)
})
