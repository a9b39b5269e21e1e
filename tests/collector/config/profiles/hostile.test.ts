/** Whatever stands where hosts, templates and profiles belong: findings with a place, never a crash. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { loadConfig } from '../../../../collector/config/load.ts'
import { NOW } from '../cases.ts'

const folder = mkdtempSync(join(tmpdir(), 'kijun-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WORDS = [
  'web',
  '{host}',
  '{x}',
  '{{',
  '}',
  '',
  '-x',
  '__proto__',
  'constructor',
  'all',
  '{address}:{x}',
  '*',
]
const word = fc.constantFrom(...WORDS)
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom(null, true, 7, -1, 1e300),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
})).value

const or = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: anything })
const record = (keys: Record<string, fc.Arbitrary<unknown>>) =>
  or(
    fc
      .record(keys, { requiredKeys: [] })
      .chain((one) => fc.dictionary(word, anything, { maxKeys: 1 }).map((more) => ({ ...one, ...more }))),
  )

const parameters = or(
  fc.dictionary(fc.constantFrom('x', 'y', 'host', 'address', '__proto__'), anything, { maxKeys: 3 }),
)
const check = record({
  id: or(fc.constantFrom('a', 'b', '{x}', '{component}')),
  purpose: or(fc.constantFrom('fault', 'liveness')),
  type: or(fc.constantFrom('tcp', 'http', 'ping')),
  target: or(fc.constantFrom('{address}:{x}', '{address}', '{label.role}:80')),
  every: or(fc.constantFrom('60s', '{x}')),
})
const uses = or(
  fc.array(record({ template: or(fc.constantFrom('t', 'u')), with: parameters }), { maxLength: 2 }),
)
const host = record({
  name: or(fc.constantFrom('h1', 'h2')),
  address: or(fc.constantFrom('10.0.0.1', '2001:db8::1')),
  labels: or(fc.constantFrom({ role: 'web' }, { role: 'db' }, {})),
  parameters,
})
const profile = record({
  id: or(fc.constantFrom('p', 'q')),
  match: or(
    fc.constantFrom<unknown>('all', { role: 'web' }, { role: { not: 'web' } }, { role: ['web', 'db'] }),
  ),
  service: or(fc.constantFrom('shop', '{label.role}')),
  component: record({ id: or(fc.constantFrom('{host}', 'one')), kind: or(fc.constant('server')) }),
  parameters,
  use: uses,
  checks: or(fc.array(check, { maxLength: 2 })),
})
const template = record({ parameters, checks: or(fc.array(check, { maxLength: 2 })) })
const configuration = record({
  hosts: or(fc.array(host, { maxLength: 3 })),
  templates: or(fc.dictionary(fc.constantFrom('t', 'u'), template, { maxKeys: 2 })),
  profiles: or(fc.array(profile, { maxLength: 3 })),
  services: or(
    fc.array(
      record({
        id: or(fc.constant('shop')),
        pattern: fc.constant(2),
        components: or(
          fc.array(
            record({
              id: or(fc.constant('front')),
              kind: or(fc.constant('server')),
              agent: or(fc.constant('h1')),
              use: uses,
              checks: or(fc.array(check, { maxLength: 1 })),
            }),
            { maxLength: 2 },
          ),
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
})

test('nothing that YAML can say ends the program; every finding has its line', () => {
  const file = join(folder, 'c.yaml')
  fc.assert(
    fc.property(configuration, (value) => {
      // JSON is YAML, on one line.
      writeFileSync(file, JSON.stringify(value) ?? '')
      const { errors = [], ...rest } = loadConfig(file, { now: NOW })
      const warnings = 'loaded' in rest && rest.loaded ? rest.loaded.warnings : []
      for (const { line, column, message } of [...errors, ...warnings]) {
        expect(line).toBe(1)
        expect(column).toBeGreaterThanOrEqual(1)
        expect(message).not.toMatch(/undefined|\[object|NaN/)
      }
    }),
    { seed: 20261121, numRuns: 200 },
  )
})

/** Right but for one word in twenty: most of them load, so what comes after an error is reached too. */
const mostly = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 20, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: word })
const rightCheck = (id: string) =>
  fc.record({
    id: fc.constant(id),
    purpose: fc.constantFrom('fault', 'liveness'),
    type: fc.constant('tcp'),
    target: mostly(fc.constantFrom('{address}:{x}', '{address}:80', 'shop.example:{x}')),
    every: mostly(fc.constantFrom('60s', '{every}')),
  })
const rightConfiguration = fc.record({
  hosts: fc.constant([
    { name: 'h1', address: '10.0.0.1', labels: { role: 'web' }, parameters: { x: 8080 } },
    { name: 'h2', address: '2001:db8::1', labels: { role: 'db' } },
  ]),
  templates: fc.record({
    t: fc.record({
      parameters: fc.constant({ x: 80, every: '60s' }),
      checks: fc.tuple(rightCheck('a'), rightCheck('b')),
    }),
  }),
  profiles: fc.tuple(
    fc.record({
      id: fc.constant('p'),
      match: mostly(fc.constantFrom<unknown>('all', { role: 'web' }, { role: { not: 'web' } })),
      service: fc.constant('shop'),
      component: fc.record({ id: mostly(fc.constant('{host}')), kind: fc.constant('server') }),
      use: fc.tuple(
        fc.record({
          template: mostly(fc.constant('t')),
          with: fc.dictionary(fc.constantFrom('x', 'every', 'y'), mostly(fc.constantFrom('81', '30s')), {
            maxKeys: 1,
          }),
        }),
      ),
    }),
  ),
  services: fc.constant([
    {
      ...{ id: 'shop', pattern: 2, contacts: { admin: ['admin@customer.example'] } },
      components: [
        {
          ...{ id: 'front', kind: 'server', agent: 'h1' },
          checks: [
            { id: 'alive', purpose: 'liveness', type: 'tcp', target: 'shop.example:80', every: '60s' },
          ],
        },
      ],
    },
  ]),
})

test('what is nearly right loads, or says what is wrong, and nothing of it is lost', () => {
  const file = join(folder, 'right.yaml')
  let loads = 0
  fc.assert(
    fc.property(rightConfiguration, (value) => {
      writeFileSync(file, JSON.stringify(value))
      const result = loadConfig(file, { now: NOW })
      if (result.loaded) {
        loads += 1
        const [shop] = result.loaded.services
        expect(shop?.components.map(({ id }) => id)).toContain('front')
        for (const { checks } of shop?.components ?? [])
          for (const { target } of checks) expect(target).not.toMatch(/[{}]/)
      } else expect(result.errors.length).toBeGreaterThan(0)
    }),
    { seed: 20261121, numRuns: 200 },
  )
  expect(loads).toBeGreaterThan(20)
})

test('a parameter with the name of something that every object has is missing like any other', () => {
  const file = join(folder, 'named.yaml')
  writeFileSync(
    file,
    `templates: { t: { parameters: { constructor: }, checks: [ { id: a, purpose: fault, type: tcp, target: "{constructor}:80", every: 60s } ] } }
services: [ { id: shop, pattern: 2, components: [ { id: web, kind: server, agent: h, use: [ { template: t, with: { } } ] } ] } ]`,
  )
  const { errors } = loadConfig(file, { now: NOW })
  expect(errors?.map(({ code }) => code)).toContain('missing-parameter')
})
