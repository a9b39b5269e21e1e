/** Numbered SQL files, forward only, each in a transaction of its own. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

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
    const newest = Math.max(0, ...(await run.applied()))
    if (newest > known)
      throw new DatabaseTooNew(
        `The database is at migration ${newest}, this program knows only ${known}: it was opened by a newer kijun, start that one.`,
      )
  })
  for (const migration of migrations)
    await target.inTransaction(async (run) => {
      if ((await run.applied()).includes(migration.number)) return
      await run.script(migration.sql)
      await run.record(migration)
    })
}
