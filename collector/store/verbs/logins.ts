/** Wrong passwords and what they lock (`rules/people/lockout.ts`), for all collectors of a store. */
import {
  afterFailure,
  EVERYWHERE_LOCK,
  FORGOTTEN_MS,
  type LockRule,
  NETWORK_LOCK,
  OWN_NETWORK_MS,
} from '../../../rules/people/lockout.ts'
import type { LoginPlace } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'

/** The row that counts all networks together. */
const EVERYWHERE = ''
/** Rows of names that nobody has, at most: the one that is quiet longest goes first. Those of accounts all stay. */
const STRANGERS = 10_000

async function isOwnNetwork(db: Db, { account, network }: LoginPlace, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('login_network as n')
    .innerJoin('login_failure as f', 'f.operator_id', 'n.operator_id')
    .select('n.network')
    .where('f.account', '=', account)
    .where('n.network', '=', network)
    .where('n.last_at', '>', now - OWN_NETWORK_MS)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export const loginLock: Verb<'loginLock'> = {
  access: 'read',
  async run(db, { account, network, now }) {
    const rows = await db
      .selectFrom('login_failure')
      .select(['network', 'locked_until'])
      .where('account', '=', account)
      .where('network', 'in', [EVERYWHERE, network])
      .where('locked_until', '>', now)
      .execute()
    if (rows.length === 0) return null
    const own = await isOwnNetwork(db, { account, network }, now)
    const ends = rows.filter((row) => row.network !== EVERYWHERE || !own).map((row) => row.locked_until)
    return ends.length === 0 ? null : { untilAt: Math.max(...ends) }
  },
}

/** Counts one more; returns until when it locks, where it does. The row is locked first: two at once are two. */
async function count(
  db: Db,
  place: LoginPlace & { operatorId: string | null },
  rule: LockRule,
  now: number,
): Promise<number | null> {
  const { account, network, operatorId } = place
  const nothing = { failures: 0, locks: 0, locked_until: 0, last_at: now }
  await db
    .insertInto('login_failure')
    .values({ account, network, operator_id: operatorId, ...nothing })
    .onConflict((c) => c.columns(['account', 'network']).doUpdateSet({ operator_id: operatorId }))
    .execute()
  const known = await db
    .selectFrom('login_failure')
    .selectAll()
    .where('account', '=', account)
    .where('network', '=', network)
    .executeTakeFirstOrThrow()
  const { failures, locks } = known
  const before = { failures, locks, lockedUntilAt: known.locked_until, lastAt: known.last_at }
  const next = afterFailure(before, rule, now)
  await db
    .updateTable('login_failure')
    .set({
      ...{ failures: next.failures, locks: next.locks },
      ...{ locked_until: next.lockedUntilAt, last_at: next.lastAt },
    })
    .where('account', '=', account)
    .where('network', '=', network)
    .execute()
  return next.locked ? next.lockedUntilAt : null
}

async function boundStrangers(db: Db): Promise<void> {
  const { rows } = await db
    .selectFrom('login_failure')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('operator_id', 'is', null)
    .executeTakeFirstOrThrow()
  if (rows <= STRANGERS) return
  const oldest = await db
    .selectFrom('login_failure')
    .select(['account', 'network'])
    .where('operator_id', 'is', null)
    .orderBy('last_at')
    .limit(rows - STRANGERS)
    .execute()
  for (const { account, network } of oldest)
    await db
      .deleteFrom('login_failure')
      .where('account', '=', account)
      .where('network', '=', network)
      .execute()
}

export const loginFailed: Verb<'loginFailed'> = {
  access: 'write',
  async run(db, { account, network, operatorId, now, ledgerId }) {
    const here = await count(db, { account, network, operatorId }, NETWORK_LOCK, now)
    const everywhere = await count(db, { account, network: EVERYWHERE, operatorId }, EVERYWHERE_LOCK, now)
    if (operatorId === null) await boundStrangers(db)
    // Of the wider lock where both hold: what the entry says holds, holds until then.
    const untilAt = everywhere ?? here
    if (operatorId !== null && untilAt !== null) {
      await db.updateTable('operator').set({ last_locked_at: now }).where('id', '=', operatorId).execute()
      const payload = { holds: everywhere === null ? 'one-network' : 'everywhere', until: untilAt }
      const subject = `operator:${operatorId}`
      await writeLedger(db, [
        { id: ledgerId, at: now, kind: 'operator.locked', subject, actor: 'system', payload },
      ])
    }
    return { untilAt }
  },
}

/** What is too old to count any more. */
export async function pruneLogins(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('login_failure')
    .where('last_at', '<=', now - FORGOTTEN_MS)
    .where('locked_until', '<=', now - FORGOTTEN_MS)
    .execute()
  await db
    .deleteFrom('login_network')
    .where('last_at', '<=', now - OWN_NETWORK_MS)
    .execute()
}
