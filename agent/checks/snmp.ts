import { twinOf } from '../../rules/wire/distinct.ts'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { addressOf } from './dns-address.ts'
import { failureOf } from './failure.ts'
import { SECRET, withSecrets } from './smtp-secret.ts'
import { judgeSnmp } from './snmp-judge.ts'
import { lookAt, type Memory, type Secured, type SnmpConfig } from './snmp-look.ts'
import { type Access, CIPHERS, HASHES, openSnmp, SnmpError } from './snmp-session.ts'
import { limitsSchema } from './thresholds.ts'
import type { CheckType, HostSide, Probe, ProbeContext, ProbeResult } from './types.ts'

const PORT = 161

/* @__NO_SIDE_EFFECTS__ */
const protocol = (names: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  required: ['protocol', 'key'],
  properties: { protocol: { type: 'string', enum: names }, key: SECRET },
})
/* @__NO_SIDE_EFFECTS__ */
const shortText = (description: string) => ({
  type: 'string',
  maxLength: 255,
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
  description,
})
const wanted = {
  anyOf: [{ type: 'number' }, { type: 'string', maxLength: 200 }],
  description: 'a number or a text',
} as const

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  description: 'with a community or with v3, and not with both',
  anyOf: [
    { type: 'object', required: ['community'], properties: { community: true, v3: false } },
    { type: 'object', required: ['v3'], properties: { v3: true, community: false } },
  ],
  properties: {
    target: { type: 'string', format: 'host-maybe-port', description: 'host or host:port' },
    community: SECRET,
    v3: {
      type: 'object',
      additionalProperties: false,
      required: ['user'],
      dependentRequired: { privacy: ['auth'] },
      properties: {
        user: shortText('a user name'),
        context: shortText('the name of a context'),
        auth: protocol(HASHES),
        privacy: protocol(CIPHERS),
      },
    },
    interface: {
      anyOf: [{ type: 'integer', minimum: 1, maximum: 2_147_483_647 }, shortText('a name')],
      description: 'the name of an interface as the device writes it, or its index',
    },
    utilisation: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'percent of the speed in use, the busier direction',
      minimum: 0,
      maximum: 100,
    }),
    errors: limitsSchema({ unit: 'number', worse: 'higher', what: 'faulty packets per second', minimum: 0 }),
    oids: {
      type: 'array',
      minItems: 1,
      maxItems: 16,
      distinct: 'as',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['oid', 'as'],
        worse: 'higher',
        properties: {
          oid: {
            type: 'string',
            format: 'oid',
            description: 'an object identifier such as 1.3.6.1.2.1.1.3.0',
          },
          as: {
            type: 'string',
            pattern: '^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$',
            description: 'a name of small letters, digits and _, other than those that the check has itself',
          },
          rate: { type: 'boolean', description: 'per second, of a counter' },
          warning: { type: 'number', description: 'a number' },
          critical: { type: 'number', description: 'a number' },
          atLeast: limitsSchema({ unit: 'number', worse: 'lower', what: 'the least that will do' }),
          expect: {
            anyOf: [...wanted.anyOf, { type: 'array', minItems: 1, maxItems: 20, items: wanted }],
            description: 'a number or a text, or a list of them',
          },
        },
      },
    },
  },
  dependentRequired: { utilisation: ['interface'], errors: ['interface'] },
} as const

const atPort = (host: string) => (host.includes(':') ? `[${host}]:${PORT}` : `${host}:${PORT}`)

/** With the secrets of this host; throws where it has none of that name. */
function accessOf({ community, v3, target }: SnmpConfig, host: HostSide): Access {
  // Without a port it is the usual one.
  const to = splitHostPort(target) === null ? atPort(target) : target
  if (community) return { community: host.secret(community.secret, to) }
  if (!v3) throw new Error('neither community nor v3')
  const keyed = <P>(part: Secured<P> | undefined) =>
    part && { protocol: part.protocol, key: host.secret(part.key.secret, to) }
  return { user: v3.user, context: v3.context ?? '', auth: keyed(v3.auth), privacy: keyed(v3.privacy) }
}

/** Silence has one more cause here: devices do not answer what they do not accept. */
function explained(result: ProbeResult): ProbeResult {
  if (result.reason !== 'timeout') return result
  return { ...result, message: 'no answer in time: silent, or it does not accept our community or key' }
}

function prepare(raw: Record<string, unknown>, host: HostSide): Probe {
  const config = raw as unknown as SnmpConfig
  const { host: name, port } = splitHostPort(config.target) ?? { host: config.target, port: PORT }
  const twin = twinOf(config.oids ?? [], 'as')
  if (twin !== null) throw new Error(`oids: two values are called ${twin}`)
  const judge = judgeSnmp(config)
  const memory: Memory = { sample: null, index: null, discontinuity: null }
  return async (context: ProbeContext): Promise<ProbeResult> => {
    // Read at each run, since they may be changed.
    const access = withSecrets(() => accessOf(config, host))
    if ('fault' in access) return access.fault
    const address = await addressOf(name, context)
    if (typeof address !== 'string') return address
    const { signal, timeoutMs } = context
    try {
      const session = await openSnmp({ address, port, access: access.given, timeoutMs, signal })
      try {
        return judge(await lookAt(session, config, memory, context))
      } finally {
        session.close()
      }
    } catch (error) {
      if (!(error instanceof SnmpError)) return explained(failureOf(error, signal, {}))
      const { reason, message } = error
      return { outcome: UNREADABLE.includes(reason) ? 'unknown' : 'failed', reason, message }
    }
  }
}

/** The device is there, and does not let us look: that says nothing about it. */
const UNREADABLE = ['snmp-error', 'snmp-credentials', 'snmp-time-window']

/** A device answers SNMP with the values that are expected of it. */
export const snmp: CheckType = {
  name: 'snmp',
  description: {
    ja: '機器が SNMP に応答し、その値が範囲内であること',
    en: 'a device answers SNMP with values that are as expected',
  },
  schema,
  targetKey: 'target',
  responseValue: 'answer_ms',
  runs: 'network',
  prepare,
}
