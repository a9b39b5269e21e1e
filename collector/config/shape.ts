/**
 * The shape of the configuration: which keys there are and what each may hold. What a value means, and
 * whether it can keep the guideline's values, is looked at by the files beside this one.
 */
import { z } from 'zod'
import { DURATION_PATTERN } from '../../rules/duration.ts'
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { EDITION } from '../../rules/guideline/items.ts'
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
  .regex(/^(?=.*\S)\P{Cc}+$/u, 'must be one line of text, and not empty')
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

export const rootShape = z.strictObject({
  listen: z
    .string()
    .optional()
    .meta({ description: 'address:port of the console and of the agents; default 127.0.0.1:8420' }),
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
  ownClock: z
    .string()
    .optional()
    .meta({ description: "service/component/check: the time-sync check of the collector's own host" }),
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

export const ownValueShape = z.strictObject({
  contract: z.unknown().optional().meta({ description: 'the value of the contract' }),
  own: z.unknown().optional().meta({ description: "the provider's own value" }),
  decidedBy: name.optional(),
  on: day.optional(),
  reason: reason.optional().meta({ description: 'why it is looser than the reference value' }),
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

/** Keys of every check; the keys of its type stand beside them. */
export const checkShape = z.strictObject({
  id,
  purpose: z.enum(PURPOSES),
  type: z.string(),
  every: duration,
  timeout: duration.optional().meta({ description: 'default 10s, or the interval where that is shorter' }),
  confirm: confirmShape.optional(),
})

export const componentShape = z.strictObject({
  id,
  name: name.optional(),
  kind: z.enum(COMPONENT_KINDS),
  agent: id.meta({
    description: 'name of the agent that does the checks; this-host is the one of --local-agent',
  }),
  checks: z.array(z.unknown()).min(1),
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
  confirm: confirmShape.optional(),
  components: z.array(z.unknown()).min(1),
  values: z.record(z.string(), ownValueShape).optional(),
})

/** Keys that the product knows and this version does not evaluate yet, with what to write meanwhile. */
export const NOT_YET = {
  service: {
    customers: {
      message: 'several customers of one service are not there yet: name everyone under contacts',
      instead: 'contacts',
    },
  },
  component: {
    vantages: { message: 'several vantages are not there yet: name one agent under agent', instead: 'agent' },
  },
}
