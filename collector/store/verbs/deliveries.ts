import type { Expression, ExpressionBuilder } from 'kysely'
import type { Audience } from '../../../rules/words.ts'
import { openOrNull } from '../../vault/vault.ts'
import type { LeasedDelivery, NoticeRow, UnreadableDelivery } from '../port.ts'
import type { Db, Row, Schema } from '../schema.ts'
import { storeNow } from '../store-time.ts'
import { chunks, prepared, type Verb } from '../verb.ts'
import { endDeliveries, endFollowers } from './delivery-end.ts'
import { SET_BACK_MS } from './leases.ts'
import { noticesById } from './notice-rows.ts'
import { endUnreadable } from './unreadable.ts'

/** Waiting deliveries whose predecessor ended, with how it ended. */
const ready = (db: Db) =>
  db
    .selectFrom('delivery as d')
    .leftJoin('delivery as f', 'f.id', 'd.after_delivery')
    .where('d.state', '=', 'waiting')
    .where((eb) => eb.or([eb('d.after_delivery', 'is', null), eb('f.state', '<>', 'waiting')]))

/**
 * An attempt that is planned beyond this was planned before the store's clock was set back: it is due. As long as the
 * longest distance of two attempts, or less than that step would go unseen, and keep it back (`collector/notices/backoff`).
 */
export const FARTHEST_ATTEMPT_MS = 360_000

/** Not leased, or for longer than anybody may: before the store's clock was set back (fencing keeps its holder out). */
const freeAt = (
  eb: ExpressionBuilder<Schema & { d: Schema['delivery'] }, 'd'>,
  at: Expression<number>,
  mostLeaseMs: number,
) => eb.or([eb('d.lease_until', '<=', at), eb('d.lease_until', '>', eb(at, '+', mostLeaseMs))])

interface Due {
  channel: string
  now: number
  /** No lease that anybody may take now is longer. */
  mostLeaseMs: number
  limit: number
}

const inOrder = (db: Db, given: <K extends keyof Due>(key: K) => Due[K]) => {
  const at = storeNow(db, given('now'))
  return ready(db)
    .select(['d.id', 'd.notice_id', 'f.state as first'])
    .where('d.channel', '=', given('channel'))
    .where((eb) =>
      eb.or([
        eb('d.next_attempt_at', '<=', at),
        eb('d.next_attempt_at', '>', eb(at, '+', FARTHEST_ATTEMPT_MS)),
      ]),
    )
    .where((eb) => freeAt(eb, at, given('mostLeaseMs')))
    .orderBy('d.due_at')
    .orderBy('d.created_at')
    .orderBy('d.id')
    .limit(given('limit'))
}
const dueInTime = prepared<Due>()((db, given) => inOrder(db, given).where('d.due_at', 'is not', null))
const dueNever = prepared<Due>()((db, given) => inOrder(db, given).where('d.due_at', 'is', null))

/** Ids of deliveries that are due for an attempt, in order; what has no due time comes behind everything that has one. */
async function dueForAttempt(
  db: Db,
  a: Due,
): Promise<{ id: string; notice_id: string; first: string | null }[]> {
  const due = await dueInTime(db, a)
  if (due.length === a.limit) return due
  const never = await dueNever(db, { ...a, limit: a.limit - due.length })
  return [...due, ...never]
}

/** Addresses and keys of deliveries' persons, by the delivery's id. */
async function vaultOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Pick<Row<'person'>, 'key' | 'address'>>> {
  const vault = new Map<string, Pick<Row<'person'>, 'key' | 'address'>>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('delivery as d')
      .innerJoin('person as p', 'p.id', 'd.person_id')
      .select(['d.id', 'p.key', 'p.address'])
      .where('d.id', 'in', part)
      .execute()
    for (const { id, key, address } of rows) vault.set(id, { key, address })
  }
  return vault
}

/** An attempt is counted when it is leased: what a crash interrupts was perhaps sent, and shows as an attempt without a record. */
export const leaseDeliveries: Verb<'leaseDeliveries'> = {
  access: 'write',
  async run(db, { owner, channel, now, leaseMs, limit }) {
    const at = storeNow(db, now)
    const mostLeaseMs = leaseMs + SET_BACK_MS
    const due = await dueForAttempt(db, { channel, now, mostLeaseMs, limit })
    const notReached = due
      .filter((row) => row.first !== null && row.first !== 'accepted')
      .map((row) => row.id)
    if (notReached.length > 0) await endFollowers(db, await predecessors(db, notReached), now)
    const open = due.filter((row) => row.first === null || row.first === 'accepted')
    const vault = await vaultOf(
      db,
      open.map(({ id }) => id),
    )
    const nobody = open.filter(({ id }) => !vault.has(id)).map(({ id }) => id)
    if (nobody.length > 0) await endDeliveries(db, { ids: nobody }, 'refused', now, null)
    const { sendable, unreadable } = await readDue(db, open, vault)
    const leased = []
    for (const part of chunks([...sendable.keys()]))
      leased.push(
        ...(await db
          .updateTable('delivery as d')
          .set((eb) => ({
            lease_owner: owner,
            lease_until: eb(at, '+', leaseMs),
            lease_token: eb('lease_token', '+', 1),
            attempts: eb('attempts', '+', 1),
          }))
          .where('d.id', 'in', part)
          .where('d.state', '=', 'waiting')
          .where((eb) => freeAt(eb, at, mostLeaseMs))
          .returningAll()
          .execute()),
      )
    const leasedById = new Map(leased.map((row) => [row.id, row]))
    return {
      leased: [...sendable].flatMap(([id, { address, notice }]): LeasedDelivery | [] => {
        const row = leasedById.get(id)
        if (!row) return []
        return {
          id,
          noticeId: row.notice_id,
          personId: row.person_id,
          address,
          audience: row.audience as Audience,
          channel: row.channel,
          attempt: row.attempts,
          createdAt: row.created_at,
          dueAt: row.due_at,
          token: row.lease_token,
          notice,
        }
      }),
      unreadable: await endUnreadable(db, unreadable, now),
    }
  },
}

/** Of those that have a person what there is to send, in their order, and those of which it cannot be read. */
async function readDue(
  db: Db,
  due: readonly { id: string; notice_id: string }[],
  vault: ReadonlyMap<string, Pick<Row<'person'>, 'key' | 'address'>>,
) {
  const notices = await noticesById(
    db,
    due.map((row) => row.notice_id),
  )
  const sendable = new Map<string, { address: string; notice: NoticeRow }>()
  const unreadable: UnreadableDelivery[] = []
  for (const { id, notice_id: noticeId } of due) {
    const person = vault.get(id)
    if (!person) continue
    const stored = notices.get(noticeId)
    const address = openOrNull(person.key, 'address', person.address)
    const facts = stored?.facts
    if (!facts) unreadable.push({ id, noticeId, because: 'notice-unreadable' })
    else if (address === null) unreadable.push({ id, noticeId, because: 'address-unreadable' })
    else sendable.set(id, { address, notice: { ...stored, facts } })
  }
  return { sendable, unreadable }
}

async function predecessors(db: Db, ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const part of chunks(ids)) {
    const rows = await db.selectFrom('delivery').select('after_delivery').where('id', 'in', part).execute()
    found.push(...rows.flatMap((row) => row.after_delivery ?? []))
  }
  return found
}

export const nextDeliveryMs: Verb<'nextDeliveryMs'> = {
  access: 'read',
  async run(db, { now }) {
    return (await firstFree(db, { now }))[0]?.ms ?? null
  },
}

const firstFree = prepared<{ now: number }>()((db, given) => {
  const first = ready(db).select((eb) =>
    eb.fn
      .min(
        eb
          .case()
          .when('d.lease_until', '>', eb.ref('d.next_attempt_at'))
          .then(eb.ref('d.lease_until'))
          .else(eb.ref('d.next_attempt_at'))
          .end(),
      )
      .as('at'),
  )
  return db
    .selectFrom(first.as('first'))
    .select((eb) => eb('first.at', '-', storeNow(db, given('now'))).as('ms'))
})

export const waitingDeliveries: Verb<'waitingDeliveries'> = {
  access: 'read',
  async run(db) {
    const [row] = await countWaiting(db, {})
    return Number(row?.count)
  },
}

const countWaiting = prepared<object>()((db) =>
  db
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting'),
)
