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

/** An engine that does not take every value as it is. */
export interface Taking {
  taken(value: unknown): unknown
}

const asIs = (value: unknown) => value
const takenBy = (adapter: object) => (adapter as Partial<Taking>).taken ?? asIs

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
      const taken = takenBy(adapter)
      const parameters = query.parameters.map((one) =>
        one instanceof Mark ? taken(args[one.key as keyof A]) : one,
      )
      return (await db.executeQuery<R>({ ...query, parameters })).rows
    }
  }

/** Rows per insert statement: below both engines' bound of parameters for every table. */
const CHUNK = 100
/** Numbers of rows or values up to which a statement is built once for each. */
const FEW = 8
/** Statements of different columns, or numbers of rows, that are kept of one kind. */
const SHAPES = 40

/**
 * As `prepared`, of what takes several rows or values: built once for each small number of them, and for a whole chunk.
 * Rows may differ in their columns from call to call.
 */
export const preparedFor =
  <T, A extends object = object>(few = FEW) =>
  <R>(
    build: (db: Db, list: T[], given: <K extends keyof A>(key: K) => A[K]) => { compile(): CompiledQuery<R> },
  ) => {
    const built = new WeakMap<object, Map<string, CompiledQuery<R>>>()
    return async (db: Db, list: readonly T[], args: A): Promise<R[]> => {
      const columns = columnsOf(list)
      if (columns === null || (list.length > few && list.length !== CHUNK))
        return (await db.executeQuery<R>(build(db, [...list], (key) => args[key]).compile())).rows
      const { adapter } = db.getExecutor()
      const shapes = built.get(adapter) ?? new Map<string, CompiledQuery<R>>()
      built.set(adapter, shapes)
      const shape = `${list.length} ${columns.join(' ')}`
      let query = shapes.get(shape)
      if (!query) {
        const marks = list.map((_, at) => markOf(at, columns) as T)
        query = build(db, marks, <K extends keyof A>(key: K) => new Mark(key) as A[K]).compile()
        if (shapes.size < SHAPES) shapes.set(shape, query)
      }
      const taken = takenBy(adapter)
      const parameters = query.parameters.map((one) => {
        if (one instanceof Place) return taken(one.of(list))
        return one instanceof Mark ? taken(args[one.key as keyof A]) : one
      })
      return (await db.executeQuery<R>({ ...query, parameters })).rows
    }
  }

/** Stands for one of the values, or for a column of one of the rows. */
class Place {
  readonly at: number
  readonly column: string | null
  constructor(at: number, column: string | null) {
    this.at = at
    this.column = column
  }
  of(list: readonly unknown[]): unknown {
    const one = list[this.at]
    return this.column === null ? one : (one as Record<string, unknown>)[this.column]
  }
}

const markOf = (at: number, columns: readonly string[]): unknown =>
  columns.length === 0
    ? new Place(at, null)
    : Object.fromEntries(columns.map((column) => [column, new Place(at, column)]))

/** Columns that all rows have, none for plain values; null where the rows differ, or one of them is left out. */
function columnsOf(list: readonly unknown[]): string[] | null {
  const [first] = list
  if (typeof first !== 'object' || first === null) return []
  const columns = Object.keys(first)
  const isAlike = (row: unknown) => {
    const own = row as Record<string, unknown>
    return Object.keys(own).length === columns.length && columns.every((one) => own[one] !== undefined)
  }
  return list.every(isAlike) ? columns : null
}

export function chunks<T>(list: readonly T[], size = CHUNK): T[][] {
  const out: T[][] = []
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size))
  return out
}

/** Inserts rows in chunks; a row that exists is a constraint error of the engine (`conflict`). */
export async function insertAll<T extends keyof Schema>(db: Db, table: T, rows: NewRow<T>[]): Promise<void> {
  let insert = inserts.get(table)
  if (!insert) {
    insert = preparedFor<object>()((on, part) => on.insertInto(table).values(part as NewRow<T>[]))
    inserts.set(table, insert)
  }
  for (const part of chunks(rows)) await insert(db, part as object[], {})
}

const inserts = new Map<keyof Schema, (db: Db, rows: readonly object[], none: object) => Promise<unknown>>()
