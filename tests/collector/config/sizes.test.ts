/** A configuration may be large: what it costs grows with it, not with its square. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig } from '../../../collector/config/load.ts'
import { NOW } from './cases.ts'

const folder = mkdtempSync(join(tmpdir(), 'kijun-sizes-'))
afterAll(() => rmSync(folder, { recursive: true }))

function load(text: string) {
  const file = join(folder, 'c.yaml')
  writeFileSync(file, text)
  return loadConfig(file, { now: NOW })
}

const SERVICE = `services:
  - id: shop
    pattern: 2
    contacts: { users: [u@c.example], admin: [a@c.example], manager: [m@p.example], onCall: [o@p.example] }
    components:
      - id: web
        kind: server
        agent: h0
        checks: [{ id: works, purpose: fault, type: tcp, target: "127.0.0.1:80", every: 60s }]
`
const CHECK = '{ id: alive, purpose: liveness, type: tcp, target: "{address}:80", every: 60s }'
const PROFILES = `templates: { t: { checks: [${CHECK}] } }
profiles:
  - id: p
    match: all
    service: shop
    component: { id: "{host}", kind: server, dependsOn: [swich] }
    use: [{ template: t }]
`
const hosts = (count: number, labels: (n: number) => string) =>
  `hosts:\n${Array.from({ length: count }, (_, n) => `  - { name: h${n}, address: 10.0.0.1, labels: ${labels(n)} }\n`).join('')}`

test('more than a thousand hosts may share one anchor', () => {
  const shared = hosts(1500, (n) => (n === 0 ? '&web { role: web }' : '*web'))
  const { loaded } = load(shared + PROFILES.replace(', dependsOn: [swich]', '') + SERVICE)
  expect(loaded?.services[0]?.components).toHaveLength(1501)
})

test('what a profile gets wrong for thousands of hosts is one finding, soon', () => {
  const { errors } = load(hosts(2000, () => '{}') + PROFILES + SERVICE)
  expect(errors?.map(({ code, message }) => [code, message])).toEqual([
    [
      'unknown-component',
      'swich is no component of this service; there are web, h0, h1, h2, h3, h4, h5, h6 and 1993 more (for h0 of profile p; h1 of profile p; h2 of profile p and 1997 more)',
    ],
  ])
})

test('a hundred unknown keys are told one by one, and the rest together', () => {
  const keys = Array.from({ length: 50_000 }, (_, n) => `k${n}: 1\n`).join('')
  const { errors } = load(SERVICE + keys)
  expect(errors).toHaveLength(101)
  expect(errors?.at(-1)).toMatchObject({ line: 110, message: '49900 more keys are not known here' })
})
