/** The engine for several collectors at once: PostgreSQL through a pool. */
import { Kysely, PostgresAdapter, PostgresDialect, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { joinedIngest } from './joined-ingest.ts'
import { type MigrationTarget, migrate, refuseOtherMigration } from './migrate.ts'
import { type Store, StoreError } from './port.ts'
import { runVerb, storeOf, VERBS } from './registry.ts'
import type { Db, Schema } from './schema.ts'
import { goingBy, SERVERS_TIME, type StoreTime } from './store-time.ts'
import { LazyThread, StoreThread } from './thread.ts'
import type { Args, Taking, VerbName } from './verb.ts'

const INT8 = 20
const NUMERIC = 1700
/** Tries of one transaction that PostgreSQL takes back for the sake of others. */
const TRIES = 6
/** `pg_advisory_xact_lock` of the migrations: "kijun". */
const MIGRATION_LOCK = 0x6b696a756e

const poolTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : null
}
const isRetried = (error: unknown) => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** What the driver says when there is no server, or no longer one. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after|Postgres connection has been discarded|driver has already been destroyed)/

function isLost(error: unknown, message: string): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (/^E[A-Z_]+$/.test(code) && !code.startsWith('ERR_')) || LOST.test(message)
}

/**
 * The engine's error in the port's words. What is no answer of the server at all (refused, reset, ended) is
 * `unavailable`; where that happens during a commit, the verb may have had its effect: callers repeat it by
 * the same ids, or read first.
 */
function postgresError(error: unknown): Error {
  if (error instanceof StoreError) return error
  const state = sqlState(error)
  const message = error instanceof Error ? error.message : String(error)
  if (state === null) {
    return isLost(error, message)
      ? new StoreError('unavailable', `PostgreSQL: ${message}`)
      : error instanceof Error
        ? error
        : new Error(message)
  }
  if (state === '53100') return new StoreError('disk-full', 'the disk of the store is full')
  if (state === '23503') return new StoreError('not-found', message)
  if (state.startsWith('23')) return new StoreError('conflict', message)
  if (/^(08|53|55|57|58|40|25006)/.test(state))
    return new StoreError('unavailable', `PostgreSQL ${state}: ${message}`)
  return error instanceof Error ? error : new Error(message)
}

/** PostgreSQL's text holds no NUL; what a host says may. It becomes the replacement character. */
const nulFree = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value)

class NulFreeCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(nulFree(value))
  }
}

/** Statements that are built once are given their values behind the compiler. */
class NulFreeAdapter extends PostgresAdapter implements Taking {
  readonly taken = nulFree
}

class Dialect extends PostgresDialect {
  readonly #time: StoreTime

  constructor(pool: pg.Pool, time: StoreTime) {
    super({ pool })
    this.#time = time
  }

  override createAdapter(): PostgresAdapter {
    return goingBy(this.#time, new NulFreeAdapter())
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new NulFreeCompiler()
  }
}

/** Null where no store was ever made. */
async function appliedMigrations(pool: pg.Pool): Promise<number[] | null> {
  const { rows: found } = await pool.query<{ made: string | null }>("select to_regclass('migration') as made")
  if (found[0]?.made == null) return null
  const { rows } = await pool.query<{ number: number }>('select number from migration order by number')
  return rows.map(({ number }) => Number(number))
}

function migrations(pool: pg.Pool): MigrationTarget {
  return {
    async inTransaction(step) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin')
        await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
        await step({
          script: async (sql) => {
            await client.query(sql)
          },
          applied: async () =>
            (await client.query<{ number: number }>('select number from migration')).rows.map(
              (row) => row.number,
            ),
          record: async ({ number, name }) => {
            await client.query('insert into migration (number, name) values ($1, $2)', [number, name])
          },
        })
        await client.query('commit')
      } catch (error) {
        await client.query('rollback').catch((failed: Error) => {
          broken = failed
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
  }
}

/** The domain by which the migrations are one text for both engines. */
async function makeBlobDomain(pool: pg.Pool): Promise<void> {
  await migrations(pool).inTransaction(async ({ script }) => {
    await script(`do $$ begin
      if to_regtype('blob') is null then create domain blob as bytea; end if;
    end $$`)
  })
}

/** Runs a write verb in one transaction, again where PostgreSQL took it back for another's sake. */
async function write<T>(db: Db, run: (transaction: Db) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1)
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(run)
    } catch (error) {
      if (!isRetried(error) || tried >= TRIES) throw postgresError(error)
    }
}

async function read<T>(db: Db, run: (snapshot: Db) => Promise<T>): Promise<T> {
  try {
    const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    return await snapshot.execute(run)
  } catch (error) {
    throw postgresError(error)
  }
}

/** @throws DatabaseTooNew, or StoreError `unavailable` if the server cannot be reached. */
export async function openPostgres(
  url: string,
  onError: (error: Error) => void,
  { readOnly = false, time = SERVERS_TIME }: { readOnly?: boolean; time?: StoreTime | undefined } = {},
): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'kijun',
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 60_000,
    // A collector that stands still in a transaction must not hold up its successor longer than its leases do.
    idle_in_transaction_session_timeout: 5_000,
    keepAlive: true,
    types: poolTypes,
    // The pool waits for it, and takes the connection back where it fails (Kysely's own hook would leak it).
    onConnect: async (client) => {
      // At work too: without a listener a connection that ends would end the process.
      client.on('error', onError)
      // "Durable when it resolves", whatever the server's default is.
      await client.query('set synchronous_commit = on')
    },
  })
  // An idle connection that ends is replaced; without a listener it would end the process.
  pool.on('error', onError)
  try {
    if (readOnly) refuseOtherMigration(await appliedMigrations(pool))
    else {
      await makeBlobDomain(pool)
      await migrate(migrations(pool))
    }
  } catch (error) {
    await pool.end()
    throw postgresError(error)
  }
  const db = new Kysely<Schema>({ dialect: new Dialect(pool, time) })
  const joined = joinedIngest((batches) => write(db, (inside) => runVerb(inside, 'ingest', { batches })))
  const script = new URL('./postgres-worker.ts', import.meta.url)
  const background = new LazyThread(() => StoreThread.start(script, { role: 'background', url }, onError))
  let closed = false
  const begun = new Set<Promise<unknown>>()
  const start = (name: VerbName, args: unknown): Promise<unknown> => {
    if (name === 'ingest' && !readOnly) return joined((args as Args<'ingest'>).batches)
    const run = (inside: Db) => runVerb(inside, name, args as Args<typeof name>)
    if (readOnly && VERBS[name].access === 'write')
      return Promise.reject(
        new StoreError('unavailable', `${name} would write to a store opened for reading`),
      )
    if (VERBS[name].access === 'background' && !readOnly) return background.call(name, args)
    return VERBS[name].access === 'write' ? write(db, run) : read(db, run)
  }
  return storeOf(
    (name, args) => {
      if (closed) return Promise.reject(new StoreError('unavailable', 'the store is closed'))
      const call = start(name, args)
      begun.add(call)
      const done = () => begun.delete(call)
      call.then(done, done)
      return call
    },
    async () => {
      if (closed) return
      closed = true
      await Promise.allSettled(begun)
      await background.close()
      await db.destroy()
      // Without a query Kysely never touched the pool.
      if (!pool.ended) await pool.end()
    },
  )
}
