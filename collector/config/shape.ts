/**
 * The shape of the configuration: which keys there are and what each may hold. What a value means, and
 * whether it can keep the guideline's values, is looked at by the files beside this one.
 */
import { z } from 'zod'
import { DURATION_PATTERN } from '../../rules/duration.ts'
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { SENSITIVITIES, SLOWDOWN_DEFAULTS } from '../../rules/performance/types.ts'
import { LONGEST_EXPRESSION } from '../../rules/service-model/parse.ts'
import { STOP_MEANS } from '../../rules/service-model/types.ts'
import { LIMITS } from '../../rules/wire/limits.ts'
import { COMPONENT_KINDS, LANGUAGES, PURPOSES } from '../../rules/words.ts'

const ID_PATTERN = '^[a-z0-9][a-z0-9._-]*$'
export const ID = new RegExp(ID_PATTERN)
export const ID_LENGTH = 60

export const idShape = z.string().meta({
  description: `lower-case letters, digits, . _ - ; at most ${ID_LENGTH}`,
  pattern: ID_PATTERN,
  maxLength: ID_LENGTH,
})
const id = idShape
const name = z
  .string()
  .max(200)
  .regex(/^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]+$/u, 'must be one line of text, and not empty')
  .regex(/^\P{Bidi_Control}*$/u, 'must hold no hidden characters that turn the direction of text')
  .meta({ description: 'for people, one line' })
const duration = z
  .string('write a duration with its unit, such as 60s')
  .meta({ description: '500ms, 30s, 5m, 12h, 3d', pattern: DURATION_PATTERN })
const day = z.string().meta({ description: 'YYYY-MM-DD', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const reason = z.string().max(1000).regex(/\S/, 'must not be empty')
const address = z.string().meta({ description: 'an e-mail address' })
const timezone = z.string().meta({ description: 'a zone of the IANA database, such as Asia/Tokyo' })
const language = z.enum(LANGUAGES).meta({ description: 'language of notices and pages' })

const monthDay = z.string().meta({ description: 'MM-DD', pattern: '^[0-9]{2}-[0-9]{2}$' })
const instant = z.string().meta({
  description:
    "2026-11-15T02:00 on the clocks of the service's zone, or with an offset: 2026-11-15T02:00+09:00",
})

/** A secret is named, not written: the file, or the environment variable, that holds it. */
export const secretShape = z.strictObject({
  file: z.string().min(1).optional(),
  env: z.string().min(1).optional(),
})

export const mailShape = z.strictObject({
  url: z
    .string()
    .meta({ description: 'smtp://host:port or smtps://host:port, with user@ where it needs a login' }),
  from: z.string().meta({ description: 'sender of every notice: address, or Name <address>' }),
  password: secretShape.optional().meta({ description: '{ file: PATH } or { env: NAME }' }),
  passwordFile: z.string().min(1).optional().meta({ description: 'file that holds the password' }),
})

/** Files, relative to the configuration that names them. */
export const tlsShape = z.strictObject({
  cert: z.string().min(1).meta({ description: 'file with the certificate and its chain, PEM' }),
  key: z.string().min(1).meta({ description: 'file with its private key, PEM, without a passphrase' }),
})

/** What the guideline leaves open: one key for each row of the rules. */
const interpretationShape = z.strictObject(
  Object.fromEntries(
    Object.entries(INTERPRETATIONS).map(([key, { clause, choices, question }]) => [
      key,
      z
        .enum(choices)
        .optional()
        .meta({ description: `${clause}: ${question.en}`, default: choices[0] }),
    ]),
  ),
)

/** Hosts by which an agent tells whether its own network works. */
export const targetsShape = z.array(z.string()).min(1).max(LIMITS.reaches)

export const retentionShape = z.strictObject({
  disputes: duration.optional().meta({
    description:
      'how long after its issue a report may be disputed: results are kept until then, beyond III.2.1.3; default 60d',
  }),
})

export const rootShape = z.strictObject({
  listen: z
    .string()
    .optional()
    .meta({ description: 'address:port of the console and of the agents; default 127.0.0.1:8420' }),
  tls: tlsShape.optional().meta({
    description: 'certificate of the console and the agents: then both are https; SIGHUP takes a renewed one',
  }),
  data: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'directory of store, keys and tokens; default ./data' }),
  store: z
    .string()
    .optional()
    .meta({ description: 'postgres://user@host/database instead of the embedded SQLite' }),
  storePassword: secretShape
    .optional()
    .meta({ description: 'password of store: { file: PATH } or { env: NAME }' }),
  timezone: timezone.optional(),
  language: language.optional(),
  mail: mailShape.optional(),
  retention: retentionShape.optional().meta({ description: 'what keeps results beyond III.2.1.3' }),
  ownClock: z
    .string()
    .optional()
    .meta({ description: "service/component/check: the time-sync check of the collector's own host" }),
  ownNetwork: z
    .record(z.string().meta({ pattern: ID_PATTERN }), targetsShape)
    .optional()
    .meta({
      description:
        "by agent: host or host:port that answers as long as the agent's own network works; where a check fails and none of them answers, its result is unknown, not failed",
    }),
  interpretation: interpretationShape
    .optional()
    .meta({ description: 'of every service that says nothing else' }),
  hosts: z
    .array(z.unknown())
    .optional()
    .meta({ description: 'hosts with their labels, or patterns of files that hold them' }),
  templates: z
    .union([z.record(z.string(), z.unknown()), z.array(z.string()).min(1)])
    .optional()
    .meta({ description: 'checks with parameters, by id, or patterns of files that hold them' }),
  profiles: z
    .array(z.unknown())
    .optional()
    .meta({ description: 'which hosts get which checks by their labels, or patterns of files that say so' }),
  services: z
    .array(z.unknown())
    .min(1)
    .meta({ description: 'services, or patterns of files that hold them' }),
})

export const confirmShape = z.strictObject({
  failures: z.int().min(1).max(100).optional().meta({ description: 'failed results in a row; default 3' }),
  every: duration.optional().meta({ description: 'distance of the repetitions; default 10s' }),
})

export const usersFileShape = z.strictObject({ file: z.string().min(1) })

export const contactsShape = z.strictObject({
  users: z
    .union([z.array(address), usersFileShape])
    .optional()
    .meta({
      description: 'everyone who uses the service: addresses, or { file: users.csv } with a column email',
    }),
  admin: z.array(address).optional().meta({ description: '利用者側の管理連絡窓口' }),
  manager: z.array(address).optional().meta({ description: '管理責任者' }),
  onCall: z.array(address).optional().meta({ description: 'on-call staff' }),
})

/** With `customers`, users and administrative contacts are theirs. */
export const providerContactsShape = contactsShape.omit({ users: true, admin: true })
const customerContactsShape = contactsShape.pick({ users: true, admin: true })

/** Of a component outside: who is responsible for it. */
export const outsideContactsShape = z.strictObject({
  manager: z.array(address).min(1).meta({
    description: "the responsible manager of that external network (III.3.2.5), or the partner's desk",
  }),
})

export const ownValueShape = z.strictObject({
  contract: z.unknown().optional().meta({ description: 'the value of the contract' }),
  own: z.unknown().optional().meta({ description: "the provider's own value" }),
  decidedBy: name.optional(),
  on: day.optional(),
  reason: reason.optional().meta({ description: 'why it is looser than the reference value' }),
})

/** A customer (利用者) of the service, with people, language and contract of its own. */
export const customerShape = z.strictObject({
  id,
  name: name.optional(),
  language: language.optional(),
  timezone: timezone.optional(),
  contacts: customerContactsShape,
  values: z
    .record(z.string(), ownValueShape)
    .optional()
    .meta({ description: "values of this customer's contract, in the place of the service's" }),
  slowdownNotice: z
    .enum(INTERPRETATIONS.slowdownNotice.choices)
    .optional()
    .meta({ description: 'whether its agreement has slowdown notices (III.1.1.3)' }),
})

const SPAN_PATTERN = '^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$'
const span = z
  .string()
  .meta({ description: '08:00-20:00; 22:00-02:00 runs over midnight', pattern: SPAN_PATTERN })
const daySpans = z.union([z.literal('closed'), span, z.array(span)])
const WEEKDAYS_PATTERN = '^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$'

export const yearEndShape = z.strictObject({ from: monthDay, to: monthDay })
export const holidaysFileShape = z.strictObject({ file: z.string().min(1) })

/** One edition of 契約サービス時間. */
export const editionShape = z.strictObject({
  from: day.optional().meta({ description: 'first day; without it since ever' }),
  to: day.optional().meta({ description: 'last day; without it until further notice' }),
  weekly: z
    .union([z.literal('always'), z.record(z.string().meta({ pattern: WEEKDAYS_PATTERN }), daySpans)])
    .meta({ description: 'every weekday once: { mon-fri: "08:00-20:00", sat: closed, sun: closed }' }),
  holidays: z
    .union([z.enum(['open', 'closed']), holidaysFileShape])
    .optional()
    .meta({
      description: "祝日: open (default), closed, or { file } with the Cabinet Office's list",
      default: 'open',
    }),
  yearEnd: yearEndShape.optional().meta({ description: '年末年始, both days closed' }),
  closed: z
    .array(z.string())
    .optional()
    .meta({ description: 'company holidays: 2026-08-13, or 2026-08-14..2026-08-16' }),
  exceptions: z
    .record(day, daySpans)
    .optional()
    .meta({ description: 'days with hours of their own, before everything else' }),
})

export const windowShape = z.strictObject({
  id,
  from: instant,
  to: instant,
  kind: z
    .enum(['regular', 'one-off', 'emergency'])
    .meta({ description: 'only regular maintenance (定期保守) is taken off the service hours' }),
  announcedAt: instant.optional(),
})

export const maintenanceShape = z.strictObject({
  leadTime: duration.optional().meta({ description: 'how long before a window it must be announced' }),
  allowance: duration
    .optional()
    .meta({ description: 'real stop by regular maintenance a year that was agreed' }),
  yearFrom: monthDay
    .optional()
    .meta({ description: 'first day of the year of the allowance', default: '01-01' }),
  windows: z.array(z.unknown()).optional(),
})

/** The six questions of I.7.1, each to be answered. */
export const criteriaShape = z.strictObject({
  personalData: z.boolean().meta({ description: 'it handles personal data (機密性 (1))' }),
  tradeSecrets: z.boolean().meta({ description: 'it handles trade secrets (機密性 (2))' }),
  alwaysOn: z.boolean().meta({ description: 'it must run throughout its hours (可用性 (1) a)' }),
  largeLoss: z
    .boolean()
    .meta({ description: 'its stop may cause great losses or harm to people (可用性 (1) b)' }),
  partialLoss: z.boolean().meta({ description: 'its stop may cause partial losses (可用性 (2) a)' }),
  coreBusiness: z
    .boolean()
    .meta({ description: "its stop clearly affects the users' core business (可用性 (2) b)" }),
})

export const decisionShape = z.strictObject({ decidedBy: name, on: day, reason })

/** When a window of response times is slow; the guideline leaves it to the agreement (III.1.1.3). */
export const slowdownShape = z.strictObject({
  window: duration.meta({ description: 'the results of this long are looked at together' }),
  percentile: z
    .number()
    .min(50)
    .max(99.9)
    .optional()
    .meta({ description: 'which of their response times is judged', default: SLOWDOWN_DEFAULTS.percentile }),
  limit: duration.optional().meta({ description: 'slow above this' }),
  deviation: z.enum(SENSITIVITIES).optional().meta({
    description: 'slow beyond the same hour of past weeks (大きく増加); high tells of the least',
  }),
  minSamples: z.int().min(10).optional().meta({
    description: 'with fewer results in the window nothing is said',
    default: SLOWDOWN_DEFAULTS.minSamples,
  }),
})

const vantages = z.array(id).min(1).max(8).meta({ uniqueItems: true })

/** Keys of every check; the keys of its type stand beside them. */
export const checkShape = z.strictObject({
  id,
  purpose: z.enum(PURPOSES),
  type: z.string(),
  every: duration,
  timeout: duration.optional().meta({ description: 'default 10s, or the interval where that is shorter' }),
  confirm: confirmShape.optional(),
  vantages: vantages
    .meta({ description: "those of the component's vantages that do it; default all of them" })
    .optional(),
  slowdown: slowdownShape
    .optional()
    .meta({ description: 'of a performance check: when a window of response times is slow' }),
})

export const componentShape = z.strictObject({
  id,
  name: name.optional(),
  kind: z.enum(COMPONENT_KINDS),
  agent: id
    .meta({ description: 'name of the agent that does the checks; this-host is the one of --local-agent' })
    .optional(),
  vantages: vantages
    .meta({
      description:
        "instead of agent: several that look at it, the one on its own host first; collector is the collector's own",
    })
    .optional(),
  dependsOn: z
    .array(id)
    .min(1)
    .meta({ uniqueItems: true, description: 'components whose stop explains what this one fails with' })
    .optional(),
  contacts: outsideContactsShape
    .optional()
    .meta({ description: 'of kind external-network or partner-service only' }),
  checks: z.array(z.unknown()).min(1),
})

/** 機器間の時刻のずれ (III.1.1.5). */
export const timeSyncShape = z.strictObject({
  betweenHosts: duration.meta({ description: "how far the hosts' clocks may be from each other" }),
  decidedBy: name,
  on: day,
})

export const serviceShape = z.strictObject({
  id,
  name: name.optional(),
  type: z
    .string()
    .optional()
    .meta({
      description: 'service type of I.7.2, by its full name',
      examples: EDITION.serviceTypes.map((type) => type.name),
    }),
  pattern: z.literal([1, 2, 3, 4, 5, 6]).optional().meta({ description: 'pattern of the guideline (I.7)' }),
  criteria: criteriaShape.optional().meta({ description: 'the questions of I.7.1, which give the pattern' }),
  classification: decisionShape
    .optional()
    .meta({ description: 'who decided the pattern, when and why (I.7.2): needed with criteria and ※ types' }),
  hours: z
    .union([z.literal('always'), editionShape, z.array(editionShape).min(1)])
    .optional()
    .meta({
      description: '契約サービス時間 (III.2.1.1): always (default), or weekly hours in one or more editions',
    }),
  maintenance: maintenanceShape.optional(),
  interpretation: interpretationShape.optional().meta({ description: 'what the guideline leaves open' }),
  timezone: timezone.optional(),
  language: language.optional(),
  contacts: contactsShape.optional(),
  customers: z
    .array(customerShape)
    .min(1)
    .optional()
    .meta({ description: 'several customers: users and administrative contacts are theirs then' }),
  redundancy: z.string().optional().meta({
    description:
      'what must be up: all(web, any(db1, db2), atLeast(2, app1, app2, app3)), of components and groups; default all of its own components',
    maxLength: LONGEST_EXPRESSION,
  }),
  groups: z
    .record(z.string().meta({ pattern: ID_PATTERN }), z.string().meta({ maxLength: LONGEST_EXPRESSION }))
    .optional()
    .meta({ description: 'names for parts of redundancy: { database: "any(db1, db2)" }' }),
  stopMeans: z.enum(STOP_MEANS).optional().meta({
    description:
      "what III.1.1.1 calls a stop (稼働停止): service: the service's, by redundancy, while the stop of a component that it can do without is a fault (障害) without effect on it; any-component: that of any of its components. Availability is the service's either way",
    default: STOP_MEANS[0],
  }),
  timeSync: timeSyncShape
    .optional()
    .meta({ description: 'own value of III.1.1.5, of which the guideline sets none' }),
  confirm: confirmShape.optional(),
  components: z.array(z.unknown()).min(1),
  values: z.record(z.string(), ownValueShape).optional(),
})
