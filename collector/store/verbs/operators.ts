/** How operators come in: one-time tokens, and who is there by name. */
import type { Role } from '../../../rules/words.ts'
import { type Rights, StoreError } from '../port.ts'
import type { Verb } from '../verb.ts'
import { lockInstance } from './instance-row.ts'
import { writeLedger } from './ledger.ts'

export const listOrNull = (text: string | null): string[] | null =>
  text === null ? null : (JSON.parse(text) as string[])
export const textOrNull = (list: readonly string[] | null): string | null =>
  list === null ? null : JSON.stringify(list)

export const rightsOf = (row: {
  role: string
  services: string | null
  customer: string | null
}): Rights => ({ role: row.role as Role, services: listOrNull(row.services), customer: row.customer })

/** What of somebody's rights stands in the ledger: ids, no names. */
export const rightsEntry = ({ role, services, customer }: Rights) => ({
  role,
  ...(services === null ? {} : { services }),
  ...(customer === null ? {} : { customer }),
})

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
  async run(db, { tokenDigest, operatorId, now, expiresAt, role, services, customer, ledgerId }) {
    await db
      .insertInto('enrolment')
      .values({
        ...{ token_digest: tokenDigest, created_at: now, expires_at: expiresAt, invited_by: operatorId },
        ...{ role, services: textOrNull(services), customer },
      })
      .execute()
    const subject = `operator:${operatorId}`
    const payload = { expiresAt, ...rightsEntry({ role, services, customer }) }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'operator.invited', subject, actor: subject, payload },
    ])
  },
}

/**
 * The instance's row is locked: of two at once, the second finds the first operator there. A token without
 * an inviter makes the first operator only; one of an invitation makes another while its inviter may invite.
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
      .where('resets', 'is', null)
      .where('expires_at', '>', now)
      .returning(['invited_by', 'role', 'services', 'customer'])
      .executeTakeFirst()
    if (!used) throw new StoreError('conflict', 'the enrolment is unknown, used or expired')
    if (used.invited_by === null) {
      const exists = await db.selectFrom('operator').select('id').limit(1).execute()
      if (exists.length > 0) throw new StoreError('conflict', 'there is an operator already')
    } else {
      const inviter = await db
        .selectFrom('operator')
        .select('id')
        .where('id', '=', used.invited_by)
        .where('role', '=', 'administrator')
        .where('disabled_at', 'is', null)
        .executeTakeFirst()
      if (!inviter) throw new StoreError('conflict', 'who invited may do so no more')
    }
    const named = await db.selectFrom('operator').select('id').where('name', '=', name).execute()
    // Said only to whom holds a token; the token stays good for another name.
    if (named.length > 0)
      throw new StoreError('conflict', `there is an operator ${name} already`, 'name-taken')
    const { services, customer } = used
    const rights = rightsOf({ role: used.role ?? 'administrator', services, customer })
    await db
      .insertInto('operator')
      .values({ id, name, password, role: rights.role, services, customer, created_at: now })
      .execute()
    const actor = `operator:${id}`
    const by = used.invited_by === null ? {} : { invitedBy: `operator:${used.invited_by}` }
    const payload = { ...by, ...rightsEntry(rights) }
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
      .select(['id', 'name', 'password', 'disabled_at'])
      .where('name', '=', name)
      .executeTakeFirst()
    return row ? { id: row.id, name: row.name, password: row.password, disabledAt: row.disabled_at } : null
  },
}

export const operatorById: Verb<'operatorById'> = {
  access: 'read',
  async run(db, { id }) {
    const row = await db
      .selectFrom('operator')
      .select(['id', 'name', 'password'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row ?? null
  },
}

export const operatorsExist: Verb<'operatorsExist'> = {
  access: 'read',
  async run(db) {
    return (await db.selectFrom('operator').select('id').limit(1).execute()).length > 0
  },
}
