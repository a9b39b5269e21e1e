import type { Db } from '../schema.ts'

/**
 * Locks the row of `arrival`, until the transaction ends: what writes rows of many agents does so one after the other,
 * and none of them waits for another one that waits for it.
 */
export function lockArrivals(db: Db): Promise<{ last: number }> {
  return db
    .updateTable('arrival')
    .set((eb) => ({ last: eb.ref('last') }))
    .where('id', '=', 1)
    .returning('last')
    .executeTakeFirstOrThrow()
}
