import { StoreError } from '../port.ts'
import type { Verb } from '../verb.ts'
import { lockInstance } from './instance-row.ts'
import { writeLedger } from './ledger.ts'

export const createEnrolment: Verb<'createEnrolment'> = {
  access: 'write',
  async run(db, { tokenDigest, now, expiresAt }) {
    await db
      .insertInto('enrolment')
      .values({ token_digest: tokenDigest, created_at: now, expires_at: expiresAt })
      .execute()
  },
}

export const inviteOperator: Verb<'inviteOperator'> = {
  access: 'write',
  async run(db, { tokenDigest, operatorId, now, expiresAt, ledgerId }) {
    await db
      .insertInto('enrolment')
      .values({ token_digest: tokenDigest, created_at: now, expires_at: expiresAt, invited_by: operatorId })
      .execute()
    const subject = `operator:${operatorId}`
    const payload = { expiresAt }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'operator.invited', subject, actor: subject, payload },
    ])
  },
}

/**
 * The instance's row is locked: of two at once, the second finds the first operator there. A token without
 * an inviter makes the first operator only; one of an invitation makes another at any time.
 */
export const enrolOperator: Verb<'enrolOperator'> = {
  access: 'write',
  async run(db, { tokenDigest, id, name, password, now, ledgerId }) {
    await lockInstance(db)
    const used = await db
      .updateTable('enrolment')
      .set({ used_at: now })
      .where('token_digest', '=', tokenDigest)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('invited_by')
      .executeTakeFirst()
    if (!used) throw new StoreError('conflict', 'the enrolment is unknown, used or expired')
    if (used.invited_by === null) {
      const exists = await db.selectFrom('operator').select('id').limit(1).execute()
      if (exists.length > 0) throw new StoreError('conflict', 'there is an operator already')
    }
    const named = await db.selectFrom('operator').select('id').where('name', '=', name).execute()
    // Said only to whom holds a token; the token stays good for another name.
    if (named.length > 0)
      throw new StoreError('conflict', `there is an operator ${name} already`, 'name-taken')
    await db.insertInto('operator').values({ id, name, password, created_at: now }).execute()
    const actor = `operator:${id}`
    const payload = used.invited_by === null ? {} : { invitedBy: `operator:${used.invited_by}` }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'operator.created', subject: actor, actor, payload },
    ])
  },
}

export const operatorByName: Verb<'operatorByName'> = {
  access: 'read',
  async run(db, { name }) {
    const row = await db
      .selectFrom('operator')
      .select(['id', 'name', 'password'])
      .where('name', '=', name)
      .executeTakeFirst()
    return row ? { id: row.id, name: row.name, password: row.password } : null
  },
}

export const operatorsExist: Verb<'operatorsExist'> = {
  access: 'read',
  async run(db) {
    return (await db.selectFrom('operator').select('id').limit(1).execute()).length > 0
  },
}

export const createSession: Verb<'createSession'> = {
  access: 'write',
  async run(db, { tokenDigest, operatorId, now, expiresAt }) {
    await db
      .insertInto('session')
      .values({ token_digest: tokenDigest, operator_id: operatorId, created_at: now, expires_at: expiresAt })
      .execute()
  },
}

export const session: Verb<'session'> = {
  access: 'read',
  async run(db, { tokenDigest, now }) {
    const row = await db
      .selectFrom('session as s')
      .innerJoin('operator as o', 'o.id', 's.operator_id')
      .select(['o.id', 'o.name'])
      .where('s.token_digest', '=', tokenDigest)
      .where('s.expires_at', '>', now)
      .executeTakeFirst()
    return row ? { operatorId: row.id, name: row.name } : null
  },
}

export const endSession: Verb<'endSession'> = {
  access: 'write',
  async run(db, { tokenDigest }) {
    await db.deleteFrom('session').where('token_digest', '=', tokenDigest).execute()
  },
}
