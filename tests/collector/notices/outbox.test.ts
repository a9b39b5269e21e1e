import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Channel } from '../../../collector/notices/channels/channel.ts'
import type { DeliveryRow, Store } from '../../../collector/store/port.ts'
import { type Mailbox, openMailbox } from '../../support/mailbox.ts'
import { storeWith } from '../../support/store-with.ts'
import { enrolTwo, withdraw } from '../deeds.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const people = {
  users: ['u1@a.example', 'u2@b.example'],
  admin: ['admin@a.example'],
  manager: ['manager@p.example'],
  'on-call': ['oncall@p.example'],
}
const everyone = Object.values(people).flat().toSorted()
let box: Mailbox
let station: Station
beforeEach(async () => {
  box = await openMailbox()
})
afterEach(async () => {
  await station.close()
  await box.close()
})

/** A service that must tell within two minutes, so that a deadline passes quickly. */
function hurried() {
  const service = serviceOf('shop')
  for (const item of ['III.1.1.1.b', 'III.1.1.2.b']) {
    const value = service.values[item]
    if (value) service.values[item] = { ...value, inForce: 'PT2M' }
  }
  return service
}
async function open(more: Partial<Parameters<typeof openStation>[0]> = {}) {
  const services = [hurried()]
  station = await openStation({ services, contacts: contactsOf('shop', people), mail: box.port, ...more })
  await station.live(2 * MINUTE)
}
const to = (subject: RegExp) =>
  box.received
    .filter(({ mail }) => subject.test(mail.subject ?? ''))
    .map((received) => received.to)
    .toSorted()
const deliveries = async (): Promise<DeliveryRow[]> =>
  (await station.store.deliveries({ limit: 500, cursor: null })).items
const noticeObligations = async () =>
  (await station.store.obligations({ limit: 100, cursor: null })).items.filter(({ item }) =>
    item.endsWith('.b'),
  )

test('an outage reaches everyone once, and its recovery the same people', async () => {
  await open()
  await station.live(3 * MINUTE, () => 'failed')
  expect(to(/速報.*稼働停止/)).toEqual(everyone)
  await station.live(3 * MINUTE)
  expect(to(/復旧/)).toEqual(everyone)
  await station.live(2 * MINUTE)
  expect(box.received).toHaveLength(2 * everyone.length)
  for (const { to: address, mail } of box.received) {
    expect(mail.to).toEqual([{ name: '', address }])
    for (const other of everyone.filter((one) => one !== address))
      expect(JSON.stringify(mail)).not.toContain(other)
  }
  expect(new Set(box.received.map(({ messageId }) => messageId)).size).toBe(box.received.length)
  expect(await noticeObligations()).toMatchObject([
    { item: 'III.1.1.1.b', state: 'met', because: 'accepted-in-time' },
  ])
  const kinds = (await station.store.unchained({ limit: 1000 })).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'obligation.met')).toHaveLength(1)
  expect(kinds.filter((kind) => kind === 'notice.settled')).toHaveLength(2)
  expect(JSON.stringify(station.logged)).not.toContain('@')
})

test('a fault never reaches a user', async () => {
  await open()
  await station.live(4 * MINUTE, (check) => (check.endsWith('works') ? 'failed' : 'ok'))
  expect(to(/速報.*障害/)).toEqual(['admin@a.example', 'manager@p.example', 'oncall@p.example'])
  expect(box.received).toHaveLength(3)
})

test('a mail server that says 450 is asked again until past the deadline: late, counted, never forgotten', async () => {
  box.refuse = () => ({ code: 450, text: '4.2.1 busy' })
  await open()
  await station.live(5 * MINUTE, () => 'failed')
  expect(box.received).toEqual([])
  expect(await noticeObligations()).toMatchObject([{ state: 'breached', because: 'not-accepted-in-time' }])
  expect((await station.metrics.expose()).body).toContain('kijun_deliveries_waiting 5')
  box.refuse = () => null
  await station.live(6 * MINUTE, () => 'failed')
  expect(to(/速報/)).toEqual(everyone)
  const rows = await deliveries()
  expect(rows.map(({ state, late }) => `${state} ${late}`)).toEqual(everyone.map(() => 'accepted true'))
  expect(Math.min(...rows.map(({ attempts }) => attempts))).toBeGreaterThan(3)
  const { body } = await station.metrics.expose()
  expect(body).toContain('kijun_deliveries_late_total{channel="mail"} 5')
  expect(body).toContain('kijun_deliveries_waiting 0')
  // It was decided while nobody had been reached: how late it became, the deliveries say.
  expect((await noticeObligations())[0]).toMatchObject({ state: 'breached', marginMs: null })
})

test('a refused user is unreachable and no breach; the others are told without waiting', async () => {
  box.refuse = (address) => (address === 'u1@a.example' ? { code: 550, text: '5.1.1 unknown' } : null)
  await open()
  await station.live(3 * MINUTE, () => 'failed')
  expect(to(/速報/)).toEqual(everyone.filter((address) => address !== 'u1@a.example'))
  expect(await noticeObligations()).toMatchObject([
    { state: 'met', because: 'accepted-in-time-except-unreachable' },
  ])
  await station.live(3 * MINUTE)
  expect(to(/復旧/)).toEqual(everyone.filter((address) => address !== 'u1@a.example'))
})

test('a refused administrative contact is a breach', async () => {
  box.refuse = (address) => (address === 'admin@a.example' ? { code: 550, text: '5.1.1 unknown' } : null)
  await open()
  await station.live(3 * MINUTE, () => 'failed')
  expect(await noticeObligations()).toMatchObject([{ state: 'breached', because: 'recipient-not-reached' }])
})

test('where another stamp than our relay counts and nothing shows it, nothing is proven when the time is over', async () => {
  const service = hurried()
  service.interpretation = { ...service.interpretation, noticeReachedBy: 'recipient-server' }
  await open({ services: [service] })
  await station.live(2 * MINUTE, () => 'failed')
  expect(to(/速報/)).toEqual(everyone)
  expect(await noticeObligations()).toMatchObject([{ state: 'open' }])
  await station.live(2 * MINUTE, () => 'failed')
  expect(await noticeObligations()).toMatchObject([{ state: 'not-proven', because: 'stamp-missing' }])
})

test('without a channel a notice waits, is said once in the log, and is judged all the same', async () => {
  await open({ channels: new Map() })
  await station.live(5 * MINUTE, () => 'failed')
  const said = station.logged.filter(({ text }) => text.includes('no channel'))
  expect(said.map(({ fields }) => fields.subject)).toEqual(['【速報】サービスshop 稼働停止のお知らせ'])
  expect((await deliveries()).map(({ state }) => state)).toEqual(everyone.map(() => 'waiting'))
  expect(await noticeObligations()).toMatchObject([{ state: 'breached' }])
  expect(JSON.stringify(station.logged)).not.toContain('@')
})

test('recipients that hang are cut after 45 s and delay nobody else', async () => {
  const accepted: string[] = []
  const cuts: string[] = []
  const channel: Channel = {
    name: 'mail',
    send: async (message, signal) => {
      if (message.to.startsWith('u') && cuts.length < 2) {
        signal.addEventListener('abort', () => cuts.push(message.to))
        return new Promise(() => undefined)
      }
      accepted.push(message.to)
      return { outcome: 'accepted', code: null, answer: '250 ok' }
    },
    close: async () => undefined,
  }
  // The gate counts a hanging send as under way, so the channel itself is not watched here.
  await open({ channels: new Map([['mail', channel]]), unwatched: true })
  await station.live(70_000, () => 'failed')
  expect(accepted.toSorted()).toEqual(['admin@a.example', 'manager@p.example', 'oncall@p.example'])
  await station.live(2 * MINUTE, () => 'failed')
  expect(cuts.toSorted()).toEqual(people.users)
  expect(accepted.toSorted()).toEqual(everyone)
})

test('a stop cuts what hangs after 2 s and records it as an attempt, so that it goes on at once elsewhere', async () => {
  const hanging = async () => new Promise<never>(() => undefined)
  const channel: Channel = { name: 'mail', send: hanging, close: async () => undefined }
  await open({ channels: new Map([['mail', channel]]), unwatched: true })
  await station.live(70_000, () => 'failed')
  const stopping = station.stop()
  await station.quiet()
  await station.clock.advance(2_000)
  await stopping
  const rows = await deliveries()
  expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(everyone.map(() => ['waiting', 1]))
  const lease = {
    owner: 'another',
    channel: 'mail',
    now: station.clock.now() + 10_000,
    leaseMs: 60_000,
    limit: 10,
  }
  expect((await station.store.leaseDeliveries(lease)).leased).toHaveLength(everyone.length)
})

test('two collectors at once tell everyone once', async () => {
  await open({ shared: true })
  station.restart()
  await station.live(3 * MINUTE, () => 'failed')
  await station.live(3 * MINUTE)
  expect(to(/速報/)).toEqual(everyone)
  expect(to(/復旧/)).toEqual(everyone)
})

type Kill = { verb: keyof Store; when: 'before' | 'after' }
/** Kills the collector at each step of the plan in turn: before the store does what it asked, or right after. */
function killer(plan: Kill[], kill: (done: Kill) => void) {
  return (store: Store): Store =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const call = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
        return async (...args: unknown[]) => {
          const next = plan[0]
          if (next?.verb !== name) return call(...args)
          const answer = next.when === 'after' ? await call(...args) : null
          // Others may be under way at once: one of them is the one.
          if (plan[0] !== next) return answer
          plan.shift()
          kill(next)
          return answer
        }
      },
    })
}
/** By recipient, how many different messages and how many mails of a kind came. */
function perPerson(subject: RegExp) {
  const mails = box.received.filter(({ mail }) => subject.test(mail.subject ?? ''))
  return everyone.map((address) => {
    const own = mails.filter((received) => received.to === address)
    return { messages: new Set(own.map(({ messageId }) => messageId)).size, mails: own.length }
  })
}

test('killed at every step, one after another, the next one goes on: nothing twice, nothing lost', async () => {
  const verbs = ['commitEvaluation', 'expandNotices', 'leaseDeliveries', 'recordDeliveries'] as const
  const ends = ['decideObligations', 'settleNotices'] as const
  const plan: Kill[] = []
  const killed: string[] = []
  const faulty = killer(plan, ({ verb, when }) => {
    killed.push(`${when} ${verb}`)
    station.crash()
  })
  await open({ faulty, services: [serviceOf('shop')] })
  const wanted = [...verbs, ...ends].flatMap((verb) => [`before ${verb}`, `after ${verb}`])
  plan.push(
    ...[...verbs, ...ends].flatMap((verb) => [
      { verb, when: 'before' as const },
      { verb, when: 'after' as const },
    ]),
  )
  for (let seen = 0; seen < wanted.length; ) {
    await station.live(10_000, () => 'failed')
    if (killed.length === seen) continue
    seen = killed.length
    station.restart()
  }
  expect(killed).toEqual(wanted)
  await station.live(2 * MINUTE, () => 'failed')
  await station.live(3 * MINUTE)
  expect((await station.incidents()).map(({ kind }) => kind)).toEqual(['outage'])
  expect(perPerson(/速報/).map(({ messages }) => messages)).toEqual(everyone.map(() => 1))
  expect(perPerson(/復旧/)).toEqual(everyone.map(() => ({ messages: 1, mails: 1 })))
  const kinds = (await station.store.unchained({ limit: 1000 })).map(({ kind }) => kind)
  for (const kind of ['incident.opened', 'incident.recovered'])
    expect(kinds.filter((one) => one === kind)).toHaveLength(1)
  expect(await noticeObligations()).toHaveLength(1)
})

test('killed between the 250 and the record: the mail comes again, under the same Message-ID', async () => {
  const plan: Kill[] = []
  await open({ faulty: killer(plan, () => station.crash()) })
  plan.push({ verb: 'recordDeliveries', when: 'before' })
  await station.live(90_000, () => 'failed')
  expect(plan).toEqual([])
  station.restart()
  await station.live(2 * MINUTE, () => 'failed')
  const came = perPerson(/速報/)
  expect(came.map(({ messages }) => messages)).toEqual(everyone.map(() => 1))
  expect(Math.max(...came.map(({ mails }) => mails))).toBe(2)
})

test('5 000 users are taken in by chunks, each once', async () => {
  const users = Array.from({ length: 5_000 }, (_, n) => `user${n}@customer.example`)
  const sizes: number[] = []
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async expandNotices(asked) {
        const answer = await store.expandNotices(asked)
        if (answer.made > 0) sizes.push(answer.made)
        return answer
      },
    })
  await open({ contacts: contactsOf('shop', { users }), channels: new Map(), faulty })
  await station.live(90_000, () => 'failed')
  expect(sizes).toEqual(Array.from({ length: 10 }, () => 500))
  const { items } = await station.store.notices({ limit: 10, cursor: null })
  expect(items.map(({ counts }) => counts.waiting)).toEqual([5_000])
})

test('an obligation that cannot be judged, or that is withdrawn while it is, keeps no other from being decided', async () => {
  const names = ['shop', 'books', 'games']
  let withdrawn = false
  const faulty = (store: Store): Store => {
    const openNoticeObligations: Store['openNoticeObligations'] = async (a) => {
      const found = await store.openNoticeObligations(a)
      const games = found.find(({ obligation }) => obligation.service === 'games')
      if (games && !withdrawn) {
        withdrawn = true
        await withdraw(station, 'withdraw-incident', games.obligation.subject, await enrolTwo(station))
      }
      // As if another version had written it.
      return found.map((one) => (one.obligation.service === 'books' ? { ...one, told: null as never } : one))
    }
    return storeWith(store, { openNoticeObligations })
  }
  const contacts = names.flatMap((name) => contactsOf(name, people))
  await open({ services: names.map((name) => serviceOf(name, ['web'], ['liveness'])), contacts, faulty })
  await station.live(90_000, () => 'failed')
  const states = (await noticeObligations()).map(({ service, state }) => `${service} ${state}`)
  expect(states.toSorted()).toEqual(['books open', 'games withdrawn', 'shop met'])
  expect(
    station.logged.filter(({ text }) => text === 'an obligation cannot be decided').length,
  ).toBeGreaterThan(0)
  expect(station.logged.filter(({ text }) => text === 'a round of the outbox failed')).toEqual([])
  expect(await station.store.unchained({ limit: 1000 })).not.toContainEqual(
    expect.objectContaining({
      kind: 'obligation.met',
      subject: (await noticeObligations()).find((one) => one.service === 'games')?.subject,
    }),
  )
})

test('a store that goes away after an answer is asked again once a second, not without end', async () => {
  let recorded = 0
  let asked = 0
  const away = () => recorded === everyone.length && asked < 2_000
  const faulty = (store: Store): Store =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const verb = target[name].bind(target) as (...args: unknown[]) => Promise<unknown>
        return async (...args: unknown[]) => {
          if (away()) {
            asked += 1
            await new Promise((resolve) => setImmediate(resolve))
            throw new Error('the store is away')
          }
          const answer = await verb(...args)
          if (name === 'recordDeliveries') recorded += (answer as unknown[]).length
          return answer
        }
      },
    })
  await open({ faulty })
  await station.live(100_000, () => 'failed')
  expect(recorded).toBe(everyone.length)
  const failed = station.logged.filter(({ text }) => text === 'a round of the outbox failed')
  expect(failed.length).toBeGreaterThan(5)
  expect(failed.length, 'a line of its own for the lease and for the round').toBeLessThan(200)
  asked = 2_000
  await station.live(10_000, () => 'failed')
  expect(await noticeObligations()).toMatchObject([{ state: 'met' }])
})
