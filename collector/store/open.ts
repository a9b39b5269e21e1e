/** Opens the store: the embedded SQLite under the data directory, or PostgreSQL. */
import type { Log } from '../log.ts'
import { type Store, StoreError } from './port.ts'

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
  log?: Pick<Log, 'info' | 'warn' | 'error'>
}

/** @throws DataLocked, DatabaseTooNew, or StoreError `unavailable` where the database cannot be reached. */
export async function openStore(a: OpenOptions): Promise<Store> {
  throw new StoreError('unavailable', `the store of ${a.data} is not there yet`)
}
