import { type Lease, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import { storeNow } from '../store-time.ts'
import { prepared, type Verb } from '../verb.ts'

/**
 * A lease that reaches this much further than any could was taken before the store's clock was set back: it counts as
 * run out (fencing keeps its holder out). Less may be, where a statement had to wait for the row.
 */
export const SET_BACK_MS = 60_000

/**
 * Holds the lease's row until the end of this transaction, so that no other owner can begin in between.
 * @throws StoreError `fenced` if the token is not the current one, has run out by the store's time, or is for something else.
 */
export async function fence(db: Db, lease: Lease, name: string, now: number): Promise<void> {
  const held = await lock(db, { name, token: lease.token, now })
  if (lease.name !== name || held.length === 0)
    throw new StoreError('fenced', `the lease ${name} with token ${lease.token} is no longer held`)
}

const lock = prepared<{ name: string; token: number; now: number }>()((db, given) =>
  db
    .updateTable('lease')
    .set((eb) => ({ token: eb.ref('token') }))
    .where('name', '=', given('name'))
    .where('token', '=', given('token'))
    .where('until', '>', storeNow(db, given('now')))
    .where('owner', 'is not', null)
    .returning('name'),
)

export const holdLeases: Verb<'holdLeases'> = {
  access: 'write',
  async run(db, { names, owner, now, ttlMs }) {
    if (names.length === 0) return []
    const known = await db.selectFrom('lease').select('name').where('name', 'in', names).execute()
    const missing = new Set(names)
    for (const { name } of known) missing.delete(name)
    if (missing.size > 0)
      await db
        .insertInto('lease')
        .values([...missing].map((name) => ({ name, owner: null, token: 0, until: 0 })))
        .onConflict((c) => c.column('name').doNothing())
        .execute()
    const at = storeNow(db, now)
    const held = await db
      .updateTable('lease')
      .set((eb) => ({
        owner,
        until: eb(at, '+', ttlMs),
        // The old row's owner: `set` sees the row as it was.
        token: eb
          .case()
          .when('owner', '=', owner)
          .then(eb.ref('token'))
          .else(eb('token', '+', 1))
          .end(),
      }))
      .where('name', 'in', names)
      .where((eb) =>
        eb.or([
          eb('owner', 'is', null),
          eb('owner', '=', owner),
          eb('until', '<=', at),
          eb('until', '>', eb(at, '+', ttlMs + SET_BACK_MS)),
        ]),
      )
      .returning(['name', 'token', 'until'])
      .execute()
    return held.map(({ name, token, until }) => ({ name, token, until }))
  },
}

export const releaseLeases: Verb<'releaseLeases'> = {
  access: 'write',
  async run(db, { owner }) {
    await db.updateTable('lease').set({ owner: null, until: 0 }).where('owner', '=', owner).execute()
  },
}
