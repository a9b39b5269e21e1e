import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contact } from '../../../collector/model.ts'
import { tokenDigest } from '../../../collector/operators/token.ts'
import { openStore } from '../../../collector/store/open.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { acceptedMail } from '../judge.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { EVERYONE, USERS } from '../world/shop.ts'
import { ADMIN, openStand } from '../world/stand.ts'
import { openBooksOf, openTarget } from '../world/target.ts'

const AGENTS = 2_000
const SERVICES = 20
const CHECKS = 3
/** Resident memory that the collector may take at most, bytes. */
const MEMORY = 1.5 * 1024 ** 3
/** A limit for a busy machine, milliseconds; the guideline's is twenty minutes. */
const TOLD_WITHIN_MS = 60_000

const agentOf = (n: number) => ({
  name: `many-${n}`,
  checks: Array.from({ length: CHECKS }, (_, c) => `s${n % SERVICES}/c${n}/alive-${c}`),
})

function servicesText(): string[] {
  return Array.from({ length: SERVICES }, (_, s) => [
    `  - id: s${s}`,
    `    name: Service ${s}`,
    '    pattern: 1',
    '    hours: always',
    '    contacts: { users: [u1@customer.example], admin: [admin@customer.example] }',
    '    components:',
    ...Array.from({ length: AGENTS / SERVICES }, (_, i) => i * SERVICES + s).flatMap((n) => [
      `      - id: c${n}`,
      '        kind: server',
      `        agent: many-${n}`,
      '        checks:',
      ...Array.from(
        { length: CHECKS },
        (_, c) =>
          `          - { id: alive-${c}, purpose: liveness, type: tcp, target: "127.0.0.1:9", every: 60s }`,
      ),
    ]),
  ]).flat()
}

const contacts = (): Contact[] =>
  Array.from({ length: SERVICES }, (_, s): Contact[] => [
    { service: `s${s}`, audience: 'users', email: USERS[0] ?? '' },
    { service: `s${s}`, audience: 'admin', email: ADMIN },
  ]).flat()

export const massReconnect: Scenario = {
  name: 'mass-reconnect',
  fault: `${AGENTS} agents come back at once, each with the backlog of an hour`,
  shows:
    'the collector stays within its memory, asks for patience by 503 and Retry-After where it needs it, stores all once, evaluates it, and a real stop meanwhile is told in time',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const dir = stage.directory
    const books = openBooksOf(stage)
    const agents = Array.from({ length: AGENTS }, (_, n) => ({
      ...agentOf(n),
      id: randomUUID(),
      token: randomBytes(32).toString('base64url'),
    }))
    const own = { name: 'host-a', id: randomUUID(), token: randomBytes(32).toString('base64url') }
    const data = join(dir, 'collector')
    const store = await openStore({ data, postgres: null })
    const now = Date.now()
    await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now })
    const issued = [...agents, own].map(({ id, name, token }) =>
      store.issueAgent({
        ...{ id, name, credentialId: randomUUID(), tokenDigest: tokenDigest(token) },
        ...{ actor: 'system', now, ledgerId: randomUUID() },
      }),
    )
    await Promise.all(issued)
    await store.close()
    writeFileSync(join(dir, 'agents.json'), JSON.stringify(agents))
    writeFileSync(join(dir, 'host-a.token'), own.token, { mode: 0o600 })

    for (const { name, id } of [...agents, own]) books.agent(name, id)
    const target = await openTarget(stage, books)
    const mailbox = await openMailbox()
    stage.undo('the mail server', () => mailbox.close())
    const checks = [{ id: 'alive', target: `127.0.0.1:${target.port}`, agent: 'host-a' }]
    const mail = `smtp://127.0.0.1:${mailbox.port}`
    const stand = await openStand(stage, books, {
      ...{ mail, users: USERS, checks, services: servicesText(), contacts: contacts() },
      caps: { collectorMemory: MEMORY, descriptors: 2 * AGENTS + 256 },
    })
    for (const { id, token } of [...agents, own]) stand.proxy.ids.set(token, id)
    stand.startAgent('host-a')
    await stage.until('the service is checked', () => target.taken.length >= 2)
    const { pid = 0 } = stand.collector.child
    const before = memoryOf(pid)

    const storm = stage.start('tests/chaos/world/storm.ts', [String(stand.proxy.port), dir])
    await stage.pass(500 + stage.random.int(0, 1000))
    await target.stop()
    const told = (what: RegExp) =>
      mailbox.received.filter(({ mail }) => /Shop/.test(mail.subject ?? '') && what.test(mail.subject ?? ''))
    await stage.until('everyone is told of the stop', () => told(/First notice/).length >= EVERYONE.length)
    const toldMs = Date.now() - (target.stops[0]?.fromAt ?? 0)
    await stage.within('the storm', storm.line(/^."storm/))
    const line = storm.said.findLast((one) => one.startsWith('{"storm"')) ?? '{}'
    const { storm: seen, failures } = JSON.parse(line) as {
      storm: Record<string, number>
      failures: string[]
    }
    await target.start()
    await stage.until('everyone is told of its end', () => told(/Recovered/).length >= EVERYONE.length)
    const begun = performance.now()
    const evaluated = async () => {
      const text = await (await fetch(`http://127.0.0.1:${stand.port}/metrics`)).text()
      return Number(/^kijun_evaluation_results_total\{outcome="ok"\} (\d+)/m.exec(text)?.[1] ?? 0)
    }
    await stage.until('all of it is evaluated', async () => (await evaluated()) >= (seen.results ?? 0))
    const caughtUpMs = Math.round(performance.now() - begun)
    const memory = memoryOf(pid)
    const cpuMs = cpuOf(pid)
    await stand.end()
    await stand.judge(mailbox.received.map(acceptedMail))

    stage.saw('the storm', seen)
    stage.saw('from the stop to the last first notice, ms', toldMs)
    stage.saw('evaluation was behind at the end of it by, ms', caughtUpMs)
    stage.saw(
      'memory of the collector before and at most, MiB',
      [before.rss, memory.most].map((one) => Math.round(one / 1024 ** 2)),
    )
    stage.saw('CPU of the collector, s', cpuMs / 1000)
    stage.verify(`every agent came through (${seen.batches})`, seen.batches === AGENTS)
    stage.verify('every 503 says when to come again', seen.withoutRetryAfter === 0)
    stage.verify(`nothing else was refused or cut (${seen.failed}: ${failures})`, seen.failed === 0)
    stage.verify('the stop is told in time', toldMs < TOLD_WITHIN_MS)
    stage.verify(
      `nobody was told anything else (${mailbox.received.length})`,
      mailbox.received.length === 2 * EVERYONE.length,
    )
  },
}

/** Resident memory now and at most so far, bytes. */
function memoryOf(pid: number): { rss: number; most: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
  return { rss: kib('VmRSS') * 1024, most: kib('VmHWM') * 1024 }
}

/** Processor time so far, milliseconds; the kernel counts in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
