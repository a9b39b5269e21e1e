import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseTooNew, migrationFiles } from '../../../collector/store/migrate.ts'
import { DataLocked, openStore } from '../../../collector/store/open.ts'
import { StoreError } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'

const places: Place[] = []
afterEach(async () => {
  for (const place of places.splice(0)) await place.end()
})
const AT = Date.UTC(2026, 10, 1)
const instance = (byte: number) => ({
  uuid: `instance-${byte}`,
  digestKey: new Uint8Array(32).fill(byte),
  now: AT,
})

describe.each(ENGINES)('opening on $name', (engine) => {
  test('migrates an empty database, and finds what it kept when opened again', async () => {
    const place = await engine.make()
    places.push(place)
    const first = await place.open()
    expect(await first.openInstance(instance(1))).toEqual({ uuid: 'instance-1' })
    await first.close()
    const second = await place.open()
    expect(await second.openInstance(instance(2))).toEqual({ uuid: 'instance-1' })
  })

  test('refuses a database that a newer program has migrated', async () => {
    const place = await engine.make()
    places.push(place)
    await (await place.open()).close()
    await place.raw("insert into migration (number, name) values (999, '999-later.sql')")
    const refused = place.open()
    await expect(refused).rejects.toBeInstanceOf(DatabaseTooNew)
    await expect(refused).rejects.toThrow(
      /^The database is at migration 999, this program knows only \d+: it was opened by a newer kijun, start that one\.$/,
    )
  })

  test('a closed store answers unavailable', async () => {
    const place = await engine.make()
    places.push(place)
    const store = await place.open()
    await store.close()
    await expect(store.agents()).rejects.toMatchObject({ name: 'StoreError', code: 'unavailable' })
    await expect(store.openInstance(instance(1))).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('what was begun before closing is still answered', async () => {
    const place = await engine.make()
    places.push(place)
    const store = await place.open()
    const begun = [store.openInstance(instance(3)), store.agents()]
    await store.close()
    expect(await Promise.all(begun)).toEqual([{ uuid: 'instance-3' }, []])
  })

  test('the data directory and what lies in it are closed to others', async () => {
    const place = await engine.make()
    places.push(place)
    mkdirSync(place.data, { mode: 0o755 })
    await place.open()
    expect(statSync(place.data).mode & 0o777).toBe(0o700)
  })
})

test('a second collector on one data directory gets one clear line', async () => {
  const [sqlite] = ENGINES
  const place = await sqlite?.make()
  if (!place) throw new Error('no engine')
  places.push(place)
  const store = await place.open()
  const second = place.open()
  await expect(second).rejects.toBeInstanceOf(DataLocked)
  await expect(second).rejects.toThrow(
    new RegExp(`^The data directory ${place.data} is in use by another collector[^\n]*$`),
  )
  await store.close()
  expect(await (await place.open()).agents()).toEqual([])
})

test('another process finds the directory locked too', async () => {
  const [sqlite] = ENGINES
  const place = await sqlite?.make()
  if (!place) throw new Error('no engine')
  places.push(place)
  await place.open()
  const code = `
    import { openStore } from '${new URL('../../../collector/store/open.ts', import.meta.url)}'
    await openStore({ data: ${JSON.stringify(place.data)}, postgres: null }).then(
      () => process.stdout.write('opened'),
      (error) => process.stdout.write(error.name))`
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })).toBe(
    'DataLocked',
  )
})

test('a PostgreSQL that is not there is unavailable', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kijun-away-'))
  const away = openStore({ data, postgres: `postgres://nobody@localhost/x?host=${encodeURIComponent(data)}` })
  await expect(away).rejects.toBeInstanceOf(StoreError)
  await expect(away).rejects.toMatchObject({ code: 'unavailable' })
  rmSync(data, { recursive: true })
})

test('the migrations are numbered without a gap', () => {
  expect(migrationFiles().map((file) => file.number)).toEqual(migrationFiles().map((_, i) => i + 1))
})
