import { globSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../../collector/config/load.ts'
import { configSchema } from '../../../collector/config/schema.ts'
import { NOW } from './cases.ts'

const BUILT_IN = 'collector/config/built-in.yaml'
const examples = globSync('deploy/examples/**/*.yaml').filter((file) =>
  /^listen:/m.test(readFileSync(file, 'utf8')),
)

test.each([BUILT_IN, ...examples])('%s has no error and no warning', (file) => {
  const result = loadConfig(file, { now: NOW })
  expect(result.errors ?? []).toEqual([])
  expect(result.loaded?.warnings).toEqual([])
})

const validate = new Ajv2020({
  validateFormats: false,
  allowUnionTypes: true,
  keywords: ['worse', 'distinct'],
}).compile(configSchema())

test.each([BUILT_IN, ...examples])('the schema for editors accepts %s', (file) => {
  validate(parse(readFileSync(file, 'utf8')))
  expect(validate.errors ?? []).toEqual([])
})

const OFFICE = 'deploy/examples/office-hours.yaml'

test.each([
  ['a duration where a percentage belongs', { values: { 'III.2.1.1.a': { contract: '5m' } } }],
  ['a month where minutes belong', { values: { 'III.1.1.1.b': { contract: '1mo' } } }],
  ['a token of another item', { values: { 'III.2.1.3.c': { contract: ['password'] } } }],
  ['a value of the contract and an own one', { values: { 'III.2.3.1.b': { contract: 5, own: 5 } } }],
  ['an unknown item', { values: { 'III.9.9.9.z': { contract: '5m' } } }],
  ['neither type nor pattern nor criteria', { type: undefined }],
  ['a question of I.7.1 without its answer', { criteria: { personalData: true } }],
  ['hours without a weekly plan', { hours: { holidays: 'closed' } }],
  ['a weekday that is none', { hours: { weekly: { someday: 'closed' } } }],
  ['a window without a kind', { maintenance: { windows: [{ id: 'a', from: 'x', to: 'y' }] } }],
  ['a choice that is none', { interpretation: { months: 'lunar' } }],
])('the schema for editors refuses %s', (_, change) => {
  const document = parse(readFileSync(OFFICE, 'utf8')) as { services: object[] }
  const changed = { ...document, services: [{ ...document.services[0], ...change }] }
  expect(validate(JSON.parse(JSON.stringify(changed)))).toBe(false)
})

test('the example of office hours: what was agreed is what is loaded', () => {
  const { loaded } = loadConfig(OFFICE, { now: NOW })
  const [crm] = loaded?.services ?? []
  expect(loaded?.settings.ownClock).toBe('crm/web/clock')
  expect(crm).toMatchObject({
    pattern: 3,
    classification: { by: 'type', type: 'CRM（顧客管理）・営業支援', decidedBy: '情報セキュリティ委員会' },
    interpretation: { firstNoticeFrom: 'first-failed', plannedStopNotice: 'owed' },
    maintenance: { rules: { yearFrom: '04-01' }, windows: [{ id: 'november', kind: 'regular' }] },
  })
  expect(crm?.hours.periods.map(({ from, to }) => [from, to])).toEqual([
    [null, '2026-12-31'],
    ['2027-01-01', null],
  ])
  const standings = Object.values(crm?.values ?? {}).map(({ standing }) => standing)
  expect(new Set(standings)).toEqual(new Set(['reference', 'stricter', 'looser', 'provider', 'unset']))
})

test('the built-in configuration checks the collector itself where it listens, and mails nobody', () => {
  const { loaded } = loadConfig(BUILT_IN, { now: NOW })
  if (!loaded) throw new Error('not loaded')
  const { host, port } = loaded.settings.listen
  const targets = loaded.services.flatMap(({ components }) =>
    components.flatMap(({ checks }) =>
      checks.map(({ target }) => target.replace(/^http:\/\//, '').split('/')[0]),
    ),
  )
  expect(new Set(targets)).toEqual(new Set([`${host}:${port}`]))
  expect(loaded.settings.mail).toBeNull()
  expect(loaded.contacts.every(({ email }) => email.endsWith('@example.invalid'))).toBe(true)
})

test('the example of a shop: its users are those of the file', () => {
  const { loaded } = loadConfig('deploy/examples/shop.yaml', { now: NOW })
  const users = loaded?.contacts.filter(({ audience }) => audience === 'users').map(({ email }) => email)
  expect(users).toEqual(['u1@customer.example', 'u2@customer.example'])
})

const PROFILES = 'deploy/examples/profiles/collector.yaml'

test('the example of profiles: hosts by their labels, from two files', () => {
  const { loaded } = loadConfig(PROFILES, { now: NOW })
  const [shop] = loaded?.services ?? []
  expect(shop?.components.map(({ id, kind, agent, checks }) => [id, kind, agent, checks.length])).toEqual([
    ['front', 'application', 'this-host', 3],
    ['web3', 'server', 'web3', 4],
    ['web1', 'server', 'web1', 4],
    ['web2', 'server', 'web2', 4],
    ['db1', 'server', 'db1', 2],
    ['sw1', 'network-device', 'web1', 1],
  ])
})

test.each([
  ['a label that is no text', { hosts: [{ name: 'web1', labels: { rack: 7 } }] }],
  ['a host without a name', { hosts: [{ address: '10.0.0.1' }] }],
  ['a key of a host that there is not', { hosts: [{ name: 'web1', adress: '10.0.0.1' }] }],
  ['a template without checks', { templates: { app: { parameters: {} } } }],
  ['a profile that gives nothing', { profiles: [{ id: 'a', match: 'all', service: 's', component: {} }] }],
  ['a profile for any host but not for all', { profiles: [{ id: 'a', match: 'some', service: 's' }] }],
  [
    'a component without checks and templates',
    { services: [{ id: 's', pattern: 1, components: [{ id: 'c', kind: 'server', agent: 'a' }] }] },
  ],
])('the schema for editors refuses %s', (_, change) => {
  const document = parse(readFileSync(PROFILES, 'utf8')) as object
  expect(validate({ ...document, ...change })).toBe(false)
})
