/** API tokens: what programs come in by. The store knows their digests only. */
import type { Permission } from '../../../rules/people/permissions.ts'
import { StoreError } from '../port.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'
import { listOrNull, rightsOf, textOrNull } from './operators.ts'

export const createToken: Verb<'createToken'> = {
  access: 'write',
  async run(db, { id, tokenDigest, name, permissions, services, by, now, expiresAt, ledgerId }) {
    await db
      .insertInto('api_token')
      .values({
        ...{ id, token_digest: tokenDigest, name, permissions: JSON.stringify(permissions) },
        ...{ services: textOrNull(services), created_by: by, created_at: now, expires_at: expiresAt },
      })
      .execute()
    const payload = { permissions, ...(services === null ? {} : { services }), expiresAt }
    const actor = `operator:${by}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'token.created', subject: `token:${id}`, actor, payload },
    ])
  },
}

export const tokens: Verb<'tokens'> = {
  access: 'read',
  async run(db) {
    const rows = await db
      .selectFrom('api_token as t')
      .innerJoin('operator as o', 'o.id', 't.created_by')
      .select(['t.id', 't.name', 't.permissions', 't.services', 't.created_at', 't.expires_at'])
      .select(['t.last_used_at', 't.revoked_at', 'o.name as created_by', 'o.disabled_at'])
      .orderBy('t.created_at', 'desc')
      .orderBy('t.id')
      .execute()
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, permissions: JSON.parse(row.permissions) as Permission[] },
      ...{ services: listOrNull(row.services), createdBy: row.created_by, createdAt: row.created_at },
      ...{ expiresAt: row.expires_at, lastUsedAt: row.last_used_at, revokedAt: row.revoked_at },
      creatorDisabled: row.disabled_at !== null,
    }))
  },
}

export const revokeToken: Verb<'revokeToken'> = {
  access: 'write',
  async run(db, { id, by, now, ledgerId }) {
    const found = await db.selectFrom('api_token').select('id').where('id', '=', id).executeTakeFirst()
    if (!found) throw new StoreError('not-found', `there is no token ${id}`)
    const revoked = await db
      .updateTable('api_token')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!revoked) return
    const actor = `operator:${by}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'token.revoked', subject: `token:${id}`, actor, payload: {} },
    ])
  },
}

export const tokenByDigest: Verb<'tokenByDigest'> = {
  access: 'read',
  async run(db, { tokenDigest, now }) {
    const row = await db
      .selectFrom('api_token as t')
      .innerJoin('operator as o', 'o.id', 't.created_by')
      .select(['t.id', 't.name', 't.permissions', 't.services', 't.last_used_at'])
      .select(['o.role', 'o.services as creator_services', 'o.customer'])
      .where('t.token_digest', '=', tokenDigest)
      .where('t.revoked_at', 'is', null)
      .where('t.expires_at', '>', now)
      .where('o.disabled_at', 'is', null)
      .executeTakeFirst()
    if (!row) return null
    const { role, creator_services: services, customer } = row
    return {
      ...{ id: row.id, name: row.name, permissions: JSON.parse(row.permissions) as string[] },
      ...{ services: listOrNull(row.services), usedAt: row.last_used_at },
      creator: rightsOf({ role, services, customer }),
    }
  },
}

export const tokenUsed: Verb<'tokenUsed'> = {
  access: 'write',
  async run(db, { id, now }) {
    await db
      .updateTable('api_token')
      .set({ last_used_at: now })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', now)]))
      .execute()
  },
}
