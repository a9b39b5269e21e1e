/**
 * Two collectors on one PostgreSQL, each with an agent of its own. The one that evaluates stands still
 * beyond its leases (SIGSTOP) in the middle of an outage and goes on later: the other takes over, nobody
 * is told twice, and nobody is left untold (design, rules 6 and 8).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { openStore } from '../../collector/store/open.ts'
import { issueAgents } from '../support/agents.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { freshDatabase } from '../support/postgres.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

const USERS = ['u1@customer.example', 'u2@customer.example', 'u3@customer.example']
const EVERYONE = ['admin@customer.example', ...USERS]

let directory: string
let database: string
let mailbox: Mailbox
const running: Program[] = []
const targets: Record<'shop' | 'depot', { port: number; server: Server | null }> = {
  shop: { port: 0, server: null },
  depot: { port: 0, server: null },
}

async function start(service: 'shop' | 'depot') {
  const server = createServer((socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(targets[service].port, '127.0.0.1', resolve))
  targets[service].server = server
}
const stop = (service: 'shop' | 'depot') =>
  new Promise((resolve) => targets[service].server?.close(resolve) ?? resolve(null))

function configOf(name: string, port: number): string {
  const service = (id: 'shop' | 'depot', agent: string) => `
  - id: ${id}
    name: ${id}
    pattern: 1
    hours: always
    confirm: { failures: 2, every: 1s }
    contacts: { users: [${USERS.join(', ')}], admin: [admin@customer.example] }
    components:
      - id: web
        kind: application
        agent: ${agent}
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${targets[id].port}", every: 1s }`
  const file = join(directory, `${name}.yaml`)
  writeFileSync(
    file,
    `listen: 127.0.0.1:${port}
data: ${join(directory, name)}
store: "${database}"
language: en
mail: { url: "smtp://127.0.0.1:${mailbox.port}", from: "kijun@provider.example" }
services:${service('shop', 'host-a')}${service('depot', 'host-b')}
`,
  )
  return file
}

async function startAgent(name: string, port: number, token: string): Promise<void> {
  const config = join(directory, `${name}.yaml`)
  writeFileSync(join(directory, `${name}.token`), token, { mode: 0o600 })
  writeFileSync(
    config,
    `collector: http://127.0.0.1:${port}\ntoken: { file: ${name}.token }\ndata: ${join(directory, name)}\n`,
  )
  const agent = startProgram('agent/kijun-agent.js', ['run', '--config', config])
  running.push(agent)
  await agent.line(/the collector knows this agent/)
}

async function query<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}
/** A mail whose answer is not recorded yet is sent again by the next owner, as declared; here none shall be. */
async function recorded(count: number): Promise<void> {
  const accepted = `select count(*)::int as count from delivery where state = 'accepted'`
  while ((await query<{ count: number }>(accepted))[0]?.count !== count);
}
const owners = () =>
  query<{ owner: string }>(`select distinct owner from lease where name like 'partition/%'`)

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kijun-two-'))
  database = await freshDatabase()
  mailbox = await openMailbox()
  for (const service of ['shop', 'depot'] as const) {
    targets[service].port = await freePort()
    await start(service)
  }
})
afterAll(async () => {
  for (const program of running.toReversed()) await program.end('SIGKILL')
  for (const service of ['shop', 'depot'] as const) await stop(service)
  await mailbox.close()
  rmSync(directory, { recursive: true, force: true })
})

test('the other collector takes over, and everyone is told once', { timeout: 90_000 }, async () => {
  const [portA, portB] = [await freePort(), await freePort()]
  const serve = (name: string, port: number) => {
    const program = startProgram('collector/kijun-collector.js', ['serve', '--config', configOf(name, port)])
    running.push(program)
    return program
  }
  const a = serve('collector-a', portA)
  const [tokenA = '', tokenB = ''] = await issueAgents(a, portA, ['host-a', 'host-b'])
  const b = serve('collector-b', portB)
  await b.line(/console on/)
  await startAgent('host-a', portA, tokenA)
  await startAgent('host-b', portB, tokenB)
  const told = (service: string, subject: RegExp) =>
    mailbox.received
      .filter(({ mail }) => mail.subject?.includes(service) && subject.test(mail.subject))
      .map(({ to }) => to)
      .sort()

  // Both ingest, whoever evaluates.
  await stop('depot')
  await mailbox.until(EVERYONE.length)
  expect(told('depot', /./)).toEqual(EVERYONE)
  const [first, ...others] = await owners()
  expect(others, 'one owner of all partitions').toEqual([])

  await recorded(EVERYONE.length)

  // The owner stands still; its successor tells of the recovery.
  a.child.kill('SIGSTOP')
  await start('depot')
  await mailbox.until(2 * EVERYONE.length)
  const [second] = await owners()
  expect(second?.owner).not.toBe(first?.owner)

  // The zombie goes on, with an agent that brings news.
  a.child.kill('SIGCONT')
  await stop('shop')
  await mailbox.until(3 * EVERYONE.length)
  expect(told('shop', /./)).toEqual(EVERYONE)
  expect(await owners(), 'what it had held stays with its successor').toEqual([second])

  // The successor ends in an orderly way; its leases are free at once.
  expect(await b.end()).toBe(0)
  await start('shop')
  await mailbox.until(4 * EVERYONE.length)
  expect(new Set(mailbox.received.map((one) => one.messageId)).size, 'no mail twice').toBe(
    4 * EVERYONE.length,
  )
  expect(mailbox.received).toHaveLength(4 * EVERYONE.length)
  expect(await a.end()).toBe(0)

  const store = await openStore({ data: join(directory, 'reader'), postgres: database })
  try {
    const { items } = await store.incidents({ limit: 100, cursor: null })
    const outages = items.filter(({ kind }) => kind === 'outage')
    expect(outages.map(({ service, recoveredAt }) => [service, recoveredAt !== null]).sort()).toEqual([
      ['depot', true],
      ['shop', true],
    ])
    expect(await verifyLedger(store)).toMatchObject({ ok: true, findings: [] })
  } finally {
    await store.close()
  }
})
