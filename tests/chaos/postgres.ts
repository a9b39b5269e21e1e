/** A PostgreSQL of its own for a scenario, and what lies between it and the collectors. */
import type { Socket } from 'node:net'
import pg from 'pg'
import { makeDatabase, type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { openRelay } from './relay.ts'
import type { Stage } from './stage.ts'

export interface Postgres {
  server: PostgresServer
  /** Address of the database, directly. */
  url: string
  /** The same through a relay, which can take away the answer to a COMMIT. */
  throughRelay: string
  /**
   * Waits for a transaction that says something like `pattern`, lets PostgreSQL commit it, and cuts the connection
   * before its answer arrives.
   */
  cutCommitOf(pattern: RegExp): Promise<void>
  /** Who holds the partitions now: one name where it is one collector. */
  holders(): Promise<string[]>
}

const DATABASE = 'chaos'
/** Characters of a transaction that are looked at. */
const MOST = 100_000

export async function openPostgres(stage: Stage): Promise<Postgres> {
  const server = await startPostgres()
  stage.undo('PostgreSQL', server.stop)
  const url = await makeDatabase(server, DATABASE)
  const relay = await openRelay(stage, { path: server.socket })
  let looking: { pattern: RegExp; cut(): void } | null = null
  /** What each connection has said since its last COMMIT, and those whose COMMIT is not answered yet. */
  const said = new WeakMap<Socket, string>()
  const committing = new WeakSet<Socket>()
  relay.up = (bytes, connection) => {
    const text = `${said.get(connection) ?? ''}${bytes.toString('latin1')}`
    const isCommit = /\bcommit\b\0/i.test(text)
    if (isCommit && looking?.pattern.test(text)) committing.add(connection)
    said.set(connection, isCommit ? '' : text.slice(-MOST))
    return undefined
  }
  relay.down = (bytes, connection) => {
    if (!committing.has(connection) || !bytes.includes('COMMIT\0')) return undefined
    committing.delete(connection)
    if (!looking) return undefined
    looking.cut()
    looking = null
    return 'cut'
  }
  return {
    server,
    url,
    throughRelay: `postgres://postgres@127.0.0.1:${relay.port}/${DATABASE}`,
    async holders() {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        const held = "select distinct owner from lease where name like 'partition/%' order by owner"
        return (await client.query<{ owner: string }>(held)).rows.map(({ owner }) => owner)
      } finally {
        await client.end()
      }
    },
    cutCommitOf(pattern) {
      const { promise, resolve } = Promise.withResolvers<void>()
      looking = { pattern, cut: resolve }
      return stage.within(`a COMMIT of ${pattern}`, promise)
    },
  }
}
