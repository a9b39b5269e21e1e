/** What hosts, templates and profiles are made into. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../../../collector/config/load.ts'
import type { Service } from '../../../../collector/model.ts'
import { NOW } from '../cases.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-profiles-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const CONTACTS =
  'contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }'
const FRONT = `components: [ { id: front, kind: application, agent: front1, checks: [
    { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:80", every: 60s },
    { id: works, purpose: fault, type: tcp, target: "127.0.0.1:80", every: 60s } ] } ]`

/** `above` stands above the services: hosts, templates, profiles. */
function load(above: string, services = `services: [ { id: shop, pattern: 2, ${CONTACTS}, ${FRONT} } ]`) {
  const file = join(folder, 'c.yaml')
  writeFileSync(file, `${above}\n${services}\n`)
  return loadConfig(file, { now: NOW })
}

function servicesOf(above: string, services?: string): Service[] {
  const { loaded, errors } = load(above, services)
  if (!loaded) throw new Error(JSON.stringify(errors, null, 1))
  return loaded.services
}

const checksOf = (services: Service[]) =>
  services.flatMap(({ components }) => components.flatMap(({ checks }) => checks))
const configOf = (services: Service[], check: string) =>
  checksOf(services).find((one) => one.check === check)?.config

const profile = (id: string, match: string, rest: string) =>
  `- { id: ${id}, match: ${match}, service: shop, component: { id: "{host}", kind: server }, ${rest} }`

test('of a parameter the most specific value holds: with, host, profile, default', () => {
  const services = servicesOf(`
hosts:
  - { name: h1, address: 10.0.0.1, labels: { role: web }, parameters: { given: host, own: host } }
  - { name: h2, address: 10.0.0.2, labels: { role: web } }
templates:
  t:
    parameters: { given: default, own: default, shared: default, plain: default }
    checks:
      - { id: c, purpose: fault, type: http, url: "http://{address}/{given}/{own}/{shared}/{plain}", every: 60s }
profiles:
  ${profile('p', '{ role: web }', 'parameters: { given: profile, own: profile, shared: profile }, use: [ { template: t, with: { given: with } } ]')}
`)
  expect(configOf(services, 'shop/h1/c')).toEqual({ url: 'http://10.0.0.1/with/host/profile/default' })
  expect(configOf(services, 'shop/h2/c')).toEqual({ url: 'http://10.0.0.2/with/profile/profile/default' })
})

test('a value that is one placeholder keeps its type; in a text a number stays as it was written', () => {
  const services = servicesOf(`
hosts: [ { name: h1, address: 10.0.0.1, labels: { role: web }, parameters: { codes: [200, 204], version: 1.10, flag: true } } ]
profiles:
  ${profile('p', 'all', 'checks: [ { id: c, purpose: fault, type: http, url: "http://{address}/{version}/{flag}/{{x}}", expect: { status: "{codes}" }, every: 60s } ]')}
`)
  expect(configOf(services, 'shop/h1/c')).toEqual({
    url: 'http://10.0.0.1/1.10/true/{x}',
    expect: { status: [200, 204] },
  })
})

test('an IPv6 address gets its brackets where it is part of a text, and none where it is the whole', () => {
  const services = servicesOf(`
hosts: [ { name: h1, address: "2001:db8::1" } ]
profiles:
  ${profile('p', 'all', 'checks: [ { id: a, purpose: fault, type: tcp, target: "{address}:80", every: 60s }, { id: b, purpose: liveness, type: ping, target: "{address}", every: 60s } ]')}
`)
  expect(configOf(services, 'shop/h1/a')).toEqual({ target: '[2001:db8::1]:80' })
  expect(configOf(services, 'shop/h1/b')).toMatchObject({ target: '2001:db8::1' })
})

test('labels: all of them, any value of a list, not, every host', () => {
  const services = servicesOf(`
hosts:
  - { name: h1, address: 10.0.0.1, labels: { role: web, site: tokyo } }
  - { name: h2, address: 10.0.0.2, labels: { role: web, site: osaka } }
  - { name: h3, address: 10.0.0.3, labels: { role: web, site: nagoya } }
  - { name: h4, address: 10.0.0.4 }
templates: { t: { parameters: { id: x }, checks: [ { id: "{id}", purpose: fault, type: tcp, target: "{address}:80", every: 60s } ] } }
profiles:
  ${profile('a', '{ role: web, site: [tokyo, osaka] }', 'use: [ { template: t, with: { id: either } } ]')}
  ${profile('b', '{ site: { not: [tokyo, osaka] } }', 'use: [ { template: t, with: { id: neither } } ]')}
  ${profile('c', 'all', 'use: [ { template: t, with: { id: every } } ]')}
`)
  const found = checksOf(services).flatMap(({ check }) => (/^shop\/h/.test(check) ? [check.slice(5)] : []))
  expect(found.toSorted()).toEqual([
    ...['h1/either', 'h1/every', 'h2/either', 'h2/every'],
    ...['h3/every', 'h3/neither', 'h4/every', 'h4/neither'],
  ])
})

test('several profiles make one component of a host: keys of all, checks of all; agent is the host', () => {
  const [shop] =
    servicesOf(`
hosts: [ { name: h1, address: 10.0.0.1, labels: { role: web } } ]
profiles:
  - { id: a, match: all, service: shop, component: { id: "{host}", kind: server, dependsOn: [front] }, checks: [ { id: one, purpose: fault, type: tcp, target: "{address}:1", every: 60s } ] }
  - { id: b, match: { role: web }, service: shop, component: { id: "{host}", kind: server, name: "{label.role} {component} of {service}" }, checks: [ { id: two, purpose: fault, type: tcp, target: "{address}:2", every: 60s } ] }
`)?.map((service) => service.components.find(({ id }) => id === 'h1')) ?? []
  expect(shop).toMatchObject({ id: 'h1', agent: 'h1', name: 'web h1 of shop', dependsOn: ['front'] })
  expect(shop?.checks.map(({ check, agent }) => [check, agent])).toEqual([
    ['shop/h1/one', 'h1'],
    ['shop/h1/two', 'h1'],
  ])
})

test('a profile may name its agent, or vantages, and its service by a label', () => {
  const services = servicesOf(
    `
hosts:
  - { name: sw1, address: 10.0.0.1, labels: { system: shop } }
  - { name: sw2, address: 10.0.0.2, labels: { system: crm } }
profiles:
  - { id: a, match: all, service: "{label.system}", component: { id: "{host}", kind: network-device, vantages: [probe1, probe2] }, checks: [ { id: alive, purpose: liveness, type: ping, target: "{address}", every: 60s } ] }
`,
    `services: [ { id: shop, pattern: 2, ${CONTACTS} }, { id: crm, pattern: 2, ${CONTACTS} } ]`,
  )
  expect(checksOf(services).map(({ check }) => check)).toEqual([
    'shop/sw1/alive@probe1',
    'shop/sw1/alive@probe2',
    'crm/sw2/alive@probe1',
    'crm/sw2/alive@probe2',
  ])
})

test('a component beside profiles uses templates before its own checks, whose braces stay', () => {
  const services = servicesOf(
    'templates: { t: { parameters: { port: }, checks: [ { id: "{component}-{port}", purpose: liveness, type: tcp, target: "{address}:{port}", every: 60s } ] } }',
    `services: [ { id: shop, pattern: 2, ${CONTACTS}, components: [ { id: web, kind: application, agent: h, use: [ { template: t, with: { address: 127.0.0.1, port: 1 } }, { template: t, with: { address: "{service}.example.jp", port: 2 } } ], checks: [ { id: own, purpose: fault, type: http, url: "http://127.0.0.1/", expect: { body: "{a}" }, every: 60s } ] } ] } ]`,
  )
  expect(checksOf(services).map(({ check, target }) => [check, target])).toEqual([
    ['shop/web/web-1', '127.0.0.1:1'],
    ['shop/web/web-2', 'shop.example.jp:2'],
    ['shop/web/own', 'http://127.0.0.1/'],
  ])
  expect(configOf(services, 'shop/web/own')).toMatchObject({ expect: { body: '{a}' } })
})

test('what a parameter says is text of a check and nothing else', () => {
  const { errors } = load(`
hosts:
  - { name: h1, address: 10.0.0.1, parameters: { port: "80, every: 1s" } }
  - { name: h2, address: 10.0.0.2, parameters: { port: "{address}" } }
  - { name: h3, address: 10.0.0.3, parameters: { port: [1, 2] } }
profiles:
  ${profile('p', 'all', 'checks: [ { id: c, purpose: fault, type: tcp, target: "{address}:{port}", every: 60s } ]')}
`)
  const file = join(folder, 'c.yaml')
  expect(errors?.map(({ line, message }) => [line, message])).toEqual([
    [7, `{port} is a list: it can be a whole value, and no part of a text (for h3 of profile p)`],
    [
      7,
      `target must be host:port or [v6]:port (for h1 of profile p: address from ${file}:3, port from ${file}:3; h2 of profile p: address from ${file}:4, port from ${file}:4)`,
    ],
  ])
})

test('texts do not grow without bound', () => {
  const { errors } = load(`
hosts: [ { name: h1, address: 10.0.0.1, parameters: { a: "${'x'.repeat(1000)}", b: "${'x'.repeat(1001)}" } } ]
profiles:
  ${profile('p', 'all', `checks: [ { id: c, purpose: fault, type: tcp, target: "${'{a}'.repeat(11)}", every: 60s } ]`)}
`)
  expect(errors?.map(({ message }) => message)).toEqual(['b is longer than 1000 characters'])
  const second = load(`
hosts: [ { name: h1, address: 10.0.0.1, parameters: { a: "${'x'.repeat(1000)}" } } ]
profiles:
  ${profile('p', 'all', `checks: [ { id: c, purpose: fault, type: tcp, target: "${'{a}'.repeat(11)}", every: 60s } ]`)}
`)
  expect(second.errors?.map(({ message }) => message)).toEqual([
    'this text is longer than 10000 characters when filled (for h1 of profile p)',
  ])
})

const hostLines = (count: number) =>
  Array.from({ length: count }, (_, n) => `  - { name: h${n}, address: 10.0.0.1, labels: { role: web } }`)
const MANY = `templates: { t: { checks: [ { id: c, purpose: fault, type: tcp, target: "{address}:80", every: 6s, tmeout: 1s } ] } }
profiles:
  ${profile('p', '{ role: web }', 'use: [ { template: t } ]')}`

test('5000 hosts are taken and 5001 are not; an error that all of them share is told once', () => {
  const { errors } = load(`hosts:\n${hostLines(5001).join('\n')}\n${MANY}`)
  expect(errors?.map(({ code, message }) => [code, message])).toEqual([
    ['too-many-hosts', '5001 hosts; one configuration takes at most 5000'],
    [
      'unknown-key',
      'tmeout is not known here; did you mean timeout? (for h0 of profile p; h1 of profile p; h2 of profile p and 4997 more)',
    ],
  ])
})

test('two services of one id, a service that is none, components that are none: told once, and no profile joins them', () => {
  const { errors } = load(
    `hosts: [ { name: h1, address: 10.0.0.1 } ]
profiles:
  ${profile('p', 'all', 'checks: [ { id: c, purpose: fault, type: tcp, target: "{address}:80", every: 60s } ]')}`,
    `services: [ { id: shop, pattern: 2, ${CONTACTS}, components: nothing }, { id: shop, pattern: 2, ${CONTACTS}, ${FRONT} }, 7 ]`,
  )
  expect(errors?.map(({ code }) => code)).toEqual(['wrong-type', 'duplicate-id', 'wrong-type'])
})
