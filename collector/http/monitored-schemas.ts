/** Schemas of the details of agents and checks; their lists are in `schemas.ts`. */
import { z } from 'zod'
import type * as api from '../../rules/api/monitored.ts'
import { COMPONENT_KINDS } from '../../rules/words.ts'
import { agentFields, checkFields, count, instant, ms } from './schemas.ts'

const code = z.string().nullable()

export const agentDetail: z.ZodType<api.AgentDetail> = z.strictObject({
  ...agentFields,
  createdAt: instant,
  credentials: z.array(
    z.strictObject({
      id: z.string(),
      validFrom: instant,
      validUntil: instant.nullable(),
      revokedAt: instant.nullable(),
      valid: z.boolean(),
    }),
  ),
  losses: z.array(
    z.strictObject({ firstAt: instant.nullable(), lastAt: instant.nullable(), count, reason: z.string() }),
  ),
  gaps: z.array(
    z.strictObject({
      incident: z.string(),
      service: z.string(),
      checks: z.array(z.string()),
      fromAt: instant,
      toAt: instant.nullable(),
      reason: code,
    }),
  ),
})

export const runAsked: z.ZodType<api.RunAsked> = z.strictObject({
  check: z.string(),
  agent: z.string(),
  askedAt: instant,
  askedBy: z.string(),
  expiresAt: instant,
  takenAt: instant.nullable(),
})

export const checkDetail: z.ZodType<api.CheckDetail> = z.strictObject({
  ...checkFields,
  serviceName: z.string(),
  timezone: z.string(),
  description: z.strictObject({ ja: z.string(), en: z.string() }).nullable(),
  timeoutMs: ms,
  confirm: z.strictObject({ failures: count, everyMs: ms }),
  nextAt: instant.nullable(),
  gaps: z.array(z.strictObject({ fromAt: instant, toAt: instant.nullable() })),
  responseValue: z.string().nullable(),
  slowerThanMs: ms.nullable(),
  run: runAsked.nullable(),
})

export const responses: z.ZodType<api.Responses> = z.strictObject({
  check: z.string(),
  value: z.string().nullable(),
  from: instant,
  to: instant,
  readFrom: instant,
  bucketMs: ms,
  buckets: z.array(
    z.strictObject({
      at: instant,
      count,
      p50: ms.nullable(),
      p95: ms.nullable(),
      p99: ms.nullable(),
      max: ms.nullable(),
      ok: count,
      warned: count,
      failed: count,
      unknown: count,
    }),
  ),
})

export const componentSummary: z.ZodType<api.ComponentSummary> = z.strictObject({
  service: z.string(),
  component: z.string(),
  name: z.string(),
  kind: z.enum(COMPONENT_KINDS),
  checks: count,
})
