/** Looks at a store without touching it: no lock, no migration, no write; beside a running collector too. */
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { migrationFiles } from './migrate.ts'

export interface KnownAgent {
  name: string
  lastSeenAt: number | null
  revokedAt: number | null
}

export interface Examined {
  /** e.g. `SQLite 3.50.4`, `PostgreSQL 15.8`. */
  engine: string
  /** Of this program's migrations those that are applied; `newer`: the store has more than this program knows. */
  migrations: 'none' | 'all' | 'fewer' | 'newer'
  /** What a quick check of the file found wrong; null where nothing, or where it was not made. */
  damage: string | null
  /** Server's clock minus ours, milliseconds, and the server's encoding; null for the embedded one. */
  server: { aheadMs: number; encoding: string } | null
  /** Null before the first migration. */
  agents: KnownAgent[] | null
}

const AGENTS = 'select name, last_seen_at, revoked_at from agent order by name'
const APPLIED = 'select number from migration'
const WAIT_MS = 5_000

function migrationsOf(applied: readonly number[] | null): Examined['migrations'] {
  if (applied === null || applied.length === 0) return 'none'
  const known = new Set(migrationFiles().map(({ number }) => number))
  if (applied.some((number) => !known.has(number))) return 'newer'
  return applied.length < known.size ? 'fewer' : 'all'
}

const agentOf = (row: Record<string, unknown>): KnownAgent => ({
  name: String(row.name),
  lastSeenAt: row.last_seen_at === null ? null : Number(row.last_seen_at),
  revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
})

/** `quick` reads the whole file once. @throws what SQLite says where it is no database. */
export function examineSqlite(file: string, quick: boolean): Examined {
  const raw = new DatabaseSync(file, { readOnly: true, timeout: WAIT_MS })
  try {
    const engine = `SQLite ${String(raw.prepare('select sqlite_version() as version').get()?.version)}`
    const said = quick ? String(Object.values(raw.prepare('pragma quick_check(1)').get() ?? {})[0]) : 'ok'
    const has = (table: string) =>
      raw.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table) !== undefined
    const applied = has('migration')
      ? raw
          .prepare(APPLIED)
          .all()
          .map((row) => Number(row.number))
      : null
    const agents = has('agent') ? raw.prepare(AGENTS).all().map(agentOf) : null
    return {
      engine,
      migrations: migrationsOf(applied),
      damage: said === 'ok' ? null : said,
      server: null,
      agents,
    }
  } finally {
    raw.close()
  }
}

/** @throws what the server or the way to it says. `now` reads our clock. */
export async function examinePostgres(url: string, now: () => number): Promise<Examined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'kijun-doctor',
    connectionTimeoutMillis: WAIT_MS,
    query_timeout: WAIT_MS,
    options: '-c default_transaction_read_only=on',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const one = async (sql: string) => Object.values((await client.query(sql)).rows[0] ?? {})[0]
    const before = now()
    const theirs = Number(await one('select extract(epoch from clock_timestamp()) * 1000'))
    const aheadMs = Math.round(theirs - (before + now()) / 2)
    const encoding = String(await one('show server_encoding'))
    const engine = `PostgreSQL ${String(await one('show server_version'))}`
    const has = async (table: string) => (await one(`select to_regclass('${table}')`)) !== null
    const applied = (await has('migration'))
      ? (await client.query(APPLIED)).rows.map((row) => Number(row.number))
      : null
    const agents = (await has('agent')) ? (await client.query(AGENTS)).rows.map(agentOf) : null
    return { engine, migrations: migrationsOf(applied), damage: null, server: { aheadMs, encoding }, agents }
  } finally {
    await client.end().catch(() => undefined)
  }
}
