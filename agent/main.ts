/** Composition root of the agent: the one place that reads clocks, the environment and the command line. */
import { randomUUID } from 'node:crypto'
import { cpus, hostname, release, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import { checkOnce } from './check-once.ts'
import { makeClock } from './clock.ts'
import { byPlace, formatError, loadConfig } from './config.ts'
import { makeLog, reasonOf } from './log.ts'

const USAGE = `usage: kijun-agent COMMAND --config FILE
       kijun-agent inventory

  run     check what the collector assigns, until SIGTERM or Ctrl-C
  check   one check as the collector's configuration writes it (type: tcp, target: …), once
          --agent FILE  the agent's own configuration, for its plugins and secrets
          --json        one JSON document to stdout
  doctor  can this host do its work? each line ok, or what to do
          --json        one JSON document to stdout
  inventory  what \`run\` tells of this host's system, as JSON

exit: 0 done, 1 it did not hold, 2 bad usage or configuration
`

const out = (text: string) => process.stdout.write(text)
const complain = (text: string) => process.stderr.write(text)
const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
const log = makeLog(complain, () => Date.now())

function readCommandLine():
  | { command: string; config: string; agent: string | null; json: boolean }
  | { exit: number } {
  const refuse = (reason: string) => {
    complain(`kijun-agent: ${reason}\n${USAGE}`)
    return { exit: 2 }
  }
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        agent: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
    if (values.help) {
      out(USAGE)
      return { exit: 0 }
    }
    const [command, ...rest] = positionals
    if (!command || !['run', 'check', 'doctor', 'inventory'].includes(command))
      return refuse(`no command ${command ?? 'given'}`)
    if (rest.length > 0) return refuse(`${rest[0]} is not expected`)
    if (command === 'inventory') return { command, config: '', agent: null, json: true }
    if (!values.config) return refuse(`${command} needs --config FILE`)
    if (values.json && command === 'run') return refuse('--json belongs to check and doctor')
    if (values.agent !== undefined && command !== 'check') return refuse('--agent belongs to check')
    return { command, config: values.config, agent: values.agent ?? null, json: values.json }
  } catch (error) {
    return refuse(reasonOf(error))
  }
}

function configured(file: string) {
  const loaded = loadConfig(file)
  if ('config' in loaded) return loaded.config
  complain(
    loaded.errors
      .toSorted(byPlace)
      .map((error) => `${formatError(error)}\n`)
      .join(''),
  )
  return null
}

async function run(file: string): Promise<number> {
  const config = configured(file)
  if (!config) return 2
  const [{ startAgent }, { askChild }, { lockDirectory }, { mkdirSync }] = await Promise.all([
    import('./agent.ts'),
    import('./inventory.ts'),
    import('./lock.ts'),
    import('node:fs'),
  ])
  const asked = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
    // Started by a collector: it ends with it, however that ended.
    process.once('disconnect', () => resolve('the collector that started it has ended'))
  })
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  const lock = await lockDirectory(config.data, clock)
  if (!lock) {
    complain(`kijun-agent: another agent works in ${config.data}\n`)
    return 1
  }
  const agent = await startAgent({
    config,
    clock,
    log,
    random: Math.random,
    epoch: randomUUID(),
    host: hostname(),
    inventory: {
      host: hostname(),
      os: type(),
      kernel: release(),
      cpus: String(cpus().length),
      memory: String(totalmem()),
      node: process.versions.node,
    },
    rss: () => process.memoryUsage.rss(),
    moreInventory: () => askChild(process.argv[1] ?? ''),
  })
  log.info('stopping', { cause: await asked })
  await agent.stop()
  lock.release()
  if (process.connected) process.disconnect()
  return 0
}

async function check({ config: file, agent, json }: { config: string; agent: string | null; json: boolean }) {
  const config = agent === null ? null : configured(agent)
  if (agent !== null && !config) return 2
  const { bareHost, hostSideOf } = await import('./host-side.ts')
  return checkOnce({ file, json, clock, host: config ? hostSideOf(config) : bareHost, out, complain })
}

async function doctor(file: string, json: boolean): Promise<number> {
  const config = configured(file)
  if (!config) return 2
  const { examine } = await import('./doctor.ts')
  const findings = await examine(config, clock, process.versions.node)
  if (json) out(`${JSON.stringify({ ok: findings.every(({ ok }) => ok), findings })}\n`)
  else for (const { subject, ok, text } of findings) out(`${ok ? 'ok  ' : 'DO  '} ${subject}: ${text}\n`)
  return findings.every(({ ok }) => ok) ? 0 : 1
}

async function inventory(): Promise<number> {
  const { readSystem } = await import('./inventory.ts')
  out(`${JSON.stringify(await readSystem())}\n`)
  return 0
}

async function main(): Promise<number> {
  const asked = readCommandLine()
  if ('exit' in asked) return asked.exit
  try {
    if (asked.command === 'run') return await run(asked.config)
    if (asked.command === 'doctor') return await doctor(asked.config, asked.json)
    if (asked.command === 'inventory') return await inventory()
    return await check(asked)
  } catch (error) {
    complain(`kijun-agent: ${reasonOf(error)}\n`)
    return 1
  }
}

// A probe that hangs would keep the program alive.
void main().then((code) => process.exit(code))
