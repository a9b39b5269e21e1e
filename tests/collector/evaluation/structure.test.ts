/** What redundancy, dependencies and several vantages make of a station: incidents, notices, obligations. */
import { afterEach, describe, expect, test } from 'vitest'
import { incidentEntry } from '../../../collector/evaluation/entries.ts'
import type { Service } from '../../../collector/model.ts'
import type { Expression } from '../../../rules/service-model/types.ts'
import type { Audience, Outcome } from '../../../rules/words.ts'
import { obligationsOf } from '../deeds.ts'
import { contactsOf, madeUp, openStation, START, type Station, seenFrom, serviceOf } from '../station.ts'

let station: Station | null = null
afterEach(async () => {
  await station?.close()
  station = null
})

const MINUTE = 60_000
const WHO: Partial<Record<Audience, string[]>> = {
  users: ['u1@customer.example', 'u2@customer.example'],
  admin: ['kanri@customer.example'],
  manager: ['manager@provider.example'],
  'on-call': ['oncall@provider.example'],
}

async function open(service: Service): Promise<Station> {
  station = await openStation({
    services: [service],
    contacts: contactsOf(service.id, WHO),
    begin: 'evaluation',
  })
  return station
}

/** Kind, form and audiences of every notice, oldest first, with what it is about. */
async function told(station: Station) {
  const { items } = await station.store.notices({ limit: 200, cursor: null })
  return items
    .toReversed()
    .map(
      ({ kind, audiences, facts }) =>
        `${kind} ${facts?.incident.kind} ${facts?.componentName ?? '-'}: ${audiences.join(' ')}`,
    )
}

const component = (id: string): Expression => ({ kind: 'component', component: id })
const any = (...names: string[]): Expression => ({ kind: 'any', of: names.map(component) })
const EVERYBODY = 'users admin manager on-call'
const NO_USERS = 'admin manager on-call'

const minutes = (at: number) => (at - START) / MINUTE
/** What fails, by the beginning of a check's name after its service, in minutes from the start. */
const failing =
  (dead: Record<string, [number, number]>) =>
  (check: string, at: number): Outcome => {
    const down = Object.entries(dead).some(
      ([name, [from, until]]) =>
        (check.split('/')[1] === name || check.endsWith(`@${name}`)) &&
        minutes(at) >= from &&
        minutes(at) < until,
    )
    return down ? 'failed' : 'ok'
  }

describe('a data centre of forty servers behind one switch', () => {
  const servers = Array.from({ length: 40 }, (_, index) => `s${String(index + 1).padStart(2, '0')}`)
  const pairs = Array.from({ length: 20 }, (_, pair) =>
    any(servers[2 * pair] ?? '', servers[2 * pair + 1] ?? ''),
  )
  const behind = (...on: string[]) => Object.fromEntries(servers.map((name) => [name, on]))
  /** Whatever is behind a dead switch fails with it. */
  const dead = (on: string[], from: number, until: number) =>
    failing(Object.fromEntries([...on, ...servers].map((name) => [name, [from, until]])))

  test('a dead switch is one outage: one notice, one time to keep, one end', async () => {
    const service = madeUp(serviceOf('dc', ['switch', ...servers]), {
      redundancy: { kind: 'all', of: [component('switch'), ...pairs] },
      dependsOn: behind('switch'),
    })
    const at = await open(service)
    await at.live(13 * MINUTE, dead(['switch'], 3, 8))
    const incidents = await at.incidents()
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatchObject({ kind: 'outage', dueTo: 'switch' })
    expect(incidents[0]?.recoveredAt).not.toBeNull()
    expect(await told(at)).toEqual([`first outage -: ${EVERYBODY}`, `recovery outage -: ${EVERYBODY}`])
    const [first] = (await at.store.notices({ limit: 5, cursor: null })).items.toReversed()
    expect(first?.facts).toMatchObject({ dueToName: '構成switch' })
    for (const item of ['III.1.1.1.b', 'III.1.1.8.a'])
      expect(await obligationsOf(at, { item, subjects: [incidents[0]?.id ?? ''] })).toHaveLength(1)
    expect(await obligationsOf(at, { item: 'III.1.1.2.b' })).toEqual([])
  }, 120_000)

  test('of two switches the first is a fault without impact, the second stops the service with a clock of its own', async () => {
    const service = madeUp(serviceOf('dc', ['sw1', 'sw2', ...servers]), {
      redundancy: { kind: 'all', of: [any('sw1', 'sw2'), ...pairs] },
      dependsOn: behind('sw1', 'sw2'),
    })
    const at = await open(service)
    const both = dead(['sw2'], 6, 11)
    const first = failing({ sw1: [2, 30] })
    await at.live(15 * MINUTE, (check, when) =>
      first(check, when) === 'failed' ? 'failed' : both(check, when),
    )
    expect(await told(at)).toEqual([
      `first fault 構成sw1: ${NO_USERS}`,
      `first outage -: ${EVERYBODY}`,
      `recovery outage -: ${EVERYBODY}`,
    ])
    const [fault, outage] = await at.incidents()
    expect(fault).toMatchObject({ kind: 'fault', component: 'sw1', recoveredAt: null })
    expect(outage).toMatchObject({ kind: 'outage', dueTo: 'sw2' })
    const [owed] = await obligationsOf(at, { item: 'III.1.1.1.b' })
    expect(owed?.clockFrom).toBe(outage?.confirmedAt)
    expect(owed?.clockFrom).toBeGreaterThan(START + 6 * MINUTE)
    expect(await obligationsOf(at, { item: 'III.1.1.2.b' })).toMatchObject([{ subject: fault?.id }])
  }, 120_000)
})

describe('redundancy', () => {
  const pair = madeUp(serviceOf('shop', ['db1', 'db2']), { redundancy: any('db1', 'db2') })

  test('a redundant part that stops is told to the contact and to staff as without impact, over a restart once', async () => {
    const at = await open(pair)
    const says = failing({ db1: [2, 8] })
    await at.live(5 * MINUTE, says)
    expect(await at.incidents()).toMatchObject([
      { kind: 'fault', component: 'db1', impact: 'none', checks: ['shop/db1/alive'] },
    ])
    const [fault] = await at.incidents()
    if (!fault) throw new Error('the fault is there')
    const change = {
      type: 'opened' as const,
      incident: fault,
      learnedAfterEnd: false,
      because: 'confirmed failure',
    }
    expect(incidentEntry(change, pair).payload).toMatchObject({ component: 'db1', impact: 'none' })
    at.crash()
    await at.advance(20_000)
    at.restart()
    await at.quiet()
    await at.live(8 * MINUTE, says)
    expect(await told(at)).toEqual([
      `first fault 構成db1: ${NO_USERS}`,
      `recovery fault 構成db1: ${NO_USERS}`,
    ])
  })

  test('where any component`s stop is one of the service, everybody is told at once', async () => {
    const at = await open(madeUp(pair, { stopMeans: 'any-component' }))
    await at.live(5 * MINUTE, failing({ db1: [2, 30] }))
    expect(await told(at)).toEqual([`first outage -: ${EVERYBODY}`])
  })

  test('an outage that a corrected expression makes none ends with that, and is told as over', async () => {
    const at = await open(madeUp(pair, { redundancy: null }))
    const says = failing({ db1: [2, 60] })
    await at.live(6 * MINUTE, says)
    await at.reload([pair], contactsOf('shop', WHO))
    await at.live(4 * MINUTE, says)
    expect((await told(at)).toSorted()).toEqual([
      `first fault 構成db1: ${NO_USERS}`,
      `first outage -: ${EVERYBODY}`,
      `recovery outage -: ${EVERYBODY}`,
    ])
    const [outage, fault] = await at.incidents()
    expect(minutes(outage?.recoveredAt ?? 0)).toBeGreaterThan(5)
    expect(fault).toMatchObject({ impact: 'none', recoveredAt: null })
  })
})

describe('several vantages', () => {
  const shop = seenFrom(serviceOf('shop', ['web']), ['host-1', 'outside'])

  test('one that is cut off is told to staff only; intervals are owed once and kept by the other', async () => {
    const at = await open(shop)
    await at.live(9 * MINUTE, failing({ outside: [2, 6] }))
    expect(await at.incidents()).toMatchObject([
      {
        kind: 'monitoring-gap',
        reason: 'cut-off-vantage',
        checks: ['shop/web/alive@outside', 'shop/web/works@outside'],
      },
    ])
    expect(await told(at)).toEqual([
      'first monitoring-gap -: manager on-call',
      'recovery monitoring-gap -: manager on-call',
    ])
    const standing = await obligationsOf(at, { state: 'open' })
    expect(standing.map(({ subject }) => subject).toSorted()).toEqual(['shop/web/alive', 'shop/web/works'])
  })

  test('a second vantage that is added in the middle of an outage neither shortens it nor tells it twice', async () => {
    const single = serviceOf('shop', ['web'])
    const at = await open(single)
    const says = failing({ web: [2, 8] })
    await at.live(5 * MINUTE, says)
    const [before] = await at.incidents()
    const contacts = contactsOf('shop', WHO)
    await at.reload([seenFrom(single, ['host-1', 'outside'])], contacts)
    await at.live(7 * MINUTE, says)
    const outages = (await at.incidents()).filter(({ kind }) => kind === 'outage')
    const { id, lastOkAt, firstFailedAt, confirmedAt } = before ?? {}
    expect(outages).toMatchObject([{ id, lastOkAt, firstFailedAt, confirmedAt }])
    expect(outages[0]?.recoveredAt).toBeGreaterThanOrEqual(START + 8 * MINUTE)
    expect((await told(at)).filter((one) => one.includes('outage'))).toEqual([
      `first outage -: ${EVERYBODY}`,
      `recovery outage -: ${EVERYBODY}`,
    ])
  })

  test('a second vantage that is added while nothing fails changes nothing but who keeps the interval', async () => {
    const single = serviceOf('shop', ['web'], ['liveness'])
    const at = await open(single)
    await at.live(3 * MINUTE)
    await at.reload([seenFrom(single, ['host-1', 'outside'])], contactsOf('shop', WHO))
    await at.live(8 * MINUTE)
    expect(await at.incidents()).toEqual([])
    const rows = await obligationsOf(at)
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(['shop/web/alive']))
    expect(rows.map(({ state, because }) => `${state} ${because}`).toSorted()).toEqual([
      'met begun-anew',
      'open null',
    ])
  })

  test('a host that falls silent while the other vantage answers is a gap, and no interval is missed', async () => {
    const at = await open(shop)
    const heard = (check: string) => !check.endsWith('@host-1')
    await at.live(3 * MINUTE)
    for (let minute = 0; minute < 12; minute += 1) {
      await at.advance(MINUTE)
      const now = at.clock.now()
      for (const check of ['shop/web/alive@outside', 'shop/web/works@outside'])
        if (heard(check)) await at.result(check, now - 1_000, 'ok')
    }
    expect(await at.incidents()).toMatchObject([
      {
        kind: 'monitoring-gap',
        checks: expect.arrayContaining(['shop/web/alive@host-1']),
        recoveredAt: null,
      },
    ])
    expect((await obligationsOf(at)).filter(({ state }) => state !== 'open')).toEqual([])
  })

  test('a host that falls silent and does not answer the other vantage is down: one outage and one gap', async () => {
    const at = await open(seenFrom(serviceOf('shop', ['web', 'app', 'db']), ['host-1', 'outside']))
    await at.live(3 * MINUTE)
    for (let minute = 0; minute < 4; minute += 1) {
      await at.advance(MINUTE)
      const now = at.clock.now()
      for (const name of ['web', 'app', 'db'])
        for (const seconds of [50, 40, 30])
          await at.result(`shop/${name}/alive@outside`, now - seconds * 1_000, 'failed')
    }
    const incidents = await at.incidents()
    expect(incidents.map(({ kind }) => kind).toSorted()).toEqual(['monitoring-gap', 'outage'])
    expect(incidents.find(({ kind }) => kind === 'outage')?.checks.toSorted()).toEqual([
      'shop/app/alive',
      'shop/db/alive',
      'shop/web/alive',
    ])
  })
})
