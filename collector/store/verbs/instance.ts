import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import type { Revision } from '../../model.ts'
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

/** A document that is the same as the newest keeps its number; who loaded it is written down each time. */
export const loadRevision: Verb<'loadRevision'> = {
  access: 'write',
  async run(db, { document, contacts, actor, now, ledgerId }) {
    const { digestKey } = await lockInstance(db)
    // By way of JSON, so that what is digested is what is stored.
    const text = JSON.stringify({ ...document, revision: undefined })
    const documentDigest = digest(canonicalJson(JSON.parse(text)))
    const newest = await db
      .selectFrom('revision')
      .select(['revision', 'digest'])
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
    ])
    return { ...(JSON.parse(text) as Omit<Revision, 'revision'>), revision }
  },
}

function revisionFrom(row: { revision: number; document: string } | undefined): Revision | null {
  return row ? { ...(JSON.parse(row.document) as Omit<Revision, 'revision'>), revision: row.revision } : null
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
