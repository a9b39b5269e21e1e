/** The two engines that every contract runs against. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { openStore } from '../../../collector/store/open.ts'
import type { Store } from '../../../collector/store/port.ts'
import { CALLERS_TIME } from '../../../collector/store/store-time.ts'
import { freshDatabase } from '../../support/postgres.ts'
import { scratch } from '../../support/scratch.ts'

export interface Place {
  /** Opens the store of this place, to go by its callers' time; on PostgreSQL again and again, beside each other. */
  open(): Promise<Store>
  data: string
  postgres: string | null
  /** Runs SQL past the store: what an intruder, a newer program or an accident does. Rows of a query come back. */
  raw(sql: string): Promise<Record<string, unknown>[]>
  /** Closes what is still open and removes the directory. */
  end(): Promise<void>
}

export interface Engine {
  name: 'sqlite' | 'postgres'
  /** A new, empty place. */
  make(): Promise<Place>
}

async function place(postgres: string | null): Promise<Place> {
  const data = join(await scratch('kijun-store-'), 'data')
  const opened: Store[] = []
  return {
    data,
    postgres,
    async open() {
      const store = await openStore({ data, postgres, time: CALLERS_TIME })
      opened.push(store)
      return store
    },
    async raw(sql) {
      if (postgres === null) {
        const db = new DatabaseSync(join(data, 'kijun.db'), {
          timeout: 5000,
          enableForeignKeyConstraints: false,
        })
        try {
          return db.prepare(sql).all()
        } finally {
          db.close()
        }
      }
      const client = new pg.Client({ connectionString: postgres })
      await client.connect()
      try {
        return (await client.query(sql)).rows
      } finally {
        await client.end()
      }
    },
    async end() {
      for (const store of opened) await store.close()
      await rm(join(data, '..'), { recursive: true, force: true })
    },
  }
}

export const ENGINES: Engine[] = [
  { name: 'sqlite', make: () => place(null) },
  { name: 'postgres', make: async () => place(await freshDatabase()) },
]
