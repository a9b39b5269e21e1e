import {
  leastDelay,
  median,
  type NtpRefusal,
  type NtpSample,
  refuse,
  sampleOf,
} from '../../rules/time/ntp.ts'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { type Kisses, kissOf, makeKisses } from './ntp-kiss.ts'
import { judgeReadings, limitsOf, limitsSchema, type Reading } from './thresholds.ts'
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
    maxOffset: {
      ...limitsSchema({ unit: 'duration', worse: 'higher', what: 'how far this clock may be off' }),
      // A clock beyond no level would never be off.
      required: ['critical'],
    },
    maxDelay: limitsSchema({
      unit: 'duration',
      worse: 'higher',
      what: 'the round trip to the nearest server',
    }),
    maxSpread: limitsSchema({ unit: 'duration', worse: 'higher', what: 'how far the servers may disagree' }),
    maxStratum: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'the highest stratum of a server',
      minimum: 1,
      maximum: 15,
    }),
    samples: { type: 'integer', minimum: 1, maximum: 8, description: 'samples per server, default 1' },
  },
} as const

interface Told extends NtpSample {
  stratum: number
  /** 0 none, 1 and 2 a leap second at the end of the day. */
  leap: number
}

/** Asks one server so often; the package's own `getTime` is wrong for small offsets, so only its timestamps are used. */
async function ask(
  server: string,
  samples: number,
  kisses: Kisses,
  context: ProbeContext,
): Promise<Told | NtpRefusal> {
  const { timeoutMs, clock, signal } = context
  if (!kisses.mayAsk(server, clock.monotonic())) return 'kiss-of-death'
  const { NtpTimeSync } = (await import('ntp-time-sync')).default
  const { host, port } = splitHostPort(server) ?? { host: server, port: PORT }
  const good: Told[] = []
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
    const [sentFrom, sentTo] = [before - GRAIN_MS, answer.destination + GRAIN_MS]
    const refused = refuse(answer, sentFrom, sentTo)
    if (refused === 'kiss-of-death') {
      refusal = kissed(packet.referenceId, answer.origin >= sentFrom && answer.origin <= sentTo)
      if (refusal === 'kiss-of-death') break
    } else if (refused) refusal = refused
    else {
      kisses.answered(server)
      good.push({ ...sampleOf(answer), stratum: answer.stratum, leap: answer.leapIndicator })
    }
  }
  return bestOf(good) ?? refusal

  /** A server without time says stratum 0, too; and a kiss that answers nothing that we asked may be anybody's. */
  function kissed(referenceId: unknown, ours: boolean): NtpRefusal {
    const code = kissOf(referenceId)
    if (code === null) return 'unsynchronised'
    if (!ours) return 'foreign-origin'
    kisses.kissed(server, code, clock.monotonic())
    return 'kiss-of-death'
  }
}

function bestOf(good: readonly Told[]): Told | null {
  const least = leastDelay(good)
  return good.find((one) => one === least) ?? null
}

const ms = (value: number) => `${Math.round(value * 10) / 10} ms`

function prepare(config: Record<string, unknown>): Probe {
  const { servers, samples = 1 } = config as { servers: string[]; samples?: number }
  const limits = {
    offset: limitsOf(config.maxOffset, 'higher'),
    delay: limitsOf(config.maxDelay, 'higher'),
    spread: limitsOf(config.maxSpread, 'higher'),
    stratum: limitsOf(config.maxStratum, 'higher'),
  }
  if (limits.offset?.critical === undefined) throw new Error('maxOffset must be a duration')
  const kisses = makeKisses()
  return async (context) => {
    const answers = await Promise.all(servers.map((server) => ask(server, samples, kisses, context)))
    const good = answers.filter((answer) => typeof answer !== 'string')
    const refusals = answers.filter((answer) => typeof answer === 'string')
    const offsets = good.map((sample) => sample.offset)
    const offset = median(offsets)
    const least = bestOf(good)
    if (offset === null || !least) {
      // Without a server's word the clock is neither right nor wrong.
      const reason = refusals[0] ?? 'no-answer'
      return {
        outcome: 'unknown',
        reason,
        message: `no usable answer: ${refusals.join(', ')}`,
        values: { servers: 0, refused: refusals.length },
      }
    }
    const spread = good.length > 1 ? Math.max(...offsets) - Math.min(...offsets) : null
    const stratum = Math.max(...good.map((one) => one.stratum))
    const values = {
      offset_ms: offset,
      delay_ms: least.delay,
      stratum,
      leap: Math.max(...good.map(({ leap }) => leap)),
      servers: good.length,
      refused: refusals.length,
      ...(spread === null ? {} : { spread_ms: spread }),
    }
    const reading = (
      text: string,
      value: number | null,
      of: keyof typeof limits,
      reason: string,
    ): Reading => ({
      text,
      value,
      limits: limits[of],
      worse: 'higher',
      reason,
      ...(of === 'stratum' ? {} : { show: ms }),
      missing: 'fewer than two servers answered',
    })
    const direction = offset < 0 ? 'ahead' : 'behind'
    const readings = [
      reading(`off, ${direction} by`, Math.abs(offset), 'offset', 'clock-off'),
      reading('servers disagree by', spread, 'spread', 'ntp-spread'),
      reading('round trip', least.delay, 'delay', 'ntp-delay'),
      reading('stratum', stratum, 'stratum', 'ntp-stratum'),
    ]
    return { ...judgeReadings(readings), values }
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
