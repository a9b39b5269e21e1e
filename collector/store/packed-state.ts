/**
 * The state of a check as the store keeps it, so that about a page of the database is all of it that is written
 * again. Nothing is left out: `unpackState(packState(state))` equals `state`. A checksum stands before it: a bit that
 * turned would make another number of a number, and be read as if nothing were wrong.
 */
import type { Aside, CheckState, Cursor } from '../../rules/detection/types.ts'
import { withoutSum, withSum } from './checksum.ts'
import { fits, type RowText, RowWriter, readRows, rowOf } from './packed-rows.ts'

/** A check's state as one text; crosses threads and lies in the store as it is. */
export type PackedState = string & { readonly packed: 'CheckState' }

/** A part of a window, with what is known of it without reading it. */
export interface Part extends RowText {
  count: number
  /** Each of its results was ok and on plan: what they do to a cursor follows from how many they were, and this, the last. */
  routine: { startedAt: number; source: string } | null
}

export type PackedAside = Omit<Aside, 'results'> & { parts: Part[] }

/** What the text holds as JSON. */
export interface Document {
  checkpoint: Cursor
  sinceAt: number
  slow?: CheckState['slow']
  slowJudgedAt?: number
  /** What waits for its time. */
  aside?: PackedAside
  /** In order, each read by itself. */
  parts: Part[]
  /** The fold of the checkpoint and the whole window, by a spec that says `by`; absent where nobody folded it. */
  tail?: { cursor: Cursor; by: string; routineRows: number }
}

/** The text with its checksum before it. */
export const summed = (json: string) => withSum(json) as PackedState

export const packDocument = (document: Document): PackedState => summed(JSON.stringify(document))

/** @throws an error where the text is not as it was written. */
export function readDocument(packed: PackedState): Document {
  const json = withoutSum(packed)
  if (json === null) throw new Error('the checksum of a stored state of a check is wrong')
  return JSON.parse(json) as Document
}

export function packState(state: CheckState): PackedState {
  const { checkpoint, sinceAt, window, slow, slowJudgedAt, aside } = state
  const document: Document = { checkpoint, sinceAt, parts: partsOf(window, sinceAt) }
  if (slow) document.slow = slow
  if (slowJudgedAt !== undefined) document.slowJudgedAt = slowJudgedAt
  if (aside) document.aside = packAside(aside, sinceAt)
  return packDocument(document)
}

/** @throws an error where the text is not one that `packState` made. */
export function unpackState(packed: PackedState): CheckState {
  const { checkpoint, sinceAt, parts, slow, slowJudgedAt, aside } = readDocument(packed)
  const window = parts.flatMap((part) => readRows(part, sinceAt))
  const judged = slowJudgedAt === undefined ? {} : { slowJudgedAt }
  const waiting = aside ? { aside: readAside(aside, sinceAt) } : {}
  return { checkpoint, sinceAt, window, ...(slow ? { slow } : {}), ...judged, ...waiting }
}

/** The state, or null where it cannot be read: whoever evaluates the check begins anew with it, and tells of it. */
export function readableState(packed: PackedState): CheckState | null {
  try {
    return unpackState(packed)
  } catch {
    return null
  }
}

export function packAside({ results, ...rest }: Aside, sinceAt: number): PackedAside {
  return { ...rest, parts: partsOf(results, sinceAt) }
}

export function readAside({ parts, ...rest }: PackedAside, sinceAt: number): Aside {
  return { ...rest, results: parts.flatMap((part) => readRows(part, sinceAt)) }
}

/** A window in one part, or none. */
function partsOf(window: CheckState['window'], sinceAt: number): Part[] {
  if (window.length === 0) return []
  const rows = window.map(rowOf)
  const about = { count: window.length, routine: null }
  if (!Number.isInteger(sinceAt) || Math.abs(sinceAt) >= 2 ** 48 || !rows.every(fits))
    return [{ texts: [], rows: '', plain: [...window], ...about }]
  const writer = new RowWriter(sinceAt)
  for (const row of rows) writer.add(row)
  return [{ ...writer.text, ...about }]
}
