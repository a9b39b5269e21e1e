import type { AgentStatus } from '../../../rules/wire/v1.ts'
import type { AgentRow, Store } from '../port.ts'
import type { Row } from '../schema.ts'
import { chunks, preparedFor, type Verb } from '../verb.ts'
import { lockArrivals } from './arrival.ts'
import { writeLedger } from './ledger.ts'

export const issueAgent: Verb<'issueAgent'> = {
  access: 'write',
  async run(db, { id, name, credentialId, tokenDigest, actor, now, ledgerId }) {
    await db
      .insertInto('agent')
      .values({ id, name, created_at: now, created_by: actor, inventory: '{}', lost: 0 })
      .onConflict((c) => c.column('name').doNothing())
      .execute()
    const agent = await db.selectFrom('agent').select('id').where('name', '=', name).executeTakeFirstOrThrow()
    await db
      .insertInto('agent_credential')
      .values({ id: credentialId, agent_id: agent.id, token_digest: tokenDigest, valid_from: now })
      .execute()
    const payload = { name, credential: credentialId, created: agent.id === id }
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'agent.credential-issued', subject: agent.id, actor, payload },
    ])
    return { id: agent.id }
  },
}

export const agentByToken: Verb<'agentByToken'> = {
  access: 'read',
  async run(db, { tokenDigest, now }) {
    const [found] = await agentsByToken.run(db, { tokenDigests: [tokenDigest], now })
    return found ? { id: found.id, name: found.name } : null
  },
}

/** A clock that was set back behind `valid_from` takes nothing back that was issued: it is no condition. */
export const agentsByToken: Verb<'agentsByToken'> = {
  access: 'read',
  async run(db, { tokenDigests, now }) {
    const found: Awaited<ReturnType<Store['agentsByToken']>> = []
    for (const part of chunks(tokenDigests)) {
      const rows = await db
        .selectFrom('agent_credential as c')
        .innerJoin('agent as a', 'a.id', 'c.agent_id')
        .select(['c.token_digest', 'a.id', 'a.name'])
        .where('c.token_digest', 'in', part)
        .where('c.revoked_at', 'is', null)
        .where('a.revoked_at', 'is', null)
        .where((eb) => eb.or([eb('c.valid_until', 'is', null), eb('c.valid_until', '>', now)]))
        .execute()
      for (const { token_digest, id, name } of rows) found.push({ tokenDigest: token_digest, id, name })
    }
    return found
  },
}

/** What is not given stays as it was; `last_seen_at` never moves back. */
export const agentSeen: Verb<'agentSeen'> = {
  access: 'write',
  async run(db, { id, at, version, inventory, clockOffset, clockUncertainty, status }) {
    await db
      .updateTable('agent')
      .set((eb) => ({
        last_seen_at: eb
          .case()
          .when('last_seen_at', '>', at)
          .then(eb.ref('last_seen_at'))
          .else(eb.cast<number>(eb.val(at), 'bigint'))
          .end(),
        ...(version === undefined ? {} : { version }),
        ...(inventory === undefined ? {} : { inventory: JSON.stringify(inventory) }),
        ...(clockOffset === undefined ? {} : { clock_offset: clockOffset }),
        ...(status === undefined ? {} : { status: JSON.stringify(status), status_at: at }),
        ...(clockUncertainty === undefined ? {} : { clock_uncertainty: clockUncertainty }),
      }))
      .where('id', '=', id)
      .execute()
  },
}

export const agentsHeard: Verb<'agentsHeard'> = {
  access: 'write',
  async run(db, { ids, at }) {
    await lockArrivals(db)
    for (const part of chunks(ids)) await heard(db, part, { at })
  },
}

const heard = preparedFor<string, { at: number }>()((db, ids, given) =>
  db
    .updateTable('agent')
    .set({ last_seen_at: given('at') })
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<', given('at'))])),
)

/** Null where it is none: an agent sends what it said of itself again and again, and is known by its row meanwhile. */
function objectIn(json: string): object | null {
  try {
    const said: unknown = JSON.parse(json)
    return typeof said === 'object' ? said : null
  } catch {
    return null
  }
}

function statusOf({ status, status_at: at }: Pick<Row<'agent'>, 'status' | 'status_at'>): AgentRow['status'] {
  if (status === null || at === null) return null
  const said = objectIn(status) as AgentStatus | null
  return said && { ...said, at }
}

export const agents: Verb<'agents'> = {
  access: 'read',
  async run(db) {
    const rows = await db.selectFrom('agent').selectAll().orderBy('name').execute()
    return rows.map(
      (row): AgentRow => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        revokedAt: row.revoked_at,
        lastSeenAt: row.last_seen_at,
        version: row.version,
        inventory: (objectIn(row.inventory) as AgentRow['inventory'] | null) ?? {},
        clockOffset: row.clock_offset,
        clockUncertainty: row.clock_uncertainty,
        status: statusOf(row),
        lost: row.lost,
      }),
    )
  },
}
