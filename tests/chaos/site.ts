/**
 * A collector as a user runs it, with its mail server, the services that it watches and the agents on their hosts:
 * real processes all, except for the mail server and the services, which the generator is itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Contact } from '../../collector/model.ts'
import type { MailAnswer } from '../invariants/history.ts'
import { issueWithIds } from '../support/agents.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { freePort, type Program } from '../support/program.ts'
import { type Books, openBooks } from './books.ts'
import { acceptedMail, judge } from './judge.ts'
import type { Stage } from './stage.ts'
import { openWatch, type Watch } from './watch.ts'
import { openWireProxy, type WireProxy } from './wire-proxy.ts'

export interface SiteOptions {
  /** One service each: agent `host-a` watches service `of-host-a`. */
  agents?: string[]
  /** Further checks of each service, of a target that never stops; each gives one result a second. */
  steadyChecks?: number
  users?: number
  /** Whether the services have a manager, who is told of gaps of the monitoring as well. */
  managed?: boolean
  /** Address of a PostgreSQL database; by default the embedded store. */
  postgres?: string | null
  /** The same database as it is read at the end, past what lies between. */
  judgedAt?: string
  /** Where the collector's data lies; by default in the stage's directory. */
  data?: string
  /** Puts something between the collector and the mail server: from its port to the port that the collector is told. */
  mailThrough?: (port: number) => Promise<number>
  /** Bytes that the spools of its agents may have. */
  spoolBytes?: number
}

/** A monitored service of the generator: `stop` and `start` are written down before they are done. */
export interface Watched {
  service: string
  port: number
  stop(): Promise<void>
  start(): Promise<void>
}

export interface Site {
  books: Books
  mailbox: Mailbox
  proxy: WireProxy
  data: string
  config: string
  port: number
  recipients: string[]
  /** The collector that runs, or ran last. */
  collector: Program
  watched: Record<string, Watched>
  /** Starts the collector (again); resolves when its console is there. */
  serve(): Promise<Program>
  /** Answers of mail servers beside what the mailbox took. */
  mail: MailAnswer[]
  /** Kills the collector (or finds it dead) and starts it again, as if the leases of the dead one had run out. */
  restart(): Promise<void>
  /** Starts a second collector on the same PostgreSQL, and returns it with its port. */
  second(): Promise<{ program: Program; port: number }>
  /** Starts the agent of this name (again); `data` is its directory, by default one that stays the same. */
  agent(name: string, around?: { data?: string; spool?: string }): Promise<Program>
  agentData(name: string): string
  /** The service stops, everyone is told; it comes back, everyone is told. */
  outage(agent: string): Promise<void>
  /** Waits until everyone was told of every stop so far, of all services together. */
  stopsTold(): Promise<void>
  /** Waits until everyone was told of every stop so far and of its end. */
  everyoneTold(): Promise<void>
  /** Waits until so many items more are acknowledged. */
  more(count: number): Promise<void>
  /** Waits until every number is accounted for, ends the processes in an orderly way, and judges. */
  close(): Promise<void>
}

async function watch(
  stage: Stage,
  books: Books,
  { service, checks }: { service: string; checks: string[] },
): Promise<Watched> {
  books.watched(service, checks)
  const port = await freePort()
  let server: Server | null = null
  const listen = async () => {
    const next = createServer((socket) => socket.on('error', () => undefined).end())
    await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve))
    server = next
  }
  const close = () => new Promise<void>((resolve) => server?.close(() => resolve()) ?? resolve())
  await listen()
  stage.undo(`service ${service}`, close)
  return {
    service,
    port,
    async stop() {
      books.stopped(service)
      await close()
    },
    async start() {
      await listen()
      books.started(service)
    },
  }
}

interface ServiceText {
  agent: string
  target: number
  steady: number[]
  users: string[]
  managers: string[]
}

const serviceText = ({ agent, target, steady, users, managers }: ServiceText) => `
  - id: of-${agent}
    name: of-${agent}
    pattern: 1
    hours: always
    confirm: { failures: 2, every: 1s }
    contacts: { users: [${users.join(', ')}], admin: [admin@customer.example]${managers.length > 0 ? `, manager: [${managers.join(', ')}]` : ''} }
    components:
      - id: web
        kind: application
        agent: ${agent}
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${target}", every: 1s }
${steady
  .map(
    (port, n) =>
      `          - { id: steady-${n}, purpose: fault, type: tcp, target: "127.0.0.1:${port}", every: 1s }`,
  )
  .join('\n')}`

export const MANAGER = 'manager@provider.example'

/** What a dead collector had leased is free a minute later: that minute is taken from the leases instead of waited for. */
function expireLeases(data: string): void {
  const db = new DatabaseSync(join(data, 'kijun.db'), { timeout: 5000 })
  db.exec('update delivery set lease_until = 1 where lease_until > 1')
  db.exec('update lease set until = 1 where until > 1')
  db.close()
}

export async function openSite(stage: Stage, options: SiteOptions = {}): Promise<Site> {
  const { agents = ['host-a'], steadyChecks = 10, postgres = null } = options
  const mailThrough = options.mailThrough ?? (async (own: number) => own)
  const users = Array.from({ length: options.users ?? 3 }, (_, n) => `u${n}@customer.example`)
  const managers = options.managed === true ? [MANAGER] : []
  const recipients = ['admin@customer.example', ...users, ...managers]
  const books = openBooks(join(stage.directory, 'books.jsonl'), stage.replay)
  stage.undo('the books', books.close)
  const mailbox = await openMailbox()
  stage.undo('the mail server', mailbox.close)
  const watched: Record<string, Watched> = {}
  const contacts: Contact[] = []
  const programs: Watch = openWatch(stage, books)
  for (const agent of agents) {
    const service = `of-${agent}`
    watched[agent] = await watch(stage, books, { service, checks: [`${service}/web/alive`] })
    for (const email of users) contacts.push({ service, audience: 'users', email })
    contacts.push({ service, audience: 'admin', email: 'admin@customer.example' })
    for (const email of managers) contacts.push({ service, audience: 'manager', email })
  }
  books.contacts(contacts)
  const steady = await watch(stage, books, {
    service: 'steady',
    checks: agents.flatMap((agent) =>
      Array.from({ length: steadyChecks }, (_, n) => `of-${agent}/web/steady-${n}`),
    ),
  })
  const port = await freePort()
  const proxy = await openWireProxy(port, books)
  stage.undo('the proxy', proxy.close)
  const data = options.data ?? join(stage.directory, 'collector')
  const config = join(stage.directory, 'collector.yaml')
  const services = agents.map((agent) => {
    const targets = Array.from({ length: steadyChecks }, () => steady.port)
    return serviceText({ agent, target: watched[agent]?.port ?? 0, steady: targets, users, managers })
  })
  const mailPort = await mailThrough(mailbox.port)
  const configure = (file: string, listenPort: number, ownData: string) =>
    writeFileSync(
      file,
      `listen: 127.0.0.1:${listenPort}
data: ${ownData}
${postgres === null ? '' : `store: "${postgres}"\n`}language: en
mail: { url: "smtp://127.0.0.1:${mailPort}", from: "kijun@provider.example" }
services:${services.join('')}
`,
    )
  configure(config, port, data)
  const running = new Map<string, Program>()
  const collectors: Program[] = []
  const agentData = (name: string) => join(stage.directory, name)

  const site: Site = {
    ...{ books, mailbox, proxy, data, config, port, recipients, watched, agentData },
    mail: [],
    collector: stage.start('collector/kijun-collector.js', ['serve', '--config', config]),
    async serve() {
      site.collector = stage.start('collector/kijun-collector.js', ['serve', '--config', config])
      collectors.push(site.collector)
      programs.collector(site.collector)
      await stage.within('the console of the collector', site.collector.line(/console on/))
      return site.collector
    },
    async restart() {
      books.fault('collector-killed', 'collector')
      await site.collector.end('SIGKILL')
      if (postgres === null) expireLeases(data)
      await site.serve()
      books.over('collector-killed', 'collector')
    },
    async second() {
      const own = { file: join(stage.directory, 'second.yaml'), port: await freePort() }
      configure(own.file, own.port, join(stage.directory, 'second'))
      const program = stage.start('collector/kijun-collector.js', ['serve', '--config', own.file])
      await stage.within('the console of the second collector', program.line(/console on/))
      return { program, port: own.port }
    },
    async agent(name, { data: own = agentData(name), spool = '' } = {}) {
      mkdirSync(own, { recursive: true })
      const file = join(stage.directory, `${name}.yaml`)
      const lines = [
        `collector: http://127.0.0.1:${proxy.port}`,
        `token: { file: ${join(stage.directory, `${name}.token`)} }`,
        `data: ${own}`,
        spool,
      ]
      writeFileSync(file, `${lines.join('\n')}\n`)
      const program = stage.start('agent/kijun-agent.js', ['run', '--config', file])
      running.set(name, program)
      const { spoolBytes: maxBytes } = options
      const id = books.agents.get(name) ?? ''
      programs.agent(program, { name, id, data: own, ...(maxBytes === undefined ? {} : { maxBytes }) })
      await stage.within(`agent ${name}`, program.line(/the agent runs/))
      return program
    },
    async outage(agent) {
      const one = watched[agent]
      if (!one) throw new Error(`no agent ${agent}`)
      await one.stop()
      await site.stopsTold()
      await one.start()
      await site.everyoneTold()
    },
    stopsTold: () => told(/First notice/),
    async everyoneTold() {
      await told(/First notice/)
      await told(/Recovered/)
    },
    async more(count) {
      const goal = books.acknowledged.size + count
      await stage.until(`${count} further acknowledged items`, () => books.acknowledged.size >= goal)
    },
    async close() {
      await stage
        .until('every number acknowledged or told as lost', () => books.missing().length === 0)
        .catch((error) => {
          stage.saw('numbers without a word', books.missing())
          throw error
        })
      for (const program of running.values()) await program.end()
      const isDamage = (line: string) => line.includes('the log of the store was damaged')
      stage.verify(
        'no start took what a crash left for damage',
        !collectors.some(({ said }) => said.some(isDamage)),
      )
      stage.verify('no batch was answered 500', !proxy.statuses.has(500))
      stage.verify('the collector ends in an orderly way', (await site.collector.end()) === 0)
      programs.end()
      await judge(stage, {
        ...{ books, data, postgres: options.judgedAt ?? postgres },
        mail: [...mailbox.received.map(acceptedMail), ...site.mail],
        services: agents.map((agent) => `of-${agent}`),
      })
    },
  }
  const told = (subject: RegExp) => {
    const stops = [...books.stops.values()].reduce((sum, n) => sum + n, 0)
    return stage.until(`everyone told (${subject.source}) of ${stops} stops`, () => {
      const mails = mailbox.received.filter(({ mail }) => subject.test(mail.subject ?? ''))
      const distinct = new Set(mails.map(({ to, messageId }) => `${to} ${messageId}`))
      return distinct.size >= stops * recipients.length
    })
  }

  programs.collector(site.collector)
  const issued = issueWithIds(site.collector, port, agents)
  for (const [n, { id, token }] of (await stage.within('tokens of the agents', issued)).entries()) {
    const name = agents[n] ?? ''
    books.agent(name, id)
    proxy.ids.set(token, id)
    writeFileSync(join(stage.directory, `${name}.token`), token, { mode: 0o600 })
  }
  return site
}
