/** What the time of a record is worth where an anchor before it may be lost. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clock, LIMIT, open, result } from './spool-fixture.ts'

const temporary = () => mkdtempSync(join(tmpdir(), 'kijun-spool-'))
const segmentsIn = (dir: string) => readdirSync(dir).filter((name) => name.endsWith('.seg'))
const never = (): never => {
  throw new Error('there is none')
}

test('behind lost records, of which one may have been an anchor, the one before owns to what came since', async () => {
  const dir = temporary()
  const begunAt = clock.now()
  const measured = { kind: 'anchor' as const, mono: 0, wall: begunAt, offset: 5, uncertainty: 2 }
  const spool = await open(dir)
  spool.put(measured)
  spool.put(result(1000))
  const suspended = { ...measured, mono: 60_000, wall: begunAt + 3_660_000 }
  await clock.advance(3_660_000)
  spool.put(suspended)
  spool.put(result(60_999))
  await spool.close()
  const [name] = segmentsIn(dir)
  if (!name) throw new Error('no segment')
  const content = readFileSync(join(dir, name))
  const place = content.indexOf('"mono":60000')
  content.writeUInt8(0x20, place)
  writeFileSync(join(dir, name), content)

  const next = await open(dir)
  const first = await next.backlog(LIMIT)
  expect(first?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
  await next.settle(first ?? never(), { accepted: [[1, 3]], rejected: [] })
  const second = await next.backlog(LIMIT)
  expect(second?.entries.map(({ seq }) => seq)).toEqual([5])
  // It slept for an hour of which the monotonic clock knows nothing; and 61 s of drift, at 100 ppm.
  expect(second?.base).toMatchObject({ seq: 2, mono: 0, offset: 5 })
  expect(second?.base.uncertainty).toBeGreaterThanOrEqual(3_599_000)
  expect(second?.base.uncertainty).toBeLessThanOrEqual(3_600_020)
  await next.close()
})

test('what drifts since an anchor that may not be the last is owned to', async () => {
  const dir = temporary()
  const measured = { kind: 'anchor' as const, mono: 0, wall: clock.now(), offset: 5, uncertainty: 2 }
  const spool = await open(dir)
  spool.put(measured)
  spool.put(result(1000))
  await clock.advance(500_001)
  spool.put(result(500_000))
  await spool.close()
  const [name] = segmentsIn(dir)
  if (!name) throw new Error('no segment')
  const content = readFileSync(join(dir, name))
  content.writeUInt8(0x20, content.indexOf('"finished":1001'))
  writeFileSync(join(dir, name), content)
  const next = await open(dir)
  const first = await next.backlog(LIMIT)
  expect(first?.entries.map(({ seq }) => seq)).toEqual([1, 2])
  await next.settle(first ?? never(), { accepted: [[1, 2]], rejected: [] })
  // 100 ppm of 500 s beside its own 2 ms, rounded up.
  expect((await next.backlog(LIMIT))?.base).toMatchObject({ seq: 2, uncertainty: 53 })
  await next.close()
})
