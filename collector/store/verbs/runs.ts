import { StoreError } from '../port.ts'
import type { RunRequest } from '../port-runs.ts'
import type { Row } from '../schema.ts'
import { storeNow } from '../store-time.ts'
import type { Verb } from '../verb.ts'
import { writeLedger } from './ledger.ts'

function runRequest(row: Row<'run_request'>): RunRequest {
  return {
    check: row.check_name,
    agent: row.agent,
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    expiresAt: row.expires_at,
    takenAt: row.taken_at,
  }
}

/** What was asked in a time to come was asked by a clock that has been set back since, and holds nobody up. */
export const askRun: Verb<'askRun'> = {
  access: 'write',
  async run(db, { check, agent, askedBy, actor, now, ttlMs, apartMs, ledgerId }) {
    const asked = { agent, asked_at: now, asked_by: askedBy, taken_at: null }
    // Another collector may hand it out, whose clock says something else.
    const at = storeNow(db, now)
    const row = await db
      .insertInto('run_request')
      .values((eb) => ({ check_name: check, ...asked, expires_at: eb(at, '+', ttlMs) }))
      .onConflict((c) =>
        c
          .column('check_name')
          .doUpdateSet((eb) => ({ ...asked, expires_at: eb.ref('excluded.expires_at') }))
          .where((eb) =>
            eb.or([eb('run_request.asked_at', '<=', now - apartMs), eb('run_request.asked_at', '>', now)]),
          ),
      )
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new StoreError('conflict', `${check} was asked for just now`, 'asked-recently')
    await writeLedger(db, [
      {
        ...{ id: ledgerId, at: now, kind: 'check.run-asked', subject: check, actor },
        payload: { agent, expiresAt: row.expires_at },
      },
    ])
    return runRequest(row)
  },
}

export const agentsWithRuns: Verb<'agentsWithRuns'> = {
  access: 'read',
  async run(db, { now }) {
    const rows = await db
      .selectFrom('run_request')
      .select('agent')
      .distinct()
      .where('taken_at', 'is', null)
      .where('expires_at', '>', storeNow(db, now))
      .execute()
    return rows.map((row) => row.agent)
  },
}

export const takeRuns: Verb<'takeRuns'> = {
  access: 'write',
  async run(db, { agent, now, limit }) {
    const rows = await db
      .updateTable('run_request')
      .set({ taken_at: now })
      .where('taken_at', 'is', null)
      .where('check_name', 'in', (eb) =>
        eb
          .selectFrom('run_request')
          .select('check_name')
          .where('agent', '=', agent)
          .where('taken_at', 'is', null)
          .where('expires_at', '>', storeNow(db, now))
          .orderBy('asked_at')
          .orderBy('check_name')
          .limit(limit),
      )
      .returning('check_name')
      .execute()
    return rows.map((row) => row.check_name).sort()
  },
}

export const runsOf: Verb<'runsOf'> = {
  access: 'read',
  async run(db, { checks }) {
    if (checks.length === 0) return []
    const rows = await db
      .selectFrom('run_request')
      .selectAll()
      .where('check_name', 'in', checks)
      .orderBy('check_name')
      .execute()
    return rows.map(runRequest)
  },
}

export const credentialsOf: Verb<'credentialsOf'> = {
  access: 'read',
  async run(db, { agentId }) {
    const rows = await db
      .selectFrom('agent_credential')
      .select(['id', 'valid_from', 'valid_until', 'revoked_at'])
      .where('agent_id', '=', agentId)
      .orderBy('valid_from', 'desc')
      .orderBy('id')
      .limit(100)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      revokedAt: row.revoked_at,
    }))
  },
}
