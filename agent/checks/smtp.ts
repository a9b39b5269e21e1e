import { splitHostPort } from '../../rules/wire/formats.ts'
import { readAuthorities } from './authorities.ts'
import { openTcp, tlsFailureOf } from './certificate-tls.ts'
import { makeDialogue, type SmtpConfig, SmtpRefusal } from './smtp-dialogue.ts'
import { SECRET, withSecrets } from './smtp-secret.ts'
import { judgeReadings, limitsOf, limitsSchema } from './thresholds.ts'
import type { CheckType, HostSide, Probe, ProbeResult } from './types.ts'

/* @__NO_SIDE_EFFECTS__ */
const mailbox = (description: string) => ({
  type: 'string',
  maxLength: 254,
  pattern: '^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$',
  description,
})

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'host-port', description: 'host:port or [v6]:port' },
    tls: {
      type: 'string',
      enum: ['starttls', 'if-offered', 'implicit', 'none'],
      description: 'default if-offered',
    },
    serverName: { type: 'string', format: 'host', description: 'the name that its certificate is to have' },
    insecure: { type: 'boolean', description: 'accept any certificate' },
    ca: { type: 'string', minLength: 1, maxLength: 1000, description: 'file of certificates to trust' },
    ehlo: { type: 'string', format: 'host', description: 'the name to greet with' },
    auth: {
      type: 'object',
      additionalProperties: false,
      required: ['user', 'password'],
      properties: {
        user: {
          type: 'string',
          maxLength: 200,
          pattern: '^[^\\u0000-\\u001f\\u007f]+$',
          description: 'a user name',
        },
        password: SECRET,
      },
    },
    from: mailbox('a mail address'),
    to: mailbox('a mail address'),
    slowerThan: limitsSchema({ unit: 'duration', worse: 'higher', what: 'the longest time of the whole' }),
  },
  dependentRequired: { to: ['from'], from: ['to'] },
  // A password never goes over a line that is not secured.
  description: 'without auth, or with another tls than none',
  anyOf: [
    { type: 'object', properties: { auth: false } },
    { type: 'object', properties: { tls: { type: 'string', not: { const: 'none' } } } },
  ],
} as const

function prepare(raw: Record<string, unknown>, host: HostSide): Probe {
  const config = raw as unknown as SmtpConfig
  const target = splitHostPort(config.target)
  if (!target) throw new Error('target must be host:port or [v6]:port')
  if (config.auth && config.tls === 'none') throw new Error('auth needs TLS')
  const limits = limitsOf(raw.slowerThan, 'higher')
  const password = config.auth?.password.secret
  return async (context): Promise<ProbeResult> => {
    const values: Record<string, number | string> = {}
    // Read at each run, since it may be changed.
    const secret = withSecrets(() =>
      password === undefined ? undefined : host.secret(password, config.target),
    )
    if ('fault' in secret) return secret.fault
    const start = context.clock.monotonic()
    try {
      const ca = await readAuthorities(config.ca)
      const dialogue = makeDialogue({ config, host: target.host, ca, secret: secret.given, context, values })
      const socket = await openTcp(target, context, values)
      try {
        await dialogue(socket, start)
      } finally {
        socket.destroy()
      }
      const show = (ms: number) => `${Math.round(ms)} ms`
      const reading = { text: 'the whole took', value: Number(values.total_ms), limits, reason: 'slow', show }
      return { ...judgeReadings([{ ...reading, worse: 'higher' }]), values }
    } catch (error) {
      if (!(error instanceof SmtpRefusal)) return tlsFailureOf(error, context.signal, values)
      const { outcome, reason, message } = error
      return { outcome, reason, message, values }
    }
  }
}

/** A mail server greets, secures the line, and takes mail for a recipient as far as asked. */
export const smtp: CheckType = {
  name: 'smtp',
  description: {
    ja: 'メールサーバーが応答し、求められた段階まで受け付けること',
    en: 'a mail server answers and accepts as far as asked',
  },
  schema,
  targetKey: 'target',
  responseValue: 'total_ms',
  runs: 'network',
  prepare,
}
