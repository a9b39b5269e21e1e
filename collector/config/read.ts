/** Reading one mapping against its shape: every issue becomes a finding, and what is right is handed on. */
import type { z } from 'zod'
import { type ConfigCode, didYouMean, type Findings } from './findings.ts'
import type { Path, Source } from './source.ts'

type Issue = z.core.$ZodIssue
type Shape = Record<string, z.ZodType>
/** The keys that were valid; the others were reported. */
export type Valid<S extends Shape> = { [K in keyof S]?: z.infer<S[K]> | undefined }

export interface ReadOptions {
  /** Known keys beyond the shape (a check type's), left alone here. */
  alsoKnown?: readonly string[] | undefined
  /** Keys whose values the caller reads itself; only their absence is reported here. */
  nested?: readonly string[] | undefined
}

/** Unknown keys of one mapping that are told one by one. */
const MOST_UNKNOWN = 100

/** Reads `value`, which stands at `path`. Null where it is no mapping at all. */
export function readShape<S extends Shape>(
  shape: z.ZodObject<S>,
  value: unknown,
  source: Source,
  path: Path,
  findings: Findings,
  options: ReadOptions = {},
): Valid<S> | null {
  if (!isMapping(value)) {
    findings.error(source.at(path), 'wrong-type', `a mapping belongs here, not ${kindOf(value)}`)
    return null
  }
  const known = [...Object.keys(shape.shape), ...(options.alsoKnown ?? [])]
  const unknown = Object.keys(value).filter((key) => !known.includes(key))
  for (const key of unknown.slice(0, MOST_UNKNOWN)) unknownKey(key, known, source, path, findings)
  if (unknown.length > MOST_UNKNOWN) {
    const message = `${unknown.length - MOST_UNKNOWN} more keys are not known here`
    findings.error(source.atKey([...path, unknown[MOST_UNKNOWN] ?? '']), 'unknown-key', message)
  }
  const valid: Record<string, unknown> = {}
  for (const [key, type] of Object.entries<z.ZodType>(shape.shape)) {
    if (!(key in value)) {
      if (!type.safeParse(undefined).success)
        findings.error(source.at(path), 'missing-key', `${key} is missing`)
      continue
    }
    if (options.nested?.includes(key)) continue
    const read = type.safeParse(value[key], { reportInput: true })
    if (read.success) valid[key] = read.data
    else reportIssues(read.error.issues, source, [...path, key], findings)
  }
  return valid as Valid<S>
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function unknownKey(
  key: string,
  known: readonly string[],
  source: Source,
  path: Path,
  findings: Findings,
) {
  const hint =
    key === '<<'
      ? ': merge keys are not read; write the keys out, or use a template'
      : didYouMean(key, known) || `; known here: ${known.join(', ')}`
  findings.error(source.atKey([...path, key]), 'unknown-key', `${shown(key)} is not known here${hint}`)
}

/** A text as it may stand in a message: short, and without characters that steer terminals or hide what is written. */
export function shown(text: string): string {
  if (text === '') return '""'
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')
  return clean.length > 60 ? `${clean.slice(0, 57)}…` : clean
}

/** The first few of a list that may be long. */
export function listed(names: readonly string[]): string {
  const few = names.slice(0, 8).map(shown).join(', ')
  return names.length > 8 ? `${few} and ${names.length - 8} more` : few
}

function reportIssues(issues: readonly Issue[], source: Source, base: Path, findings: Findings): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
    const { code, message } = words(issue)
    findings.error(source.at(path), code, message)
  }
}

function words(issue: Issue): { code: ConfigCode; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong-type', message: typeWords(issue.expected, issue.input, issue.message) }
    case 'invalid_value':
      return { code: 'bad-value', message: `must be ${oneOf(issue.values.map(String))}` }
    case 'too_small':
      return {
        code: 'bad-value',
        message: issue.origin === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty',
      }
    case 'too_big':
      return {
        code: 'bad-value',
        message:
          issue.origin === 'string'
            ? `must have at most ${issue.maximum} characters`
            : issue.origin === 'array'
              ? `must have at most ${issue.maximum} entries`
              : `must be at most ${issue.maximum}`,
      }
    default:
      return { code: 'bad-value', message: issue.message }
  }
}

/** The shape's own words where it has some; the library's begin with Invalid. */
function typeWords(expected: string, input: unknown, message: string): string {
  if (!message.startsWith('Invalid')) return message
  if (expected === 'int' && typeof input === 'number') return 'must be a whole number'
  return `${KINDS[expected] ?? expected} belongs here, not ${kindOf(input)}`
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'true or false',
}

export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'true or false'
  return 'a mapping'
}

function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
