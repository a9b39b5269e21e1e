import type { ExpressionBuilder } from 'kysely'
import { type Lease, StoreError } from '../port.ts'
import type { Db, Schema } from '../schema.ts'
import type { Verb } from '../verb.ts'

/** Clocks of collectors may be this far apart before one takes another's lease for a stale one (it is fenced then). */
export const CLOCKS_APART_MS = 60_000

/**
 * Holds the lease's row until the end of this transaction, so that no other owner can begin in between.
 * @throws StoreError `fenced` if the token is not the current one, has run out at `now`, or is for something else.
 */
export async function fence(db: Db, lease: Lease, name: string, now: number): Promise<void> {
  const held = await db
    .updateTable('lease')
    .set((eb) => ({ token: eb.ref('token') }))
    .where('name', '=', name)
    .where('token', '=', lease.token)
    .where('until', '>', now)
    .where('owner', 'is not', null)
    .returning('name')
    .execute()
  if (lease.name !== name || held.length === 0)
    throw new StoreError('fenced', `the lease ${name} with token ${lease.token} is no longer held`)
}

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
    // One that reaches further than any could was taken by a clock that is ahead. Its holder may be gone: then it is not
    // renewed, as long as it would have held by a clock that is right. Else two would take it from each other for ever.
    const isAhead = (eb: ExpressionBuilder<Schema, 'lease'>) =>
      eb('until', '>', now + ttlMs + CLOCKS_APART_MS)
    const held = await db
      .updateTable('lease')
      .set((eb) => ({
        owner,
        until: now + ttlMs,
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
          eb('until', '<=', now),
          eb.and([
            isAhead(eb),
            eb('watched_until', '=', eb.ref('until')),
            eb('watched_at', '<=', now - ttlMs),
          ]),
        ]),
      )
      .returning(['name', 'token', 'until'])
      .execute()
    if (held.length < names.length)
      await db
        .updateTable('lease')
        .set((eb) => ({ watched_until: eb.ref('until'), watched_at: now }))
        .where('name', 'in', names)
        .where((eb) =>
          eb.and([
            isAhead(eb),
            eb.or([
              eb('watched_until', 'is', null),
              eb('watched_until', '!=', eb.ref('until')),
              eb('watched_at', '>', now),
            ]),
          ]),
        )
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
