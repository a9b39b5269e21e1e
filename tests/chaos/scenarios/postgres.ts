/** PostgreSQL under the collector dies, comes back, and commits what nobody hears of. */
import pg from 'pg'
import { openPostgres } from '../postgres.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openSite } from '../site.ts'

/** Transactions by what they write, and what is done so that they come. */
const COMMITS = {
  ingest: /insert into "batch"/,
  evaluation: /insert into "incident"|update "incident"/,
  'a delivery answered': /insert into "delivery_attempt"/,
  'a seal': /insert into "ledger_seal"/,
} as const

export const postgresFaults: Scenario = {
  name: 'postgres',
  fault:
    'kill -9 of PostgreSQL and of single backends, restart; the answer to a COMMIT (of ingest, evaluation, a delivery, a seal) cut by a proxy after PostgreSQL has committed',
  shows: 'nothing lost, nothing twice; a delivery whose recorded answer was not heard is not sent again',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const postgres = await openPostgres(stage)
    const site = await openSite(stage, { postgres: postgres.throughRelay, judgedAt: postgres.url })
    await site.agent('host-a')
    await site.more(10)
    const shop = site.watched['host-a']

    for (const [what, pattern] of Object.entries(COMMITS)) {
      site.books.fault('store-away', 'store', `the COMMIT of ${what} is not heard`)
      const cut = postgres.cutCommitOf(pattern)
      await shop?.stop()
      await cut
      await site.stopsTold()
      await shop?.start()
      await site.everyoneTold()
      await site.more(5)
      site.books.over('store-away', 'store')
      stage.saw('the answer to its COMMIT was cut, and it went on', what)
    }

    const told = site.mailbox.received.map(({ to, messageId }) => `${to} ${messageId}`)
    stage.verify(
      `no mail came twice for a COMMIT whose answer was cut (${told.length})`,
      told.length > 0 && new Set(told).size === told.length,
    )

    site.books.fault('store-away', 'store', 'PostgreSQL is killed')
    await shop?.stop()
    await stage.pass(stage.random.int(0, 3000))
    await postgres.server.kill()
    const refusals = () => site.proxy.statuses.get(503) ?? 0
    const before = refusals()
    await stage.until('503', () => refusals() > before)
    const acknowledged = site.books.acknowledged.size
    await stage.pass(2000)
    stage.verify('nothing is acknowledged without PostgreSQL', site.books.acknowledged.size === acknowledged)
    await postgres.server.start()
    await site.stopsTold()
    await shop?.start()

    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'kijun'",
    )
    client.on('error', () => undefined)
    for (const { pid } of rows) process.kill(pid, 'SIGKILL')
    stage.saw('backends killed with -9', rows.length)
    await client.end().catch(() => undefined)
    await site.everyoneTold()
    await site.more(10)
    site.books.over('store-away', 'store')
    await site.close()
  },
}
