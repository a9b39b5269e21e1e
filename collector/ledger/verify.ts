import { NotCanonical } from '../../rules/ledger/canonical.ts'
import { digest, type EntryHead, entryHash, GENESIS } from '../../rules/ledger/chain.ts'
import type { ChainedEntry, SealHead, Store } from '../store/port.ts'
import { isSignedBy, keyIdOf } from './keys.ts'
import { sealText } from './sealer.ts'

/** Rows read at once. */
const PAGE = 1000
/** Kind of the entry by which a retention rule lets payloads go: `{ entries: [id, …] }`. */
export const PAYLOAD_EXPIRED = 'ledger.payload-expired'
const KEY_ADDED = 'ledger.key-added'

export interface LedgerFinding {
  /** Place in the chain, or null where it has none. */
  seq: number | null
  /** `copy-missing`, `copy-differs`, `entry-missing`, `entry-changed`, `payload-changed`, `payload-missing`, `seal-broken`, `seal-missing`, `key-unknown`, `key-unannounced`. */
  code: string
  message: string
}

export interface LedgerReport {
  ok: boolean
  entries: number
  seals: number
  /** Entries written but not chained yet. */
  unsealed: number
  /** Payloads that expired by an entry that says so. */
  erased: number
  findings: LedgerFinding[]
}

type Source = Pick<Store, 'ledger' | 'unchained' | 'seals' | 'ledgerKeys'>

/** Strings under `key` of a payload; none where it has another shape. */
function texts(payload: string, key: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    // Whoever wrote it anew made its digest fit; its entry is found by its hash. It announces nothing.
    return []
  }
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null
  return [found].flat().filter((text) => typeof text === 'string')
}

/** Null of an entry that has no canonical JSON: no hash was made of it. */
function hashOf(head: EntryHead): string | null {
  try {
    return entryHash(head)
  } catch (error) {
    if (error instanceof NotCanonical) return null
    throw error
  }
}

/** What the walk along the chain learns for the checks that follow. */
class Walk {
  readonly findings: LedgerFinding[] = []
  readonly hashes = new Map<number, string>()
  /** Payloads that are not there: id by place. */
  readonly missing = new Map<string, number>()
  readonly expired = new Set<string>()
  /** Public keys that the chain itself announces: digest by place. */
  readonly announced = new Map<string, number>()
  entries = 0
  #prev = GENESIS

  find(seq: number | null, code: string, message: string): void {
    this.findings.push({ seq, code, message })
  }

  step(entry: ChainedEntry, seals: ReadonlySet<number>): void {
    const expected = this.entries + 1
    if (entry.seq !== expected) {
      const gap = entry.seq - expected === 1 ? `${expected}` : `${expected} to ${entry.seq - 1}`
      this.find(expected, 'entry-missing', `entry ${gap} is missing`)
    } else if (entry.prev !== this.#prev)
      this.find(entry.seq, 'entry-changed', `entry ${entry.seq} does not follow the one before it`)
    const { hash, payload: _, ...head } = entry
    if (hashOf(head) !== hash)
      this.find(entry.seq, 'entry-changed', `entry ${entry.seq} is not what its hash was made of`)
    this.#payload(entry)
    // From the stored hash: one changed entry is one finding, not one for all behind it.
    this.#prev = hash
    this.entries = entry.seq
    if (seals.has(entry.seq)) this.hashes.set(entry.seq, hash)
  }

  #payload({ id, seq, kind, payload, payloadDigest }: ChainedEntry): void {
    if (payload === null) {
      this.missing.set(id, seq)
      return
    }
    if (digest(payload) !== payloadDigest) {
      this.find(seq, 'payload-changed', `the payload of entry ${seq} is not the one that was written`)
      return
    }
    if (kind === PAYLOAD_EXPIRED) for (const expired of texts(payload, 'entries')) this.expired.add(expired)
    if (kind === KEY_ADDED)
      for (const key of texts(payload, 'publicKey'))
        if (!this.announced.has(digest(key))) this.announced.set(digest(key), seq)
  }
}

async function* seals(store: Source): AsyncGenerator<SealHead> {
  for (let afterSeq = 0; ; ) {
    const part = await store.seals({ afterSeq, limit: PAGE })
    yield* part
    afterSeq = part.at(-1)?.seq ?? afterSeq
    if (part.length < PAGE) return
  }
}

async function* chain(store: Source): AsyncGenerator<ChainedEntry> {
  for (let afterSeq = 0; ; ) {
    const part = await store.ledger({ afterSeq, limit: PAGE })
    yield* part
    afterSeq = part.at(-1)?.seq ?? afterSeq
    if (part.length < PAGE) return
  }
}

function checkSeal(walk: Walk, seal: SealHead, keys: ReadonlyMap<string, string>): void {
  const { seq } = seal
  const hash = walk.hashes.get(seq)
  if (hash === undefined) walk.find(seq, 'entry-missing', `entry ${seq} was sealed and is missing`)
  else if (hash !== seal.hash) walk.find(seq, 'seal-broken', `the seal of ${seq} is of another entry`)
  const key = keys.get(seal.keyId)
  if (key === undefined || !isKey(key, seal.keyId)) {
    walk.find(seq, 'key-unknown', `the seal of ${seq} is signed with a key that is not known: ${seal.keyId}`)
    return
  }
  if ((walk.announced.get(digest(key)) ?? Number.POSITIVE_INFINITY) > seq)
    walk.find(seq, 'key-unannounced', `the key of the seal of ${seq} is announced by no entry before it`)
  if (!seal.hash.isWellFormed() || !isSignedBy(key, sealText(seal), seal.signature))
    walk.find(seq, 'seal-broken', `the signature of the seal of ${seq} is wrong`)
}

function isKey(publicKey: string, keyId: string): boolean {
  try {
    return keyIdOf(publicKey) === keyId
  } catch {
    // What is no key at all is not that key.
    return false
  }
}

/** A head that somebody outside kept: every notice ends with one (`#seq hash`). */
export type Copy = Pick<SealHead, 'seq' | 'hash'>

function checkCopy(walk: Walk, { seq, hash }: Copy): void {
  const found = walk.hashes.get(seq)
  if (found === undefined)
    walk.find(seq, 'copy-missing', `entry ${seq}, of which somebody keeps a copy, is not in the ledger`)
  else if (found !== hash)
    walk.find(seq, 'copy-differs', `the copy of ${seq} is of another entry: the ledger was written anew`)
}

/**
 * Checks the whole chain, its payloads and its signatures. Reads only.
 *
 * What the ledger alone shows: any change, removal, insertion or reordering of what is sealed, by whoever has
 * not the key. What it alone cannot show, and a copy of a later head can (design, rule 7): that the newest
 * entries were removed together with their seals, back to an older seal; that somebody who has the key (or
 * announces one of their own from the first entry on) wrote the chain anew. What was changed before it was
 * sealed, within a second, no copy shows. `copies` are such heads, from mails or another place of safety.
 */
export async function verifyLedger(store: Source, copies: readonly Copy[] = []): Promise<LedgerReport> {
  const heads: SealHead[] = []
  for await (const seal of seals(store)) heads.push(seal)
  const keys = new Map((await store.ledgerKeys()).map(({ keyId, publicKey }) => [keyId, publicKey]))
  const walk = new Walk()
  const sealed = new Set([...heads, ...copies].map(({ seq }) => seq))
  for await (const entry of chain(store)) walk.step(entry, sealed)
  for (const seal of heads) checkSeal(walk, seal, keys)
  for (const copy of copies) checkCopy(walk, copy)
  const lastSealed = heads.at(-1)?.seq ?? 0
  // What was sealed while this walked along is behind the seals that were read first.
  const later = await store.seals({ afterSeq: lastSealed, limit: 1 })
  if (walk.entries > lastSealed && later.length === 0)
    walk.find(walk.entries, 'seal-missing', `entries ${lastSealed + 1} to ${walk.entries} carry no seal`)
  let erased = 0
  for (const [id, seq] of walk.missing)
    if (walk.expired.has(id)) erased += 1
    else walk.find(seq, 'payload-missing', `the payload of entry ${seq} is missing, and no entry says why`)
  const unsealed = (await store.unchained({ limit: 100_000 })).length
  const { findings, entries } = walk
  return { ok: findings.length === 0, entries, seals: heads.length, unsealed, erased, findings }
}
