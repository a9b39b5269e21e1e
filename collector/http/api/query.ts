/** Parameters that lists have in common. */
import { z } from 'zod'

/** Rows of a page at most, and where none is asked for. */
const MOST = 200
const USUAL = 100

export const limit = z.coerce.number().int().min(1).max(MOST).default(USUAL)
const cursor = z.string().min(1).max(300).optional()
export const paging = { limit, cursor }

/** An RFC 3339 instant of any offset, as Unix ms. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** Four digits and not too far ahead: what follows the month must be an instant of four digits, too. */
export const month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')

export const id = z.string().min(1).max(200)
export const idParams = z.strictObject({ id })

/** A page of a list that is at hand whole; the cursor is the key of the last row shown. */
export function pageOfWhole<T>(
  rows: readonly T[],
  key: (row: T) => string,
  query: { limit: number; cursor?: string | undefined },
): { items: T[]; next: string | null } {
  const from = query.cursor === undefined ? 0 : rows.findIndex((row) => key(row) === query.cursor) + 1
  // A row that is gone from the list leads nowhere, not to the beginning.
  const start = query.cursor !== undefined && from === 0 ? rows.length : from
  const items = rows.slice(start, start + query.limit)
  const last = items.at(-1)
  return { items, next: last && start + items.length < rows.length ? key(last) : null }
}
