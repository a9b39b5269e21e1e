import type { ExpressionBuilder } from 'kysely'
import { AUDIENCES, type Audience, type Language, type NoticeKind } from '../../../rules/words.ts'
import { openOrNull, openShown } from '../../vault/vault.ts'
import { withoutSum, withSum } from '../checksum.ts'
import { type DeliveryRow, type NoticeFacts, type NoticeRow, type StoredNotice, StoreError } from '../port.ts'
import type { Db, NewRow, Row, Schema } from '../schema.ts'
import { chunks } from '../verb.ts'

/** Where an expansion begins. */
export const FROM_START = ''

export type Words = { cause: string; forecast: string }

/** The words of follow-ups by their id, opened with the key of their incident; null where that does not open them. */
export async function followUpWords(db: Db, ids: readonly string[]): Promise<Map<string, Words | null>> {
  const words = new Map<string, Words | null>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('follow_up as f')
      .innerJoin('incident_key as k', 'k.incident_id', 'f.incident_id')
      .select(['f.id', 'f.cause', 'f.forecast', 'k.key'])
      .where('f.id', 'in', part)
      .execute()
    for (const { id, key, ...sealed } of rows) {
      const cause = openOrNull(key, 'cause', sealed.cause)
      const forecast = openOrNull(key, 'forecast', sealed.forecast)
      words.set(id, cause === null || forecast === null ? null : { cause, forecast })
    }
  }
  return words
}

/** What a notice is told by, all of which its checksum covers. */
type Head = Pick<
  Row<'notice'>,
  'incident_id' | 'service' | 'customer' | 'kind' | 'form' | 'audiences' | 'language' | 'timezone'
>

const headOf = (row: Head) =>
  JSON.stringify([
    ...[row.incident_id, row.service, row.customer, row.kind],
    ...[row.form, row.audiences, row.language, row.timezone],
  ])

/** Of a row as it lies in the store; null where it is not as it was written: nothing of it can be told. */
export function storedFacts(row: Head & Pick<Row<'notice'>, 'facts'>): NoticeFacts | null {
  const json = withoutSum(row.facts, headOf(row))
  return json === null ? null : (JSON.parse(json) as NoticeFacts)
}

/** Those that are known; none where the row says nothing of the kind. */
function audiencesOf(text: string): Audience[] {
  try {
    const said: unknown = JSON.parse(text)
    return AUDIENCES.filter((one) => Array.isArray(said) && said.includes(one))
  } catch {
    return []
  }
}

/**
 * Notices as the port gives them. A follow-up's words lie in the vault, not in `facts`; without their key they are
 * null, and where it does not open them the notice cannot be read.
 */
export async function noticeRows(db: Db, rows: readonly Row<'notice'>[]): Promise<StoredNotice[]> {
  const ids = [...new Set(rows.flatMap((row) => row.follow_up_id ?? []))]
  const words = await followUpWords(db, ids)
  return rows.map((row) => {
    const said = row.follow_up_id === null ? undefined : words.get(row.follow_up_id)
    const facts = said === null ? null : storedFacts(row)
    return {
      id: row.id,
      incidentId: row.incident_id,
      service: row.service,
      customer: row.customer,
      kind: row.kind as NoticeKind,
      form: row.form as NoticeRow['form'],
      audiences: facts ? (JSON.parse(row.audiences) as Audience[]) : audiencesOf(row.audiences),
      language: row.language as Language,
      timezone: row.timezone,
      createdAt: row.created_at,
      dueAt: row.due_at,
      facts: facts && { ...facts, follows: row.follows, followUp: said ?? null },
      expandCursor: row.expand_cursor,
      settledAt: row.settled_at,
    }
  })
}

export async function noticesById(db: Db, ids: Iterable<string>): Promise<Map<string, StoredNotice>> {
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
  const head: Head = {
    incident_id: notice.incidentId,
    service: notice.service,
    customer: notice.customer,
    kind: notice.kind,
    form: notice.form,
    audiences: JSON.stringify(notice.audiences),
    language: notice.language,
    timezone: notice.timezone,
  }
  return {
    id: notice.id,
    partition_no: partition,
    ...head,
    created_at: notice.createdAt,
    due_at: notice.dueAt,
    facts: withSum(JSON.stringify({ ...notice.facts, follows: null, followUp: null }), headOf(head)),
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
    lastAnswer: row.key && row.last_answer ? openShown(row.key, 'answer', row.last_answer) : null,
  }
}
