/** What a service is made of, who its customers are and from where it is looked at: as it is loaded, and as editors see it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadConfig } from '../../../collector/config/load.ts'
import { configSchema } from '../../../collector/config/schema.ts'
import type { Loaded, Service } from '../../../collector/model.ts'
import { NOW } from './cases.ts'

const EXAMPLE = 'deploy/examples/datacentre.yaml'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function loadedFrom(file: string): Loaded {
  const result = loadConfig(file, { now: NOW })
  if (!result.loaded) throw new Error(JSON.stringify(result.errors, null, 1))
  return result.loaded
}

/** The service that these keys make of a plain one, with everything else that was loaded. */
function load(service: object, root: object = {}): Loaded & { shop: Service } {
  const file = join(folder, 'c.yaml')
  mkdirSync(dirname(file), { recursive: true })
  const contacts = { manager: ['m@example.jp'], onCall: ['o@example.jp'] }
  const people = { users: ['u@example.jp'], admin: ['a@example.jp'] }
  const plain = {
    id: 'shop',
    pattern: 1,
    contacts: 'customers' in service ? contacts : { ...contacts, ...people },
  }
  writeFileSync(
    file,
    stringify({ ...root, services: [{ ...plain, components: [componentOf('web')], ...service }] }),
  )
  const loaded = loadedFrom(file)
  const [shop] = loaded.services
  if (!shop) throw new Error('no service')
  return { ...loaded, shop }
}

const tcp = { type: 'tcp', target: '127.0.0.1:80', every: '60s' }
const checks = [
  { id: 'alive', purpose: 'liveness', ...tcp },
  { id: 'works', purpose: 'fault', ...tcp },
]
const componentOf = (id: string, more: object = {}) => ({
  ...{ id, kind: 'server', checks },
  ...('vantages' in more ? {} : { agent: 'host-1' }),
  ...more,
})
const namesOf = ({ components }: Service) =>
  components.flatMap((component) => component.checks.map(({ check, of, agent }) => [check, of, agent]))

describe('customers', () => {
  test('have what the service has where they say nothing, and their contract in the place of its values', () => {
    const customers = [
      {
        id: 'blue',
        contacts: { users: ['u@blue.example'], admin: ['a@blue.example'] },
        values: { 'III.1.1.1.b': { contract: '10m' } },
      },
      {
        ...{ id: 'red', name: 'Red', language: 'en', timezone: 'Europe/Berlin' },
        contacts: { users: ['u@blue.example'], admin: ['a@red.example'] },
      },
    ]
    const values = { 'III.1.1.1.b': { contract: '15m' }, 'III.1.1.2.b': { contract: '12m' } }
    const { shop, contacts, warnings } = load({ customers, values })
    expect(warnings).toEqual([])
    expect(shop.customers.map(({ values: _, ...customer }) => customer)).toEqual([
      { id: 'blue', name: 'blue', language: 'ja', timezone: 'Asia/Tokyo' },
      { id: 'red', name: 'Red', language: 'en', timezone: 'Europe/Berlin' },
    ])
    const [blue, red] = shop.customers
    expect(blue?.values['III.1.1.1.b']).toMatchObject({
      inForce: 'PT10M',
      own: { source: 'contract' },
      reference: { value: 'PT20M' },
      standing: 'stricter',
    })
    expect(blue?.values['III.1.1.2.b']).toEqual(shop.values['III.1.1.2.b'])
    expect(red?.values).toEqual(shop.values)
    expect(contacts.map(({ customer, audience, email }) => [customer, audience, email])).toEqual([
      [undefined, 'manager', 'm@example.jp'],
      [undefined, 'on-call', 'o@example.jp'],
      ['blue', 'users', 'u@blue.example'],
      ['blue', 'admin', 'a@blue.example'],
      ['red', 'users', 'u@blue.example'],
      ['red', 'admin', 'a@red.example'],
    ])
  })

  test('a value between that of a looser service and the reference value needs no reason', () => {
    const decision = { decidedBy: '品質管理部', on: '2026-11-01', reason: '夜間は無人' }
    const values = { 'III.1.1.2.b': { own: '2h', ...decision } }
    const blue = {
      id: 'blue',
      contacts: { users: ['u@example.jp'], admin: ['a@example.jp'] },
      values: { 'III.1.1.2.b': { contract: '60m' } },
    }
    const { shop } = load({ customers: [blue], values })
    expect(shop.customers[0]?.values['III.1.1.2.b']).toMatchObject({ inForce: 'PT1H', standing: 'looser' })
  })
})

describe('vantages', () => {
  test('each does every check under a name of its own; one vantage keeps the plain name', () => {
    const vantages = ['host-1', 'collector']
    const { shop } = load({
      components: [componentOf('web', { vantages }), componentOf('db', { vantages: ['host-2'] })],
    })
    expect(shop.components.map(({ agent, vantages }) => [agent, vantages])).toEqual([
      ['host-1', ['host-1', 'collector']],
      ['host-2', ['host-2']],
    ])
    expect(namesOf(shop)).toEqual([
      ['shop/web/alive@host-1', 'shop/web/alive', 'host-1'],
      ['shop/web/alive@collector', 'shop/web/alive', 'collector'],
      ['shop/web/works@host-1', 'shop/web/works', 'host-1'],
      ['shop/web/works@collector', 'shop/web/works', 'collector'],
      ['shop/db/alive', undefined, 'host-2'],
      ['shop/db/works', undefined, 'host-2'],
    ])
    expect(shop.components[0]?.checks.map(({ id }) => id)).toEqual(['alive', 'alive', 'works', 'works'])
  })

  test('a check may keep to some of them, and one of the host itself runs there alone', () => {
    const clock = {
      id: 'clock',
      purpose: 'time-sync',
      type: 'ntp',
      servers: ['ntp.example.jp'],
      maxOffset: '1s',
      every: '5m',
    }
    const some = [
      { id: 'alive', purpose: 'liveness', ...tcp, vantages: ['host-2', 'collector'] },
      { id: 'works', purpose: 'fault', ...tcp, vantages: ['collector'] },
      clock,
    ]
    const { shop } = load(
      { components: [componentOf('web', { vantages: ['host-1', 'host-2', 'collector'], checks: some })] },
      { ownClock: 'shop/web/clock' },
    )
    expect(namesOf(shop)).toEqual([
      ['shop/web/alive@host-2', 'shop/web/alive', 'host-2'],
      ['shop/web/alive@collector', 'shop/web/alive', 'collector'],
      ['shop/web/works', undefined, 'collector'],
      ['shop/web/clock', undefined, 'host-1'],
    ])
  })

  test('checks are counted for the agent that does them', () => {
    const many = Array.from({ length: 2501 }, (_, n) => ({ id: `c${n}`, purpose: 'fault', ...tcp }))
    const components = [
      componentOf('a', { vantages: ['host-1', 'collector'], checks: many }),
      componentOf('b', { vantages: ['host-2', 'collector'], checks: [...checks, ...many] }),
    ]
    expect(() => load({ components })).toThrow(
      /agent collector is given 5004 checks; one agent does at most 5000/,
    )
  })
})

test('dependencies and redundancy are resolved to components', () => {
  const { shop, warnings } = load({
    redundancy: 'all(switch, database)',
    groups: { database: 'any(db1, db2)' },
    stopMeans: 'any-component',
    components: [
      componentOf('switch'),
      componentOf('db1', { dependsOn: ['switch'] }),
      componentOf('db2', { dependsOn: ['switch', 'db1'] }),
    ],
  })
  expect(warnings).toEqual([])
  expect(shop.components.map(({ dependsOn }) => dependsOn)).toEqual([[], ['switch'], ['switch', 'db1']])
  expect(shop.stopMeans).toBe('any-component')
  expect(shop.redundancy).toEqual({
    kind: 'all',
    of: [
      { kind: 'component', component: 'switch' },
      {
        kind: 'any',
        of: [
          { kind: 'component', component: 'db1' },
          { kind: 'component', component: 'db2' },
        ],
      },
    ],
  })
})

test('a window of response times has its defaults, and its bounds are reached', () => {
  const slowdown = (more: object) => ({
    components: [
      componentOf('web', {
        checks: [
          ...checks,
          { id: 'fast', purpose: 'performance', ...tcp, every: '30s', timeout: '5s', slowdown: more },
        ],
      }),
    ],
  })
  const ruleOf = (more: object) => load(slowdown(more)).shop.components[0]?.checks[2]?.slowdown
  expect(ruleOf({ window: '10m', limit: '800ms' })).toEqual({
    ...{ percentile: 95, windowMs: 600_000, limitMs: 800, deviation: null, minSamples: 20 },
  })
  expect(ruleOf({ window: '100m', percentile: 99.9, deviation: 'high', minSamples: 200 })).toEqual({
    ...{ percentile: 99.9, windowMs: 6_000_000, limitMs: null, deviation: 'high', minSamples: 200 },
  })
  expect(() => ruleOf({ window: '599s', limit: '800ms' })).toThrow(/599s hold 19 results every 30s/)
  expect(() => ruleOf({ window: '6001s', limit: '800ms' })).toThrow(
    /200 are looked at together: at most 100m/,
  )
})

test('what hosts may differ by, who is responsible outside, and how an agent knows its own network', () => {
  const timeSync = { betweenHosts: '500ms', decidedBy: '品質管理部', on: '2026-11-01' }
  const outside = (id: string, kind: string) =>
    componentOf(id, { kind, contacts: { manager: [`${id}@example.jp`] } })
  const { shop, contacts, ownNetwork } = load(
    {
      timeSync,
      components: [componentOf('web'), outside('isp', 'external-network'), outside('pay', 'partner-service')],
    },
    { ownNetwork: { 'host-1': ['192.0.2.1', 'gw.example.jp:53', '2001:db8::1'] } },
  )
  expect(shop.timeSync).toEqual({ betweenHostsMs: 500, decidedBy: '品質管理部', on: '2026-11-01' })
  expect(contacts.filter(({ component }) => component !== undefined)).toEqual([
    { service: 'shop', component: 'isp', audience: 'manager', email: 'isp@example.jp' },
    { service: 'shop', component: 'pay', audience: 'manager', email: 'pay@example.jp' },
  ])
  expect(ownNetwork).toEqual({ 'host-1': ['192.0.2.1', 'gw.example.jp:53', '2001:db8::1'] })
})

test('a configuration without any of this is loaded as ever', () => {
  const { shop, ownNetwork } = load({})
  expect(shop).toMatchObject({ customers: [], redundancy: null, stopMeans: 'service' })
  expect(shop).not.toHaveProperty('timeSync')
  expect(ownNetwork).toBeUndefined()
})

describe('the example of a data centre', () => {
  test('is looked at from several places, and is up with one database and two of three web servers', () => {
    const [shop] = loadedFrom(EXAMPLE).services
    expect(shop?.customers.map(({ id, language }) => [id, language])).toEqual([
      ['aoi', 'ja'],
      ['globex', 'en'],
    ])
    expect(shop?.components.find(({ id }) => id === 'web2')?.dependsOn).toEqual(['switch'])
    expect(JSON.stringify(shop?.redundancy)).toContain('"at-least","count":2')
  })

  type Part = Record<string, unknown>
  const validate = new Ajv2020({
    validateFormats: false,
    allowUnionTypes: true,
    keywords: ['worse', 'distinct'],
  }).compile(configSchema())
  /** Whether editors accept the example after a change of its service. */
  function accepted(change: (service: Part, components: Part[]) => void): boolean {
    const document = parse(readFileSync(EXAMPLE, 'utf8')) as { services: Part[] }
    const [service] = document.services
    if (!service) throw new Error('an example without a service')
    change(service, service.components as Part[])
    return validate(document)
  }

  const checkOf = (component: Part | undefined) => (component as { checks: Part[] }).checks[0] ?? {}

  test('its schema knows every key of it', () => {
    expect(accepted(() => undefined)).toBe(true)
  })

  test.each<[string, (service: Part, components: Part[]) => void]>([
    [
      'users beside those of the customers',
      (service) => Object.assign(service.contacts as Part, { users: [] }),
    ],
    ['no customer at all', (service) => Object.assign(service, { customers: [] })],
    [
      'an own value of a customer',
      (service) =>
        Object.assign((service.customers as Part[])[0] ?? {}, { values: { 'III.1.1.1.b': { own: '5m' } } }),
    ],
    ['agent and vantages', (_, [first]) => Object.assign(first ?? {}, { agent: 'this-host' })],
    ['neither agent nor vantages', (_, [first]) => delete first?.vantages],
    ['one vantage twice', (_, [first]) => Object.assign(first ?? {}, { vantages: ['a', 'a'] })],
    [
      'contacts of a component of its own',
      (_, [first]) => Object.assign(first ?? {}, { contacts: { manager: ['a@b'] } }),
    ],
    ['another meaning of a stop', (service) => Object.assign(service, { stopMeans: 'anything' })],
    ['a group that is no text', (service) => Object.assign(service, { groups: { front: ['web1'] } })],
    [
      'a span between hosts that nobody decided',
      (service) => Object.assign(service, { timeSync: { betweenHosts: '1s' } }),
    ],
    [
      'a window of a liveness check',
      (_, [first]) => Object.assign(checkOf(first), { slowdown: { window: '30m', limit: '1s' } }),
    ],
    [
      'a window without a limit',
      (_, components) => Object.assign(checkOf(components[4]), { slowdown: { window: '30m' } }),
    ],
  ])('its schema refuses %s', (_, change) => {
    expect(accepted(change)).toBe(false)
  })
})
