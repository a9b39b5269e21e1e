/**
 * The state of a check as the store keeps it, so that about a page of the database is all of it that is written
 * again. Nothing is left out: `unpackState(packState(state))` equals `state`.
 */
import type { Aside, CheckState, Cursor } from '../../rules/detection/types.ts'
import { fits, type RowText, RowWriter, readRows, rowOf } from './packed-rows.ts'

/** A check's state as one text; crosses threads and lies in the store as it is. */
export type PackedState = string & { readonly packed: 'CheckState' }

/** A part of a window, with what is known of it without reading it. */
export interface Part extends RowText {
  count: number
  /** Each of its results was ok and on plan: what they do to a cursor follows from how many they were, and this, the last. */
  routine: { startedAt: number; source: string } | null
}

export type PackedAside = Pick<Aside, 'since' | 'upTo'> & { parts: Part[] }

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

export function packDocument(document: Document): PackedState {
  return JSON.stringify(document) as PackedState
}

export function readDocument(packed: PackedState): Document {
  return JSON.parse(packed) as Document
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

export function packAside({ since, upTo, results }: Aside, sinceAt: number): PackedAside {
  return { since, upTo, parts: partsOf(results, sinceAt) }
}

export function readAside({ since, upTo, parts }: PackedAside, sinceAt: number): Aside {
  return { since, upTo, results: parts.flatMap((part) => readRows(part, sinceAt)) }
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
