import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import type { Contact } from '../../model.ts'
import { addressDigest, addressHint, newKey, seal } from '../../vault/vault.ts'
import type { Db, NewRow } from '../schema.ts'
import { chunks, insertAll, type Verb } from '../verb.ts'
import { endDeliveries } from './delivery-end.ts'
import { lockInstance } from './instance-row.ts'
import { writeLedger } from './ledger.ts'

/** Ids of the persons by the digest of their address; who is not there yet is made. */
async function personIds(db: Db, addresses: Map<string, string>, now: number): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const part of chunks([...addresses.keys()], 500)) {
    const rows = await db.selectFrom('person').select(['id', 'digest']).where('digest', 'in', part).execute()
    for (const row of rows) ids.set(row.digest, row.id)
  }
  const fresh: NewRow<'person'>[] = []
  for (const [personDigest, email] of addresses) {
    if (ids.has(personDigest)) continue
    const id = randomUUID()
    const key = newKey()
    const address = seal(key, 'address', email.trim())
    fresh.push({ id, digest: personDigest, key, address, hint: addressHint(email), created_at: now })
    ids.set(personDigest, id)
  }
  await insertAll(db, 'person', fresh)
  return ids
}

/**
 * Puts the addresses into the vault and replaces who is told. Persons who are told no longer stay, since
 * deliveries name them, until they are erased.
 * @returns digest over (service, customer, component, audience, keyed digest of the address), for the ledger.
 */
export async function replaceContacts(
  db: Db,
  digestKey: Uint8Array,
  contacts: readonly Contact[],
  now: number,
): Promise<string> {
  const digests = contacts.map((contact) => addressDigest(digestKey, contact.email))
  const addresses = new Map<string, string>()
  contacts.forEach((contact, i) => {
    addresses.set(digests[i] ?? '', contact.email)
  })
  const ids = await personIds(db, addresses, now)
  await db.deleteFrom('contact').execute()
  const rows = new Map<string, NewRow<'contact'>>()
  const lines: string[] = []
  contacts.forEach(({ service, customer = '', component = '', audience }, position) => {
    const personDigest = digests[position] ?? ''
    const person_id = ids.get(personDigest) ?? ''
    const key = canonicalJson([service, customer, component, audience, person_id])
    if (rows.has(key)) return
    rows.set(key, { service, customer, component, audience, person_id, position })
    lines.push(canonicalJson([service, customer, component, audience, personDigest]))
  })
  await insertAll(db, 'contact', [...rows.values()])
  return digest(canonicalJson(lines.sort()))
}

/**
 * `digestOf` is the address in clear. What still waits for the person ends as refused; deliveries keep
 * their counts and times. An address that the configuration still names comes back, as a new person,
 * with the next load.
 */
export const erasePerson: Verb<'erasePerson'> = {
  access: 'write',
  erases: true,
  async run(db, { digestOf, basis, actor, now, ledgerId }) {
    const { digestKey } = await lockInstance(db)
    const person = await db
      .selectFrom('person')
      .select('id')
      .where('digest', '=', addressDigest(digestKey, digestOf))
      .executeTakeFirst()
    if (!person) return { erased: false }
    const ended = await endDeliveries(db, { personId: person.id }, 'refused', now, null)
    const deliveries = await db
      .updateTable('delivery')
      .set({ last_answer: null })
      .where('person_id', '=', person.id)
      .returning('id')
      .execute()
    for (const part of chunks(deliveries))
      await db
        .updateTable('delivery_attempt')
        .set({ answer: null })
        .where(
          'delivery_id',
          'in',
          part.map((row) => row.id),
        )
        .execute()
    await db.deleteFrom('contact').where('person_id', '=', person.id).execute()
    await db.deleteFrom('person').where('id', '=', person.id).execute()
    const payload = { basis, deliveries: deliveries.length, ended: ended.length }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'person.erased', subject: person.id, actor, payload },
    ])
    return { erased: true }
  },
}
