import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import type { Clock } from '../rules/clock.ts'
import type { Log } from './log.ts'
import { tokenDigest } from './operators/token.ts'
import type { Store } from './store/port.ts'

/** The agents that a collector runs itself, as configurations name them: that of `--local-agent`, and its own vantage. */
export const THIS_HOST = 'this-host'
export const OWN_VANTAGE = 'collector'

const PROGRAM = fileURLToPath(new URL('../agent/kijun-agent.js', import.meta.url))

/** Waits between restarts, each twice the one before; an agent that ran this long begins at the first again. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000
const STEADY_MS = 60_000
/** An agent that is asked to end gets this long. */
const END_MS = 2000

export interface LocalAgentDeps {
  name: typeof THIS_HOST | typeof OWN_VANTAGE
  store: Pick<Store, 'agentByToken' | 'issueAgent'>
  /** The collector's data directory. */
  data: string
  /** The collector's own address. */
  url: string
  clock: Clock
  log: Log
  random: { bytes(length: number): Buffer; uuid(): string }
  /** Writes a ledger entry. */
  record(kind: string, subject: string, payload: unknown): Promise<void>
  /** The agent's entry; another one in tests. */
  program?: string
}

export interface LocalAgent {
  /** Ends the agent: asked first, then by force. */
  stop(): Promise<void>
}

/** Issues the agent once, writes its configuration and keeps it running. */
export async function startLocalAgent(deps: LocalAgentDeps): Promise<LocalAgent> {
  const config = await prepare(deps)
  return supervise(config, deps)
}

/** The agent's files under `data/agents`, with a token that is valid; returns its configuration's path. */
async function prepare({ name, store, data, url, clock, random }: LocalAgentDeps): Promise<string> {
  const directory = join(data, 'agents')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const tokenFile = join(directory, `${name}.token`)
  const token = await readToken(tokenFile)
  const known =
    token === null ? null : await store.agentByToken({ tokenDigest: tokenDigest(token), now: clock.now() })
  if (known?.name !== name) {
    const fresh = random.bytes(32).toString('base64url')
    await writePrivately(tokenFile, `${fresh}\n`)
    await store.issueAgent({
      id: random.uuid(),
      name,
      credentialId: random.uuid(),
      tokenDigest: tokenDigest(fresh),
      actor: 'system',
      now: clock.now(),
      ledgerId: random.uuid(),
    })
  }
  const config = join(directory, `${name}.yaml`)
  const text = stringify({ collector: url, token: { file: `${name}.token` }, data: name })
  await writePrivately(
    config,
    `# Written by the collector at each start of this agent; a change here is lost.\n${text}`,
  )
  return config
}

async function readToken(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, for this user only. */
async function writePrivately(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await chmod(`${file}.new`, 0o600)
  await rename(`${file}.new`, file)
}

function supervise(config: string, deps: LocalAgentDeps): LocalAgent {
  const { name, clock, log, record, program = PROGRAM } = deps
  let stopping = false
  let wait = FIRST_WAIT_MS
  let cancelRestart: () => void = () => undefined
  let child: ChildProcess
  let ended: Promise<void>

  const run = () => {
    const startedAt = clock.monotonic()
    child = spawn(process.execPath, [program, 'run', '--config', config], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) if (stream) passOn(stream, name, log)
    ended = new Promise((resolve) => {
      child.once('error', (err) => log.error({ err, agent: name }, 'the local agent cannot be started'))
      child.once('close', (code, signal) => {
        resolve()
        if (stopping) return
        if (clock.monotonic() - startedAt >= STEADY_MS) wait = FIRST_WAIT_MS
        log.error(
          { agent: name, code, signal, restartInMs: wait },
          'the local agent ended and is started again',
        )
        record('local-agent.ended', `agent/${name}`, { code, signal, restartInMs: wait }).catch(
          (err: unknown) => log.error({ err }, 'the end of the local agent could not be recorded'),
        )
        cancelRestart = clock.after(wait, run)
        wait = Math.min(LONGEST_WAIT_MS, wait * 2)
      })
    })
  }
  run()

  return {
    async stop() {
      stopping = true
      cancelRestart()
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const cancelForce = clock.after(END_MS, () => child.kill('SIGKILL'))
      await ended
      cancelForce()
    },
  }
}

/** The agent's lines as lines of this log: what is JSON with its own fields, the rest as text. */
function passOn(stream: Readable, name: string, log: Log): void {
  const agentLog = log.child({ localAgent: name })
  createInterface({ input: stream }).on('line', (line) => {
    const { level, msg, fields } = readLine(line)
    agentLog[level](fields, msg)
  })
}

const LEVELS = ['error', 'warn', 'info'] as const
type Level = (typeof LEVELS)[number]

function readLine(line: string): { level: Level; msg: string; fields: Record<string, unknown> } {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read === 'object' && read !== null && 'msg' in read) {
      const { level, msg, time: _time, name: _name, ...fields } = read as Record<string, unknown>
      return { level: LEVELS.find((known) => known === level) ?? 'info', msg: String(msg), fields }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { level: 'info', msg: line, fields: {} }
}
