import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrationFiles } from '../../../collector/store/migrate.ts'
import { StoreError } from '../../../collector/store/port.ts'
import type { Db, Schema } from '../../../collector/store/schema.ts'
import { nodeSqliteDialect } from '../../../collector/store/sqlite-dialect.ts'
import { type Call, commitGroup, type Reply } from '../../../collector/store/sqlite-group.ts'
import { AT, batch, entry, result } from '../../contract/store/fixtures.ts'

let directory: string
let raw: DatabaseSync
let db: Db
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kijun-group-'))
  raw = new DatabaseSync(join(directory, 'group.db'), { enableForeignKeyConstraints: true })
  raw.exec('pragma journal_mode = wal')
  for (const { sql } of migrationFiles()) raw.exec(sql)
  db = new Kysely<Schema>({ dialect: nodeSqliteDialect(raw) })
})
afterEach(() => {
  raw.close()
  rmSync(directory, { recursive: true })
})

const append = (...ids: string[]): Call => ({
  name: 'appendLedger',
  args: { entries: ids.map((id) => entry(id)) },
})
const ids = () =>
  raw
    .prepare('select id from ledger_entry order by id')
    .all()
    .map((row) => row.id)
const codeOf = (reply: Reply | undefined) =>
  reply && 'error' in reply && reply.error instanceof StoreError ? reply.error.code : null

test('a verb that fails in its middle takes only itself back', async () => {
  const replies = await commitGroup(raw, db, [append('a'), append('b', 'a'), append('c')])
  expect(replies.map(codeOf)).toEqual([null, 'conflict', null])
  expect(ids()).toEqual(['a', 'c'])
})

test('a verb that throws an error of its own leaves its neighbours in the commit', async () => {
  const broken: Call = { name: 'appendLedger', args: { entries: [entry('d'), null] } }
  const replies = await commitGroup(raw, db, [append('a'), broken, append('c')])
  expect(replies[1]).toMatchObject({ error: expect.any(TypeError) })
  expect(ids()).toEqual(['a', 'c'])
})

test('a reference to what is not there is not-found', async () => {
  const [id, by] = ['t', 'nobody']
  const token = { id, tokenDigest: 't', name: 't', permissions: [], services: null, by, now: AT }
  const args = { ...token, expiresAt: AT + 1, ledgerId: 'l' }
  const [reply] = await commitGroup(raw, db, [{ name: 'createToken', args }])
  expect(codeOf(reply)).toBe('not-found')
})

test('a full disk answers disk-full to all of the commit, keeps nothing of it, and goes on when there is room', async () => {
  const [{ page_count: pages }] = raw.prepare('pragma page_count').all() as [{ page_count: number }]
  raw.exec(`pragma max_page_count = ${pages + 4}`)
  const big = batch(Array.from({ length: 400 }, (_, i) => ({ ...result(i + 1), message: 'x'.repeat(400) })))
  const replies = await commitGroup(raw, db, [
    append('a'),
    { name: 'ingest', args: { batches: [big] } },
    append('b'),
  ])
  expect(replies.map(codeOf)).toEqual(['disk-full', 'disk-full', 'disk-full'])
  expect(ids()).toEqual([])
  raw.exec(`pragma max_page_count = ${pages + 4000}`)
  const again = await commitGroup(raw, db, [append('a'), { name: 'ingest', args: { batches: [big] } }])
  expect(again[1]).toEqual({ value: [{ stored: 400, duplicates: 0 }] })
  expect(ids()).toEqual(['a'])
})
