import type { Classification, Criteria } from '../../rules/guideline/classification.ts'
import { classifyByCriteria, classifyByType } from '../../rules/guideline/classify.ts'
import type { Pattern } from '../../rules/words.ts'
import { readDecisionDay } from './days.ts'
import type { Findings } from './findings.ts'
import { isMapping, readShape, shown } from './read.ts'
import { criteriaShape, decisionShape } from './shape.ts'
import type { Path, Source } from './source.ts'

type Decision = Pick<Classification, 'decidedBy' | 'on' | 'reason'>

const FORM = 'add classification: { decidedBy: …, on: YYYY-MM-DD, reason: … }'

/**
 * The pattern of a service by its type (図表2), by the criteria (I.7.1) or as a number, with who decided it where
 * the guideline leaves it to the provider (I.7.2). Null (with findings) where it cannot be told. `today` is a day of
 * the service's zone.
 */
export function readClassification(
  raw: Record<string, unknown>,
  pattern: Pattern | undefined,
  today: string,
  source: Source,
  path: Path,
  findings: Findings,
): Classification | null {
  const decision = readDecision(raw, today, source, path, findings)
  const type = 'type' in raw ? readType(raw.type, source, [...path, 'type'], findings) : null
  const criteria =
    'criteria' in raw ? readCriteria(raw.criteria, source, [...path, 'criteria'], findings) : null
  if ('pattern' in raw && 'criteria' in raw) {
    const message = 'pattern and criteria are two answers to one question (I.7.1): keep one'
    findings.error(source.atKey([...path, 'criteria']), 'bad-classification', message)
    return null
  }
  if (type === 'wrong' || ('criteria' in raw && !criteria) || ('pattern' in raw && pattern === undefined))
    return null
  const own = criteria ? classifyByCriteria(criteria).pattern : pattern
  const needsDecision = (why: string, key: string) => {
    if (!('classification' in raw))
      findings.error(source.atKey([...path, key]), 'classification-undecided', `${why}: ${FORM}`)
  }
  const name = type?.name ?? null
  if (own === undefined) {
    if (type?.pattern) return { pattern: type.pattern, by: 'type', type: name, criteria: null, ...decision }
    if (!type) {
      const message =
        'one of type, pattern and criteria is missing: it says which reference values hold (I.7)'
      findings.error(source.at(path), 'missing-key', message)
      return null
    }
    const message = `${name} is one of the types (※) that the guideline gives no pattern for (I.7.2): write criteria or pattern beside it, with classification`
    findings.error(source.at([...path, 'type']), 'type-without-pattern', message)
    return null
  }
  if (type && type.pattern === own && !criteria)
    return { pattern: own, by: 'type', type: name, criteria: null, ...decision }
  const key = criteria ? 'criteria' : 'pattern'
  if (type && type.pattern === null) needsDecision(`${name} (※) is classified by the provider (I.7.2)`, key)
  else if (type && type.pattern !== own)
    needsDecision(`${name} has pattern ${type.pattern}; another one is the provider's decision (I.7.2)`, key)
  else if (criteria) needsDecision('by the criteria the provider decides (I.7.1, I.7.2)', key)
  return { pattern: own, by: key, type: name, criteria, ...decision }
}

function readDecision(
  raw: Record<string, unknown>,
  today: string,
  source: Source,
  path: Path,
  findings: Findings,
): Decision {
  const at = [...path, 'classification']
  const valid =
    'classification' in raw ? readShape(decisionShape, raw.classification, source, at, findings) : null
  const on = readDecisionDay(valid?.on, today, source, [...at, 'on'], findings)
  return { decidedBy: valid?.decidedBy ?? null, on: on ?? null, reason: valid?.reason ?? null }
}

interface NamedType {
  name: string
  pattern: Pattern | null
}

function readType(raw: unknown, source: Source, path: Path, findings: Findings): NamedType | 'wrong' {
  // What is no text was reported with the shape.
  if (typeof raw !== 'string') return 'wrong'
  const decided = classifyByType(raw)
  if (decided.found !== 'unknown') return decided.type
  const hint =
    decided.nearest.length > 0
      ? `did you mean ${decided.nearest.join(' / ')}?`
      : 'kijun-collector rules lists them; one that is not there is given criteria'
  const message = `${shown(raw)} is no service type of I.7.2 (図表2), by its full name; ${hint}`
  findings.error(source.at(path), 'unknown-service-type', message)
  return 'wrong'
}

function readCriteria(raw: unknown, source: Source, path: Path, findings: Findings): Criteria | null {
  const valid = readShape(criteriaShape, raw, source, path, findings)
  const keys = Object.keys(criteriaShape.shape) as (keyof Criteria)[]
  if (!valid || !isMapping(raw) || keys.some((key) => valid[key] === undefined)) return null
  return Object.fromEntries(keys.map((key) => [key, valid[key]])) as unknown as Criteria
}
