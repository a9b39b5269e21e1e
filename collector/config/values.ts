import { ITEMS, itemById, referenceOf } from '../../rules/guideline/items.ts'
import { compareAmounts, type OwnValue, valueInForce } from '../../rules/guideline/value.ts'
import { isoDuration, parseIsoDuration } from '../../rules/time/duration.ts'
import type { Pattern } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import { readDuration, showDuration } from './durations.ts'
import { didYouMean, type Findings } from './findings.ts'
import { isMapping, kindOf, readShape, shown } from './read.ts'
import { ownValueShape } from './shape.ts'
import type { Path, Source } from './source.ts'

const KNOWN = ITEMS.map((item) => item.id)

/** Every item's value in force for the pattern, with the own values that stand at `path`. */
export function readValues(
  raw: unknown,
  pattern: Pattern,
  source: Source,
  path: Path,
  findings: Findings,
): Service['values'] {
  const own = raw === undefined ? {} : readOwnValues(raw, pattern, source, path, findings)
  return Object.fromEntries(
    ITEMS.map(({ id }) => [id, valueInForce(referenceOf(id, pattern), own[id] ?? null)]),
  )
}

function readOwnValues(raw: unknown, pattern: Pattern, source: Source, path: Path, findings: Findings) {
  const own: Record<string, OwnValue> = {}
  if (!isMapping(raw)) {
    findings.error(
      source.at(path),
      'wrong-type',
      `a mapping of evaluation items belongs here, not ${kindOf(raw)}`,
    )
    return own
  }
  for (const [id, value] of Object.entries(raw)) {
    if (itemById(id)) {
      const read = readOwnValue(id, value, pattern, source, [...path, id], findings)
      if (read) own[id] = read
    } else {
      const hint = didYouMean(id, KNOWN, 1) || `; this version evaluates ${KNOWN.join(', ')}`
      findings.error(
        source.atKey([...path, id]),
        'unknown-item',
        `${shown(id)} is no evaluation item known here${hint}`,
      )
    }
  }
  return own
}

function readOwnValue(
  id: string,
  raw: unknown,
  pattern: Pattern,
  source: Source,
  path: Path,
  findings: Findings,
): OwnValue | null {
  const valid = readShape(ownValueShape, raw, source, path, findings)
  if (!valid || !isMapping(raw)) return null
  const named = (['contract', 'own'] as const).filter((key) => key in raw)
  const [key] = named
  if (named.length !== 1 || key === undefined) {
    const message = 'write either contract: with the value of the contract, or own: with your own value'
    findings.error(source.at(path), 'bad-own-value', message)
    return null
  }
  const on = readDate(valid.on, source, [...path, 'on'], findings)
  const ms = readDuration(valid[key], source, [...path, key], findings)
  if (ms === undefined) return null

  const missing = (['reason', 'decidedBy', 'on'] as const).filter((detail) => !(detail in raw))
  const reference = referenceOf(id, pattern)
  const value = isoDuration(ms)
  if (compareAmounts(reference.kind, value, reference.value) === 'looser' && missing.length > 0) {
    findings.error(
      source.at([...path, key]),
      'looser-unexplained',
      `${showDuration(ms)} is looser than the ${showDuration(parseIsoDuration(String(reference.value)) ?? 0)} of ${id} for pattern ${pattern}: add ${missing.join(', ')} (it is shown as 未達)`,
    )
  }
  return {
    value,
    source: key,
    decidedBy: valid.decidedBy ?? null,
    on: on ?? null,
    reason: valid.reason ?? null,
  }
}

function readDate(
  text: string | undefined,
  source: Source,
  path: Path,
  findings: Findings,
): string | undefined {
  if (text === undefined) return undefined
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text
  findings.error(source.at(path), 'bad-value', 'must be a day such as 2026-11-01')
  return undefined
}
