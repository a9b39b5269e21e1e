/** What a generated validator's errors mean to a reader, as JSON Pointers and sentences. */
import type { ValidationError } from './v1.generated.js'

/** At most this many errors are told of one value. */
const MOST = 20

/** An error as ajv's generated code leaves it. */
interface Fault {
  keyword: string
  instancePath: string
  schemaPath: string
  propertyName?: string
  message: string
  params: {
    additionalProperty?: string
    missingProperty?: string
    allowedValues?: unknown[]
    allowedValue?: unknown
    tag?: string
  }
}

interface Validate {
  (value: unknown): boolean
  errors?: Fault[] | null
}

/** Characters as zod and JSON Schema count them: Unicode code points. */
export const codePoints = (text: string): number => [...text].length

/** Every error of the value, at most 20; `described` has the sentence of a keyword by its path in the schema. */
export function report(
  validate: Validate,
  described: Record<string, string>,
  value: unknown,
): ValidationError[] {
  if (validate(value)) return []
  const faults = validate.errors ?? []
  const choices = faults.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => schemaPath)
  // Of a choice only the choice itself is told, not how each of its branches failed.
  return faults
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .filter(({ schemaPath }) => !choices.some((path) => schemaPath.startsWith(`${path}/`)))
    .slice(0, MOST)
    .map((fault) => ({ path: position(fault), message: sentence(fault, described[fault.schemaPath]) }))
}

function position({ instancePath, params, propertyName }: Fault): string {
  const key = params.additionalProperty ?? propertyName
  if (key === undefined) return instancePath
  return `${instancePath}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function sentence({ keyword, params, message }: Fault, description: string | undefined): string {
  if (description !== undefined) return `must be ${description}`
  if (keyword === 'additionalProperties') return 'is not known here'
  if (keyword === 'required') return `lacks ${params.missingProperty}`
  if (keyword === 'enum') return `must be one of ${params.allowedValues?.join(', ')}`
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`
  if (keyword === 'discriminator') return `${params.tag} must be one of the known kinds`
  return message
}
