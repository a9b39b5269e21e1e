/**
 * The main job, as its users meet it: real collector, real agent, real mail server, a real service that
 * is stopped and started again. Everyone gets exactly the notice that the guideline owes them.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IncidentSummary, Page } from '../../rules/api/types.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { freshDatabase } from '../support/postgres.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

const EVERYONE = [
  'admin@customer.example',
  'manager@provider.example',
  'oncall@provider.example',
  'u1@customer.example',
  'u2@customer.example',
]

/** A web service whose port can be dropped (stop) and whose page can go wrong (fault). */
const SERVICE = `
  const { createServer } = require('node:http')
  let broken = false
  process.on('message', (message) => { broken = message === 'break'; process.send('done') })
  createServer((_, answer) => { answer.statusCode = broken ? 500 : 200; answer.end('hello') })
    .listen(Number(process.argv[1]), '127.0.0.1', () => process.send('listening'))`

let directory: string
let mailbox: Mailbox
let collector: Program
let service: ChildProcess
let consolePort: number
let servicePort: number

async function startService(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', SERVICE, String(servicePort)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise((resolve) => child.once('message', resolve))
  return child
}
async function tell(message: 'break' | 'mend') {
  service.send(message)
  await new Promise((resolve) => service.once('message', resolve))
}

const recipients = () => mailbox.received.map((one) => one.to).sort()
const incidents = async () =>
  ((await (await fetch(`http://127.0.0.1:${consolePort}/api/v1/incidents`)).json()) as Page<IncidentSummary>)
    .items

describe.for([
  { engine: 'the embedded store', database: async () => null },
  { engine: 'PostgreSQL', database: freshDatabase },
])('on $engine', ({ database }) => {
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kijun-scenario-'))
    mailbox = await openMailbox()
    const url = await database()
    consolePort = await freePort()
    servicePort = await freePort()
    writeFileSync(join(directory, 'users.csv'), 'email\nu1@customer.example\nu2@customer.example\n')
    writeFileSync(
      join(directory, 'collector.yaml'),
      `listen: 127.0.0.1:${consolePort}
data: ${join(directory, 'data')}
${url === null ? '' : `store: "${url}"`}
language: en
mail: { url: "smtp://127.0.0.1:${mailbox.port}", from: "kijun@provider.example" }
services:
  - id: shop
    name: Shop
    pattern: 1
    hours: always
    confirm: { failures: 2, every: 1s }
    contacts:
      users: { file: users.csv }
      admin: [admin@customer.example]
      manager: [manager@provider.example]
      onCall: [oncall@provider.example]
    components:
      - id: web
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${servicePort}", every: 2s }
          - { id: works, purpose: fault, type: http, url: "http://127.0.0.1:${servicePort}/", expect: { status: 200 }, every: 2s }
`,
    )
    service = await startService()
    collector = startProgram('collector/kijun-collector.js', [
      'serve',
      '--config',
      join(directory, 'collector.yaml'),
      '--local-agent',
    ])
    await collector.line(/#enrol=/)
  })

  afterAll(async () => {
    service.kill()
    await collector.end()
    await mailbox.close()
    rmSync(directory, { recursive: true, force: true })
  })

  test('a fault is told to the administrative contact, the manager and on-call, never to users', async () => {
    await tell('break')
    await mailbox.until(3)
    await tell('mend')
    await mailbox.until(6)
    const told = ['admin@customer.example', 'manager@provider.example', 'oncall@provider.example']
    expect(recipients()).toEqual([...told, ...told].sort())
    mailbox.received.length = 0
  })

  test('a stop is told to everyone once, and so is the recovery', async () => {
    service.kill('SIGKILL')
    await mailbox.until(EVERYONE.length)
    expect(recipients()).toEqual(EVERYONE)
    for (const one of mailbox.received) {
      expect(one.mail.text).not.toContain(
        EVERYONE.find((address) => address !== one.to && address.startsWith('u')),
      )
      expect(one.mail.to?.map((to) => to.address)).toEqual([one.to])
    }

    service = await startService()
    await mailbox.until(2 * EVERYONE.length)
    expect(recipients()).toEqual([...EVERYONE, ...EVERYONE].sort())
    expect(new Set(mailbox.received.map((one) => one.messageId)).size).toBe(2 * EVERYONE.length)

    const [latest, ...others] = await incidents()
    expect(latest).toMatchObject({ kind: 'outage', service: 'shop', state: 'recovered' })
    const owed = latest?.obligations.toSorted((a, b) => (a.item < b.item ? -1 : 1))
    expect(owed).toEqual([
      expect.objectContaining({ item: 'III.1.1.1.b', state: 'met', limitMs: 1_200_000 }),
      // Nobody has written the cause yet; it is owed to the administrative contact.
      expect.objectContaining({ item: 'III.1.1.8.a', state: 'open', limitMs: 3_600_000 }),
    ])
    expect(
      others.map((one) => one.kind),
      'the stop is not told a second time as a fault',
    ).toEqual(['fault'])
  })
})
