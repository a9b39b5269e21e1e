import type { Db } from '../schema.ts'
import { prepared } from '../verb.ts'

/**
 * Locks the row of `arrival`, until the transaction ends: what writes rows of many agents does so one after the other,
 * and none of them waits for another one that waits for it.
 */
export async function lockArrivals(db: Db): Promise<{ last: number }> {
  const [row] = await lock(db, {})
  if (!row) throw new Error('the table of arrivals has lost its row')
  return row
}

const lock = prepared<object>()((db) =>
  db
    .updateTable('arrival')
    .set((eb) => ({ last: eb.ref('last') }))
    .where('id', '=', 1)
    .returning('last'),
)
