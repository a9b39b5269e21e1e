/** What a dry run of a reload asks: read beside a collector, and nothing is made or changed. */
import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseTooNew, refuseOtherMigration } from '../../../collector/store/migrate.ts'
import { openStore } from '../../../collector/store/open.ts'
import { contactsOf, serviceOf } from '../../collector/station.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT } from './fixtures.ts'

const places: Place[] = []
afterEach(async () => {
  for (const place of places.splice(0)) await place.end()
})

describe.each(ENGINES)('a store on $name opened for reading', (engine) => {
  async function made() {
    const place = await engine.make()
    places.push(place)
    const store = await place.open()
    await store.openInstance({ uuid: 'i', digestKey: new Uint8Array(32).fill(1), now: AT })
    const reader = () => openStore({ data: place.data, postgres: place.postgres, readOnly: true })
    return { place, store, reader }
  }

  test('answers beside the one that writes, and refuses to write itself', async () => {
    const { store, reader } = await made()
    const read = await reader()
    expect(await read.currentRevision()).toBeNull()
    const load = {
      ...{ document: { services: [serviceOf('shop')] }, contacts: [] },
      ...{ actor: 'system', now: AT, ledgerId: 'l' },
    }
    await expect(read.loadRevision(load)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(read.ingest({ batches: [] })).rejects.toMatchObject({ code: 'unavailable' })
    await store.loadRevision(load)
    expect((await read.currentRevision())?.revision).toBe(1)
    await read.close()
  })

  test('says who comes and goes by audience, counted and never named', async () => {
    const { store, reader } = await made()
    const before = [
      ...contactsOf('shop', { users: ['a@x.example', 'b@x.example'], admin: ['c@x.example'] }),
      ...contactsOf('mail', { users: ['a@x.example'] }),
    ]
    const document = { services: [serviceOf('shop')] }
    await store.loadRevision({ document, contacts: before, actor: 'system', now: AT, ledgerId: 'l' })
    const read = await reader()
    expect(await read.contactChanges({ contacts: before.toReversed() })).toEqual([])
    const after = [
      ...contactsOf('shop', { users: ['A@X.example', 'd@x.example', 'e@x.example'], admin: ['c@x.example'] }),
      { service: 'shop', customer: 'acme', audience: 'admin', email: 'f@x.example' } as const,
    ]
    const changes = await read.contactChanges({ contacts: after })
    expect(changes.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toEqual([
      {
        service: 'mail',
        customer: '',
        component: '',
        audience: 'users',
        from: 1,
        to: 0,
        added: 0,
        removed: 1,
      },
      {
        service: 'shop',
        customer: '',
        component: '',
        audience: 'users',
        from: 2,
        to: 3,
        added: 2,
        removed: 1,
      },
      {
        service: 'shop',
        customer: 'acme',
        component: '',
        audience: 'admin',
        from: 0,
        to: 1,
        added: 1,
        removed: 0,
      },
    ])
    expect(JSON.stringify(changes)).not.toContain('@')
    await read.close()
  })
})

describe('PostgreSQL opened for reading', () => {
  const postgres = ENGINES.find(({ name }) => name === 'postgres')

  async function place(): Promise<Place> {
    const found = await postgres?.make()
    if (!found) throw new Error('no engine')
    places.push(found)
    return found
  }
  const read = ({ data, postgres }: Place) => openStore({ data, postgres, readOnly: true })

  test('an empty database holds no store, and gets none', async () => {
    const empty = await place()
    await expect(read(empty)).rejects.toMatchObject({ code: 'not-found', because: 'no-store' })
    expect(await empty.raw("select to_regclass('migration') as made")).toEqual([{ made: null }])
  })

  test('one of a newer program is refused', async () => {
    const found = await place()
    await (await found.open()).close()
    await found.raw("insert into migration (number, name) values (999, '999-later.sql')")
    await expect(read(found)).rejects.toBeInstanceOf(DatabaseTooNew)
  })

  test('one of an older program is left to the collector that will bring it up', () => {
    const known = [1, 2].map((number) => ({ number, name: `${number}`, sql: '' }))
    expect(() => refuseOtherMigration([1, 2], known)).not.toThrow()
    expect(() => refuseOtherMigration([1], known)).toThrow(
      'the database is at migration 1 of 2: start the collector of this version once',
    )
  })
})
