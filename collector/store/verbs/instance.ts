import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import type { Revision } from '../../model.ts'
import { nameDigest } from '../../vault/vault.ts'
import type { LedgerDraft } from '../port.ts'
import type { Verb } from '../verb.ts'
import { lockInstance } from './instance-row.ts'
import { writeLedger } from './ledger.ts'
import { replaceContacts } from './persons.ts'

export const openInstance: Verb<'openInstance'> = {
  access: 'write',
  async run(db, { uuid, digestKey, now }) {
    await db
      .insertInto('instance')
      .values({ id: 1, uuid, digest_key: digestKey, created_at: now })
      .onConflict((c) => c.column('id').doNothing())
      .execute()
    const row = await db.selectFrom('instance').select('uuid').where('id', '=', 1).executeTakeFirstOrThrow()
    return { uuid: row.uuid }
  },
}

type Document = Omit<Revision, 'revision'>

/**
 * `service.classified` for each service whose classification is not the one that it had: who classified it, when
 * and why (I.7.2). Who decided may be a person: the chain and what lies beside it name them by a keyed digest
 * only. In clear the name stands in the revision's document, which anybody who may read the configuration reads.
 */
function classified(
  document: Document,
  before: Document | null,
  a: { digestKey: Uint8Array; actor: string; now: number },
): LedgerDraft[] {
  const had = new Map(before?.services.map(({ id, classification }) => [id, classification]))
  return document.services.flatMap(({ id, classification }) => {
    const same = JSON.stringify(classification ?? null) === JSON.stringify(had.get(id) ?? null)
    if (same || !classification) return []
    const { decidedBy, ...decision } = classification
    const by = decidedBy === null ? null : nameDigest(a.digestKey, decidedBy)
    const payload = { service: id, ...decision, decidedBy: by }
    const { actor, now: at } = a
    return { id: randomUUID(), at, kind: 'service.classified', subject: id, actor, payload }
  })
}

/** A document that is the same as the newest keeps its number; who loaded it is written down each time. */
export const loadRevision: Verb<'loadRevision'> = {
  access: 'write',
  async run(db, { document, contacts, actor, now, ledgerId }) {
    const { digestKey } = await lockInstance(db)
    // By way of JSON, so that what is digested is what is stored.
    const text = JSON.stringify({ ...document, revision: undefined })
    const stored = JSON.parse(text) as Document
    const documentDigest = digest(canonicalJson(stored))
    const newest = await db
      .selectFrom('revision')
      .select(['revision', 'digest', 'document'])
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isNew = newest?.digest !== documentDigest
    const revision = (newest?.revision ?? 0) + (isNew ? 1 : 0)
    if (isNew)
      await db
        .insertInto('revision')
        .values({ revision, digest: documentDigest, document: text, loaded_at: now, loaded_by: actor })
        .execute()
    const contactsDigest = await replaceContacts(db, digestKey, contacts, now)
    const payload = {
      revision,
      new: isNew,
      document: documentDigest,
      services: document.services.length,
      contacts: contacts.length,
      contactsDigest,
    }
    await writeLedger(db, [
      {
        id: ledgerId,
        at: now,
        kind: 'configuration.loaded',
        subject: `revision/${revision}`,
        actor,
        payload,
      },
      ...(isNew ? classified(stored, revisionFrom(newest), { digestKey, actor, now }) : []),
    ])
    return revision
  },
}

function revisionFrom(row: { revision: number; document: string } | undefined): Revision | null {
  return row ? { ...(JSON.parse(row.document) as Document), revision: row.revision } : null
}

export const currentRevision: Verb<'currentRevision'> = {
  access: 'read',
  async run(db) {
    const row = await db
      .selectFrom('revision')
      .select(['revision', 'document'])
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst()
    return revisionFrom(row)
  },
}

export const revisionOf: Verb<'revisionOf'> = {
  access: 'read',
  async run(db, { revision }) {
    const row = await db
      .selectFrom('revision')
      .select(['revision', 'document'])
      .where('revision', '=', revision)
      .executeTakeFirst()
    return revisionFrom(row)
  },
}
