import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PageOf } from '../port.ts'

/** Place of a row in a list that is newest first: its time, and its id where times are equal. */
export interface Place {
  at: number
  id: string
}

export function placeOf(cursor: string | null): Place | null {
  if (cursor === null) return null
  const [, at, id] = /^(\d{1,16})\.(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  // A cursor that nobody gave out leads to no page, not to the first one.
  return at === undefined || id === undefined ? { at: -1, id: '' } : { at: Number(at), id }
}

/** Rows of one of these customers; null among them is rows of none in particular. */
export function ofCustomers(customers: readonly (string | null)[]): RawBuilder<SqlBool> {
  const named = customers.filter((one) => one !== null)
  const some = named.length > 0 ? sql<SqlBool>`customer in (${sql.join(named)})` : sql<SqlBool>`1 = 0`
  return customers.includes(null) ? sql<SqlBool>`(${some} or customer is null)` : some
}

/** `rows` were asked for with one more than `limit`. */
export function page<R, T>(
  rows: R[],
  limit: number,
  place: (row: R) => Place,
  items: (rows: R[]) => T[],
): PageOf<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? place(last) : null
  return { items: items(shown), next: next && Buffer.from(`${next.at}.${next.id}`).toString('base64url') }
}
