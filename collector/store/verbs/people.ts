/** What is done to an account: its role, its being disabled, its password. */
import { type OperatorRow, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { lockInstance } from './instance-row.ts'
import { writeLedger } from './ledger.ts'
import { rightsEntry, rightsOf, textOrNull } from './operators.ts'
import { dropSessions } from './sessions.ts'

export const operators: Verb<'operators'> = {
  access: 'read',
  async run(db, { now, idleMs }): Promise<OperatorRow[]> {
    const rows = await db.selectFrom('operator').selectAll().orderBy('name').execute()
    const locks = await db
      .selectFrom('login_failure')
      .select((eb) => ['operator_id', eb.fn.max('locked_until').as('until')])
      .where('operator_id', 'is not', null)
      .where('locked_until', '>', now)
      .groupBy('operator_id')
      .execute()
    const sessions = await db
      .selectFrom('session')
      .select((eb) => ['operator_id', eb.fn.countAll<number>().as('count')])
      .where('expires_at', '>', now)
      .where('last_seen_at', '>', now - idleMs)
      .groupBy('operator_id')
      .execute()
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, ...rightsOf(row) },
      ...{ createdAt: row.created_at, disabledAt: row.disabled_at, lastSeenAt: row.last_seen_at },
      lockedUntilAt: locks.find((lock) => lock.operator_id === row.id)?.until ?? null,
      lastLockedAt: row.last_locked_at,
      sessions: sessions.find((one) => one.operator_id === row.id)?.count ?? 0,
    }))
  },
}

/**
 * The account as it stands, with the instance's row locked: what several administrators do to each other at once
 * comes one after the other, so that one of them stays.
 */
async function another(db: Db, { operatorId, by }: { operatorId: string; by: string }) {
  await lockInstance(db)
  if (operatorId === by)
    throw new StoreError('conflict', 'nobody does that to the own account', 'own-account')
  return account(db, operatorId)
}

/** Whom another administrator took away at the same moment does nothing after it. @throws StoreError `not-permitted` */
async function stillAdministrator(db: Db, { by }: { by: string }): Promise<void> {
  const row = await account(db, by)
  if (row.role !== 'administrator' || row.disabled_at !== null)
    throw new StoreError('conflict', 'who asks is no administrator any more', 'not-permitted')
}

async function account(db: Db, operatorId: string) {
  const row = await db.selectFrom('operator').selectAll().where('id', '=', operatorId).executeTakeFirst()
  if (!row) throw new StoreError('not-found', `there is no operator ${operatorId}`)
  return row
}

/** @throws StoreError `last-administrator` */
async function notTheLast(
  db: Db,
  row: { id: string; role: string; disabled_at: number | null },
): Promise<void> {
  if (row.role !== 'administrator' || row.disabled_at !== null) return
  const other = await db
    .selectFrom('operator')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .where('id', '<>', row.id)
    .limit(1)
    .execute()
  if (other.length === 0)
    throw new StoreError('conflict', 'no administrator would be left', 'last-administrator')
}

interface Deed {
  operatorId: string
  by: string
  now: number
  ledgerId: string
}

const write = (db: Db, kind: string, { operatorId, by, now, ledgerId }: Deed, payload: object) =>
  writeLedger(db, [
    { id: ledgerId, at: now, kind, subject: `operator:${operatorId}`, actor: `operator:${by}`, payload },
  ])

export const changeRole: Verb<'changeRole'> = {
  access: 'write',
  async run(db, { role, services, customer, ...deed }) {
    const row = await another(db, deed)
    if (role !== 'administrator') await notTheLast(db, row)
    await stillAdministrator(db, deed)
    await db
      .updateTable('operator')
      .set({ role, services: textOrNull(services), customer })
      .where('id', '=', row.id)
      .execute()
    const sessions = await dropSessions(db, row.id)
    const [from, to] = [rightsEntry(rightsOf(row)), rightsEntry({ role, services, customer })]
    await write(db, 'operator.role-changed', deed, { from, to, sessions })
  },
}

export const setDisabled: Verb<'setDisabled'> = {
  access: 'write',
  async run(db, { disabled, ...deed }) {
    const row = await another(db, deed)
    if ((row.disabled_at !== null) === disabled) return
    if (disabled) await notTheLast(db, row)
    await stillAdministrator(db, deed)
    await db
      .updateTable('operator')
      .set({ disabled_at: disabled ? deed.now : null })
      .where('id', '=', row.id)
      .execute()
    const sessions = await dropSessions(db, row.id)
    await write(db, disabled ? 'operator.disabled' : 'operator.enabled', deed, { sessions })
  },
}

const forgetFailures = (db: Db, operatorId: string) =>
  db.deleteFrom('login_failure').where('operator_id', '=', operatorId).execute()

export const unlockOperator: Verb<'unlockOperator'> = {
  access: 'write',
  async run(db, deed) {
    await account(db, deed.operatorId)
    await forgetFailures(db, deed.operatorId)
    await write(db, 'operator.unlocked', deed, {})
  },
}

export const resetOperator: Verb<'resetOperator'> = {
  access: 'write',
  async run(db, { tokenDigest, expiresAt, ...deed }) {
    const row = await another(db, deed)
    await stillAdministrator(db, deed)
    await db.deleteFrom('enrolment').where('resets', '=', row.id).where('used_at', 'is', null).execute()
    await db
      .insertInto('enrolment')
      .values({
        ...{ token_digest: tokenDigest, created_at: deed.now, expires_at: expiresAt },
        ...{ invited_by: deed.by, resets: row.id },
      })
      .execute()
    await write(db, 'operator.reset-issued', deed, { expiresAt })
  },
}

/** Of accounts that are not disabled, issued by somebody who may still issue one. */
const openReset = (db: Db, tokenDigest: string, now: number) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('operator as o', 'o.id', 'e.resets')
    .innerJoin('operator as issuer', 'issuer.id', 'e.invited_by')
    .select(['o.id', 'o.name', 'e.invited_by'])
    .where('e.token_digest', '=', tokenDigest)
    .where('e.used_at', 'is', null)
    .where('e.expires_at', '>', now)
    .where('o.disabled_at', 'is', null)
    .where('issuer.role', '=', 'administrator')
    .where('issuer.disabled_at', 'is', null)
    .executeTakeFirst()

export const resetOf: Verb<'resetOf'> = {
  access: 'read',
  async run(db, { tokenDigest, now }) {
    const row = await openReset(db, tokenDigest, now)
    return row ? { operatorId: row.id, name: row.name } : null
  },
}

export const resetPassword: Verb<'resetPassword'> = {
  access: 'write',
  async run(db, { tokenDigest, password, now, ledgerId }) {
    await lockInstance(db)
    const row = await openReset(db, tokenDigest, now)
    if (!row) throw new StoreError('conflict', 'the link is unknown, used or expired')
    await db.updateTable('enrolment').set({ used_at: now }).where('token_digest', '=', tokenDigest).execute()
    await db.updateTable('operator').set({ password }).where('id', '=', row.id).execute()
    await forgetFailures(db, row.id)
    const sessions = await dropSessions(db, row.id)
    const deed = { operatorId: row.id, by: row.id, now, ledgerId }
    await write(db, 'operator.password-reset', deed, { issuedBy: `operator:${row.invited_by}`, sessions })
  },
}

export const changePassword: Verb<'changePassword'> = {
  access: 'write',
  async run(db, { operatorId, was, password, keep, now, ledgerId }) {
    const changed = await db
      .updateTable('operator')
      .set({ password })
      .where('id', '=', operatorId)
      .where('password', '=', was)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new StoreError('conflict', 'the old password is another by now', 'password-refused')
    // A link that was issued for the old password is of no use any more.
    await db.deleteFrom('enrolment').where('resets', '=', operatorId).where('used_at', 'is', null).execute()
    const sessions = await dropSessions(db, operatorId, keep)
    await write(db, 'operator.password-changed', { operatorId, by: operatorId, now, ledgerId }, { sessions })
  },
}
