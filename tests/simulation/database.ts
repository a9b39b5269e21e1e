/** SQLite in the memory of this thread: a database is made once, and emptied for the next world. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteAdapter, sql } from 'kysely'
import { migrationFiles } from '../../collector/store/migrate.ts'
import type { Db, Schema } from '../../collector/store/schema.ts'
import { nodeSqliteDialect } from '../../collector/store/sqlite-dialect.ts'
import { goingBy } from '../../collector/store/store-time.ts'

export interface Database {
  raw: DatabaseSync
  db: Db
  /** The statement of this text, made once. */
  prepare(sql: string): StatementSync
  /** What the store's clock says to a caller whose own says `now`. */
  timeOf(now: number): number
  /** What is in it is gone; the next world may have it. */
  leave(): void
}

/** Databases that wait for a world: that of a world, and that in which its results are evaluated anew. */
const KEPT = 2
/** One that took more pages than this (4 KiB each) is not kept. */
const MOST_PAGES = 8_192

interface Made {
  database: Database
  goBy(time: (() => number) | null): void
}

const empty: Made[] = []

/** An empty database with every migration in it, which goes by this time, or by that of its callers. */
export function takeDatabase(time: (() => number) | null): Database {
  const { database, goBy } = empty.pop() ?? makeDatabase()
  goBy(time)
  return database
}

function makeDatabase(): Made {
  let time: (() => number) | null = null
  const timeOf = (now: number) => time?.() ?? now
  const raw = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  for (const { sql } of migrationFiles()) raw.exec(sql)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? raw.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const tables = raw
    .prepare(`select name from sqlite_schema where type = 'table'`)
    .all()
    .map(({ name }) => String(name))
  // A few tables have a row from the beginning.
  const first = tables.flatMap((table) =>
    raw
      .prepare(`select * from "${table}"`)
      .all()
      .map((row) => ({ table, row })),
  )

  function clear(): void {
    raw.exec('pragma foreign_keys = off; begin')
    for (const table of tables) prepare(`delete from "${table}"`).run()
    for (const { table, row } of first) {
      const [columns, marks] = [Object.keys(row).join(', '), Object.keys(row).map(() => '?')]
      prepare(`insert into "${table}" (${columns}) values (${marks.join(', ')})`).run(...Object.values(row))
    }
    raw.exec('commit; pragma foreign_keys = on')
  }

  // The same for all rows of a statement, and read anew each time that it runs, however long ago it was prepared.
  raw.function('store_time', { deterministic: true }, (now) => timeOf(Number(now)))
  const createAdapter = () => goingBy((now) => sql<number>`store_time(${now})`, new SqliteAdapter())
  const database: Database = {
    raw,
    db: new Kysely<Schema>({ dialect: { ...nodeSqliteDialect(raw), createAdapter } }),
    prepare,
    timeOf,
    leave() {
      const pages = Number(prepare('pragma page_count').get()?.page_count)
      if (empty.length >= KEPT || raw.isTransaction || pages > MOST_PAGES) raw.close()
      else {
        clear()
        empty.push(made)
      }
    },
  }
  const made: Made = {
    database,
    goBy(of) {
      time = of
    },
  }
  return made
}
