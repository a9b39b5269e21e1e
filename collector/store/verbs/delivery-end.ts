import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import { isKey, seal } from '../../vault/vault.ts'
import type { Db } from '../schema.ts'
import { chunks } from '../verb.ts'

export type EndState = 'accepted' | 'refused' | 'expired'

/** The answer of a delivery whose first notice did not reach its person. */
const FIRST_DID_NOT_REACH = 'first notice did not reach'

interface Ended {
  id: string
  personId: string
  /** Keyed digest of the address; null if the person was erased before. */
  address: string | null
  state: EndState
  acceptedAt: number | null
}

/**
 * Leaf of the notice's Merkle tree: proves later, to who knows the address and the instance's key, that
 * this delivery was part of what the ledger says, without the address.
 */
export function leafOf({ id, personId, address, state, acceptedAt }: Ended): string {
  return digest(canonicalJson({ id, person: personId, address, state, acceptedAt }))
}

export type Which = { personId: string } | { after: readonly string[] } | { ids: readonly string[] }

/**
 * Ends waiting deliveries without another attempt, and with them those of recoveries that follow.
 * @param at When they ended, Unix ms.
 * @param answer What is recorded as the last answer; null leaves it as it is.
 * @returns the ids of those that were ended, without those that follow.
 */
export async function endDeliveries(
  db: Db,
  which: Which,
  state: 'refused' | 'expired',
  at: number,
  answer: string | null,
): Promise<string[]> {
  const waiting = db
    .selectFrom('delivery as d')
    .leftJoin('person as p', 'p.id', 'd.person_id')
    .select(['d.id', 'd.person_id', 'p.digest', 'p.key'])
    .where('d.state', '=', 'waiting')
  const rows = []
  if ('personId' in which) rows.push(...(await waiting.where('d.person_id', '=', which.personId).execute()))
  else if ('ids' in which)
    for (const part of chunks(which.ids)) rows.push(...(await waiting.where('d.id', 'in', part).execute()))
  else
    for (const part of chunks(which.after))
      rows.push(...(await waiting.where('d.after_delivery', 'in', part).execute()))

  const ended: string[] = []
  for (const { id, person_id, digest: address, key } of rows) {
    const done = await db
      .updateTable('delivery')
      .set({
        state,
        next_attempt_at: null,
        ended_at: at,
        lease_owner: null,
        lease_until: 0,
        leaf: leafOf({ id, personId: person_id, address, state, acceptedAt: null }),
        ...(answer !== null && key ? { last_answer: sealedAnswer(key, answer) } : {}),
      })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .returning('id')
      .execute()
    ended.push(...done.map((row) => row.id))
  }
  if (ended.length > 0) await endFollowers(db, ended, at)
  return ended
}

/** Null under a key that is none any more: there is nothing to keep an answer under. */
export function sealedAnswer(key: Uint8Array, answer: string): Uint8Array | null {
  return isKey(key) ? seal(key, 'answer', answer) : null
}

/** Who was not reached by the first notice gets no recovery notice (design: recovery to whom the first notice went). */
export async function endFollowers(db: Db, predecessors: readonly string[], at: number): Promise<void> {
  await endDeliveries(db, { after: predecessors }, 'refused', at, FIRST_DID_NOT_REACH)
}
