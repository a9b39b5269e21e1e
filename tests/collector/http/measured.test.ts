/** How often months are folded for pages, and what is shown meanwhile. */
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { makeMeasuredMonths } from '../../../collector/http/measured.ts'
import type { Store } from '../../../collector/store/port.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const MINUTE = 60_000

/** Months that are closed are read, not folded: enough to count how often they are asked for. */
function bench(a: { tookMs?: number; fails?: () => boolean } = {}) {
  const clock = makeVirtualClock(Date.UTC(2026, 10, 21))
  const asked: string[] = []
  let told = 0
  /** What folding took, on top of the virtual time. */
  let spentMs = 0
  const closedMonths: Store['closedMonths'] = async ({ service, months = [] }) => {
    asked.push(service)
    if (a.fails?.()) throw new Error('the store is gone')
    spentMs += a.tookMs ?? 0
    const measurement = { of: service, times: asked.length }
    const document = JSON.stringify({ format: 'kijun-month/1', measurement })
    return [{ service, month: months[0] ?? '', closedAt: 0, document, digest: '', lateGone: 0 }]
  }
  const measured = makeMeasuredMonths({
    clock: { ...clock, monotonic: () => clock.monotonic() + spentMs },
    ...{ log: pino({ level: 'silent' }), pause: async () => undefined },
    store: { closedMonths } as unknown as Store,
    onKnown: () => {
      told += 1
    },
  })
  return { clock, measured, asked, told: () => told }
}

test('what is at hand is shown for a minute, then made afresh while the old is shown', async () => {
  const { clock, measured, asked } = bench()
  expect(await measured.of('shop', '2026-11')).toMatchObject({ times: 1 })
  await clock.advance(MINUTE)
  expect(await measured.of('shop', '2026-11')).toMatchObject({ times: 1 })
  expect(asked).toHaveLength(1)
  await clock.advance(1)
  expect(await measured.of('shop', '2026-11')).toMatchObject({ times: 1 })
  await clock.advance(0)
  expect(await measured.of('shop', '2026-11')).toMatchObject({ times: 2 })
})

test('many who ask at once wait for one fold', async () => {
  const { measured, asked } = bench()
  await Promise.all(Array.from({ length: 20 }, () => measured.of('shop', '2026-11')))
  expect(asked).toEqual(['shop'])
})

test('nobody waits for the page of now: it is told when the figures are there', async () => {
  const { clock, measured, told } = bench()
  expect(measured.known('shop', '2026-11')).toBeNull()
  await clock.advance(0)
  expect(told()).toBe(1)
  expect(measured.known('shop', '2026-11')).toMatchObject({ of: 'shop' })
})

test('background work takes a tenth of the time: after each month a rest of nine times its length', async () => {
  const { clock, measured, asked } = bench({ tookMs: 1000 })
  for (const service of ['a', 'b', 'c']) measured.known(service, '2026-11')
  await clock.advance(0)
  expect(asked).toEqual(['a'])
  await clock.advance(8_999)
  expect(asked).toEqual(['a'])
  await clock.advance(1)
  expect(asked).toEqual(['a', 'b'])
})

test('after a withdrawal no old figure is shown', async () => {
  const { measured } = bench()
  await measured.of('shop', '2026-11')
  measured.forget()
  expect(measured.known('shop', '2026-11')).toBeNull()
  expect(await measured.of('shop', '2026-11')).toMatchObject({ times: 2 })
})

test('a fold that fails is not kept: whoever asks is told, and the next one tries again', async () => {
  let broken = true
  const { clock, measured } = bench({ fails: () => broken })
  await expect(measured.of('shop', '2026-11')).rejects.toThrow('the store is gone')
  expect(measured.known('shop', '2026-11')).toBeNull()
  await clock.advance(0)
  broken = false
  expect(await measured.of('shop', '2026-11')).toMatchObject({ of: 'shop' })
})
