import { spawn } from 'node:child_process'
import type { CheckType, Probe, ProbeResult } from './types.ts'

const DEFAULT_COUNT = 3
/** Distance of two requests, seconds: the least that a user without privileges may ask for. */
const DISTANCE_S = 0.2
/** Characters read of the program's output; 20 replies need a tenth. */
const MOST_OUTPUT = 65_536
/** Beyond these a report is none: requests (the schema allows 20), and milliseconds of a round trip. */
const MOST_SENT = 1_000
const MOST_MS = 1e9

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'host', description: 'host name or address' },
    count: { type: 'integer', minimum: 1, maximum: 20, description: 'echo requests, default 3' },
    maxLoss: {
      type: 'integer',
      minimum: 0,
      maximum: 99,
      description: 'percent of requests that may be lost, default: any reply will do',
    },
  },
} as const

export interface PingOutput {
  sent: number
  received: number
  /** Round trips, milliseconds. */
  times: number[]
}

/**
 * Reads what the system's ping printed by the `ping` package's parser, called here so that what it
 * throws at an output that it does not know is caught (its own `probe` throws outside its promise,
 * which then never settles). Null where the output is no report of a ping.
 */
export async function parsePing(target: string, output: string): Promise<PingOutput | null> {
  const { default: factory } = await import('ping/lib/parser/factory.js')
  const summary = /(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(output)
  if (!summary) return null
  const parser = factory.createParser(target, process.platform)
  let times: unknown[]
  try {
    for (const line of output.split('\n')) parser.eat(line)
    times = parser.getResult().times
  } catch {
    // Not silent: no report is an unknown result with the output as its message.
    return null
  }
  const [sent, received] = [Number(summary[1]), Number(summary[2])]
  const trips = times.filter((time): time is number => typeof time === 'number')
  // More answers than requests, or a round trip of years: this is no report of a ping.
  if (received > sent || sent > MOST_SENT || trips.some((time) => !(time >= 0 && time <= MOST_MS)))
    return null
  return { sent, received, times: trips }
}

/** What ping's own complaint means; null where it is not known. */
function complaint(output: string): ProbeResult | null {
  const line =
    output.split('\n').find((text) => /^(ping|socket|connect)\b.*:/.test(text)) ?? output.split('\n')[0] ?? ''
  const message = line.slice(0, 200)
  if (/not known|unknown host|No address|bad address/i.test(line)) {
    return { outcome: 'failed', reason: 'name-not-found', message }
  }
  if (/Temporary failure/i.test(line)) return { outcome: 'unknown', reason: 'name-server-silent', message }
  if (/unreachable/i.test(line)) return { outcome: 'failed', reason: 'unreachable', message }
  if (/not permitted|permission|privilege|capabilit/i.test(line)) {
    return { outcome: 'unknown', reason: 'not-permitted', message }
  }
  return null
}

export function judgePing(parsed: PingOutput | null, output: string, maxLoss: number): ProbeResult {
  if (!parsed) {
    const known = complaint(output)
    return known ?? { outcome: 'unknown', reason: 'ping-output', message: output.slice(0, 200) }
  }
  const { sent, received, times } = parsed
  const loss = sent > 0 ? ((sent - received) / sent) * 100 : 100
  const values: Record<string, number> = { sent, received, loss_percent: loss }
  if (times.length > 0) {
    values.rtt_min_ms = Math.min(...times)
    values.rtt_avg_ms = times.reduce((sum, time) => sum + time, 0) / times.length
    values.rtt_max_ms = Math.max(...times)
  }
  if (received === 0)
    return { outcome: 'failed', reason: 'no-reply', message: `${sent} sent, none answered`, values }
  if (loss > maxLoss) {
    return {
      outcome: 'failed',
      reason: 'loss',
      message: `${Math.round(loss)} % lost, ${maxLoss} % allowed`,
      values,
    }
  }
  return { outcome: 'ok', values }
}

function prepare(config: Record<string, unknown>): Probe {
  const target = String(config.target)
  // The schema refuses it too; here it would become an option of a program.
  if (target.startsWith('-')) throw new Error('target must not begin with -')
  const count = typeof config.count === 'number' ? config.count : DEFAULT_COUNT
  const maxLoss = typeof config.maxLoss === 'number' ? config.maxLoss : 99.99
  return async ({ signal, timeoutMs }) => {
    const { default: builders } = await import('ping/lib/builder/factory.js')
    const builder = builders.createBuilder(process.platform)
    // The last reply is awaited for what the sending leaves of the time-out.
    const timeout = Math.max(1, Math.floor(timeoutMs / 1000 - (count - 1) * DISTANCE_S))
    const args = builder.getCommandArguments(target, {
      numeric: true,
      timeout,
      min_reply: count,
      extra: ['-i', String(DISTANCE_S)],
    })
    const { env } = builder.getSpawnOptions()
    const run = await runPing(args, { ...env, LC_ALL: 'C' }, signal)
    if (typeof run !== 'string') return run
    return judgePing(await parsePing(target, run), run, maxLoss)
  }
}

function runPing(
  args: string[],
  env: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<string | ProbeResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('ping', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer) => {
      if (output.length < MOST_OUTPUT) output += chunk.toString('latin1')
    }
    const kill = () => child.kill('SIGKILL')
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    signal.addEventListener('abort', kill, { once: true })
    child.once('error', (error: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', kill)
      if (error.code !== 'ENOENT') reject(error)
      else resolve({ outcome: 'unknown', reason: 'no-ping-binary', message: 'this host has no ping program' })
    })
    child.once('close', () => {
      signal.removeEventListener('abort', kill)
      if (signal.aborted) resolve({ outcome: 'failed', reason: 'timeout', message: 'no answer in time' })
      else resolve(output)
    })
  })
}

/** A host answers ICMP echo requests. */
export const ping: CheckType = {
  name: 'ping',
  description: { ja: 'ホストが ping に応答すること', en: 'a host answers ping' },
  schema,
  targetKey: 'target',
  runs: 'network',
  responseValue: 'rtt_avg_ms',
  prepare,
}
