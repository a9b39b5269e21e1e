import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import { type ChainedEntry, type LedgerDraft, type SealHead, StoreError } from '../port.ts'
import type { Db, NewRow, Row } from '../schema.ts'
import { chunks, insertAll, prepared, preparedFor, type Verb } from '../verb.ts'
import { fence } from './leases.ts'

/** A payload as it is kept: what JSON can say, with lone surrogates replaced, so that it always has a canonical form. */
function payloadText(payload: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(payload ?? null), (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
  return canonicalJson(plain)
}

/** Writes entries unchained, in the transaction of their cause; the payload lies beside. */
export async function writeLedger(db: Db, drafts: readonly LedgerDraft[]): Promise<void> {
  const entries: NewRow<'ledger_entry'>[] = []
  const payloads: NewRow<'ledger_payload'>[] = []
  for (const { id, at, kind, subject, actor, payload } of drafts) {
    const text = payloadText(payload)
    entries.push({
      id,
      at,
      kind,
      subject: subject.toWellFormed(),
      actor: actor.toWellFormed(),
      payload_digest: digest(text),
      seq: null,
      prev: null,
      hash: null,
    })
    payloads.push({ entry_id: id, payload: text })
  }
  await insertAll(db, 'ledger_entry', entries)
  await insertAll(db, 'ledger_payload', payloads)
}

export const appendLedger: Verb<'appendLedger'> = {
  access: 'write',
  run: (db, { entries }) => writeLedger(db, entries),
}

/** A key that is there already stays as it is, without a second entry. */
export const addLedgerKey: Verb<'addLedgerKey'> = {
  access: 'write',
  async run(db, { keyId, publicKey, now, ledgerId }) {
    const added = await db
      .insertInto('ledger_key')
      .values({ key_id: keyId, public_key: publicKey, added_at: now })
      .onConflict((c) => c.column('key_id').doNothing())
      .returning('key_id')
      .execute()
    if (added.length === 0) return
    const payload = { keyId, publicKey }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'ledger.key-added', subject: keyId, actor: 'system', payload },
    ])
  },
}

const head = (row: Row<'ledger_entry'>) => ({
  id: row.id,
  at: row.at,
  kind: row.kind,
  subject: row.subject,
  actor: row.actor,
  payloadDigest: row.payload_digest,
})

export const unchained: Verb<'unchained'> = {
  access: 'read',
  async run(db, { limit }) {
    return (await notChained(db, { limit })).map(head)
  },
}

const notChained = prepared<{ limit: number }>()((db, given) =>
  db
    .selectFrom('ledger_entry')
    .selectAll()
    .where('seq', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(given('limit')),
)

const chainEntry = prepared<{ id: string; seq: number; prev: string; hash: string }>()((db, given) =>
  db
    .updateTable('ledger_entry')
    .set({ seq: given('seq'), prev: given('prev'), hash: given('hash') })
    .where('id', '=', given('id'))
    .where('seq', 'is', null)
    .returning('id'),
)

/** Rejects with `conflict` where the head moved or an entry is chained already: nothing is chained twice. */
export const chain: Verb<'chain'> = {
  access: 'write',
  async run(db, { lease, now, entries, seal }) {
    await fence(db, lease, 'sealer', now)
    const last = await db
      .selectFrom('ledger_entry')
      .select(['seq', 'hash'])
      .where('seq', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const first = entries[0]
    const end = entries.at(-1)
    if (!first || !end) throw new StoreError('conflict', 'no entries to chain')
    if (first.seq !== (last?.seq ?? 0) + 1 || (last?.hash && first.prev !== last.hash))
      throw new StoreError('conflict', `the ledger's head is ${last?.seq ?? 0}, not ${first.seq - 1}`)
    if (end.seq !== seal.seq || end.hash !== seal.hash)
      throw new StoreError('conflict', `the seal is of ${seal.seq}, the head would be ${end.seq}`)
    for (const { id, seq, prev, hash } of entries) {
      const done = await chainEntry(db, { id, seq, prev, hash })
      if (done.length !== 1) throw new StoreError('conflict', `entry ${id} is not there to be chained`)
    }
    const { keyId, signature, at } = seal
    await db
      .insertInto('ledger_seal')
      .values({ seq: seal.seq, hash: seal.hash, at, key_id: keyId, signature })
      .execute()
  },
}

const sealHead = (row: Row<'ledger_seal'>): SealHead => ({
  seq: row.seq,
  hash: row.hash,
  at: row.at,
  keyId: row.key_id,
  signature: row.signature,
})

export const lastSeal: Verb<'lastSeal'> = {
  access: 'read',
  async run(db) {
    const row = await db
      .selectFrom('ledger_seal')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ? sealHead(row) : null
  },
}

export const seals: Verb<'seals'> = {
  access: 'read',
  async run(db, { afterSeq, limit }) {
    const rows = await db
      .selectFrom('ledger_seal')
      .selectAll()
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map(sealHead)
  },
}

/** Chained entries with what lies beside the chain. */
async function withPayloads(db: Db, rows: readonly Row<'ledger_entry'>[]): Promise<ChainedEntry[]> {
  const payloads = new Map<string, string>()
  for (const part of chunks(rows)) {
    const found = await db
      .selectFrom('ledger_payload')
      .selectAll()
      .where(
        'entry_id',
        'in',
        part.map((row) => row.id),
      )
      .execute()
    for (const { entry_id, payload } of found) payloads.set(entry_id, payload)
  }
  return rows.map((row) => ({
    ...head(row),
    seq: row.seq ?? 0,
    prev: row.prev ?? '',
    hash: row.hash ?? '',
    payload: payloads.get(row.id) ?? null,
  }))
}

export const ledger: Verb<'ledger'> = {
  access: 'read',
  async run(db, { afterSeq, limit }) {
    const rows = await db
      .selectFrom('ledger_entry')
      .selectAll()
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(limit)
      .execute()
    return withPayloads(db, rows)
  },
}

const entriesBy = (order: 'asc' | 'desc') =>
  preparedFor<string, { fromAt: number; toAt: number; limit: number }>()((db, subjects, given) =>
    db
      .selectFrom('ledger_entry')
      .selectAll()
      .where('subject', 'in', subjects)
      .where('at', '>=', given('fromAt'))
      .where('at', '<', given('toAt'))
      .where('seq', 'is not', null)
      .orderBy('seq', order)
      .limit(given('limit')),
  )
const firstOf = entriesBy('asc')
const newestOf = entriesBy('desc')

/** In the order of the chain; an entry that is not chained yet is not among them. */
export const ledgerOf: Verb<'ledgerOf'> = {
  access: 'read',
  async run(db, { subjects, fromAt, toAt, limit, newest }) {
    const found: Row<'ledger_entry'>[] = []
    const read = newest ? newestOf : firstOf
    for (const part of chunks([...new Set(subjects)]))
      found.push(...(await read(db, part, { fromAt, toAt, limit })))
    found.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
    return withPayloads(db, newest ? found.slice(-limit) : found.slice(0, limit))
  },
}

export const ledgerExtent: Verb<'ledgerExtent'> = {
  access: 'read',
  async run(db) {
    const chained = db.selectFrom('ledger_entry').select(['seq', 'at']).where('seq', 'is not', null).limit(1)
    const first = await chained.orderBy('seq').executeTakeFirst()
    const last = await chained.orderBy('seq', 'desc').executeTakeFirst()
    const count = async (table: 'ledger_entry' | 'ledger_payload') => {
      const query = db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count'))
      return Number((await query.executeTakeFirstOrThrow()).count)
    }
    return {
      firstSeq: first?.seq ?? null,
      firstAt: first?.at ?? null,
      lastSeq: last?.seq ?? null,
      // A payload is always the payload of an entry (a reference): what is missing is the difference.
      payloadsGone: (await count('ledger_entry')) - (await count('ledger_payload')),
    }
  },
}

export const ledgerKeys: Verb<'ledgerKeys'> = {
  access: 'read',
  async run(db) {
    const rows = await db.selectFrom('ledger_key').selectAll().orderBy('added_at').orderBy('key_id').execute()
    return rows.map((row) => ({ keyId: row.key_id, publicKey: row.public_key }))
  },
}
