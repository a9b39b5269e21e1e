/** Shapes of how long results are kept, as schemas (see `schemas.ts`). */
import { z } from 'zod'
import type * as api from '../../rules/api/retention.ts'
import { KEPT_BECAUSE } from '../../rules/words.ts'
import { count, instant, ms } from './schemas.ts'

export const hold: z.ZodType<api.Hold> = z.strictObject({
  id: z.string(),
  service: z.string(),
  from: instant,
  to: instant.nullable(),
  comment: z.string(),
  setAt: instant,
  setBy: z.string(),
  liftedAt: instant.nullable(),
})

export const retention: z.ZodType<api.Retention> = z.strictObject({
  disputeMs: ms,
  services: z.array(
    z.strictObject({ service: z.string(), results: z.array(z.string()), incidents: z.array(z.string()) }),
  ),
  lookedAt: instant.nullable(),
  kept: z.array(
    z.strictObject({
      because: z.enum(KEPT_BECAUSE),
      service: z.string(),
      blocks: count,
      results: count,
      bytes: count,
      oldest: instant,
      until: instant.nullable(),
    }),
  ),
})
