import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../../collector/config/load.ts'
import { NOW } from './cases.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string | Uint8Array): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** What was loaded; the findings are in the message where there are errors. */
function loaded(file: string, env: Record<string, string> = {}) {
  const result = loadConfig(file, { env, now: NOW })
  if (!result.loaded) throw new Error(JSON.stringify(result.errors, null, 1))
  return result.loaded
}

const CONTACTS =
  'contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }'
const CHECKS = `[
  { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:80", every: 60s },
  { id: works, purpose: fault, type: http, url: "http://127.0.0.1/", every: 5s, timeout: 2s, confirm: { failures: 2, every: 1s } } ]`
const service = (id: string, more = '') =>
  `{ id: ${id}, pattern: 2, ${CONTACTS}, ${more} components: [ { id: web, kind: application, agent: host-1, checks: ${CHECKS} } ] }`

test('a service, resolved with its defaults', () => {
  const { services, settings, warnings } = loaded(write('c.yaml', `services: [ ${service('shop')} ]`))
  expect(warnings).toEqual([])
  expect(settings).toMatchObject({
    listen: { host: '127.0.0.1', port: 8420 },
    postgres: null,
    timezone: 'Asia/Tokyo',
    language: 'ja',
    mail: null,
    ownClock: null,
  })
  expect(services).toHaveLength(1)
  expect(services[0]).toMatchObject({
    id: 'shop',
    name: 'shop',
    pattern: 2,
    timezone: 'Asia/Tokyo',
    language: 'ja',
  })
  expect(services[0]?.values['III.1.1.1.a']).toEqual({
    reference: { text: '1回以上/10分', required: true, kind: 'max_interval', value: 'PT10M' },
    own: null,
    inForce: 'PT10M',
    standing: 'reference',
  })
  const [alive, works] = services[0]?.components[0]?.checks ?? []
  expect(alive).toEqual({
    id: 'alive',
    agent: 'host-1',
    check: 'shop/web/alive',
    service: 'shop',
    component: 'web',
    purpose: 'liveness',
    type: 'tcp',
    target: '127.0.0.1:80',
    config: { target: '127.0.0.1:80' },
    everyMs: 60_000,
    timeoutMs: 10_000,
    confirm: { failures: 3, everyMs: 10_000 },
  })
  expect(works).toMatchObject({ everyMs: 5000, timeoutMs: 2000, confirm: { failures: 2, everyMs: 1000 } })
})

test('a confirmation of the service holds where a check has none, and never outlasts an interval', () => {
  const file = write('c.yaml', `services: [ ${service('shop', 'confirm: { failures: 5, every: 70s },')} ]`)
  const [alive, works] = loaded(file).services[0]?.components[0]?.checks ?? []
  expect(alive?.confirm).toEqual({ failures: 5, everyMs: 60_000 })
  expect(works?.confirm).toEqual({ failures: 2, everyMs: 1000 })
})

test('own values: a stricter one needs nothing, a looser one is kept with who, when and why', () => {
  const values = `values: { III.1.1.1.b: { contract: 15m }, III.1.1.2.b: { own: 2h, decidedBy: 品質管理部, on: 2026-11-01, reason: 夜間は無人 } },`
  const [shop] = loaded(write('c.yaml', `services: [ ${service('shop', values)} ]`)).services
  expect(shop?.values['III.1.1.1.b']).toEqual({
    reference: { text: '60分以内', required: true, kind: 'max_delay', value: 'PT60M' },
    own: { value: 'PT15M', source: 'contract', decidedBy: null, on: null, reason: null },
    inForce: 'PT15M',
    standing: 'stricter',
  })
  expect(shop?.values['III.1.1.2.b']).toEqual({
    reference: { text: '60分', required: false, kind: 'max_delay', value: 'PT60M' },
    own: { value: 'PT2H', source: 'own', decidedBy: '品質管理部', on: '2026-11-01', reason: '夜間は無人' },
    inForce: 'PT2H',
    standing: 'looser',
  })
})

test('services that need the same part of a list of holidays share it', () => {
  write('h.csv', '2026/1/1,元日\n2027/11/23,勤労感謝の日\n2027/1/1,元日\n')
  const closed = (id: string, holidays: string) =>
    service(id, `hours: { weekly: always, holidays: ${holidays} },`)
  const all = [closed('a', 'closed'), closed('b', 'closed'), closed('c', '{ file: h.csv }')]
  const file = write('c.yaml', `services: [ ${[...all, closed('d', '{ file: h.csv }')].join(', ')} ]`)
  const [a, b, c, d] = loaded(file).services.map(({ holidays }) => holidays)
  expect(a?.days['2026-11-23']).toBe('勤労感謝の日')
  expect(b).toBe(a)
  expect(c?.days).toEqual({ '2026-01-01': '元日', '2027-01-01': '元日', '2027-11-23': '勤労感謝の日' })
  expect(d).toBe(c)
})

test('a file without an end is refused, not read', () => {
  const file = write(
    'c.yaml',
    `services: [ ${service('a', 'hours: { weekly: always, holidays: { file: /dev/zero } },')} ]`,
  )
  expect(loadConfig(file, { now: NOW }).errors).toMatchObject([
    { code: 'file-unreadable', message: '/dev/zero is larger than 4 MiB' },
  ])
})

test('services from files: one or a list in each, users relative to the file that names them', () => {
  write('services/b.yaml', service('b'))
  write('services/a.yaml', `[ ${service('a1')}, ${service('a2')} ]`)
  write('services/c.yaml', service('c').replace('users: [u@example.jp]', 'users: { file: c.csv }'))
  write('services/c.csv', 'email\nc1@example.jp\nc2@example.jp\n')
  const { services, contacts } = loaded(write('c.yaml', 'services: ["services/*.yaml"]'))
  expect(services.map(({ id }) => id)).toEqual(['a1', 'a2', 'b', 'c'])
  expect(contacts.filter(({ service, audience }) => service === 'c' && audience === 'users')).toEqual([
    { service: 'c', audience: 'users', email: 'c1@example.jp' },
    { service: 'c', audience: 'users', email: 'c2@example.jp' },
  ])
})

test.each([
  [
    'a byte order mark and CRLF, quotes and other columns',
    '\uFEFF"name","Email"\r\n"Yamada, ""T"" Taro",u1@example.jp\r\n\r\nx, u2@example.jp \r\n',
  ],
  [
    'Shift_JIS as spreadsheets write it',
    Buffer.concat([
      Buffer.from('name,email\n'),
      Buffer.from([0x8e, 0x52, 0x93, 0x63]),
      Buffer.from(',u1@example.jp\n\x83\x5c,u2@example.jp\n', 'latin1'),
    ]),
  ],
])('a list of users with %s', (_, text) => {
  write('users.csv', typeof text === 'string' ? text : new Uint8Array(text))
  const file = write(
    'c.yaml',
    `services: [ ${service('shop').replace('users: [u@example.jp]', 'users: { file: users.csv }')} ]`,
  )
  const users = loaded(file).contacts.filter(({ audience }) => audience === 'users')
  expect(users.map(({ email }) => email)).toEqual(['u1@example.jp', 'u2@example.jp'])
})

test('contacts keep their order and lose their duplicates with a warning', () => {
  const contacts =
    'contacts: { users: [b@example.jp, a@example.jp, B@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }'
  const result = loaded(write('c.yaml', `services: [ ${service('shop').replace(CONTACTS, contacts)} ]`))
  expect(result.contacts.map(({ audience, email }) => `${audience} ${email}`)).toEqual([
    'users b@example.jp',
    'users a@example.jp',
    'admin a@example.jp',
    'manager m@example.jp',
    'on-call o@example.jp',
  ])
  expect(result.warnings.map(({ code }) => code)).toEqual(['duplicate-address'])
})

test('passwords come from a file or the environment, and end in the address', () => {
  write('mail.txt', 'p@ss:w/rd%\n')
  const { settings } = loaded(
    write(
      'c.yaml',
      `mail: { url: "smtps://kijun@mail.example.jp:465", from: "Kijun <kijun@example.jp>", passwordFile: mail.txt }
store: postgres://kijun@db.example.jp/kijun
storePassword: { env: DB_PASSWORD }
services: [ ${service('shop')} ]`,
    ),
    { DB_PASSWORD: 'Sesame' },
  )
  const mail = new URL(settings.mail?.url ?? '')
  expect([mail.username, decodeURIComponent(mail.password), mail.host]).toEqual([
    'kijun',
    'p@ss:w/rd%',
    'mail.example.jp:465',
  ])
  expect(settings.postgres).toBe('postgres://kijun:Sesame@db.example.jp/kijun')
})

test('listen takes an IPv6 address and any port', () => {
  const file = write('c.yaml', `listen: "[::1]:0"\nservices: [ ${service('shop')} ]`)
  expect(loaded(file).settings.listen).toEqual({ host: '::1', port: 0 })
})

test('anchors and aliases are followed, to the place of what is wrong', () => {
  const text = `x: &every 6 minutes\nservices: [ ${service('shop').replace('every: 60s', 'every: *every')} ]\n`
  const result = loadConfig(write('c.yaml', text), { now: NOW })
  expect(result.errors?.map(({ line, code }) => [line, code])).toEqual([
    [1, 'unknown-key'],
    [3, 'bad-duration'],
  ])
})

test('aliases that grow without bound are refused, not followed', () => {
  const levels = Array.from({ length: 20 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`)
  const result = loadConfig(write('c.yaml', `l0: &l0 [x]\n${levels.join('\n')}\nservices: *l20\n`), {
    now: NOW,
  })
  expect(result.errors?.map(({ code }) => code)).toEqual(['yaml-syntax'])
})

test('an agent is given 5000 checks at most', () => {
  const check = (n: number) =>
    `{ id: c${n}, purpose: liveness, type: tcp, target: "127.0.0.1:80", every: 60s }`
  const checks = Array.from({ length: 5001 }, (_, n) => check(n)).join(', ')
  const result = loadConfig(
    write('c.yaml', `services: [ ${service('shop').replace(CHECKS, `[${checks}]`)} ]`),
    { now: NOW },
  )
  expect(result.errors?.map(({ code, message }) => [code, message])).toEqual([
    ['too-many-checks', 'agent host-1 is given 5001 checks; one agent does at most 5000'],
  ])
})

test('a file that is not there is one finding', () => {
  const result = loadConfig(join(folder, 'absent.yaml'), { now: NOW })
  expect(result.errors).toEqual([
    {
      file: join(folder, 'absent.yaml'),
      line: 1,
      column: 1,
      path: '',
      code: 'file-unreadable',
      message: `${join(folder, 'absent.yaml')} does not exist`,
    },
  ])
})
