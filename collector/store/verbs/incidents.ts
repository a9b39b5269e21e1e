import { EDITION } from '../../../rules/guideline/items.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import { newKey, seal } from '../../vault/vault.ts'
import { type IncidentRow, type NoticeRow, StoreError } from '../port.ts'
import type { Db } from '../schema.ts'
import type { Verb } from '../verb.ts'
import { incidentQuery, incidentRow } from './incident-rows.ts'
import { writeLedger } from './ledger.ts'
import { followUpWords, newNotice } from './notice-rows.ts'
import { page, placeOf } from './paging.ts'

export const incidents: Verb<'incidents'> = {
  access: 'read',
  async run(db, { limit, cursor, services, service, kinds, state }) {
    if (services?.length === 0) return { items: [], next: null }
    let query = incidentQuery(db)
    if (service !== undefined) query = query.where('i.service', '=', service)
    if (services !== undefined) query = query.where('i.service', 'in', services)
    if (kinds !== undefined) query = query.where('i.kind', 'in', kinds)
    if (state === 'open') query = query.where('i.recovered_at', 'is', null)
    if (state === 'recovered') query = query.where('i.recovered_at', 'is not', null)
    const from = placeOf(cursor)
    if (from)
      query = query.where((eb) =>
        eb.or([
          eb('i.opened_at', '<', from.at),
          eb.and([eb('i.opened_at', '=', from.at), eb('i.id', '<', from.id)]),
        ]),
      )
    const rows = await query
      .orderBy('i.opened_at', 'desc')
      .orderBy('i.id', 'desc')
      .limit(limit + 1)
      .execute()
    const place = (row: { opened_at: number; id: string }) => ({ at: row.opened_at, id: row.id })
    return page<(typeof rows)[number], IncidentRow>(rows, limit, place, (shown) => shown.map(incidentRow))
  },
}

export const incident: Verb<'incident'> = {
  access: 'read',
  async run(db, { id }) {
    const row = await incidentQuery(db).where('i.id', '=', id).executeTakeFirst()
    return row ? incidentRow(row) : null
  },
}

/** Oldest first. Words whose key was destroyed are empty. */
export const followUps: Verb<'followUps'> = {
  access: 'read',
  async run(db, { incidentIds }) {
    if (incidentIds.length === 0) return []
    const rows = await db
      .selectFrom('follow_up as f')
      .leftJoin('operator as o', 'o.id', 'f.by_operator')
      .select(['f.id', 'f.incident_id', 'f.at', 'f.by_operator', 'o.name'])
      .where('f.incident_id', 'in', incidentIds)
      .orderBy('f.at')
      .orderBy('f.id')
      .execute()
    const words = await followUpWords(
      db,
      rows.map((row) => row.id),
    )
    return rows.map((row) => {
      const said = words.get(row.id)
      return {
        incidentId: row.incident_id,
        at: row.at,
        by: row.name ?? row.by_operator,
        ...(said === null
          ? { cause: null, forecast: null }
          : { cause: said?.cause ?? '', forecast: said?.forecast ?? '' }),
      }
    })
  },
}

export const acknowledge: Verb<'acknowledge'> = {
  access: 'write',
  async run(db, { incidentId, operatorId, now, ledgerId }) {
    const done = await db
      .updateTable('incident')
      .set({ acknowledged_at: now, acknowledged_by: operatorId })
      .where('id', '=', incidentId)
      .where('acknowledged_at', 'is', null)
      .returning('id')
      .execute()
    if (done.length === 0) {
      const there = await db
        .selectFrom('incident')
        .select('id')
        .where('id', '=', incidentId)
        .executeTakeFirst()
      if (!there) throw new StoreError('not-found', `there is no incident ${incidentId}`)
      throw new StoreError('conflict', `incident ${incidentId} was acknowledged before`)
    }
    const actor = `operator:${operatorId}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'incident.acknowledged', subject: incidentId, actor, payload: {} },
    ])
  },
}

/** The key of an incident's words, made with the first of them. */
async function incidentKey(db: Db, incidentId: string): Promise<Uint8Array> {
  await db
    .insertInto('incident_key')
    .values({ incident_id: incidentId, key: newKey() })
    .onConflict((c) => c.column('incident_id').doNothing())
    .execute()
  const row = await db
    .selectFrom('incident_key')
    .select('key')
    .where('incident_id', '=', incidentId)
    .executeTakeFirstOrThrow()
  return row.key
}

/**
 * The open follow-up obligation of an incident to a customer, with the first follow-up linked to it (III.1.1.8). A
 * further one has its due time as well, since it may still keep it where the first one reaches nobody. Null where none
 * is open.
 */
async function keepFollowUp(db: Db, incidentId: string, { id: noticeId, customer }: NoticeRow) {
  const open = await db
    .updateTable('obligation')
    .set((eb) => ({ notice_id: eb.fn.coalesce('notice_id', eb.val(noticeId)) }))
    .where('subject', '=', incidentId)
    .where('item', '=', EDITION.measures.followUp)
    .where('customer', 'is not distinct from', customer)
    .where('state', '=', 'open')
    .returning(['id', 'due_at'])
    .executeTakeFirst()
  return open ?? null
}

/** The ledger gets the digest of the ciphertext: it proves the words while their key exists, and nothing afterwards. */
export const addFollowUp: Verb<'addFollowUp'> = {
  access: 'write',
  async run(db, { id, incidentId, operatorId, now, cause, forecast, notices, ledgerId }) {
    const about = await db
      .selectFrom('incident')
      .select('partition_no')
      .where('id', '=', incidentId)
      .executeTakeFirst()
    if (!about) throw new StoreError('not-found', `there is no incident ${incidentId}`)
    const key = await incidentKey(db, incidentId)
    const sealed = { cause: seal(key, 'cause', cause), forecast: seal(key, 'forecast', forecast) }
    await db
      .insertInto('follow_up')
      .values({ id, incident_id: incidentId, at: now, by_operator: operatorId, ...sealed })
      .execute()
    const told: { notice: string; customer?: string; obligation: string | null }[] = []
    for (const notice of notices) {
      const kept = await keepFollowUp(db, incidentId, notice)
      await db
        .insertInto('notice')
        .values(newNotice({ ...notice, dueAt: kept?.due_at ?? notice.dueAt }, about.partition_no, id))
        .execute()
      const to = notice.customer === null ? {} : { customer: notice.customer }
      told.push({ notice: notice.id, ...to, obligation: kept?.id ?? null })
    }
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    const words = digest(`${hex(sealed.cause)}:${hex(sealed.forecast)}`)
    const payload = { followUp: id, told, words }
    const actor = `operator:${operatorId}`
    await writeLedger(db, [
      { id: ledgerId, at: now, kind: 'incident.followed-up', subject: incidentId, actor, payload },
    ])
  },
}
