import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../../collector/store/open.ts'
import { examineLog, type LogDamage } from '../../../collector/store/sqlite-log.ts'

const FRAME = 24 + 4096
let directory: string
/** A database whose log holds many commits, as a kill -9 leaves it. */
let sound: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'kijun-log-'))
  sound = join(directory, 'sound')
  const db = new DatabaseSync(sound)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0')
  db.exec('create table t (n integer, text text)')
  for (let n = 0; n < 40; n += 1) db.prepare('insert into t values (?, ?)').run(n, 'x'.repeat(500))
  for (const end of ['', '-wal']) copyFileSync(`${sound}${end}`, `${sound}.kept${end}`)
  db.close()
})
afterAll(() => rmSync(directory, { recursive: true }))

function damaged(name: string, change: (log: Buffer) => Buffer): string {
  const file = join(directory, name)
  copyFileSync(`${sound}.kept`, file)
  writeFileSync(`${file}-wal`, change(readFileSync(`${sound}.kept-wal`)))
  return file
}
const flip = (log: Buffer, at: number) => {
  log[at] = (log[at] ?? 0) ^ 0x10
  return log
}
const rows = (file: string) => {
  const db = new DatabaseSync(file)
  const { n } = db.prepare('select count(*) as n from t').get() ?? {}
  db.close()
  return n
}

test('a log as a crash leaves it is no damage: whole, empty, cut off anywhere, its last commit torn', () => {
  expect(examineLog(damaged('whole', (log) => log))).toBeNull()
  expect(examineLog(damaged('empty', () => Buffer.alloc(0)))).toBeNull()
  for (const bytes of [31, 32, 100, 32 + 5 * FRAME, 32 + 5 * FRAME + 700])
    expect(examineLog(damaged(`cut-${bytes}`, (log) => log.subarray(0, bytes)))).toBeNull()
  expect(examineLog(damaged('torn', (log) => flip(log, log.length - 100)))).toBeNull()
  expect(examineLog(join(directory, 'absent'))).toBeNull()
})

test('frames of an earlier round of the log behind its end are no damage', () => {
  const file = join(directory, 'rounds')
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; create table t (n integer)')
  for (let n = 0; n < 20; n += 1) db.exec('insert into t values (1)')
  db.exec('pragma wal_checkpoint(restart)')
  db.exec('insert into t values (2)')
  expect(examineLog(file)).toBeNull()
  db.close()
})

test('what commits that failed left behind the end is no damage', () => {
  // As if transactions of different length had been written from the same place, one after the other.
  const layers = (log: Buffer) => {
    const other = Buffer.from(log)
    for (const from of [20, 25, 30])
      other.copy(log, 32 + from * FRAME, 32 + (from + 3) * FRAME, 32 + (from + 4) * FRAME)
    return log.subarray(0, 32 + 34 * FRAME)
  }
  const single = (log: Buffer) => {
    const out = Buffer.from(log.subarray(0, 32 + 12 * FRAME))
    // Each of one frame, none of which goes on from the one before.
    for (const [at, from] of [
      [9, 30],
      [10, 20],
      [11, 25],
    ] as const)
      log.copy(out, 32 + at * FRAME, 32 + from * FRAME, 32 + (from + 1) * FRAME)
    return out
  }
  expect(examineLog(damaged('single', single))).toBeNull()
  expect(examineLog(damaged('layers', layers)), 'a run of commits behind it is damage').not.toBeNull()
})

test('what SQLite would drop without a word is told with the commits behind it, and the log is kept', () => {
  const at = 32 + 10 * FRAME + 1000
  const file = damaged('flipped', (log) => flip(log, at))
  const before = readFileSync(`${file}-wal`)
  const damage = examineLog(file)
  expect(damage).toMatchObject({ from: 32 + 10 * FRAME, keptAs: `${file}-wal.damaged-1` })
  expect(readFileSync(`${file}-wal.damaged-1`)).toEqual(before)
  const left = Number(rows(file))
  expect(left).toBeLessThan(40)
  // The commit that is hit may be the one that nobody can tell of.
  expect(40 - left - (damage?.commits ?? 0)).toBeLessThanOrEqual(1)
  expect(examineLog(damaged('head', (log) => flip(log, 9)))).toMatchObject({ from: 0 })
})

test('a header that was not synced is no damage, unless commits behind it were', () => {
  const without = (frames: number) => (log: Buffer) => log.fill(0, 0, 32).subarray(0, 32 + frames * FRAME)
  const whole = readFileSync(`${sound}.kept-wal`)
  const ends = Array.from({ length: (whole.length - 32) / FRAME }, (_, n) => n + 1).filter(
    (n) => whole.readUInt32BE(32 + (n - 1) * FRAME + 4) !== 0,
  )
  const [one = 0, two = 0] = ends
  // The file was made longer, and the power went before anything was synced.
  expect(examineLog(damaged('extended', (log) => log.fill(0)))).toBeNull()
  expect(examineLog(damaged('first', without(one)))).toBeNull()
  expect(examineLog(damaged('second', without(two)))).toMatchObject({ from: 0, commits: 1 })
  // Of a change to the page size that it tells, too.
  const told = examineLog(damaged('turned', (log) => flip(log, 10)))
  expect(told).toMatchObject({ from: 0, commits: ends.length - 1 })
  const alone = damaged('alone', without(ends.at(-1) ?? 0))
  rmSync(alone)
  expect(examineLog(alone), 'nothing is known of its pages').toBeNull()
})

test('of many damaged logs the first three are kept', () => {
  const file = damaged('often', (log) => flip(log, 32 + FRAME))
  const kept = Array.from({ length: 5 }, () => examineLog(file)?.keptAs)
  expect(kept.map((copy) => copy?.slice(-1) ?? null)).toEqual(['1', '2', '3', null, null])
})

test('a store that opens on a damaged log says so once, and goes on with the rest', async () => {
  const data = join(directory, 'data')
  const found: LogDamage[] = []
  const open = (at: string) => openStore({ data: at, postgres: null, onDamage: (one) => found.push(one) })
  const store = await open(data)
  for (let n = 0; n < 30; n += 1)
    await store.appendLedger({
      entries: [
        { id: `entry-${n}`, at: n, kind: 'test', subject: 's', actor: 'system', payload: 'x'.repeat(300) },
      ],
    })
  const killed = join(directory, 'killed')
  cpSync(data, killed, { recursive: true })
  await store.close()
  expect(found).toEqual([])
  const log = readFileSync(join(killed, 'kijun.db-wal'))
  writeFileSync(join(killed, 'kijun.db-wal'), flip(log, Math.floor(log.length * 0.7)))
  const again = await open(killed)
  expect(found).toHaveLength(1)
  expect(found[0]?.commits).toBeGreaterThan(0)
  await again.close()
  await (await open(killed)).close()
  expect(found, 'the log was folded in since').toHaveLength(1)
  expect(readdirSync(killed)).toContain('kijun.db-wal.damaged-1')
})

test('a file that is no database is refused in the words of the port', async () => {
  const data = join(directory, 'none')
  mkdirSync(data)
  writeFileSync(join(data, 'kijun.db'), 'x'.repeat(8192))
  await expect(openStore({ data, postgres: null })).rejects.toMatchObject({
    code: 'unavailable',
    message: 'SQLite: file is not a database',
  })
})
