/**
 * The shape of the configuration: which keys there are and what each may hold. What a value means, and
 * whether it can keep the guideline's values, is looked at by the files beside this one.
 */
import { z } from 'zod'
import { DURATION_PATTERN } from '../../rules/duration.ts'
import { COMPONENT_KINDS, LANGUAGES, PURPOSES } from '../../rules/words.ts'

const ID_PATTERN = '^[a-z0-9][a-z0-9._-]*$'
export const ID = new RegExp(ID_PATTERN)
export const ID_LENGTH = 60

const id = z.string().meta({
  description: `lower-case letters, digits, . _ - ; at most ${ID_LENGTH}`,
  pattern: ID_PATTERN,
  maxLength: ID_LENGTH,
})
const name = z
  .string()
  .max(200)
  .regex(/^(?=.*\S)\P{Cc}+$/u, 'must be one line of text, and not empty')
  .meta({ description: 'for people, one line' })
const duration = z
  .string('write a duration with its unit, such as 60s')
  .meta({ description: '500ms, 30s, 5m, 12h, 3d', pattern: DURATION_PATTERN })
const address = z.string().meta({ description: 'an e-mail address' })
const timezone = z.string().meta({ description: 'a zone of the IANA database, such as Asia/Tokyo' })
const language = z.enum(LANGUAGES).meta({ description: 'language of notices and pages' })

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
  contract: duration.optional().meta({ description: 'the value of the contract' }),
  own: duration.optional().meta({ description: "the provider's own value" }),
  decidedBy: name.optional(),
  on: z.string().optional().meta({ description: 'YYYY-MM-DD', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  reason: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'why it is looser than the reference value' }),
})

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
  pattern: z.literal([1, 2, 3, 4, 5, 6]).meta({ description: 'pattern of the guideline (I.7)' }),
  hours: z.literal('always').optional(),
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
    type: {
      message: 'the choice by service type is not there yet: give pattern: 1..6 instead',
      instead: 'pattern',
    },
    customers: {
      message: 'several customers of one service are not there yet: name everyone under contacts',
      instead: 'contacts',
    },
  },
  component: {
    vantages: { message: 'several vantages are not there yet: name one agent under agent', instead: 'agent' },
  },
}
