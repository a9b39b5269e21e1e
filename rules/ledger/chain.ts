import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'

/** SHA-256 of a text (UTF-8), 64 lower-case hexadecimal digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64)

/** What the chain fixes of an entry: its payload only by digest, so that a payload can expire while the chain holds. */
export interface EntryHead {
  id: string
  at: number
  kind: string
  subject: string
  actor: string
  payloadDigest: string
  seq: number
  /** Hash of the entry before; `GENESIS` for the first. */
  prev: string
}

/** Hash of an entry: SHA-256 of the canonical JSON of exactly the fields of `EntryHead`. */
export function entryHash({ id, at, kind, subject, actor, payloadDigest, seq, prev }: EntryHead): string {
  return digest(canonicalJson({ id, at, kind, subject, actor, payloadDigest, seq, prev }))
}
