/** The shape of the guideline page as a schema (see `schemas.ts`). */
import { z } from 'zod'
import type * as api from '../../rules/api/types.ts'
import { INTERPRETATIONS, type InterpretationKey } from '../../rules/guideline/interpretation.ts'
import { customerValueFields, valueFields } from './schemas.ts'

const instant = z.iso.datetime({ precision: 3 })
const title = z.strictObject({ ja: z.string(), en: z.string() })
const itemClass = z.enum(['basic', 'recommended'])
const pattern = z.literal([1, 2, 3, 4, 5, 6])

const criteria = z.strictObject({
  personalData: z.boolean(),
  tradeSecrets: z.boolean(),
  alwaysOn: z.boolean(),
  largeLoss: z.boolean(),
  partialLoss: z.boolean(),
  coreBusiness: z.boolean(),
})

export const classification: z.ZodType<api.Guideline['classification']> = z.strictObject({
  pattern,
  by: z.enum(['type', 'criteria', 'pattern']),
  type: z.string().nullable(),
  criteria: criteria.nullable(),
  decidedBy: z.string().nullable(),
  on: z.string().nullable(),
  reason: z.string().nullable(),
})

/** One choice for each setting, as the table of settings has them. */
export const interpretation = z.strictObject(
  Object.fromEntries(
    (Object.keys(INTERPRETATIONS) as InterpretationKey[]).map((key) => [
      key,
      z.enum(INTERPRETATIONS[key].choices),
    ]),
  ),
) as unknown as z.ZodType<api.Guideline['interpretation']>

export const guidelineRow: z.ZodType<api.Guideline['rows'][number]> = z.strictObject({
  ...valueFields,
  control: z.string(),
  clauses: z.array(z.strictObject({ document: z.string(), clause: z.string() })),
  customers: z
    .array(z.strictObject({ id: z.string(), name: z.string(), ...customerValueFields }))
    .exactOptional(),
})

export const guideline: z.ZodType<api.Guideline> = z.strictObject({
  service: z.string(),
  serviceName: z.string(),
  edition: z.strictObject({ id: z.string(), title }),
  pattern,
  classification,
  from: instant,
  to: instant,
  rows: z.array(guidelineRow),
  controls: z.array(
    z.strictObject({ id: z.string(), class: itemClass, text: z.strictObject({ ja: z.string() }) }),
  ),
  interpretation,
})
