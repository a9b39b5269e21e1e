import type { Amount } from '../../rules/guideline/edition.ts'
import { ITEMS, itemById, kindOfItem, OWN_ITEMS, referenceOf } from '../../rules/guideline/items.ts'
import {
  compareAmounts,
  type OwnValue,
  type ValueInForce,
  valueInForce,
} from '../../rules/guideline/value.ts'
import type { Pattern } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import { formOf, minutesForMonths, showAmount } from './amounts.ts'
import { readDecisionDay } from './days.ts'
import { didYouMean, type Findings, type Place } from './findings.ts'
import { isMapping, kindOf, readShape, shown } from './read.ts'
import { ownValueShape } from './shape.ts'
import type { Path, Source } from './source.ts'

/** What own values are read with. `today` is a day of the service's zone. */
interface Setting {
  pattern: Pattern
  today: string
  /** Of a customer: what its service is held to. */
  ofService?: Service['values']
}

const KNOWN = [...ITEMS, ...OWN_ITEMS].map((item) => item.id)

/** Every item's value in force for the pattern, with the own values that stand at `path`. */
export function readValues(
  raw: unknown,
  setting: Setting,
  source: Source,
  path: Path,
  findings: Findings,
): Service['values'] {
  const own = raw === undefined ? {} : readOwnValues(raw, setting, source, path, findings)
  return Object.fromEntries(
    KNOWN.map((id) => [id, valueInForce(referenceOf(id, setting.pattern), own[id] ?? null)]),
  )
}

/** A customer's values: those of its service, with those of its own contract, which stand at `path`, in their place. */
export function readCustomerValues(
  raw: unknown,
  setting: Required<Setting>,
  source: Source,
  path: Path,
  findings: Findings,
): Service['values'] {
  const own = raw === undefined ? {} : readOwnValues(raw, setting, source, path, findings)
  const agreed = Object.entries(own).map(([id, value]) => [
    id,
    valueInForce(referenceOf(id, setting.pattern), value),
  ])
  return { ...setting.ofService, ...Object.fromEntries(agreed) }
}

function readOwnValues(raw: unknown, setting: Setting, source: Source, path: Path, findings: Findings) {
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
      const read = readOwnValue(id, value, setting, source, [...path, id], findings)
      if (read) own[id] = read
    } else {
      const message = `${shown(id)} is no evaluation item${meant(id)}`
      findings.error(source.atKey([...path, id]), 'unknown-item', message)
    }
  }
  return own
}

/** What a wrong id may stand for: the guideline prints Ⅲ as one character, and a control has items. */
function meant(id: string): string {
  const plain = id.normalize('NFKC').replace(/\s/g, '')
  const ofControl = KNOWN.filter((known) => known.slice(0, known.lastIndexOf('.')) === plain)
  if (ofControl.length > 0) return `, it is a control; its items are ${ofControl.join(', ')}`
  return didYouMean(plain, KNOWN, 1) || '; kijun-collector rules lists them all'
}

function readOwnValue(
  id: string,
  raw: unknown,
  { pattern, today, ofService }: Setting,
  source: Source,
  path: Path,
  findings: Findings,
): OwnValue | null {
  const valid = readShape(ownValueShape, raw, source, path, findings, { nested: ['contract', 'own'] })
  if (!valid || !isMapping(raw)) return null
  const named = (['contract', 'own'] as const).filter((key) => key in raw)
  const [key] = named
  if (named.length !== 1 || key === undefined) {
    const message = 'write either contract: with the value of the contract, or own: with your own value'
    findings.error(source.at(path), 'bad-own-value', message)
    return null
  }
  if (ofService && key === 'own') {
    const message = "a customer's value is that of its contract: write contract:"
    findings.error(source.atKey([...path, key]), 'bad-own-value', message)
    return null
  }
  const on = readDecisionDay(valid.on, today, source, [...path, 'on'], findings)
  const value = readAmount(id, raw[key], source, [...path, key], findings)
  if (value === undefined) return null
  const own: OwnValue = {
    value,
    source: key,
    decidedBy: valid.decidedBy ?? null,
    on: on ?? null,
    reason: valid.reason ?? null,
  }
  const at = source.at([...path, key])
  if (ofService) tellLooser(id, own, Object.keys(raw), ofService[id], at, findings)
  else tellUndecided(id, own, Object.keys(raw), pattern, at, findings)
  return own
}

function readAmount(
  id: string,
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): Amount | undefined {
  const item = itemById(id)
  if (!item) return undefined
  const form = formOf(id)
  const written = source.written(path)
  const value = form.read(raw, written ?? '', item)
  if (value === undefined) {
    const what = written === null ? showList(raw) : shown(written)
    const message = `${what} is no value of ${id} (${item.title.ja}): it takes ${form.takes(item)}`
    findings.error(source.at(path), 'bad-amount', message)
  } else if (minutesForMonths(item, written)) {
    const message = `${written} are minutes, of ${id} (${item.title.ja}): a month is written 1mo`
    findings.warn(source.at(path), 'minutes-for-months', message)
  }
  return value
}

function showList(raw: unknown): string {
  if (!Array.isArray(raw)) return kindOf(raw)
  if (raw.length === 0) return 'an empty list'
  return raw.every((one) => typeof one === 'string') ? shown(raw.join(', ')) : 'a list'
}

/** Who decided what, where the guideline leaves it to the provider ("-") or the provider stays below it (I.4). */
function tellUndecided(
  id: string,
  own: OwnValue,
  given: string[],
  pattern: Pattern,
  place: Place,
  findings: Findings,
): void {
  const reference = referenceOf(id, pattern)
  if (reference.kind === 'not_set') {
    const missing = ['decidedBy', 'on'].filter((detail) => !given.includes(detail))
    if (own.source === 'contract' || missing.length === 0) return
    const message = `the guideline sets no value of ${id} for pattern ${pattern} ("-"), so it is the provider's decision: add ${missing.join(', ')}`
    findings.error(place, 'value-undecided', message)
    return
  }
  const missing = ['reason', 'decidedBy', 'on'].filter((detail) => !given.includes(detail))
  if (compareAmounts(reference.kind, own.value, reference.value) !== 'looser' || missing.length === 0) return
  const [mine, theirs] = [own.value, reference.value].map((amount) => showAmount(amount, kindOfItem(id)))
  const message = `${mine} is looser than the ${theirs} of ${id} for pattern ${pattern}: add ${missing.join(', ')} (it is shown as 未達)`
  findings.error(place, 'looser-unexplained', message)
}

/** A customer who was promised less than the service is held to: who decided it, when and why. */
function tellLooser(
  id: string,
  own: OwnValue,
  given: string[],
  ofService: ValueInForce | undefined,
  place: Place,
  findings: Findings,
): void {
  const missing = ['reason', 'decidedBy', 'on'].filter((detail) => !given.includes(detail))
  if (!ofService || ofService.standing === 'unset' || missing.length === 0) return
  const kind = kindOfItem(id)
  if (compareAmounts(kind, own.value, ofService.inForce) !== 'looser') return
  const [mine, theirs] = [own.value, ofService.inForce].map((amount) => showAmount(amount, kind))
  const message = `${mine} is looser than the ${theirs} of ${id} that the service is held to: add ${missing.join(', ')}`
  findings.error(place, 'looser-unexplained', message)
}
