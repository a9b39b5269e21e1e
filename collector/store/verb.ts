import type { CompiledQuery } from 'kysely'
import type { Store } from './port.ts'
import type { Db, NewRow, Schema } from './schema.ts'

export type VerbName = Exclude<keyof Store, 'close'>
export type Args<N extends VerbName> = Parameters<Store[N]>[0]
export type Answer<N extends VerbName> = Awaited<ReturnType<Store[N]>>

/**
 * A verb of the port on either engine. `write` verbs run inside a transaction of the engine (never open
 * one themselves), `read` verbs on a snapshot. `background` verbs read and reckon for longer: in a thread of their own.
 */
export interface Verb<N extends VerbName> {
  access: 'read' | 'write' | 'background'
  /** What it deletes shall be gone from the files too, not only from the tables. */
  erases?: true
  run(db: Db, a: Args<N>): Promise<Answer<N>>
}

/** Stands for what a statement is run with. */
class Mark {
  readonly key: PropertyKey
  constructor(key: PropertyKey) {
    this.key = key
  }
}

/**
 * A statement of one shape, built once for each engine: building it costs several times what running it does, where it
 * is run for each of many rows.
 */
export const prepared =
  <A extends object>() =>
  <R>(
    build: (db: Db, given: <K extends keyof A>(key: K) => A[K]) => { compile(): CompiledQuery<R> },
  ): ((db: Db, args: A) => Promise<R[]>) => {
    const built = new WeakMap<object, CompiledQuery<R>>()
    return async (db, args) => {
      const { adapter } = db.getExecutor()
      let query = built.get(adapter)
      if (!query) {
        query = build(db, <K extends keyof A>(key: K) => new Mark(key) as A[K]).compile()
        built.set(adapter, query)
      }
      const parameters = query.parameters.map((one) => (one instanceof Mark ? args[one.key as keyof A] : one))
      return (await db.executeQuery<R>({ ...query, parameters })).rows
    }
  }

/** Rows per insert statement: below both engines' bound of parameters for every table. */
const CHUNK = 100

export function chunks<T>(list: readonly T[], size = CHUNK): T[][] {
  const out: T[][] = []
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size))
  return out
}

/** Inserts rows in chunks; a row that exists is a constraint error of the engine (`conflict`). */
export async function insertAll<T extends keyof Schema>(db: Db, table: T, rows: NewRow<T>[]): Promise<void> {
  for (const part of chunks(rows)) await db.insertInto(table).values(part).execute()
}
