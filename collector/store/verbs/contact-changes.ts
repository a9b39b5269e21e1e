import { addressDigest } from '../../vault/vault.ts'
import type { ContactChange } from '../records.ts'
import type { Verb } from '../verb.ts'

type Audience = Omit<ContactChange, 'from' | 'to' | 'added' | 'removed'>

/** Compares by keyed digests: who comes and who goes is counted, and no address leaves the vault. */
export const contactChanges: Verb<'contactChanges'> = {
  access: 'read',
  async run(db, { contacts }) {
    const instance = await db.selectFrom('instance').select('digest_key').executeTakeFirst()
    if (!instance) return []
    const before = await db
      .selectFrom('contact')
      .innerJoin('person', 'person.id', 'contact.person_id')
      .select(['contact.service', 'customer', 'component', 'audience', 'person.digest'])
      .execute()
    const audiences = new Map<string, { of: Audience; had: Set<string>; has: Set<string> }>()
    const at = (of: Audience) => {
      const key = JSON.stringify([of.service, of.customer, of.component, of.audience])
      const known = audiences.get(key) ?? { of, had: new Set(), has: new Set() }
      audiences.set(key, known)
      return known
    }
    for (const { digest, ...of } of before) at(of).had.add(digest)
    for (const { service, customer = '', component = '', audience, email } of contacts)
      at({ service, customer, component, audience }).has.add(addressDigest(instance.digest_key, email))
    return [...audiences.values()].flatMap(({ of, had, has }) => {
      const added = [...has].filter((one) => !had.has(one)).length
      const removed = [...had].filter((one) => !has.has(one)).length
      return added + removed > 0 ? [{ ...of, from: had.size, to: has.size, added, removed }] : []
    })
  },
}
