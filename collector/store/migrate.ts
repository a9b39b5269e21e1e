/** Numbered SQL files, forward only, each in a transaction of its own. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { StoreError } from './port.ts'

/** The database was written by a newer program. The message is one line for people. */
export class DatabaseTooNew extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DatabaseTooNew'
  }
}

export interface Migration {
  number: number
  name: string
  sql: string
}

/** What an engine does for the migrations. */
export interface MigrationTarget {
  /** Runs `step` in one transaction; no second program is in here at the same time. */
  inTransaction(step: (run: MigrationSteps) => Promise<void>): Promise<void>
}
export interface MigrationSteps {
  /** Several statements, without parameters. */
  script(sql: string): Promise<void>
  /** Numbers in table `migration`. */
  applied(): Promise<number[]>
  record(migration: Migration): Promise<void>
}

/** The files of `migrations/`, in order. @throws Error if a name is not `NNN-words.sql` or a number is missing or double. */
export function migrationFiles(directory = new URL('./migrations/', import.meta.url)): Migration[] {
  const names = readdirSync(fileURLToPath(directory)).sort()
  return names.map((name, i) => {
    const number = Number(/^(\d{3})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
    if (number !== i + 1) throw new Error(`migrations/${name} is not migration ${i + 1}`)
    return { number, name, sql: readFileSync(new URL(name, directory), 'utf8') }
  })
}

/** @throws DatabaseTooNew if the database holds a migration that is not among `migrations`. */
export async function migrate(target: MigrationTarget, migrations = migrationFiles()): Promise<void> {
  const known = migrations.at(-1)?.number ?? 0
  await target.inTransaction(async (run) => {
    await run.script('create table if not exists migration (number bigint primary key, name text not null)')
    refuseTooNew(Math.max(0, ...(await run.applied())), known)
  })
  for (const migration of migrations)
    await target.inTransaction(async (run) => {
      if ((await run.applied()).includes(migration.number)) return
      await run.script(migration.sql)
      await run.record(migration)
    })
}

function refuseTooNew(newest: number, known: number): void {
  if (newest <= known) return
  throw new DatabaseTooNew(
    `The database is at migration ${newest}, this program knows only ${known}: it was opened by a newer kijun, start that one.`,
  )
}

/**
 * For who only reads: what a collector that is running has made is left as it is. `applied` is null where there is
 * no store at all.
 * @throws StoreError `not-found`, because `no-store`; DatabaseTooNew; `unavailable` for one of an older program
 */
export function refuseOtherMigration(applied: readonly number[] | null, migrations = migrationFiles()): void {
  if (applied === null || applied.length === 0)
    throw new StoreError('not-found', 'there is none in this database yet', 'no-store')
  const known = migrations.at(-1)?.number ?? 0
  const newest = Math.max(...applied)
  refuseTooNew(newest, known)
  if (newest < known) {
    const message = `the database is at migration ${newest} of ${known}: start the collector of this version once`
    throw new StoreError('unavailable', message)
  }
}
