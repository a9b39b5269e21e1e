/** Every item of the catalogue for one service: 対策参照値, own value, achieved figure, verdict. Pure. */
import type { Guideline, ValueRow } from '../api/types.ts'
import type { Edition, EvaluationItem, Reference } from '../guideline/edition.ts'
import { EDITION } from '../guideline/items.ts'
import { measuringOf } from '../guideline/measurement.ts'
import { type ValueInForce, valueInForce } from '../guideline/value.ts'
import { referenceVerdictOf } from '../obligations/verdict.ts'
import type { Pattern, Verdict } from '../words.ts'
import { type ItemFigures, nothingFound } from './figures.ts'

export interface VerdictInput {
  /** The service's pattern and its values by item; an item without a value has the reference value. */
  service: { pattern: Pattern; values: Readonly<Record<string, ValueInForce>> }
  /** By item; one that is not there was neither owed nor measured. */
  figures: ReadonlyMap<string, ItemFigures>
  edition?: Edition
}

/** The 37 items and those of own values only: unmet starred values first, then 基本, then 推奨 (I.8.2, I.8.5). */
export function verdictRows(input: VerdictInput): ValueRow[] {
  const { items, ownItems } = input.edition ?? EDITION
  return [...items, ...ownItems]
    .map((item, place) => ({ row: rowOf(item, input), place }))
    .toSorted((a, b) => rankOf(a.row) - rankOf(b.row) || a.place - b.place)
    .map(({ row }) => row)
}

/** The same with each item's control and the clauses of other documents that it serves. */
export function guidelineRows(input: VerdictInput): Guideline['rows'] {
  const { items, ownItems, controls } = input.edition ?? EDITION
  const controlOf = new Map([...items, ...ownItems].map((item) => [item.id, item.control]))
  const serves = new Map(controls.map((control) => [control.id, control.serves]))
  return verdictRows(input).map((row) => {
    const control = controlOf.get(row.item) ?? ''
    const clauses = (serves.get(control) ?? []).map(({ document, clause }: Reference) => ({
      document,
      clause,
    }))
    return { ...row, control, clauses }
  })
}

/** The value that a service is held to for an item. */
export function heldTo(service: VerdictInput['service'], item: EvaluationItem): ValueInForce {
  return service.values[item.id] ?? valueInForce(item.values[service.pattern])
}

function rowOf(item: EvaluationItem, { service, figures }: VerdictInput): ValueRow {
  const value = heldTo(service, item)
  const measuring = measuringOf(item.id)
  const found = figures.get(item.id) ?? nothingFound()
  const verdict: Verdict =
    value.standing === 'unset' ? 'unset' : measuring.by === null ? 'not-measured' : found.verdict
  return {
    item: item.id,
    title: item.title,
    class: item.class,
    reference: value.reference,
    own: value.own,
    inForce: value.inForce,
    standing: value.standing,
    achieved: found.achieved,
    counts: found.counts,
    verdict,
    referenceVerdict: referenceVerdictOf({ standing: value.standing, verdict, figure: found.reference }),
    measuring,
  }
}

/** An unmet starred value, else 基本, else 推奨; within each what is unmet comes first. */
function rankOf(row: ValueRow): number {
  const unmet = row.verdict === 'breached' || row.referenceVerdict === 'breached'
  if (unmet && row.reference.required) return 0
  const byClass = row.class === 'basic' ? 1 : 3
  return unmet ? byClass : byClass + 1
}
