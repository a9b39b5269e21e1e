/** A reload of a real collector with its real agent: a new host by its label, and no gap in what runs already. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckSummary, Page, ResultRow } from '../../rules/api/types.ts'
import { inProcess } from '../collector/commands/in-process.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'
import { scratch } from '../support/scratch.ts'

const POLL = { timeout: 25_000, interval: 200 }
const EVERY_MS = 1000

let directory: string
let file: string
let port: number
let collector: Program

/** Hosts of which the agent of this host looks at all. */
function write(hosts: string[], parameters = ''): void {
  const lines = hosts.map(
    (name) => `  - { name: ${name}, address: 127.0.0.1, labels: { role: web }${parameters} }`,
  )
  writeFileSync(
    file,
    `listen: 127.0.0.1:${port}
data: ${join(directory, 'data')}
hosts:
${lines.join('\n')}
templates:
  app:
    parameters: { path: /healthz }
    checks:
      - { id: alive, purpose: liveness, type: tcp, target: "{address}:${port}", every: 1s }
      - { id: works, purpose: fault, type: http, url: "http://{address}:${port}{path}", every: 1s }
profiles:
  - { id: web, match: { role: web }, service: shop, component: { id: "{host}", kind: server, agent: this-host }, use: [ { template: app } ] }
services:
  - id: shop
    pattern: 1
    contacts: { users: [u@customer.example], admin: [a@customer.example], manager: [m@provider.example], onCall: [o@provider.example] }
`,
  )
}

const get = async <T>(path: string) =>
  ((await (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json()) as Page<T>).items
const answering = async () => {
  const checks = await get<CheckSummary>('checks')
  return checks
    .filter(({ last }) => last?.outcome === 'ok')
    .map(({ check }) => check)
    .toSorted()
}
const startsOf = async (check: string) =>
  (await get<ResultRow>(`results?check=${encodeURIComponent(check)}&limit=200`))
    .map(({ startedAt }) => Date.parse(String(startedAt)))
    .toSorted((a, b) => a - b)

beforeAll(async () => {
  directory = await scratch('kijun-reload-')
  file = join(directory, 'collector.yaml')
  port = await freePort()
  write(['web1'])
  collector = startProgram('collector/kijun-collector.js', ['serve', '--config', file, '--local-agent'])
  await collector.line(/#enrol=/)
})

afterAll(async () => {
  await collector.end()
  rmSync(directory, { recursive: true, force: true })
})

test('what a dry run says is what a reload does, and what stays keeps its intervals', async () => {
  await expect.poll(answering, POLL).toEqual(['shop/web1/alive', 'shop/web1/works'])
  write(['web1', 'web2'], ', parameters: { path: /readyz }')
  const { out } = await inProcess(['check-config', '--config', file, '--diff'])
  expect(out).toMatch(/^ {2}\+ shop\/web2$/m)
  expect(out).toContain(`config.url: http://127.0.0.1:${port}/healthz -> http://127.0.0.1:${port}/readyz`)
  expect(out).toContain(
    'this-host: 2 begin, 1 changed in their cadence (a confirmation under way begins anew), 1 go on untouched',
  )
  const before = await startsOf('shop/web1/alive')
  collector.child.kill('SIGHUP')
  const all = ['shop/web1/alive', 'shop/web1/works', 'shop/web2/alive', 'shop/web2/works']
  await expect.poll(answering, POLL).toEqual(all)
  const enough = before.length + 4
  for (const check of ['shop/web1/alive', 'shop/web1/works']) {
    await expect.poll(async () => (await startsOf(check)).length, POLL).toBeGreaterThanOrEqual(enough)
    const starts = await startsOf(check)
    const distances = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
    // A start within 1 s of its plan is on plan.
    expect(Math.max(...distances)).toBeLessThanOrEqual(EVERY_MS + 1000)
  }
  const after = await inProcess(['check-config', '--config', file, '--diff'])
  expect(after.out).toContain('a reload would change nothing')
})
