/** A damaged notice costs itself: all others go out, and what rested on it is not proven. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Mailbox, openMailbox } from '../../support/mailbox.ts'
import { storeWith } from '../../support/store-with.ts'
import { contactsOf, openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
const SERVICES = ['shop', 'wiki']
const contacts = SERVICES.flatMap((id) =>
  contactsOf(id, { users: [`u1@${id}.example`, `u2@${id}.example`], admin: [`admin@${id}.example`] }),
)
let box: Mailbox
let station: Station | undefined
beforeEach(async () => {
  box = await openMailbox()
})
afterEach(async () => {
  await station?.close()
  station = undefined
  await box.close()
})

function damage(data: string, sql: string): void {
  const db = new DatabaseSync(join(data, 'kijun.db'), { timeout: 5_000 })
  db.exec(sql)
  db.close()
}

/** Both services stop; `sql` is done to the store before the outbox takes the step that is named. */
async function withDamage(before: 'expandNotices' | 'leaseDeliveries', sql: string): Promise<Station> {
  let done = false
  const spoilt = async () => {
    const of = { services: ['shop'], limit: 1, cursor: null }
    const [told] = (await station?.store.notices(of))?.items ?? []
    if (done || !told || (before === 'leaseDeliveries' && told.counts.waiting === 0)) return
    done = true
    damage(station?.data ?? '', sql)
  }
  station = await openStation({
    ...{ services: SERVICES.map((id) => serviceOf(id)), contacts, mail: box.port },
    faulty: (store) =>
      storeWith(store, {
        expandNotices: async (asked) => {
          if (before === 'expandNotices') await spoilt()
          return store.expandNotices(asked)
        },
        leaseDeliveries: async (asked) => {
          if (before === 'leaseDeliveries') await spoilt()
          // What was made while that was looked at is for the next one.
          return done || before !== 'leaseDeliveries' ? store.leaseDeliveries(asked) : NOTHING
        },
      }),
  })
  await station.live(2 * MINUTE)
  await station.live(3 * MINUTE, () => 'failed')
  return station
}
const toldOf = (service: string) =>
  box.received.flatMap(({ to, mail }) => (mail.subject?.includes(`サービス${service}`) ? to : [])).toSorted()
const owedTo = async (here: Station, service: string) =>
  (await here.store.obligations({ limit: 100, cursor: null, service })).items.flatMap((one) =>
    one.item === 'III.1.1.1.b' ? [`${one.state} ${one.because}`] : [],
  )
const errorsOf = (here: Station) => here.logged.filter(({ level }) => level === 'error')

const NOTHING = { leased: [], unreadable: [] }
const CUT = `update notice set facts = substr(facts, 1, 40) where service = 'shop' and kind = 'first'`

test.each([
  ['before it has its recipients', 'expandNotices', 'kijun_notices_unreadable_total'],
  ['before it is sent', 'leaseDeliveries', 'kijun_deliveries_unreadable_total'],
] as const)(
  'a notice that is damaged %s holds up nobody, and what it owed is not proven',
  async (_, step, counter) => {
    const here = await withDamage(step, CUT)
    expect(toldOf('wiki')).toEqual(['admin@wiki.example', 'u1@wiki.example', 'u2@wiki.example'])
    expect(toldOf('shop')).toEqual([])
    expect(await owedTo(here, 'wiki')).toEqual(['met accepted-in-time'])
    expect(await owedTo(here, 'shop')).toEqual(['not-proven notice-unreadable'])
    const said = errorsOf(here)
    expect(said.map(({ text }) => text)).toEqual([expect.stringMatching(/cannot be read$/)])
    expect((await here.metrics.expose()).body).toMatch(new RegExp(`^${counter}(\\{.*\\})? [13]$`, 'm'))
    await here.advance(20 * MINUTE)
    expect(errorsOf(here)).toEqual(said)

    // What cannot be read of the stop keeps nobody from being told of the next one.
    await here.live(3 * MINUTE)
    await here.live(3 * MINUTE, () => 'failed')
    expect(toldOf('shop').filter((to) => to === 'admin@shop.example')).toHaveLength(1)
  },
)

test.each([
  ['is cut off', `substr(evidence, 1, 30)`],
  ['says something else', `replace(evidence, 'users', 'usars')`],
])(
  'an obligation whose evidence %s is not proven, and keeps no other from being judged',
  async (_, spoilt) => {
    const here = await withDamage(
      'leaseDeliveries',
      `update obligation set evidence = ${spoilt} where service = 'shop' and item = 'III.1.1.1.b'`,
    )
    expect([toldOf('wiki').length, toldOf('shop').length]).toEqual([3, 3])
    expect(await owedTo(here, 'wiki')).toEqual(['met accepted-in-time'])
    expect(await owedTo(here, 'shop')).toEqual(['not-proven evidence-unreadable'])
    const of = { limit: 1, cursor: null, service: 'shop', item: 'III.1.1.1.b' }
    const [row] = (await here.store.obligations(of)).items
    expect(row?.evidence).toMatchObject({ unreadable: true, deliveries: { accepted: 3 } })
    expect(errorsOf(here)).toEqual([])
  },
)

test('an address that is damaged costs its person alone, who counts as not reached', async () => {
  const one = `(select id from person where hint like '%@shop.example' and id in
    (select person_id from contact where audience = 'users') order by id limit 1)`
  const here = await withDamage('leaseDeliveries', `update person set address = x'00' where id = ${one}`)
  expect(toldOf('wiki')).toHaveLength(3)
  expect(toldOf('shop')).toHaveLength(2)
  expect(await owedTo(here, 'wiki')).toEqual(['met accepted-in-time'])
  expect(await owedTo(here, 'shop')).toEqual(['breached recipient-not-reached'])
  expect(errorsOf(here)).toHaveLength(1)
})
