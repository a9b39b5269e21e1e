import { StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { rightsOf } from './operators.ts'

/** Ends the sessions of an account, but for the one whose token's digest is `keep`; returns how many. */
export async function dropSessions(db: Db, operatorId: string, keep: string | null = null): Promise<number> {
  let query = db.deleteFrom('session').where('operator_id', '=', operatorId)
  if (keep !== null) query = query.where('token_digest', '<>', keep)
  return (await query.returning('id').execute()).length
}

/**
 * The operator's row is written too: a disabling or a new password that runs at the same time comes before or after,
 * never between.
 */
export const createSession: Verb<'createSession'> = {
  access: 'write',
  async run(db, { tokenDigest, id, operatorId, now, expiresAt, place, password, ledgerId }) {
    let query = db
      .updateTable('operator')
      .set({ last_seen_at: now })
      .where('id', '=', operatorId)
      .where('disabled_at', 'is', null)
    if (password !== null) query = query.where('password', '=', password)
    const open = await query.returning('id').executeTakeFirst()
    if (!open) throw new StoreError('conflict', 'the account is disabled or unknown, or has another password')
    await db
      .insertInto('session')
      .values({
        ...{ token_digest: tokenDigest, id, operator_id: operatorId },
        ...{ created_at: now, expires_at: expiresAt, last_seen_at: now },
      })
      .execute()
    if (place !== null) {
      await db
        .deleteFrom('login_failure')
        .where('account', '=', place.account)
        .where('network', 'in', ['', place.network])
        .execute()
      await db
        .insertInto('login_network')
        .values({ operator_id: operatorId, network: place.network, last_at: now })
        .onConflict((c) => c.columns(['operator_id', 'network']).doUpdateSet({ last_at: now }))
        .execute()
    }
    const subject = `operator:${operatorId}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'session.began', subject, actor: subject, payload: {} },
    ])
  },
}

export const session: Verb<'session'> = {
  access: 'read',
  async run(db, { tokenDigest, now, idleMs }) {
    const row = await db
      .selectFrom('session as s')
      .innerJoin('operator as o', 'o.id', 's.operator_id')
      .select(['o.id', 'o.name', 'o.role', 'o.services', 'o.customer', 's.last_seen_at'])
      .where('s.token_digest', '=', tokenDigest)
      .where('s.expires_at', '>', now)
      .where('s.last_seen_at', '>', now - idleMs)
      .where('o.disabled_at', 'is', null)
      .executeTakeFirst()
    return row ? { operatorId: row.id, name: row.name, ...rightsOf(row), seenAt: row.last_seen_at } : null
  },
}

export const sessionSeen: Verb<'sessionSeen'> = {
  access: 'write',
  async run(db, { tokenDigest, now }) {
    const seen = await db
      .updateTable('session')
      .set({ last_seen_at: now })
      .where('token_digest', '=', tokenDigest)
      .where('last_seen_at', '<', now)
      .returning('operator_id')
      .executeTakeFirst()
    if (seen)
      await db.updateTable('operator').set({ last_seen_at: now }).where('id', '=', seen.operator_id).execute()
  },
}

export const sessions: Verb<'sessions'> = {
  access: 'read',
  async run(db, { operatorId, tokenDigest, now, idleMs }) {
    const rows = await db
      .selectFrom('session')
      .selectAll()
      .where('operator_id', '=', operatorId)
      .where('expires_at', '>', now)
      .where('last_seen_at', '>', now - idleMs)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      ...{ id: row.id, createdAt: row.created_at, expiresAt: row.expires_at, lastSeenAt: row.last_seen_at },
      own: row.token_digest === tokenDigest,
    }))
  },
}

const ended = (operatorId: string, by: string, now: number, ledgerId: string, sessions: number) => ({
  ...{ id: ledgerId, at: now, kind: 'session.ended', subject: `operator:${operatorId}` },
  ...{ actor: `operator:${by}`, payload: { sessions } },
})

export const endSession: Verb<'endSession'> = {
  access: 'write',
  async run(db, { tokenDigest, now, ledgerId }) {
    const row = await db
      .deleteFrom('session')
      .where('token_digest', '=', tokenDigest)
      .returning('operator_id')
      .executeTakeFirst()
    if (row) await writeLedger(db, [ended(row.operator_id, row.operator_id, now, ledgerId, 1)])
  },
}

export const endSessions: Verb<'endSessions'> = {
  access: 'write',
  async run(db, { operatorId, by, id, keep, now, ledgerId }) {
    const one = async (session: string) => {
      const query = db.deleteFrom('session').where('id', '=', session).where('operator_id', '=', operatorId)
      return (await query.returning('id').execute()).length
    }
    const count = id === null ? await dropSessions(db, operatorId, keep) : await one(id)
    if (count > 0) await writeLedger(db, [ended(operatorId, by, now, ledgerId, count)])
    return { ended: count }
  },
}
