/** A collector and its agents as real programs, with the configuration of one scenario. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueAgents } from '../../support/agents.ts'
import { freePort, type Program } from '../../support/program.ts'
import type { Stage } from '../stage.ts'

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
  /** Further services, as lines of YAML. */
  services?: string[]
  /** Address that the collector listens on; loopback by default. */
  listen?: string
}

/** How a program is started: a command before it (a namespace), and its environment (a clock). */
export interface Around {
  through?: string[]
  env?: Record<string, string>
}

export interface Stand {
  port: number
  data: string
  /** The one that runs, or ran last. */
  collector: Program
  /** Ends the collector and starts it again with other lines at the top level of its configuration. */
  restart(more: string[]): Promise<void>
  /** Writes other lines at the top level of the configuration; SIGHUP makes the collector read it. */
  configure(more: string[]): void
  /** Makes the first operator and the agents. */
  issue(names: string[]): Promise<void>
  startAgent(name: string, at: { url: string; ca?: string } & Around): Program
  /** Ends the agents as people do, so that they write what they have, then the collector; resolves with its exit code. */
  end(): Promise<number | NodeJS.Signals | null>
}

export const ADMIN = 'admin@customer.example'
const COLLECTOR = 'collector/kijun-collector.js'

function yaml(
  { mail, users, checks, more = [], services = [], listen = '127.0.0.1' }: Wanted,
  port: number,
  data: string,
) {
  return [
    `listen: ${listen}:${port}`,
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

/** Starts the collector. */
export async function openStand(stage: Stage, wanted: Wanted, around: Around = {}): Promise<Stand> {
  const dir = stage.directory
  const port = await freePort()
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
    return program
  }
  const agents: Program[] = []
  const stand: Stand = {
    port,
    data,
    collector: serve(),
    configure,
    async restart(more) {
      await stage.within('the end of the collector', stand.collector.end())
      configure(more)
      stand.collector = serve()
      await stage.within('the console of the collector', stand.collector.line(/console on/))
    },
    async issue(names) {
      const tokens = await stage.within('agents', issueAgents(stand.collector, port, names))
      for (const [index, name] of names.entries())
        writeFileSync(join(dir, `${name}.token`), tokens[index] ?? '', { mode: 0o600 })
    },
    startAgent(name, { url, ca, ...more }) {
      const file = join(dir, `${name}.yaml`)
      const lines = [`collector: ${url}`, `token: { file: ${name}.token }`, `data: ${join(dir, name)}`]
      if (ca) lines.push(`ca: ${ca}`)
      writeFileSync(file, `${lines.join('\n')}\n`)
      const agent = stage.start('agent/kijun-agent.js', ['run', '--config', file], more)
      agents.push(agent)
      heard.push({ name, program: agent })
      return agent
    },
    async end() {
      for (const agent of agents) await stage.within('the end of an agent', agent.end())
      return stage.within('the end of the collector', stand.collector.end())
    },
  }
  return stand
}

/** How many items an agent had not handed over when it ended; null where it did not say. */
export function leftOver(agent: Program): number | null {
  const said = agent.said.findLast((line) => line.includes('"the agent has stopped"'))
  return said === undefined ? null : Number((JSON.parse(said) as { waiting: number }).waiting)
}
