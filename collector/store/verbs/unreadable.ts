/** Ends what nobody can send, since a notice or an address cannot be read any more: once, and with its ledger entry. */
import { randomUUID } from 'node:crypto'
import type { UnreadableDelivery } from '../port.ts'
import type { Db } from '../schema.ts'
import { endDeliveries } from './delivery-end.ts'
import { writeLedger } from './ledger.ts'

type Because = UnreadableDelivery['because']

const ANSWERS: Record<Because, string> = {
  'notice-unreadable': 'the stored notice cannot be read',
  'address-unreadable': 'the stored address cannot be read',
}

/**
 * As `expired`, given up by us: a user whom a server refused counts as out of reach, and these were never tried with
 * what they were owed.
 * @returns those that were waiting still
 */
export async function endUnreadable(
  db: Db,
  found: readonly UnreadableDelivery[],
  now: number,
): Promise<UnreadableDelivery[]> {
  const ended: UnreadableDelivery[] = []
  for (const because of ['notice-unreadable', 'address-unreadable'] as const) {
    const ids = found.filter((one) => one.because === because).map(({ id }) => id)
    if (ids.length === 0) continue
    const done = new Set(await endDeliveries(db, { ids }, 'expired', now, ANSWERS[because]))
    ended.push(...found.filter(({ id }) => done.has(id)))
  }
  const told = Map.groupBy(ended, ({ noticeId, because }) => `${because} ${noticeId}`)
  for (const [first, ...others] of told.values())
    if (first)
      await tellUnreadable(
        db,
        first.noticeId,
        first.because,
        [first, ...others].map(({ id }) => id),
        now,
      )
  return ended
}

/** @param deliveries ids of those that ended by it */
export async function tellUnreadable(
  db: Db,
  noticeId: string,
  because: Because,
  deliveries: readonly string[],
  now: number,
): Promise<void> {
  const entry = { id: randomUUID(), at: now, kind: 'notice.unreadable', subject: noticeId, actor: 'system' }
  await writeLedger(db, [{ ...entry, payload: { because, deliveries } }])
}
