/** Opens the store: the embedded SQLite under the data directory, or PostgreSQL. */
import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import type { Log } from '../log.ts'
import { DatabaseTooNew } from './migrate.ts'
import type { Store } from './port.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite, openSqliteReader } from './sqlite.ts'
import type { LogDamage } from './sqlite-log.ts'
import type { StoreTime } from './store-time.ts'

/** Another collector works on this data directory. The message is one line for people. */
export class DataLocked extends Error {
  constructor(data: string) {
    super(
      `The data directory ${data} is in use by another collector: stop that one, or configure another directory.`,
    )
    this.name = 'DataLocked'
  }
}

export interface OpenOptions {
  /** Directory of the embedded store, keys and tokens; created with mode 0700 if absent. */
  data: string
  /** `postgres://…`; null for the embedded SQLite. */
  postgres: string | null
  log?: Pick<Log, 'error'>
  /** For reading only, beside the collector that owns the store: no lock, no migration, nothing is made. */
  readOnly?: boolean
  /** What leases and next attempts go by on PostgreSQL: its server's clock, where nothing else is given. */
  time?: StoreTime
  /** A thread of the embedded store has died: every call from now on rejects, and only a restart helps. */
  onLost?: (error: Error) => void
  /** The embedded store has lost commits that it had acknowledged: its log was damaged. The rest is in use. */
  onDamage?: (damage: LogDamage) => void
}

/**
 * Makes the data directory with mode 0700. One that exists gets that mode if it is empty or ours; one that
 * holds other things keeps its mode (the files that matter are 0600 each).
 */
export async function makeDataDirectory(data: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 })
  const names = await readdir(data)
  const ours = names.length === 0 || names.includes('kijun.db')
  if (ours && ((await stat(data)).mode & 0o777) !== 0o700) await chmod(data, 0o700)
}

/** @throws DataLocked, DatabaseTooNew, or StoreError `unavailable` where the database cannot be reached. */
export async function openStore({
  data,
  postgres,
  log,
  readOnly = false,
  time,
  onLost,
  onDamage,
}: OpenOptions): Promise<Store> {
  const onError = (error: Error) => log?.error({ err: error }, 'the store lost a connection or a thread')
  const lost = (error: Error) => {
    onError(error)
    onLost?.(error)
  }
  if (readOnly)
    return postgres === null ? openSqliteReader(data, lost) : openPostgres(postgres, onError, { readOnly })
  await makeDataDirectory(data)
  if (postgres !== null) return openPostgres(postgres, onError, { time })
  try {
    return await openSqlite(data, lost, onDamage)
  } catch (error) {
    if (error instanceof Error && error.name === 'DataLocked') throw new DataLocked(data)
    if (error instanceof Error && error.name === 'DatabaseTooNew') throw new DatabaseTooNew(error.message)
    throw error
  }
}
