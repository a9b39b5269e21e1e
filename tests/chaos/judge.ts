/** What every scenario ends with: the contents of the store and of the mail server against the generator's books. */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { openStore } from '../../collector/store/open.ts'
import type { Store } from '../../collector/store/port.ts'
import type { Received } from '../support/mailbox.ts'
import { type Books, digestOf, itemKey } from './books.ts'
import type { Stage } from './stage.ts'

export interface Judged {
  data: string
  postgres: string | null
  books: Books
  received: readonly Received[]
  /** Who has to be told of every stop. */
  recipients: readonly string[]
}

/** Rows of the store's items with the agent under whose identity they are. */
async function storedItems(store: Store): Promise<{ key: string; digest: string }[]> {
  const rows: { key: string; digest: string }[] = []
  for (const { id, name } of await store.agents()) {
    const all = { agentId: id, fromAt: 0, toAt: Number.MAX_SAFE_INTEGER, limit: 1_000_000 }
    for (const { epoch, items } of (await store.batchesOf(all)).batches)
      for (const item of items) rows.push({ key: itemKey(name, epoch, item.seq), digest: digestOf(item) })
  }
  return rows
}

async function judgeItems(stage: Stage, store: Store, books: Books): Promise<void> {
  const rows = await storedItems(store)
  const held = new Map(rows.map(({ key, digest }) => [key, digest]))
  const missing = [...books.acknowledged].filter(([key, digests]) => {
    const digest = held.get(key)
    return digest === undefined || !digests.has(digest) || digests.size > 1
  })
  const foreign = rows.filter(({ key, digest }) => books.sent.get(key)?.has(digest) !== true)
  stage.saw('acknowledged and stored items', `${books.acknowledged.size} and ${rows.length}`)
  stage.verify(
    told('I1 what was acknowledged is stored as it was sent', missing.map(String)),
    missing.length === 0,
  )
  stage.verify('I1 nothing is stored twice', held.size === rows.length)
  stage.verify('I1 something was acknowledged at all', books.acknowledged.size > 0)
  stage.verify(
    told(
      'I8 nothing is stored but what that agent sent',
      foreign.map(({ key }) => key),
    ),
    foreign.length === 0,
  )
}

const told = (what: string, wrong: string[]) =>
  wrong.length === 0 ? what : `${what}; not so (${wrong.length}): ${wrong.slice(0, 5).join(' ')}`

/** Mails that were begun and whose answer is not on record: each may have come once more. */
async function attemptsWithoutRecord({ data, postgres }: Judged): Promise<number> {
  const query =
    'select (select coalesce(sum(attempts), 0) from delivery) - (select count(*) from delivery_attempt) as n'
  if (postgres === null) {
    const db = new DatabaseSync(join(data, 'kijun.db'), { readOnly: true })
    const row = db.prepare(query).get()
    db.close()
    return Number(row?.n)
  }
  const client = new pg.Client({ connectionString: postgres })
  await client.connect()
  try {
    return Number((await client.query<{ n: string }>(query)).rows[0]?.n)
  } finally {
    await client.end()
  }
}

const KINDS = { 'first notice': /First notice/, recovery: /Recovered/ } as const

async function judgeMails(stage: Stage, judged: Judged): Promise<void> {
  const { books, received, recipients } = judged
  for (const [service, stops] of books.stops)
    for (const [kind, subject] of Object.entries(KINDS)) {
      const mails = received.filter(
        ({ mail }) => subject.test(mail.subject ?? '') && mail.subject?.includes(service),
      )
      const wrong = recipients.filter((who) => {
        const own = mails.filter(({ to }) => to === who).map(({ messageId }) => messageId)
        return new Set(own).size !== stops
      })
      stage.verify(
        told(`I2 one ${kind} of each of ${stops} stops of ${service} to each recipient`, wrong),
        wrong.length === 0,
      )
    }
  const distinct = new Set(received.map(({ to, messageId }) => `${to} ${messageId}`)).size
  const repeated = received.length - distinct
  const counted = await attemptsWithoutRecord(judged)
  if (received.length > 0)
    stage.saw('mails, of them repeated, attempts without a record', [received.length, repeated, counted])
  stage.verify('I2 no mail is repeated that is not counted', repeated <= counted)
}

/** To be called when the collectors have ended, or stand still: reads what is there. */
export async function judge(stage: Stage, judged: Judged): Promise<void> {
  const { data, postgres, books } = judged
  const store = await openStore({ data, postgres, readOnly: true })
  try {
    await judgeItems(stage, store, books)
    await judgeMails(stage, judged)
    const { ok, findings } = await verifyLedger(store)
    stage.verify(ok ? 'the ledger verifies' : `the ledger verifies: ${JSON.stringify(findings)}`, ok)
  } finally {
    await store.close()
  }
}
