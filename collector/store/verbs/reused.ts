/** Finds numbers that were stored before with another content: an agent that was put back in time uses them twice. */
import type { Item } from '../../../rules/wire/v1.ts'
import { sameData } from '../block/same.ts'
import type { BatchDraft } from '../port.ts'
import type { Db } from '../schema.ts'
import { readItems } from './batches.ts'

/**
 * Batches of the agent that are looked at, the newest: each look is a part of a commit. What lies further back, or
 * is in blocks by now, counts as the same.
 */
const LOOKED_AT = 200

/** Of items whose numbers are held already, the numbers whose stored content is another one. */
export async function reusedNumbers(
  db: Db,
  { agentId, epoch }: Pick<BatchDraft, 'agentId' | 'epoch'>,
  held: readonly Item[],
): Promise<number[]> {
  const given = new Map(held.map((item) => [item.seq, item]))
  const seqs = [...given.keys()]
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('batch')
        .select(['arrival', 'epoch', 'first_seq', 'last_seq'])
        .where('agent_id', '=', agentId)
        .orderBy('latest_at', 'desc')
        .limit(LOOKED_AT)
        .as('newest'),
    )
    .innerJoin('batch', 'batch.arrival', 'newest.arrival')
    .select(['batch.body', 'batch.items'])
    .where('newest.epoch', '=', epoch)
    .where('newest.first_seq', '<=', Math.max(...seqs))
    .where('newest.last_seq', '>=', Math.min(...seqs))
    .execute()
  const reused = new Set<number>()
  // What cannot be read says nothing of what was in it.
  for (const row of rows)
    for (const item of readItems(row)) {
      const again = given.get(item.seq)
      if (again && !sameData(again, item)) reused.add(item.seq)
    }
  return [...reused].sort((a, b) => a - b)
}
