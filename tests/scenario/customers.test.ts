/**
 * Two customers of one service, as both meet it: real collector, real agent, real mail server, a real service
 * that is stopped and started again. Each reads of it in its own language, on its own clocks, by its own contract.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IncidentSummary, Page, ServiceSummary } from '../../rules/api/types.ts'
import type { Report } from '../../rules/report/types.ts'
import { type Mailbox, openMailbox, type Received } from '../support/mailbox.ts'
import { freePort, type Program, startProgram } from '../support/program.ts'

const SERVICE = `
  require('node:net').createServer((one) => one.end()).listen(Number(process.argv[1]), '127.0.0.1', () => process.send('listening'))`

const BOTH = 'consultant@example.net'
const ACME = ['admin@acme.example', BOTH, 'u1@acme.example', 'u2@acme.example']
const GLOBEX = [BOTH, 'it@globex.example', 'u1@globex.example']
const STAFF = ['manager@provider.example', 'oncall@provider.example']
const EVERYBODY = [...ACME, ...GLOBEX, ...STAFF]

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
const get = async <T>(path: string) =>
  (await (await fetch(`http://127.0.0.1:${consolePort}/api/v1/${path}`)).json()) as T

/** The mails of one contract, by a word that only its mails have; those to our own people have none of them. */
function mailsOf(name: string | null): Received[] {
  const of = ({ mail }: Received) => /(?:ご契約者：|Customer: )(.*)/.exec(mail.text ?? '')?.[1] ?? null
  return mailbox.received.filter((one) => of(one) === name)
}
const recipients = (mails: Received[]) => mails.map(({ to }) => to).sort()

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kijun-customers-'))
  mailbox = await openMailbox()
  consolePort = await freePort()
  servicePort = await freePort()
  writeFileSync(
    join(directory, 'collector.yaml'),
    `listen: 127.0.0.1:${consolePort}
data: ${join(directory, 'data')}
language: ja
timezone: Asia/Tokyo
mail: { url: "smtp://127.0.0.1:${mailbox.port}", from: "kijun@provider.example" }
services:
  - id: shop
    name: Shop
    pattern: 1
    hours: always
    confirm: { failures: 2, every: 1s }
    contacts:
      manager: [manager@provider.example]
      onCall: [oncall@provider.example]
    customers:
      - id: acme
        name: アクメ商事
        contacts: { users: [u1@acme.example, u2@acme.example, ${BOTH}], admin: [admin@acme.example] }
      - id: globex
        name: Globex Ltd
        language: en
        timezone: America/New_York
        contacts: { users: [u1@globex.example, ${BOTH}], admin: [it@globex.example] }
        values:
          III.1.1.1.b: { contract: 15m, decidedBy: Sales, on: 2026-10-01 }
    components:
      - id: web
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${servicePort}", every: 2s }
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

test('a stop and its end: each customer by its own contract, and nothing of the other', async () => {
  service.kill('SIGKILL')
  await mailbox.until(EVERYBODY.length)
  service = await startService()
  await mailbox.until(2 * EVERYBODY.length)

  const twice = (who: string[]) => [...who, ...who].sort()
  expect(recipients(mailsOf('アクメ商事'))).toEqual(twice(ACME))
  expect(recipients(mailsOf('Globex Ltd'))).toEqual(twice(GLOBEX))
  expect(recipients(mailsOf(null))).toEqual(twice(STAFF))
  expect(new Set(mailbox.received.map(({ messageId }) => messageId)).size).toBe(2 * EVERYBODY.length)

  for (const { to, mail } of mailbox.received) {
    expect(mail.to?.map(({ address }) => address)).toEqual([to])
    const whole = JSON.stringify([mail.headers, mail.text])
    for (const other of EVERYBODY) if (other !== to) expect(whole).not.toContain(other)
  }
  const text = (mails: Received[]) => mails.map(({ mail }) => `${mail.subject}\n${mail.text}`).join('\n')
  expect(text(mailsOf('アクメ商事'))).not.toMatch(/Globex|is down|America/)
  expect(text(mailsOf('アクメ商事'))).toMatch(/稼働停止のお知らせ[\s\S]*\(JST, UTC\+09:00\)/)
  expect(text(mailsOf('Globex Ltd'))).not.toMatch(/アクメ|JST|稼働/)
  expect(text(mailsOf('Globex Ltd'))).toMatch(/is down[\s\S]*\(America\/New_York, UTC-0[45]:00\)/)
  expect(text(mailsOf(null))).not.toMatch(/アクメ|Globex/)

  // The contact of each reads its own limit; our own people the earlier of both.
  const first = (name: string | null, to: string) =>
    mailsOf(name).find((one) => one.to === to && /First notice|速報/.test(one.mail.subject ?? ''))?.mail.text
  expect(first('アクメ商事', 'admin@acme.example')).toContain('III.1.1.1.b、検知後20分以内')
  expect(first('Globex Ltd', 'it@globex.example')).toMatch(/III\.1\.1\.1\.b: within 15 min/)
  expect(first(null, 'oncall@provider.example')).toContain('顧客2者のうち最も早い期限、15分以内')
})

test('what is owed to each is there with its own due time, and each has a report of its own', async () => {
  const { items } = await get<Page<IncidentSummary>>('incidents')
  const [incident] = items
  expect(incident?.customers.map(({ name }) => name).sort()).toEqual(['Globex Ltd', 'アクメ商事'])
  const owed = incident?.obligations.map(({ customer, item, limitMs, state }) => [
    customer,
    item,
    limitMs,
    state,
  ])
  expect(owed?.toSorted()).toEqual([
    ['acme', 'III.1.1.1.b', 1_200_000, 'met'],
    ['acme', 'III.1.1.8.a', 3_600_000, 'open'],
    ['globex', 'III.1.1.1.b', 900_000, 'met'],
    ['globex', 'III.1.1.8.a', 3_600_000, 'open'],
  ])
  const [shop] = (await get<Page<ServiceSummary>>('services')).items
  expect(shop?.customers.map(({ id, values }) => [id, values.map(({ inForce }) => inForce)])).toEqual([
    ['acme', []],
    ['globex', ['PT15M']],
  ])
  const month = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Tokyo' })
    .format(Date.parse(incident?.confirmedAt ?? ''))
    .slice(0, 7)
  const report = await get<Report>(`services/shop/report?month=${month}&customer=globex`)
  expect(report.customer).toMatchObject({ id: 'globex', timezone: 'America/New_York' })
  expect(report.verdicts.find(({ item }) => item === 'III.1.1.1.b')).toMatchObject({
    ...{ inForce: 'PT15M', verdict: 'met', counts: { met: 1 } },
  })
  expect(JSON.stringify(report)).not.toMatch(/acme|アクメ/)
})
