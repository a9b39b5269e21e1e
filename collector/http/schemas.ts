/**
 * The shapes of `rules/api/types.ts` as schemas, for the OpenAPI document and for the tests that hold real
 * answers against it. The compiler checks that the two say the same.
 */
import { z } from 'zod'
import type * as api from '../../rules/api/types.ts'
import { VALUE_KINDS } from '../../rules/guideline/edition.ts'
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { STANDINGS } from '../../rules/guideline/value.ts'
import { PERMISSIONS } from '../../rules/people/permissions.ts'
import { agentStatus } from '../../rules/wire/v1.ts'
import {
  AUDIENCES,
  COMPONENT_KINDS,
  INCIDENT_KINDS,
  LANGUAGES,
  NOTICE_KINDS,
  OBLIGATION_STATES,
  OUTCOMES,
  PHASES,
  PURPOSES,
  ROLES,
  VERDICTS,
} from '../../rules/words.ts'

export const instant = z.iso.datetime({ precision: 3 })
export const ms = z.number()
export const count = z.int().min(0)
const amount = z.union([z.string(), z.number(), z.array(z.string())]).nullable()
const title = z.strictObject({ ja: z.string(), en: z.string() })
const pattern = z.literal([1, 2, 3, 4, 5, 6])
const values = z.record(z.string(), z.union([z.number(), z.string()]))
const health = z.enum(['up', 'down', 'unknown'])
const deliveryState = z.enum(['waiting', 'accepted', 'refused', 'expired'])

/** Also the first part of a row of the guideline page. */
export const valueFields = {
  item: z.string(),
  title,
  class: z.enum(['basic', 'recommended']),
  reference: z.strictObject({
    text: z.string(),
    required: z.boolean(),
    kind: z.enum(VALUE_KINDS),
    value: amount,
  }),
  own: z
    .strictObject({
      value: amount,
      source: z.enum(['contract', 'own']),
      decidedBy: z.string().nullable(),
      on: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  inForce: amount,
  standing: z.enum(STANDINGS),
  achieved: z
    .union([
      z.strictObject({
        of: z.enum(['largest-interval', 'longest-delay', 'shortest-retention', 'largest-offset']),
        ms,
      }),
      z.strictObject({
        of: z.literal('availability'),
        lower: z.string(),
        upper: z.string(),
        measured: z.string().nullable(),
      }),
    ])
    .nullable(),
  counts: z.record(z.enum(OBLIGATION_STATES), count),
  verdict: z.enum(VERDICTS),
  referenceVerdict: z.enum(VERDICTS),
  measuring: z.strictObject({
    by: z.enum(['checks', 'notices', 'follow-ups', 'availability', 'reports', 'ledger']).nullable(),
    how: title,
  }),
}
const valueRow: z.ZodType<api.ValueRow> = z.strictObject(valueFields)

const { own, inForce, standing } = valueFields
/** A customer's value beside the service's. */
export const customerValueFields = { own, inForce, standing }

const customerSummary: z.ZodType<api.CustomerSummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  language: z.enum(LANGUAGES),
  timezone: z.string(),
  slowdownNotice: z.enum(INTERPRETATIONS.slowdownNotice.choices),
  values: z.array(z.strictObject({ item: z.string(), ...customerValueFields })),
})

export const serviceSummary: z.ZodType<api.ServiceSummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  pattern,
  timezone: z.string(),
  language: z.enum(LANGUAGES),
  state: health,
  stateSince: instant.nullable(),
  openIncidents: count,
  values: z.array(valueRow),
  customers: z.array(customerSummary),
})

/** Also the first part of one check's details (`monitored-schemas.ts`). */
export const checkFields = {
  check: z.string(),
  service: z.string(),
  component: z.string(),
  componentName: z.string(),
  componentKind: z.enum(COMPONENT_KINDS),
  purpose: z.enum(PURPOSES),
  type: z.string(),
  target: z.string(),
  agent: z.string(),
  everyMs: ms,
  health,
  healthSince: instant.nullable(),
  healthReason: z.string().nullable(),
  last: z
    .strictObject({
      startedAt: instant,
      finishedAt: instant,
      outcome: z.enum(OUTCOMES),
      reason: z.string().nullable(),
      message: z.string().nullable(),
      values,
      receivedAt: instant,
    })
    .nullable(),
  largestGapMs: ms.nullable(),
  limitMs: ms.nullable(),
  counts: z.strictObject({ ok: count, failed: count, unknown: count, skipped: count }),
  countedFrom: instant,
}
export const checkSummary: z.ZodType<api.CheckSummary> = z.strictObject(checkFields)

export const resultRow: z.ZodType<api.ResultRow> = z.strictObject({
  check: z.string(),
  plannedAt: instant,
  startedAt: instant,
  finishedAt: instant,
  receivedAt: instant,
  outcome: z.enum(OUTCOMES),
  attempt: count,
  reason: z.string().nullable(),
  message: z.string().nullable(),
  values,
  clockOff: z.literal(true).optional(),
})

/** Also the first part of one agent's details. */
export const agentFields = {
  id: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  lastSeenAt: instant.nullable(),
  connected: z.boolean(),
  clockOffsetMs: ms.nullable(),
  clockUncertaintyMs: ms.nullable(),
  inventory: z.record(z.string(), z.string()),
  checks: count,
  lost: count,
  status: z.strictObject({ ...agentStatus.shape, at: instant }).nullable(),
  revokedAt: instant.nullable(),
}
export const agentSummary: z.ZodType<api.AgentSummary> = z.strictObject(agentFields)

export const issuedAgent: z.ZodType<api.IssuedAgent> = z.strictObject({
  id: z.string(),
  name: z.string(),
  token: z.string(),
})

export const obligationSummary: z.ZodType<api.ObligationSummary> = z.strictObject({
  id: z.string(),
  item: z.string(),
  service: z.string(),
  customer: z.string().nullable(),
  subject: z.string(),
  clockFrom: instant,
  dueAt: instant,
  limitMs: ms,
  state: z.enum(OBLIGATION_STATES),
  decidedAt: instant.nullable(),
  marginMs: ms.nullable(),
  because: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()),
})

export const noticeSummary: z.ZodType<api.NoticeSummary> = z.strictObject({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  form: z.enum(['normal', 'late']),
  incident: z.string(),
  service: z.string(),
  customer: z.string().nullable(),
  audiences: z.array(z.enum(AUDIENCES)),
  createdAt: instant,
  dueAt: instant.nullable(),
  deliveries: z.strictObject({ waiting: count, accepted: count, refused: count, expired: count }),
  firstAcceptedAt: instant.nullable(),
  lastAcceptedAt: instant.nullable(),
  late: count,
  unreadable: z.boolean(),
})

export const incidentSummary: z.ZodType<api.IncidentSummary> = z.strictObject({
  id: z.string(),
  service: z.string(),
  serviceName: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  component: z.string().nullable(),
  checks: z.array(z.string()),
  state: z.enum(['open', 'recovered']),
  lastOkAt: instant.nullable(),
  firstFailedAt: instant,
  confirmedAt: instant,
  discoveredAt: instant,
  recoveredAt: instant.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  impact: z.literal('none').nullable(),
  dueTo: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  customers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  obligations: z.array(obligationSummary),
  notices: z.array(noticeSummary),
  followUps: z.array(
    z.strictObject({
      ...{ at: instant, by: z.string() },
      ...{ cause: z.string().nullable(), forecast: z.string().nullable() },
    }),
  ),
  phases: z.array(z.strictObject({ phase: z.enum(PHASES), at: instant, by: z.string() })),
  withdrawnAt: instant.nullable(),
})

export const deliverySummary: z.ZodType<api.DeliverySummary> = z.strictObject({
  id: z.string(),
  notice: z.string(),
  incident: z.string(),
  service: z.string(),
  customer: z.string().nullable(),
  kind: z.enum(NOTICE_KINDS),
  audience: z.enum(AUDIENCES),
  channel: z.string(),
  hint: z.string(),
  state: deliveryState,
  attempts: count,
  createdAt: instant,
  dueAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  late: z.boolean(),
  lastAnswer: z.string().nullable(),
})

export const ledgerEntry: z.ZodType<api.LedgerEntry> = z.strictObject({
  seq: count,
  id: z.string(),
  at: instant,
  kind: z.string(),
  subject: z.string(),
  actor: z.string(),
  payloadDigest: z.string(),
  prev: z.string(),
  hash: z.string(),
  payload: z.string().nullable(),
})

export const status: z.ZodType<api.Status> = z.strictObject({
  version: z.string(),
  now: instant,
  language: z.enum(LANGUAGES),
  timezone: z.string(),
  revision: count,
  startedAt: instant,
  operators: z.enum(['none', 'exist']),
  session: z
    .strictObject({ operator: z.string(), role: z.enum(ROLES), permissions: z.array(z.enum(PERMISSIONS)) })
    .nullable(),
  mail: z.enum(['configured', 'none']),
  damaged: z.strictObject({ blocks: count, from: instant, to: instant }).nullable(),
  ledger: z.strictObject({
    sequence: count,
    head: z.string().nullable(),
    sealedAt: instant.nullable(),
  }),
})

export const problem: z.ZodType<api.Problem> = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().exactOptional(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).exactOptional(),
  versions: z.array(z.int()).exactOptional(),
})

/** A page of a list. */
export function pageOf<T>(items: z.ZodType<T>): z.ZodType<api.Page<T>> {
  return z.strictObject({ items: z.array(items), next: z.string().nullable() })
}
