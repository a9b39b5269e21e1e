/** A Kysely dialect over `node:sqlite`: one connection, which blocks its thread; only workers use it. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** Prepared statements kept; inserts of different numbers of rows are different statements. */
const STATEMENTS = 400

interface Prepared {
  statement: StatementSync
  /** Whether it returns rows: the engine makes an object of each column to say so. */
  returns: boolean
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSync
  /** In order of use, the oldest first. */
  readonly #statements = new Map<string, Prepared>()

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) this.#statements.delete(sql)
    const prepared = known ?? this.#new(sql)
    this.#statements.set(sql, prepared)
    if (known) return known
    if (this.#statements.size > STATEMENTS)
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest)
        break
      }
    return prepared
  }

  #new(sql: string): Prepared {
    const statement = this.#db.prepare(sql)
    return { statement, returns: statement.columns().length > 0 }
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, returns } = this.#prepare(sql)
    const values = parameters as readonly SQLInputValue[]
    if (returns) return { rows: statement.all(...values) as R[] }
    const { changes } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  // biome-ignore lint/correctness/useYield: part of Kysely's interface, not used by any verb.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store streams no rows')
  }
}

class NodeSqliteDriver implements Driver {
  readonly #connection: NodeSqliteConnection

  constructor(db: DatabaseSync) {
    this.#connection = new NodeSqliteConnection(db)
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async releaseConnection(): Promise<void> {}
  /** Who opened the database closes it. */
  async destroy(): Promise<void> {}
}

export function nodeSqliteDialect(db: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
