/** One component looked at from two places: a real collector that runs the agent of its host and its own vantage. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentSummary, CheckSummary, Page, ResultRow } from '../../rules/api/types.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'
import { scratch } from '../support/scratch.ts'

const POLL = { timeout: 25_000, interval: 200 }

let directory: string
let file: string
let port: number
let collector: Program

const config = (data: string, from: string) => `listen: 127.0.0.1:${port}
data: ${data}
services:
  - id: shop
    pattern: 1
    contacts: { users: [u@customer.example], admin: [a@customer.example], manager: [m@provider.example], onCall: [o@provider.example] }
    components:
      - id: web
        kind: server
        ${from}
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${port}", every: 1s }
          - { id: works, purpose: fault, type: http, url: "http://127.0.0.1:${port}/healthz", every: 1s }
`
let data: string

const get = async <T>(path: string) =>
  ((await (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json()) as Page<T>).items

beforeAll(async () => {
  directory = await scratch('kijun-vantages-')
  data = join(directory, 'data')
  file = join(directory, 'collector.yaml')
  port = await freePort()
  writeFileSync(file, config(data, 'vantages: [this-host, collector]'))
  collector = startProgram('collector/kijun-collector.js', ['serve', '--config', file, '--local-agent'])
  await collector.line(/#enrol=/)
})

afterAll(async () => {
  await collector.end()
  rmSync(directory, { recursive: true, force: true })
})

test('results of every check arrive from both, each under its own name', async () => {
  const names = ['alive@collector', 'alive@this-host', 'works@collector', 'works@this-host']
  for (const name of names) {
    const results = () => get<ResultRow>(`results?check=shop/web/${name}`)
    await expect.poll(async () => (await results()).length, POLL).toBeGreaterThan(1)
    expect(new Set((await results()).map(({ outcome }) => outcome))).toEqual(new Set(['ok']))
  }
  const checks = await get<CheckSummary>('checks')
  expect(checks.map(({ check, agent, health }) => [check, agent, health]).toSorted()).toEqual(
    names.map((name) => [`shop/web/${name}`, name.split('@')[1], 'up']),
  )
  const agents = await get<AgentSummary>('agents')
  expect(agents.map(({ name, checks }) => [name, checks]).toSorted()).toEqual([
    ['collector', 2],
    ['this-host', 2],
  ])
})

test('without a check from it the collector ends its own vantage, and the host goes on under plain names', async () => {
  writeFileSync(file, config(data, 'agent: this-host'))
  collector.child.kill('SIGHUP')
  await collector.line(/configuration reloaded/)
  await expect
    .poll(async () => (await get<ResultRow>('results?check=shop/web/alive')).length, POLL)
    .toBeGreaterThan(1)
  const agents = await get<AgentSummary>('agents')
  expect(agents.map(({ name, checks }) => [name, checks]).toSorted()).toEqual([
    ['collector', 0],
    ['this-host', 2],
  ])
  expect(collector.said.join('\n')).not.toContain('"level":"error"')
})
