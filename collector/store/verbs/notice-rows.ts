import type { ExpressionBuilder } from 'kysely'
import type { Audience, Language, NoticeKind } from '../../../rules/words.ts'
import { open } from '../../vault/vault.ts'
import { type DeliveryRow, type NoticeFacts, type NoticeRow, StoreError } from '../port.ts'
import type { Db, NewRow, Row, Schema } from '../schema.ts'
import { chunks } from '../verb.ts'

/** Where an expansion begins. */
export const FROM_START = ''

/** The words of follow-ups by their id, opened with the key of their incident. */
export async function followUpWords(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { cause: string; forecast: string }>> {
  const words = new Map<string, { cause: string; forecast: string }>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('follow_up as f')
      .innerJoin('incident_key as k', 'k.incident_id', 'f.incident_id')
      .select(['f.id', 'f.cause', 'f.forecast', 'k.key'])
      .where('f.id', 'in', part)
      .execute()
    for (const { id, cause, forecast, key } of rows)
      words.set(id, { cause: open(key, 'cause', cause), forecast: open(key, 'forecast', forecast) })
  }
  return words
}

/** Notices as the port gives them. A follow-up's words lie in the vault, not in `facts`; without their key they are null. */
export async function noticeRows(db: Db, rows: readonly Row<'notice'>[]): Promise<NoticeRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.follow_up_id ?? []))]
  const words = await followUpWords(db, ids)
  return rows.map((row) => ({
    id: row.id,
    incidentId: row.incident_id,
    service: row.service,
    customer: row.customer,
    kind: row.kind as NoticeKind,
    form: row.form as NoticeRow['form'],
    audiences: JSON.parse(row.audiences) as Audience[],
    language: row.language as Language,
    timezone: row.timezone,
    createdAt: row.created_at,
    dueAt: row.due_at,
    facts: {
      ...(JSON.parse(row.facts) as NoticeFacts),
      follows: row.follows,
      followUp: (row.follow_up_id && words.get(row.follow_up_id)) || null,
    },
    expandCursor: row.expand_cursor,
    settledAt: row.settled_at,
  }))
}

export async function noticesById(db: Db, ids: Iterable<string>): Promise<Map<string, NoticeRow>> {
  const found: Row<'notice'>[] = []
  for (const part of chunks([...new Set(ids)]))
    found.push(...(await db.selectFrom('notice').selectAll().where('id', 'in', part).execute()))
  return new Map((await noticeRows(db, found)).map((notice) => [notice.id, notice]))
}

/** Whether every recipient of a notice `n` has its delivery and each of them ended. */
export const noticeEnded = ({
  eb,
  and,
  not,
  exists,
  selectFrom,
}: ExpressionBuilder<Schema & { n: Schema['notice'] }, 'n'>) =>
  and([
    eb('n.expand_cursor', 'is', null),
    not(
      exists(
        selectFrom('delivery as d')
          .select('d.id')
          .whereRef('d.notice_id', '=', 'n.id')
          .where('d.state', '=', 'waiting'),
      ),
    ),
  ])

/** A new notice begins its expansion, whatever its draft says. */
export function newNotice(notice: NoticeRow, partition: number, followUpId: string | null): NewRow<'notice'> {
  if (notice.facts.followUp && followUpId === null)
    throw new StoreError('conflict', `the words of notice ${notice.id} belong to a follow-up`)
  return {
    id: notice.id,
    partition_no: partition,
    incident_id: notice.incidentId,
    service: notice.service,
    customer: notice.customer,
    kind: notice.kind,
    form: notice.form,
    audiences: JSON.stringify(notice.audiences),
    language: notice.language,
    timezone: notice.timezone,
    created_at: notice.createdAt,
    due_at: notice.dueAt,
    facts: JSON.stringify({ ...notice.facts, follows: null, followUp: null }),
    follows: notice.facts.follows,
    follow_up_id: followUpId,
    expand_cursor: FROM_START,
    settled_at: null,
  }
}

/** A delivery with what its person's row holds; without the row (erased) there is no hint and no answer. */
export function deliveryRow(
  row: Row<'delivery'> & { hint: string | null; key: Uint8Array | null },
): DeliveryRow {
  return {
    id: row.id,
    noticeId: row.notice_id,
    personId: row.person_id,
    hint: row.hint ?? '',
    audience: row.audience as Audience,
    channel: row.channel,
    state: row.state as DeliveryRow['state'],
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    nextAttemptAt: row.next_attempt_at,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    late: row.late === 1,
    lastAnswer: row.key && row.last_answer ? open(row.key, 'answer', row.last_answer) : null,
  }
}
