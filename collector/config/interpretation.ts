import {
  INTERPRETATIONS,
  type Interpretation,
  type InterpretationKey,
} from '../../rules/guideline/interpretation.ts'
import { didYouMean, type Findings } from './findings.ts'
import { isMapping, kindOf, shown } from './read.ts'
import type { Path, Source } from './source.ts'

const KEYS = Object.keys(INTERPRETATIONS) as InterpretationKey[]

/** The stamp that this version records; of the others there is no evidence. */
const RECORDED_STAMP = INTERPRETATIONS.noticeReachedBy.choices[0]

/** What the guideline leaves open, as far as `raw` at `path` says how it is to be read. */
export function readInterpretation(
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): Partial<Interpretation> {
  if (raw === undefined) return {}
  if (!isMapping(raw)) {
    const message = `a mapping of settings belongs here, such as { ${KEYS[0]}: … }, not ${kindOf(raw)}`
    findings.error(source.at(path), 'wrong-type', message)
    return {}
  }
  const chosen = Object.entries(raw).flatMap(([key, choice]) => {
    const read = readChoice(key, choice, source, [...path, key], findings)
    return read === null ? [] : [[key, read]]
  })
  return Object.fromEntries(chosen) as Partial<Interpretation>
}

function readChoice(
  key: string,
  choice: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): string | null {
  const row = INTERPRETATIONS[KEYS.find((one) => one === key) ?? 'firstNoticeFrom']
  if (!Object.hasOwn(INTERPRETATIONS, key)) {
    const hint = didYouMean(key, KEYS) || `; known are ${KEYS.join(', ')}`
    const message = `${shown(key)} is nothing that the guideline leaves open${hint}`
    findings.error(source.atKey(path), 'unknown-interpretation', message)
    return null
  }
  const choices: readonly string[] = row.choices
  if (typeof choice !== 'string' || !choices.includes(choice)) {
    const what = typeof choice === 'string' ? shown(choice) : kindOf(choice)
    const near = typeof choice === 'string' ? didYouMean(choice, choices) : ''
    const message = `${what} is no reading of ${row.clause}${near || `; ${key} is one of ${choices.join(', ')}`}`
    findings.error(source.at(path), 'unknown-interpretation', message)
    return null
  }
  if (key === 'noticeReachedBy' && choice !== RECORDED_STAMP) {
    const message = `this version records when our relay accepted a notice, not the stamp ${choice}: obligations of ${row.clause} and of every other notice end as 未証明 (not proven)`
    findings.warn(source.at(path), 'stamp-not-recorded', message)
  }
  return choice
}
