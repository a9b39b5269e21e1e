import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { addressOf } from './dns-address.ts'
import { comparable, queryNameOf, RECORD_TYPES, type RecordType, textsOf } from './dns-records.ts'
import { judgeReadings, type Limits, limitsOf, limitsSchema } from './thresholds.ts'
import type { CheckType, Probe, ProbeContext, ProbeResult } from './types.ts'

const PORT = 53
/** Characters of the answer that are shown; the wire allows 500. */
const SHOWN = 480

const answer = { type: 'string', minLength: 1, maxLength: 1000 } as const
const answers = {
  anyOf: [answer, { type: 'array', minItems: 1, maxItems: 50, items: answer }],
  description: 'an answer as text, or a list of them',
} as const

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['query'],
  properties: {
    query: { type: 'string', format: 'host', description: 'a name to look up; of PTR also an address' },
    record: { type: 'string', enum: RECORD_TYPES, description: 'default A' },
    servers: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: { type: 'string', format: 'host-maybe-port', description: 'host or host:port' },
      description: "name servers, each of which is to answer; default: this host's own resolvers",
    },
    expect: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      properties: {
        contains: answers,
        exactly: answers,
        absent: { const: true, description: 'true: the name is not to exist' },
      },
    },
    slowerThan: limitsSchema({ unit: 'duration', worse: 'higher', what: 'the longest time of one answer' }),
  },
} as const

interface DnsConfig {
  query: string
  record?: RecordType
  servers?: string[]
  expect?: { contains?: string | string[]; exactly?: string | string[]; absent?: true }
}

/** What c-ares calls it: the answers that speak of the name, and those that speak of the server. */
const OF_NAME: Record<string, string> = { ENOTFOUND: 'name-not-found', ENODATA: 'dns-no-record' }
const OF_SERVER: Record<string, string> = {
  ESERVFAIL: 'dns-servfail',
  EREFUSED: 'dns-refused',
  ENOTIMP: 'dns-not-implemented',
  EFORMERR: 'dns-format-error',
  EBADRESP: 'protocol',
  ECONNREFUSED: 'refused',
  ETIMEOUT: 'timeout',
  ECANCELLED: 'timeout',
}

/** A fault with a time is the server's answer that there is no such name or record; without one, there was no answer. */
type Answer = { texts: string[]; tookMs: number } | { fault: ProbeResult; tookMs?: number }

/** What c-ares' word for a failure says of the name, of the server, or of this host's own resolvers; null of nothing known. */
export function faultOf(
  code: string,
  { query, record = 'A' }: DnsConfig,
  server: string | null,
): ProbeResult | null {
  const at = server === null ? '' : ` by ${server}`
  const ofName = OF_NAME[code]
  if (ofName !== undefined) {
    const what = code === 'ENODATA' ? `${query} has no record ${record}` : `${query} does not exist`
    return { outcome: 'failed', reason: ofName, message: `${what}${at}` }
  }
  const ofServer = OF_SERVER[code]
  if (ofServer === undefined) return null
  const message = `${query} ${record}${at}: ${ofServer}`
  if (server !== null) return { outcome: 'failed', reason: ofServer, message }
  // What our own resolvers cannot say is not the name's fault.
  const silent = ofServer === 'timeout' || ofServer === 'refused'
  return { outcome: 'unknown', reason: silent ? 'name-server-silent' : ofServer, message }
}

/** Asks one server, or this host's own resolvers where it is null. */
async function ask(server: string | null, config: DnsConfig, context: ProbeContext): Promise<Answer> {
  const { query: name, record = 'A' } = config
  const { clock, signal, timeoutMs } = context
  // c-ares doubles its time-out with each try: three of them end before ours does.
  const resolver = new Resolver({ timeout: Math.max(1, Math.floor(timeoutMs / 8)), tries: 3 })
  const stop = () => resolver.cancel()
  signal.addEventListener('abort', stop, { once: true })
  let start = clock.monotonic()
  try {
    if (server !== null) {
      const target = splitHostPort(server) ?? { host: server, port: PORT }
      const address = await addressOf(target.host, context)
      if (typeof address !== 'string') return { fault: address }
      resolver.setServers([isIP(address) === 6 ? `[${address}]:${target.port}` : `${address}:${target.port}`])
    }
    start = clock.monotonic()
    const records: unknown = await resolver.resolve(queryNameOf(name, record), record)
    const texts = textsOf(record, records)
    // An answer whose records are all of another kind: c-ares says so of some kinds only.
    if (texts.length === 0) throw Object.assign(new Error('no record of that kind'), { code: 'ENODATA' })
    return { texts, tookMs: clock.monotonic() - start }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const fault = faultOf(signal.aborted ? 'ECANCELLED' : code, config, server)
    if (!fault) throw error
    const isAnswer = !signal.aborted && code in OF_NAME
    return isAnswer ? { fault, tookMs: clock.monotonic() - start } : { fault }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function unexpected({ texts }: { texts: string[] }, config: DnsConfig): string | null {
  const { record = 'A', expect = {} } = config
  const key = (text: string) => comparable(record, text)
  const got = new Set(texts.map(key))
  const wanted = [expect.exactly ?? expect.contains ?? []].flat()
  const missing = wanted.filter((text) => !got.has(key(text)))
  if (missing.length > 0) return `${missing.join(', ')} is not among ${texts.join(', ')}`
  if (expect.exactly === undefined) return null
  const known = new Set(wanted.map(key))
  const more = texts.filter((text) => !known.has(key(text)))
  return more.length > 0 ? `${more.join(', ')} was not expected` : null
}

function judgeAnswer(given: Answer, config: DnsConfig): ProbeResult {
  if ('fault' in given) {
    const absent = config.expect?.absent === true && given.fault.reason === 'name-not-found'
    return absent ? { outcome: 'ok' } : given.fault
  }
  if (config.expect?.absent) {
    return {
      outcome: 'failed',
      reason: 'dns-answer',
      message: `${config.query} exists: ${given.texts.join(', ')}`,
    }
  }
  const message = unexpected(given, config)
  return message === null ? { outcome: 'ok' } : { outcome: 'failed', reason: 'dns-answer', message }
}

function valuesOf(given: readonly Answer[], record: RecordType) {
  const times = given.flatMap(({ tookMs }) => tookMs ?? [])
  const values: Record<string, number | string> = {
    servers: times.length,
    refused: given.length - times.length,
  }
  if (times.length > 0) values.query_ms = Math.max(...times)
  const first = given.find((one) => 'texts' in one)
  if (!first) return values
  values.answers = first.texts.length
  values.answer = first.texts.join(', ').slice(0, SHOWN)
  const serial = record === 'SOA' ? Number(first.texts[0]?.split(' ')[2]) : Number.NaN
  if (Number.isFinite(serial)) values.serial = serial
  return values
}

function tooSlow(tookMs: unknown, limits: Limits | null): ProbeResult {
  const value = typeof tookMs === 'number' ? tookMs : null
  if (value === null) return { outcome: 'ok' }
  const show = (ms: number) => `${Math.round(ms)} ms`
  return judgeReadings([{ text: 'an answer took', value, limits, worse: 'higher', reason: 'slow', show }])
}

function prepare(raw: Record<string, unknown>): Probe {
  const config = raw as unknown as DnsConfig
  const limits = limitsOf(raw.slowerThan, 'higher')
  const servers = config.servers ?? [null]
  return async (context) => {
    const given = await Promise.all(servers.map((server) => ask(server, config, context)))
    const values = valuesOf(given, config.record ?? 'A')
    const judged = given.map((one) => judgeAnswer(one, config))
    const worst =
      judged.find(({ outcome }) => outcome === 'failed') ??
      judged.find(({ outcome }) => outcome === 'unknown')
    return { ...(worst ?? tooSlow(values.query_ms, limits)), values }
  }
}

/** Name servers answer a question, in time and as expected. */
export const dns: CheckType = {
  name: 'dns',
  description: {
    ja: 'ネームサーバーが期待どおりに、時間内に応答すること',
    en: 'name servers answer as expected and in time',
  },
  schema,
  targetKey: 'query',
  responseValue: 'query_ms',
  runs: 'network',
  prepare,
}
