import { DURATION_PATTERN, parseDuration } from '../../rules/duration.ts'
import {
  leastDelay,
  median,
  type NtpRefusal,
  type NtpSample,
  refuse,
  sampleOf,
} from '../../rules/time/ntp.ts'
import { splitHostPort } from '../../rules/wire/formats.ts'
import type { CheckType, Probe, ProbeContext } from './types.ts'

const PORT = 123
/** The package's timestamps have whole milliseconds. */
const GRAIN_MS = 1

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['servers', 'maxOffset'],
  properties: {
    servers: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: { type: 'string', format: 'host-maybe-port', description: 'host or host:port' },
    },
    maxOffset: { type: 'string', pattern: DURATION_PATTERN, description: 'a duration such as 500ms' },
    samples: { type: 'integer', minimum: 1, maximum: 8, description: 'samples per server, default 1' },
  },
} as const

/** Asks one server so often; the package's own `getTime` is wrong for small offsets, so only its timestamps are used. */
async function ask(server: string, samples: number, context: ProbeContext): Promise<NtpSample | NtpRefusal> {
  const { NtpTimeSync } = (await import('ntp-time-sync')).default
  const { host, port } = splitHostPort(server) ?? { host: server, port: PORT }
  const { timeoutMs, clock, signal } = context
  const good: NtpSample[] = []
  let refusal: NtpRefusal = 'no-answer'
  for (let n = 0; n < samples && !signal.aborted; n += 1) {
    // Its own time-out ends before ours, so that one silent server leaves the others' answers.
    const client = new NtpTimeSync({ servers: [host], replyTimeout: Math.floor((timeoutMs * 0.9) / samples) })
    const before = clock.now()
    const packet = await client.getNetworkTime(host, port).catch(() => null)
    if (!packet) continue
    const answer = {
      leapIndicator: packet.leapIndicator ?? Number.NaN,
      mode: packet.mode ?? Number.NaN,
      stratum: packet.stratum ?? Number.NaN,
      origin: Number(packet.originTimestamp),
      receive: Number(packet.receiveTimestamp),
      transmit: Number(packet.transmitTimestamp),
      destination: Number(packet.destinationTimestamp),
    }
    const refused = refuse(answer, before - GRAIN_MS, Number(packet.destinationTimestamp) + GRAIN_MS)
    if (refused) refusal = refused
    else good.push(sampleOf(answer))
  }
  return leastDelay(good) ?? refusal
}

function prepare(config: Record<string, unknown>): Probe {
  const {
    servers,
    maxOffset,
    samples = 1,
  } = config as { servers: string[]; maxOffset: string; samples?: number }
  const limit = parseDuration(maxOffset)
  if (limit === null) throw new Error('maxOffset must be a duration')
  return async (context) => {
    const answers = await Promise.all(servers.map((server) => ask(server, samples, context)))
    const good = answers.filter((answer) => typeof answer !== 'string')
    const refusals = answers.filter((answer) => typeof answer === 'string')
    const offset = median(good.map((sample) => sample.offset))
    const least = leastDelay(good)
    if (offset === null || !least) {
      // Without a server's word the clock is neither right nor wrong.
      const reason = refusals[0] ?? 'no-answer'
      return {
        outcome: 'unknown',
        reason,
        message: `no usable answer: ${refusals.join(', ')}`,
        values: { servers: 0 },
      }
    }
    const values = {
      offset_ms: offset,
      delay_ms: least.delay,
      servers: good.length,
      refused: refusals.length,
    }
    if (Math.abs(offset) <= limit) return { outcome: 'ok', values }
    return { outcome: 'failed', reason: 'clock-off', message: `off by ${Math.round(offset)} ms`, values }
  }
}

/** This host's clock agrees with time servers (III.1.1.5). */
export const ntp: CheckType = {
  name: 'ntp',
  description: { ja: '時計が時刻サーバーと合っていること', en: 'the clock agrees with time servers' },
  schema,
  targetKey: 'servers',
  runs: 'host',
  prepare,
}
