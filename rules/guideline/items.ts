/**
 * The catalogue that is in use: evaluation items (評価項目) with their reference values (対策参照値), and what
 * else the rest of the program asks of it. Nothing else in the program knows a value.
 */
import type { IncidentKind, Pattern, Purpose } from '../words.ts'
import type { Edition, EvaluationItem, OwnItem, OwnKind, ReferenceValue } from './edition.ts'
import { SOUMU_ASP_SAAS_FINAL_DRAFT } from './editions/soumu-asp-saas-final-draft/edition.ts'

/** The edition in use. Another one can stand beside it. */
export const EDITION: Edition = SOUMU_ASP_SAAS_FINAL_DRAFT

/** The evaluation items of the guideline, in its order. */
export const ITEMS: readonly EvaluationItem[] = EDITION.items

/** What has own values only (III.1.1.4, III.1.1.5). */
export const OWN_ITEMS: readonly OwnItem[] = EDITION.ownItems

const INTERVAL_ITEM: Partial<Record<Purpose, string>> = EDITION.measures.interval

/** The items that hold intervals of checks. */
export const INTERVAL_ITEMS: ReadonlySet<string> = new Set(Object.values(INTERVAL_ITEM))

/**
 * The item that holds the interval of a check; null where none does. The targets of III.1.1.1 to III.1.1.3 are what
 * the service is made of: an external network is watched too (III.3.2.5), but no interval is set for it.
 */
export function intervalItemOf({
  purpose,
  external,
}: {
  purpose: Purpose
  external?: boolean
}): string | null {
  return external ? null : (INTERVAL_ITEM[purpose] ?? null)
}

/** The item that holds the time to notice of incidents of a kind. */
export const NOTICE_ITEM: Partial<Record<IncidentKind, string>> = EDITION.measures.notice

const BY_ID: ReadonlyMap<string, EvaluationItem> = new Map(
  [...ITEMS, ...OWN_ITEMS].map((item) => [item.id, item]),
)

/** The item of that id, of the guideline or of own values only; undefined if the catalogue has none. */
export function itemById(id: string): EvaluationItem | undefined {
  return BY_ID.get(id)
}

/** The reference value of an item for a pattern. @throws RangeError for an id that the catalogue lacks. */
export function referenceOf(itemId: string, pattern: Pattern): ReferenceValue {
  const item = itemById(itemId)
  if (!item) throw new RangeError(`the catalogue has no item ${itemId}`)
  return item.values[pattern]
}

/**
 * Of which kind an own value of an item is, also for a pattern that the guideline sets no value for ("-"): the kind
 * of the other patterns' values. @throws RangeError for an id that the catalogue lacks.
 */
export function kindOfItem(itemId: string): OwnKind {
  const own = OWN_ITEMS.find(({ id }) => id === itemId)
  if (own) return own.ownKind
  const values = Object.values(itemById(itemId)?.values ?? {})
  const kind = values.map((value) => value.kind).find((one) => one !== 'not_set')
  if (!kind) throw new RangeError(`the catalogue has no item ${itemId} with a value`)
  return kind
}
