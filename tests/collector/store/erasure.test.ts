/** What is erased is gone from the files, at once, while the collector runs. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../collector/store/open.ts'
import { AT } from '../../contract/store/fixtures.ts'

test('an erased person is in no file of the data directory, and the others are', async () => {
  const data = await mkdtemp(join(tmpdir(), 'kijun-erasure-'))
  const store = await openStore({ data, postgres: null })
  onTestFinished(async () => {
    await store.close()
    await rm(data, { recursive: true, force: true })
  })
  await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now: AT })
  const emails = ['hanako@one.example', 'taro@two.example']
  const contacts = emails.map((email) => ({ service: 'shop', audience: 'users' as const, email }))
  const loaded = { document: { services: [] }, actor: 'system', now: AT, ledgerId: randomUUID() }
  await store.loadRevision({ ...loaded, contacts })

  const db = new DatabaseSync(join(data, 'kijun.db'), { readOnly: true })
  const persons = db.prepare('select * from person order by hint').all()
  db.close()
  const found = () => {
    const files = ['kijun.db', 'kijun.db-wal'].map((name) => join(data, name)).filter(existsSync)
    const bytes = Buffer.concat(files.map((file) => readFileSync(file)))
    const holds = (value: unknown) =>
      bytes.includes(typeof value === 'string' ? value : Buffer.from(value as Uint8Array))
    return persons.map(({ key, address, hint, digest }) => [key, address, hint, digest].map(holds))
  }
  const [all, none] = [Array(4).fill(true), Array(4).fill(false)]
  expect(found()).toEqual([all, all])
  for (const email of emails) expect(readFileSync(join(data, 'kijun.db-wal')).includes(email)).toBe(false)

  const why = { basis: 'request', actor: 'operator:1', now: AT, ledgerId: randomUUID() }
  expect(await store.erasePerson({ ...why, digestOf: 'Hanako@one.example' })).toEqual({ erased: true })
  expect(found()).toEqual([none, all])
})
