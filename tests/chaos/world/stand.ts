/** A collector and its agents as real programs, with the configuration of one scenario. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contact } from '../../../collector/model.ts'
import type { MailAnswer } from '../../invariants/history.ts'
import { issueWithIds } from '../../support/agents.ts'
import { freePort, type Program } from '../../support/program.ts'
import type { Books } from '../books.ts'
import { type Judged, judge } from '../judge.ts'
import type { Stage } from '../stage.ts'
import { type CAPS, openWatch } from '../watch.ts'
import { openWireProxy, type WireProxy, type WireProxyOptions } from '../wire-proxy.ts'

export interface WantedCheck {
  id: string
  /** `host:port` of a TCP check. */
  target: string
  /** Agent that does it. */
  agent: string
}

export interface Wanted {
  /** `smtp://…` */
  mail: string
  users: string[]
  checks: WantedCheck[]
  /** Further lines at the top level of the configuration. */
  more?: string[]
  /** Further services, as lines of YAML, and their contacts. */
  services?: string[]
  contacts?: Contact[]
  /** Between the agents and the collector; by default on loopback, and plain. */
  proxy?: WireProxyOptions
  /** What programs may take, where it is not what they may everywhere. */
  caps?: Partial<typeof CAPS>
}

/** How a program is started: a command before it (a namespace), and its environment (a clock). */
export interface Around {
  through?: string[]
  env?: Record<string, string>
}

export interface Stand {
  /** The collector's own. */
  port: number
  /** Where agents are sent to: writes everything into the books. */
  proxy: WireProxy
  data: string
  /** The one that runs, or ran last. */
  collector: Program
  /** Ends the collector and starts it again with other lines at the top level of its configuration. */
  restart(more: string[]): Promise<void>
  /** Writes other lines at the top level of the configuration; SIGHUP makes the collector read it. */
  configure(more: string[]): void
  /** Makes the first operator and the agents. */
  issue(names: string[]): Promise<void>
  /** By default it is sent to the proxy. */
  startAgent(name: string, at?: { url?: string; ca?: string } & Around): Program
  /** Ends the agents as people do, so that they write what they have, then the collector, which has to end as asked. */
  end(): Promise<void>
  /** What everything ends with; `mail` is what mail servers were handed. */
  judge(mail: MailAnswer[], more?: Pick<Judged, 'without'>): Promise<void>
}

export const ADMIN = 'admin@customer.example'
const COLLECTOR = 'collector/kijun-collector.js'

function yaml({ mail, users, checks, more = [], services = [] }: Wanted, port: number, data: string) {
  return [
    `listen: 127.0.0.1:${port}`,
    `data: ${data}`,
    'language: en',
    `mail: { url: "${mail}", from: "kijun@provider.example" }`,
    ...more,
    'services:',
    '  - id: shop',
    '    name: Shop',
    '    pattern: 1',
    '    hours: always',
    '    confirm: { failures: 2, every: 1s }',
    `    contacts: { users: [${users.join(', ')}], admin: [${ADMIN}] }`,
    '    components:',
    ...[...Map.groupBy(checks, ({ agent }) => agent)].flatMap(([agent, own]) => [
      `      - id: of-${agent}`,
      '        kind: application',
      `        agent: ${agent}`,
      '        checks:',
      ...own.map(
        ({ id, target }) =>
          `          - { id: ${id}, purpose: liveness, type: tcp, target: "${target}", every: 1s }`,
      ),
    ]),
    ...services,
    '',
  ].join('\n')
}

/** Starts the collector. What is monitored has its books, which become those of all. */
export async function openStand(
  stage: Stage,
  books: Books,
  wanted: Wanted,
  around: Around = {},
): Promise<Stand> {
  const dir = stage.directory
  const port = await freePort()
  const proxy = await openWireProxy(port, books, wanted.proxy)
  stage.undo('the proxy', proxy.close)
  const programs = openWatch(stage, books, wanted.caps)
  books.contacts([
    ...wanted.users.map((email): Contact => ({ service: 'shop', audience: 'users', email })),
    { service: 'shop', audience: 'admin', email: ADMIN },
    ...(wanted.contacts ?? []),
  ])
  const data = join(dir, 'collector')
  const config = join(dir, 'collector.yaml')
  const configure = (more = wanted.more ?? []) => writeFileSync(config, yaml({ ...wanted, more }, port, data))
  configure()
  const heard: { name: string; program: Program }[] = []
  // What they said is there to be read where something did not hold.
  stage.undo('logs', () => {
    for (const { name, program } of heard) writeFileSync(join(dir, `${name}.log`), program.said.join('\n'))
  })
  const serve = () => {
    const program = stage.start(COLLECTOR, ['serve', '--config', config], around)
    heard.push({ name: `collector-${heard.length}`, program })
    programs.collector(program)
    return program
  }
  const agents: Program[] = []
  const stand: Stand = {
    ...{ port, proxy, data },
    collector: serve(),
    configure,
    async restart(more) {
      await stage.within('the end of the collector', stand.collector.end())
      configure(more)
      stand.collector = serve()
      await stage.within('the console of the collector', stand.collector.line(/console on/))
    },
    async issue(names) {
      const issued = await stage.within('agents', issueWithIds(stand.collector, port, names))
      for (const [index, { id, token }] of issued.entries()) {
        const name = names[index] ?? ''
        books.agent(name, id)
        proxy.ids.set(token, id)
        writeFileSync(join(dir, `${name}.token`), token, { mode: 0o600 })
      }
    },
    startAgent(name, { url = `http://127.0.0.1:${proxy.port}`, ca, ...more } = {}) {
      const file = join(dir, `${name}.yaml`)
      const lines = [`collector: ${url}`, `token: { file: ${name}.token }`, `data: ${join(dir, name)}`]
      if (ca) lines.push(`ca: ${ca}`)
      writeFileSync(file, `${lines.join('\n')}\n`)
      const agent = stage.start('agent/kijun-agent.js', ['run', '--config', file], more)
      agents.push(agent)
      programs.agent(agent, { name, id: books.agents.get(name) ?? '', data: join(dir, name) })
      heard.push({ name, program: agent })
      return agent
    },
    async end() {
      for (const agent of agents) await stage.within('the end of an agent', agent.end())
      const how = await stage.within('the end of the collector', stand.collector.end())
      stage.verify(`the collector ends as asked (${how})`, how === 0)
      stage.verify('no batch was answered 500', !proxy.statuses.has(500))
    },
    async judge(mail, more = {}) {
      programs.end()
      await judge(stage, { books, data, mail, services: ['shop'], ...more })
    },
  }
  return stand
}
