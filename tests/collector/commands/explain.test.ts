/** `check-config --explain HOST`: golden texts of the example of profiles. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Explained } from '../../../collector/config/explain.ts'
import { inProcess } from './in-process.ts'

const EXAMPLE = 'deploy/examples/profiles/collector.yaml'
const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')
const ask = (...more: string[]) => inProcess(['check-config', '--config', EXAMPLE, ...more])

test.each(['web1', 'db1', 'this-host'])('what %s runs and why', async (host) => {
  const { code, out, err } = await ask('--explain', host)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(`${out}\n`).toBe(golden(`explain-${host}.txt`))
})

test('as JSON: the values, where each is from, and what speaks against a profile', async () => {
  const { code, out } = await ask('--explain', 'web2', '--json')
  expect(code).toBe(0)
  const explained = JSON.parse(out) as Explained
  expect(explained.listed).toEqual({
    at: 'deploy/examples/profiles/hosts/tokyo.yaml:3',
    address: '10.0.0.12',
    labels: { role: 'web', site: 'tokyo' },
  })
  expect(explained.profiles.find(({ id }) => id === 'databases')).toMatchObject({
    because: null,
    lacks: { label: 'role', has: 'web', wanted: 'db' },
  })
  const fast = explained.checks.find(({ check }) => check === 'shop/web2/fast')
  expect(fast).toMatchObject({
    ...{ purpose: 'performance', type: 'http', everyMs: 60_000, timeoutMs: 10_000 },
    config: { url: 'http://10.0.0.12:8080/healthz', slowerThan: '800ms' },
    profile: { id: 'web-servers', because: [{ label: 'role', value: 'web' }, { label: 'site' }] },
    template: { id: 'http-app' },
  })
  expect(fast?.parameters.map(({ name, value, from }) => [name, value, from])).toEqual([
    ['address', '10.0.0.12', 'itself'],
    ['port', 8080, 'host'],
    ['path', '/healthz', 'with'],
    ['slow', '800ms', 'host'],
  ])
})

test.each([
  ['web11', 'there is no host web11 and no agent of that name; did you mean web1?'],
  [
    'nothing-like-it',
    'there is no host nothing-like-it and no agent of that name; there are web3, web1, web2, db1, sw1, this-host',
  ],
])('an unknown host %s: one line, exit 2', async (host, message) => {
  expect(await ask('--explain', host)).toEqual({ code: 2, out: '', err: `kijun-collector: ${message}` })
})

test('a host whose checks others do says who does them', async () => {
  const { code, out } = await ask('--explain', 'sw1')
  expect(code).toBe(0)
  expect(out).toContain('sw1: 0 checks')
  expect(out).toContain('is done by other agents')
})

test('two questions at once are refused', async () => {
  const { code, err } = await ask('--explain', 'web1', '--diff')
  expect([code, err]).toEqual([2, 'kijun-collector: --explain and --diff are two questions; ask one of them'])
})

test('a configuration with errors is told as ever, and nothing is explained', async () => {
  const file = 'tests/collector/config/cases/placeholders/collector.conf'
  const { code, out, err } = await inProcess(['check-config', '--config', file, '--explain', 'web1'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('(unknown-parameter)')
})

test('no credential is shown, neither where it stands nor where it is from', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kijun-explain-'))
  const file = join(folder, 'c.yaml')
  writeFileSync(
    file,
    `hosts: [ { name: h1, address: 10.0.0.1, parameters: { key: Sesame-1, apiToken: Sesame-2 } } ]
templates:
  t:
    parameters: { credential: }
    checks:
      - { id: a, purpose: liveness, type: http, url: "http://{address}/", headers: { Authorization: "Bearer {credential}", Accept: text/html }, every: 60s }
profiles:
  - id: p
    match: all
    service: shop
    component: { id: "{host}", kind: server }
    use: [ { template: t, with: { credential: "{key}" } } ]
    checks:
      - { id: b, purpose: fault, type: http, url: "http://{address}/?{apiToken}", every: 60s }
services:
  - id: shop
    pattern: 1
    contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
`,
  )
  for (const json of [[], ['--json']]) {
    const { code, out } = await inProcess(['check-config', '--config', file, '--explain', 'h1', ...json])
    expect(code).toBe(0)
    expect(out).toContain('text/html')
    expect(out).not.toContain('Sesame-1')
  }
  const { out } = await inProcess(['check-config', '--config', file, '--explain', 'h1'])
  expect(out).toContain(`{credential} = (not shown): given by with (${file}:12)`)
  expect(out).toContain(`{key} = (not shown): parameters of the host (${file}:1)`)
  expect(out).toContain(`{apiToken} = (not shown): parameters of the host (${file}:1)`)
  rmSync(folder, { recursive: true })
})
