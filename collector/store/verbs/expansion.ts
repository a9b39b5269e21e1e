import { randomUUID } from 'node:crypto'
import { type ExpressionBuilder, sql } from 'kysely'
import type { NoticeFacts } from '../port.ts'
import type { Db, NewRow, Row, Schema } from '../schema.ts'
import { storeNow } from '../store-time.ts'
import { chunks, prepared, type Verb } from '../verb.ts'
import { FROM_START, storedFacts } from './notice-rows.ts'
import { tellUnreadable } from './unreadable.ts'

/** The one channel of today. */
const MAIL = 'mail'

interface Recipient {
  personId: string
  audience: string
  after: string | null
  /** Place in the stable order; the cursor of a notice is the place of its last recipient. */
  place: string
}

/** Strongest first: the contact and our own people do not wait behind a long list of users. */
const STRENGTH = sql<number>`min(case c.audience when 'admin' then 0 when 'manager' then 1 when 'on-call' then 2 else 3 end)`
const BY_STRENGTH = ['admin', 'manager', 'on-call', 'users'] as const
/**
 * Who is in several audiences is told once, and counted as one to whom the guideline owes the notice
 * (III.1.1.1, III.1.1.2) where they are: a manager who also uses the service is a user who must be told in time.
 */
const OWED = sql<number>`min(case c.audience when 'admin' then 0 when 'users' then 1 else 2 end)`
const BY_OWED = ['admin', 'users'] as const

/**
 * Whose contacts a notice goes to: its customer's (or nobody's in particular), and of the managers of components
 * those that it names; an external network that has none of its own leaves the service's manager (III.3.2.5).
 */
async function addressed(db: Db, notice: Row<'notice'>, managers: NoticeFacts['managers']) {
  const components = managers?.components ?? []
  const own = db
    .selectFrom('contact')
    .select('person_id')
    .where('service', '=', notice.service)
    .where('audience', '=', 'manager')
    .where('component', 'in', components)
    .limit(1)
  const instead =
    managers?.instead === true && components.length > 0 && (await own.executeTakeFirst()) !== undefined
  return (eb: ExpressionBuilder<Schema & { c: Schema['contact'] }, 'c'>) => {
    const ofService = eb.and([eb('c.component', '=', ''), eb('c.customer', '=', notice.customer ?? '')])
    if (components.length === 0) return ofService
    const ofComponents = eb.and([eb('c.component', 'in', components), eb('c.audience', '=', 'manager')])
    const others = instead ? eb.and([ofService, eb('c.audience', '<>', 'manager')]) : ofService
    return eb.or([others, ofComponents])
  }
}

interface Placed {
  person_id: string
  strength: number
  owed: number
}

type Contacts = Schema & { c: Schema['contact'] }

/** Persons of a notice's audiences, among the contacts that `which` says, that have no delivery of it yet. */
const persons = (
  db: Db,
  a: { service: string; notice: string; audiences: readonly string[] },
  which: (eb: ExpressionBuilder<Contacts, 'c'>) => ReturnType<ExpressionBuilder<Contacts, 'c'>['and']>,
) =>
  db
    .selectFrom('contact as c')
    .select(['c.person_id', STRENGTH.as('strength'), OWED.as('owed')])
    .where('c.service', '=', a.service)
    .where('c.audience', 'in', a.audiences)
    .where(which)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery as d')
            .select('d.id')
            .where('d.notice_id', '=', a.notice)
            .whereRef('d.person_id', '=', 'c.person_id'),
        ),
      ),
    )
    .groupBy('c.person_id')

const inPlaces = (db: Db, found: ReturnType<typeof persons>, limit: number) =>
  db
    .selectFrom(found.as('r'))
    .select(['r.person_id', 'r.strength', 'r.owed'])
    .orderBy('r.strength')
    .orderBy('r.person_id')
    .limit(limit)

interface First {
  service: string
  notice: string
  customer: string
  limit: number
}

/** The first contacts of a notice that names no components, by its audiences, of which there are few sets. */
const firstOf = new Map<string, (db: Db, args: First) => Promise<Placed[]>>()

function firstContacts(db: Db, notice: Row<'notice'>, audiences: string[], limit: number): Promise<Placed[]> {
  let run = firstOf.get(notice.audiences)
  if (!run) {
    run = prepared<First>()((on, given) => {
      const a = { service: given('service'), notice: given('notice'), audiences }
      const which = (eb: ExpressionBuilder<Contacts, 'c'>) =>
        eb.and([eb('c.component', '=', ''), eb('c.customer', '=', given('customer'))])
      return inPlaces(on, persons(on, a, which), given('limit'))
    })
    firstOf.set(notice.audiences, run)
  }
  return run(db, { service: notice.service, notice: notice.id, customer: notice.customer ?? '', limit })
}

/** Contacts of the notice's audiences that have no delivery yet, strongest audience first, then by person. */
async function contactsAfter(
  db: Db,
  notice: Row<'notice'>,
  { managers }: NoticeFacts,
  cursor: string,
  chunk: number,
): Promise<Recipient[]> {
  const audiences = JSON.parse(notice.audiences) as string[]
  if (audiences.length === 0) return []
  const rows =
    cursor === FROM_START && (managers?.components ?? []).length === 0
      ? await firstContacts(db, notice, audiences, chunk)
      : await laterContacts(db, notice, { audiences, managers }, cursor, chunk)
  return rows.map(({ person_id, strength, owed }) => ({
    personId: person_id,
    audience: BY_OWED[owed] ?? BY_STRENGTH[strength] ?? 'users',
    after: null,
    place: `${strength}${person_id}`,
  }))
}

async function laterContacts(
  db: Db,
  notice: Row<'notice'>,
  { audiences, managers }: { audiences: string[]; managers: NoticeFacts['managers'] },
  cursor: string,
  chunk: number,
): Promise<Placed[]> {
  const a = { service: notice.service, notice: notice.id, audiences }
  const found = inPlaces(db, persons(db, a, await addressed(db, notice, managers)), chunk)
  if (cursor === FROM_START) return found.execute()
  const strength = Number(cursor.slice(0, 1))
  return found
    .where((eb) =>
      eb.or([
        eb('r.strength', '>', strength),
        eb.and([eb('r.strength', '=', strength), eb('r.person_id', '>', cursor.slice(1))]),
      ]),
    )
    .execute()
}

/** Whom of its audiences the first notice reached or may still reach, as the audience that it told them as. */
async function reachedAfter(
  db: Db,
  first: string,
  { id: notice, audiences }: Pick<Row<'notice'>, 'id' | 'audiences'>,
  cursor: string,
  chunk: number,
): Promise<Recipient[]> {
  const rows = await db
    .selectFrom('delivery as f')
    .select(['f.id', 'f.person_id', 'f.audience'])
    .where('f.notice_id', '=', first)
    .where('f.audience', 'in', JSON.parse(audiences) as string[])
    .where('f.state', 'in', ['accepted', 'waiting'])
    .where('f.id', '>', cursor)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery as d')
            .select('d.id')
            .where('d.notice_id', '=', notice)
            .whereRef('d.person_id', '=', 'f.person_id'),
        ),
      ),
    )
    .orderBy('f.id')
    .limit(chunk)
    .execute()
  return rows.map(({ id, person_id, audience }) => ({ personId: person_id, audience, after: id, place: id }))
}

function newDelivery(
  notice: Row<'notice'>,
  recipient: Recipient,
  now: number,
): Omit<NewRow<'delivery'>, 'next_attempt_at'> {
  return {
    id: randomUUID(),
    notice_id: notice.id,
    person_id: recipient.personId,
    audience: recipient.audience,
    channel: MAIL,
    state: 'waiting',
    attempts: 0,
    created_at: now,
    due_at: notice.due_at,
    lease_token: 0,
    lease_until: 0,
    late: 0,
    after_delivery: recipient.after,
  }
}

/**
 * One chunk of one notice. When nobody is found behind the cursor, the search starts once more from the
 * beginning, since contacts may have been replaced meanwhile; the expansion is complete when a search from
 * there found everybody. Whom a notice that cannot be read was for is not known: it is told of, and for nobody.
 */
async function expandOne(
  db: Db,
  notice: Row<'notice'>,
  now: number,
  chunk: number,
): Promise<ReturnType<typeof newDelivery>[] | 'unreadable'> {
  const facts = storedFacts(notice)
  if (!facts) {
    await moveCursor(db, { id: notice.id, expand_cursor: null })
    await tellUnreadable(db, notice.id, 'notice-unreadable', [], now)
    return 'unreadable'
  }
  const find = (cursor: string) =>
    notice.follows === null
      ? contactsAfter(db, notice, facts, cursor, chunk)
      : reachedAfter(db, notice.follows, notice, cursor, chunk)
  let found = await find(notice.expand_cursor ?? FROM_START)
  let whole = notice.expand_cursor === FROM_START && found.length < chunk
  if (found.length === 0 && notice.expand_cursor !== FROM_START) {
    found = await find(FROM_START)
    whole = found.length === 0
  }
  await moveCursor(db, { id: notice.id, expand_cursor: whole ? null : (found.at(-1)?.place ?? null) })
  return found.map((recipient) => newDelivery(notice, recipient, now))
}

const moveCursor = prepared<Pick<Row<'notice'>, 'id' | 'expand_cursor'>>()((db, given) =>
  db
    .updateTable('notice')
    .set({ expand_cursor: given('expand_cursor') })
    .where('id', '=', given('id'))
    .returning('id'),
)

/** Locks the row: of two collectors at once the second goes on from where the first stopped. */
const lock = prepared<{ id: string }>()((db, given) =>
  db
    .updateTable('notice')
    .set((eb) => ({ expand_cursor: eb.ref('expand_cursor') }))
    .where('id', '=', given('id'))
    .where('expand_cursor', 'is not', null)
    .returningAll(),
)

/**
 * Our own people, and whoever is due first: among many customers of one service nobody waits behind those who have
 * hours.
 */
const INNER_ORDER = sql`n.customer is not null, n.due_at is null, n.due_at`

/** Those that can be taken in now. */
const openNotices = prepared<{ limit: number }>()((db, given) =>
  db
    .selectFrom('notice as n')
    .leftJoin('notice as f', 'f.id', 'n.follows')
    .select('n.id')
    .where('n.expand_cursor', 'is not', null)
    .where('f.expand_cursor', 'is', null)
    .orderBy('n.created_at')
    .orderBy(INNER_ORDER)
    .orderBy('n.id')
    .limit(given('limit')),
)

/** A recovery waits until its first notice has all its deliveries. */
export const expandNotices: Verb<'expandNotices'> = {
  access: 'write',
  async run(db, { now, notices, chunk }) {
    const open = await openNotices(db, { limit: notices })
    const rows: ReturnType<typeof newDelivery>[] = []
    const unreadable: string[] = []
    for (const { id } of open) {
      if (rows.length >= chunk) break
      const [notice] = await lock(db, { id })
      if (!notice) continue
      const found = await expandOne(db, notice, now, chunk)
      if (found === 'unreadable') unreadable.push(id)
      else rows.push(...found)
    }
    let made = 0
    for (const part of chunks(rows)) {
      const done = await db
        .insertInto('delivery')
        .values(part.map((row) => ({ ...row, next_attempt_at: storeNow(db, now) })))
        .onConflict((c) => c.columns(['notice_id', 'person_id']).doNothing())
        .returning('id')
        .execute()
      made += done.length
    }
    return { made, unreadable, pending: (await openNotices(db, { limit: 1 })).length > 0 }
  },
}
