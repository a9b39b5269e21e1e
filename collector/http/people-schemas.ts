/** Shapes of people, sessions and tokens, as schemas (see `schemas.ts`), and what of them comes in. */
import { z } from 'zod'
import type * as api from '../../rules/api/people.ts'
import { PERMISSIONS, TOKEN_PERMISSIONS } from '../../rules/people/permissions.ts'
import { ROLES } from '../../rules/words.ts'

const instant = z.iso.datetime({ precision: 3 })
const role = z.enum(ROLES)
const ids = z.array(z.string()).nullable()
const permissions = z.array(z.enum(PERMISSIONS))

export const invitation: z.ZodType<api.Invitation> = z.strictObject({ token: z.string(), expiresAt: instant })

export const me: z.ZodType<api.Me> = z.strictObject({
  operator: z.strictObject({ id: z.string(), name: z.string(), lastLockedAt: instant.nullable() }).nullable(),
  token: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  role: role.nullable(),
  permissions,
  services: ids,
  customer: z.string().nullable(),
})

export const operatorSummary: z.ZodType<api.OperatorSummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  role,
  services: ids,
  customer: z.string().nullable(),
  createdAt: instant,
  disabledAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  lockedUntilAt: instant.nullable(),
  lastLockedAt: instant.nullable(),
  sessions: z.int().min(0),
})

export const sessionSummary: z.ZodType<api.SessionSummary> = z.strictObject({
  id: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  own: z.boolean(),
})

export const tokenSummary: z.ZodType<api.TokenSummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  permissions,
  services: ids,
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  state: z.enum(['good', 'expired', 'revoked', 'creator-disabled']),
})

export const issuedToken: z.ZodType<api.IssuedToken> = z.strictObject({
  id: z.string(),
  name: z.string(),
  token: z.string(),
  expiresAt: instant,
})

const serviceIds = z.array(z.string().min(1).max(200)).min(1).max(200)

/** A role as an administrator gives it; a customer's with what it is bound to, every other without. */
export const rights = z
  .strictObject({
    role,
    services: serviceIds.optional(),
    customer: z.string().min(1).max(200).optional(),
  })
  .superRefine(({ role, services, customer }, { addIssue }) => {
    const bound = { services, customer }
    if (role === 'customer' && services === undefined)
      addIssue({ code: 'custom', path: ['services'], message: 'a customer needs the services to read' })
    if (role === 'customer') return
    for (const [name, value] of Object.entries(bound))
      if (value !== undefined)
        addIssue({ code: 'custom', path: [name], message: 'is of the role customer only' })
  })

/** What a new token may do; bound to services it reads what a customer reads. */
export const tokenScope = {
  permissions: z.array(z.enum(TOKEN_PERMISSIONS)).min(1),
  services: serviceIds.optional(),
}
