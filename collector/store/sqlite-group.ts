/** Group commit: many write verbs, one transaction, one fsync. */
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from './port.ts'
import { runVerb, VERBS } from './registry.ts'
import type { Db } from './schema.ts'
import { ingestOnSqlite } from './sqlite-ingest.ts'
import type { Args, VerbName } from './verb.ts'

export interface Call {
  name: VerbName
  args: unknown
}
export type Reply = { value: unknown } | { error: Error }

const SQLITE_FULL = 13
const SQLITE_CONSTRAINT = 19
const SQLITE_CONSTRAINT_FOREIGNKEY = 787
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555
const SQLITE_CONSTRAINT_UNIQUE = 2067
/** Of the machine or of another program, not of the verb: BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB. */
const NOT_OURS = new Set([5, 6, 7, 8, 10, 11, 14, 26])

function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : null
}

/** The engine's error in the port's words; an error of the program stays as it is. */
export function sqliteError(error: unknown): Error {
  const code = sqliteCode(error)
  if (code === null || !(error instanceof Error))
    return error instanceof Error ? error : new Error(String(error))
  if ((code & 0xff) === SQLITE_FULL) return new StoreError('disk-full', 'the disk of the store is full')
  if (code === SQLITE_CONSTRAINT_UNIQUE || code === SQLITE_CONSTRAINT_PRIMARYKEY)
    return new StoreError('conflict', error.message)
  if (code === SQLITE_CONSTRAINT_FOREIGNKEY) return new StoreError('not-found', error.message)
  if ((code & 0xff) === SQLITE_CONSTRAINT) return new StoreError('conflict', error.message)
  if (NOT_OURS.has(code & 0xff)) return new StoreError('unavailable', `SQLite: ${error.message}`)
  return error
}

/** Databases whose log, or whose file behind it, still holds what was erased. */
const unerased = new WeakSet<DatabaseSync>()

/**
 * Folds the log into the file and cuts it off: until then the one holds old pages, and the other does not
 * know yet that they were overwritten. Where a reader is in the way, the next commit tries again.
 */
function eraseFromFiles(raw: DatabaseSync): void {
  try {
    const { busy } = raw.prepare('pragma wal_checkpoint(truncate)').get() ?? {}
    if (busy === 0) unerased.delete(raw)
  } catch (error) {
    // The disk is full or away: the commit stands, and what is due stays due.
    if (sqliteCode(error) === null) throw error
  }
}

/**
 * Runs the calls in one transaction, each of several in a savepoint, so that one verb's failure takes only itself
 * back. Where the transaction as a whole is lost (disk full, I/O error), every call is answered with that:
 * nothing of it was kept.
 */
export async function commitGroup(raw: DatabaseSync, db: Db, calls: readonly Call[]): Promise<Reply[]> {
  const replies: Reply[] = []
  try {
    raw.exec('begin immediate')
    const isAlone = calls.length === 1
    for (const { name, args } of calls) {
      if (!isAlone) raw.exec('savepoint verb')
      try {
        const value =
          name === 'ingest'
            ? await ingestOnSqlite(raw, db, (args as Args<'ingest'>).batches)
            : await runVerb(db, name, args as Args<typeof name>)
        replies.push({ value })
        if (!isAlone) raw.exec('release verb')
      } catch (error) {
        if (isAlone || !raw.isTransaction || isGroupError(error)) throw error
        raw.exec('rollback to verb')
        raw.exec('release verb')
        replies.push({ error: sqliteError(error) })
      }
    }
    raw.exec('commit')
    if (calls.some(({ name }) => VERBS[name].erases)) unerased.add(raw)
  } catch (error) {
    // SQLite has rolled back by itself after some errors.
    if (raw.isTransaction) raw.exec('rollback')
    const reply = { error: sqliteError(error) }
    return calls.map(() => reply)
  }
  if (unerased.has(raw)) eraseFromFiles(raw)
  return replies
}

const isGroupError = (error: unknown) => {
  const code = sqliteCode(error)
  return code !== null && ((code & 0xff) === SQLITE_FULL || NOT_OURS.has(code & 0xff))
}

/** One read verb on one snapshot. */
export async function readOne(raw: DatabaseSync, db: Db, { name, args }: Call): Promise<Reply> {
  try {
    raw.exec('begin')
    try {
      return { value: await runVerb(db, name, args as Args<typeof name>) }
    } finally {
      raw.exec('commit')
    }
  } catch (error) {
    return { error: sqliteError(error) }
  }
}
