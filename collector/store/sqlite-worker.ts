/**
 * One of the threads that touch SQLite. The writer holds the lock of the data directory, migrates and
 * commits in groups; the others have a read-only connection. The main thread never opens the database.
 */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Kysely } from 'kysely'
import { type MigrationTarget, migrate } from './migrate.ts'
import type { Db, Schema } from './schema.ts'
import { nodeSqliteDialect } from './sqlite-dialect.ts'
import { type Call, commitGroup, type Reply, readOne, sqliteError } from './sqlite-group.ts'
import { examineLog, type LogDamage } from './sqlite-log.ts'
import { type FromWorker, plainError, type ToWorker } from './thread.ts'

export interface WorkerSetup {
  data: string
  /** All but the writer read only. */
  role: 'writer' | 'reader' | 'background'
}

/** Calls in one commit at most: bounds how long the first of them waits. */
const GROUP = 256
const SQLITE_BUSY = 5
/** Pages of 4 KiB in the log before they are folded into the file. */
const LOG_PAGES = 8_192
const CACHE_KIB = 32_768

/**
 * Holds an exclusive transaction on a file of its own: the kernel frees it with the process, however
 * that ends.
 */
function lockDirectory(data: string): DatabaseSync {
  const lock = new DatabaseSync(join(data, 'kijun.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw Object.assign(new Error('locked'), { name: 'DataLocked' })
    throw error
  }
}

function openWriter(data: string): DatabaseSync {
  const file = join(data, 'kijun.db')
  // The log and the index of the database inherit its mode.
  closeSync(openSync(file, 'a', 0o600))
  const raw = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  // Before the first table and before WAL, or it has no effect.
  raw.exec('pragma auto_vacuum = incremental')
  raw.exec('pragma journal_mode = wal')
  raw.exec('pragma synchronous = full')
  // Pages that one commit after another changes are folded into the file once for many of them, not each time.
  raw.exec(`pragma wal_autocheckpoint = ${LOG_PAGES}`)
  raw.exec(`pragma cache_size = -${CACHE_KIB}`)
  // What is deleted (a person's key) is overwritten in the file.
  raw.exec('pragma secure_delete = on')
  raw.exec('pragma incremental_vacuum(2000)')
  return raw
}

function sqliteMigrations(raw: DatabaseSync): MigrationTarget {
  return {
    async inTransaction(step) {
      raw.exec('begin immediate')
      try {
        await step({
          script: async (sql) => raw.exec(sql),
          applied: async () =>
            raw
              .prepare('select number from migration')
              .all()
              .map((row) => Number(row.number)),
          record: async ({ number, name }) => {
            raw.prepare('insert into migration (number, name) values (?, ?)').run(number, name)
          },
        })
        raw.exec('commit')
      } catch (error) {
        if (raw.isTransaction) raw.exec('rollback')
        throw error
      }
    },
  }
}

/** Answers calls until `close`; what came before it is answered first. */
function serve(
  port: MessagePort,
  run: (calls: (Call & { id: number })[]) => Promise<Reply[]>,
  end: () => void,
): void {
  const waiting: (Call & { id: number })[] = []
  let closing = false
  let working = false
  const work = async () => {
    const calls = waiting.splice(0, GROUP)
    const replies = calls.length > 0 ? await run(calls) : []
    calls.forEach(({ id }, i) => {
      const reply = replies[i] ?? { error: new Error('no reply') }
      port.postMessage('error' in reply ? { id, error: plainError(reply.error) } : { id, value: reply.value })
    })
    working = false
    next()
  }
  const next = () => {
    if (working) return
    if (waiting.length > 0) {
      working = true
      // After the messages that are already there, so that they share the commit.
      setImmediate(() => void work())
    } else if (closing) {
      end()
      port.close()
    }
  }
  port.on('message', (message: ToWorker) => {
    if ('close' in message) closing = true
    else waiting.push(message as Call & { id: number })
    next()
  })
}

async function main(port: MessagePort, { data, role }: WorkerSetup): Promise<void> {
  const kysely = (raw: DatabaseSync): Db => new Kysely<Schema>({ dialect: nodeSqliteDialect(raw) })
  let damage: LogDamage | null = null
  if (role === 'writer') {
    const lock = lockDirectory(data)
    damage = examineLog(join(data, 'kijun.db'))
    const raw = openWriter(data)
    await migrate(sqliteMigrations(raw))
    const db = kysely(raw)
    serve(
      port,
      (calls) => commitGroup(raw, db, calls),
      () => {
        raw.close()
        lock.close()
      },
    )
  } else {
    // With the first call, since this thread begins while the writer still migrates.
    let opened: { raw: DatabaseSync; db: Db } | null = null
    const open = () => {
      const raw = new DatabaseSync(join(data, 'kijun.db'), { readOnly: true, timeout: 5000 })
      return { raw, db: kysely(raw) }
    }
    const run = async (calls: Call[]) => {
      opened ??= open()
      const replies: Reply[] = []
      for (const call of calls) replies.push(await readOne(opened.raw, opened.db, call))
      return replies
    }
    serve(port, run, () => opened?.raw.close())
  }
  port.postMessage({ ready: true, ...(damage && { damage }) } satisfies FromWorker)
}

const port = parentPort
if (!port) throw new Error('sqlite-worker.ts runs as a worker thread only')
main(port, workerData as WorkerSetup).catch((error: unknown) => {
  port.postMessage({ failed: plainError(sqliteError(error)) } satisfies FromWorker)
  port.close()
})
