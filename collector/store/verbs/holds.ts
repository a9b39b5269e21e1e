/** Legal holds: results that nobody deletes until two persons lift the hold (000 6.1.5, 2.1.6). */
import { digest } from '../../../rules/ledger/chain.ts'
import { newKey, openShown, seal } from '../../vault/vault.ts'
import { type HoldRow, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { COMPACTOR } from './blocks.ts'
import { writeLedger } from './ledger.ts'
import { page, placeOf } from './paging.ts'

/** Names lie in the operators' rows only. */
const holdQuery = (db: Db) =>
  db
    .selectFrom('legal_hold as h')
    .innerJoin('operator as o', 'o.id', 'h.set_by')
    .selectAll('h')
    .select('o.name as setter')

function holdRow(row: Awaited<ReturnType<ReturnType<typeof holdQuery>['executeTakeFirstOrThrow']>>): HoldRow {
  return {
    ...{ id: row.id, service: row.service, fromAt: row.from_at, toAt: row.to_at },
    comment: openShown(row.key, 'comment', row.comment),
    ...{ setAt: row.set_at, setBy: row.setter, liftedAt: row.lifted_at },
  }
}

export const setHold: Verb<'setHold'> = {
  access: 'write',
  async run(db, { id, service, fromAt, toAt, comment, operatorId, now, ledgerId }) {
    if (toAt !== null && toAt <= fromAt) throw new StoreError('conflict', 'the hold ends before it begins')
    // What is being deleted at this moment comes before it; whatever comes behind it finds it.
    await db
      .updateTable('lease')
      .set((eb) => ({ token: eb.ref('token') }))
      .where('name', '=', COMPACTOR)
      .execute()
    const key = newKey()
    const sealed = seal(key, 'comment', comment)
    await db
      .insertInto('legal_hold')
      .values({
        ...{ id, service, from_at: fromAt, to_at: toAt, comment: sealed, key },
        ...{ set_at: now, set_by: operatorId, lifted_at: null },
      })
      .execute()
    const payload = {
      ...{ hold: id, from: fromAt, to: toAt },
      words: digest(Buffer.from(sealed).toString('hex')),
    }
    const actor = `operator:${operatorId}`
    await writeLedger(db, [{ id: ledgerId, at: now, kind: 'hold.set', subject: service, actor, payload }])
    return holdRow(await holdQuery(db).where('h.id', '=', id).executeTakeFirstOrThrow())
  },
}

export const holds: Verb<'holds'> = {
  access: 'read',
  async run(db, { limit, cursor, standing }) {
    let query = holdQuery(db)
    if (standing === true) query = query.where('h.lifted_at', 'is', null)
    if (standing === false) query = query.where('h.lifted_at', 'is not', null)
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('h.set_at', '<', from.at),
          eb.and([eb('h.set_at', '=', from.at), eb('h.id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('h.set_at', 'desc')
      .orderBy('h.id', 'desc')
      .limit(limit + 1)
      .execute()
    return page(
      rows,
      limit,
      (row) => ({ at: row.set_at, id: row.id }),
      (shown) => shown.map(holdRow),
    )
  },
}

/** Ends a hold by an approved proposal, in its transaction. */
export async function liftHold(
  db: Db,
  id: string,
  { proposal, actor, now }: { proposal: string; actor: string; now: number },
): Promise<void> {
  const row = await db
    .updateTable('legal_hold')
    .set({ lifted_at: now })
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .returning('service')
    .executeTakeFirst()
  if (!row) throw new StoreError('conflict', `the hold ${id} is lifted already`, 'already-lifted')
  const payload = { hold: id, proposal }
  await writeLedger(db, [
    { id: `hold.lifted/${id}`, at: now, kind: 'hold.lifted', subject: row.service, actor, payload },
  ])
}
