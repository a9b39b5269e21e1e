import { StoreError } from '../port.ts'
import type { Db } from '../schema.ts'

/** Locks the instance's row until the end of the transaction: what is rare and must not run twice at once waits here. */
export async function lockInstance(db: Db): Promise<{ digestKey: Uint8Array }> {
  const row = await db
    .updateTable('instance')
    .set({ id: 1 })
    .where('id', '=', 1)
    .returning('digest_key')
    .executeTakeFirst()
  if (!row) throw new StoreError('not-found', 'the instance was not opened yet')
  return { digestKey: row.digest_key }
}
