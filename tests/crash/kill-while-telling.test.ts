/**
 * The collector is killed with -9 again and again while it tells many people of a stop, and while it tells
 * them of the recovery. Everyone gets both; what comes twice is the same mail, with the same Message-ID, and
 * counted as an attempt without a record (design, rule 6).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { freePort, startProgram } from '../support/program.ts'

const USERS = Array.from({ length: 120 }, (_, n) => `u${n}@customer.example`)

/**
 * The clock of the leases goes on between the lives of the collector: what a dead one had leased is free a
 * minute later. That minute is taken from the leases instead of being waited for.
 */
function expireLeases(data: string): void {
  const db = new DatabaseSync(join(data, 'kijun.db'), { timeout: 5000 })
  db.exec('update delivery set lease_until = 1 where lease_until > 1')
  db.exec('update lease set until = 1 where until > 1')
  db.close()
}

function attemptsWithoutRecord(data: string): number {
  const db = new DatabaseSync(join(data, 'kijun.db'), { readOnly: true })
  const row = db
    .prepare('select (select sum(attempts) from delivery) - (select count(*) from delivery_attempt) as n')
    .get()
  db.close()
  return Number(row?.n)
}

test('everyone is told of the stop and of its end, and only a kill repeats a mail', {
  timeout: 90_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kijun-telling-'))
  const data = join(directory, 'data')
  const mailbox: Mailbox = await openMailbox()
  const target = await freePort()
  let service: Server = createServer((socket) => socket.end())
  const up = () => new Promise<void>((resolve) => service.listen(target, '127.0.0.1', resolve))
  await up()
  writeFileSync(join(directory, 'users.csv'), ['email', ...USERS, ''].join('\n'))
  const config = join(directory, 'collector.yaml')
  writeFileSync(
    config,
    `listen: 127.0.0.1:${await freePort()}
data: ${data}
language: en
mail: { url: "smtp://127.0.0.1:${mailbox.port}", from: "kijun@provider.example" }
services:
  - id: shop
    name: Shop
    pattern: 1
    hours: always
    confirm: { failures: 2, every: 1s }
    contacts: { users: { file: users.csv }, admin: [admin@customer.example] }
    components:
      - id: web
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${target}", every: 1s }
`,
  )
  const serve = () =>
    startProgram('collector/kijun-collector.js', ['serve', '--local-agent', '--config', config])
  let collector = serve()
  let kills = 0
  /** Kills at each of these numbers of mails, and starts again. */
  async function killAt(counts: number[]): Promise<void> {
    for (const count of counts) {
      await mailbox.until(count)
      await collector.end('SIGKILL')
      kills += 1
      expireLeases(data)
      collector = serve()
    }
  }
  const distinct = () => new Set(mailbox.received.map(({ messageId }) => messageId)).size
  const everyone = USERS.length + 1
  try {
    await collector.line(/the collector knows this agent/)
    service.close()
    await killAt([3, 40, 90])
    while (distinct() < everyone) await mailbox.until(mailbox.received.length + 1)
    service = createServer((socket) => socket.end())
    await up()
    const before = mailbox.received.length
    await killAt([before + 1, before + 60])
    while (distinct() < 2 * everyone) await mailbox.until(mailbox.received.length + 1)
    expect(await collector.end()).toBe(0)

    const told = Map.groupBy(mailbox.received, ({ messageId }) => messageId)
    expect(told.size, 'a first notice and a recovery each, and nothing else').toBe(2 * everyone)
    for (const subject of [/First notice/, /Recovered/]) {
      const reached = mailbox.received
        .filter(({ mail }) => subject.test(mail.subject ?? ''))
        .map(({ to }) => to)
      expect(new Set(reached)).toEqual(new Set([...USERS, 'admin@customer.example']))
    }
    const repeated = mailbox.received.length - told.size
    expect(repeated, 'no repetition that is not counted').toBeLessThanOrEqual(attemptsWithoutRecord(data))
    expect(repeated, 'never more than what was under way').toBeLessThanOrEqual(kills * 20)
  } finally {
    await collector.end('SIGKILL')
    service.close()
    await mailbox.close()
    rmSync(directory, { recursive: true, force: true })
  }
})
