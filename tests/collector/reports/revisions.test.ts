import { describe, expect, test } from 'vitest'
import type { Service } from '../../../collector/model.ts'
import { agentsOf, type Loaded, partsOf, piecesOf, windowsOf } from '../../../collector/reports/revisions.ts'
import { alwaysOpen } from '../../../rules/calendar/always.ts'
import { referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { ALIVE, shopOf, WINDOWS } from './shop.ts'
import { at, DAY, DECEMBER, HOUR, MINUTE, NOVEMBER } from './world.ts'

/** One revision at each instant, in order. */
const loadedOf = (...all: [number, Service | null][]): Loaded[] =>
  all.map(([loadedAt, service], index) => ({ revision: index + 1, loadedAt, loadedBy: 'system', service }))
const MONTH = { from: NOVEMBER, to: DECEMBER }
const withEvery = (everyMs: number): Service => {
  const shop = shopOf()
  for (const check of shop.components.flatMap(({ checks }) => checks)) check.everyMs = everyMs
  return shop
}

describe('the parts of a month', () => {
  const spans = (loaded: Loaded[]) =>
    partsOf(loaded, MONTH).map(({ from, to, hours }) => [from, to, hours.periods.length])

  test('are one where nothing of the calendar changes, whatever else does', () => {
    expect(spans(loadedOf([NOVEMBER - DAY, shopOf()], [at(9), { ...shopOf(), name: '新しい名前' }]))).toEqual(
      [[NOVEMBER, DECEMBER, 1]],
    )
  })

  test('begin with the revision that changed it; before the first one its settings are held to have been so', () => {
    const always = shopOf({ hours: alwaysOpen('Asia/Tokyo') })
    expect(spans(loadedOf([at(3), shopOf()], [at(9), always])).map(([from, to]) => [from, to])).toEqual([
      [NOVEMBER, at(9)],
      [at(9), DECEMBER],
    ])
  })

  test('go on where the service was taken away: what nobody watches is unknown, not outside of the hours', () => {
    expect(spans(loadedOf([NOVEMBER, shopOf()], [at(9), null]))).toEqual([[NOVEMBER, DECEMBER, 1]])
  })
})

describe('the pieces of a check', () => {
  const pieces = (loaded: Loaded[]) =>
    (piecesOf(loaded).get(ALIVE) ?? []).map(({ everyMs, limitMs, activeFrom, activeTo }) => [
      everyMs,
      limitMs,
      activeFrom,
      activeTo,
    ])

  test('are one while nothing of it changes', () => {
    expect(pieces(loadedOf([NOVEMBER, shopOf()], [at(9), { ...shopOf(), name: 'x' }]))).toEqual([
      [MINUTE, 5 * MINUTE, NOVEMBER, null],
    ])
  })

  test('begin anew with another interval, another value in force, and after it was away', () => {
    const own = { value: 'PT3M', source: 'contract' as const, decidedBy: null, on: null, reason: null }
    const values = { ...shopOf().values, 'III.1.1.1.a': valueInForce(referenceOf('III.1.1.1.a', 1), own) }
    const loaded = loadedOf(
      [NOVEMBER, shopOf()],
      [at(5), withEvery(2 * MINUTE)],
      [at(9), null],
      [at(12), shopOf({ values })],
    )
    expect(pieces(loaded)).toEqual([
      [MINUTE, 5 * MINUTE, NOVEMBER, at(5)],
      [2 * MINUTE, 5 * MINUTE, at(5), at(9)],
      [MINUTE, 3 * MINUTE, at(12), null],
    ])
  })

  test('a check that moved has had both agents', () => {
    const moved = shopOf()
    for (const check of moved.components.flatMap(({ checks }) => checks)) check.agent = 'host-2'
    expect([...(agentsOf(loadedOf([NOVEMBER, shopOf()], [at(5), moved])).get(ALIVE) ?? [])]).toEqual([
      'host-1',
      'host-2',
    ])
  })
})

describe('the maintenance windows that counted', () => {
  const shopWith = (...windows: Service['maintenance']['windows']) =>
    shopOf({ maintenance: { ...shopOf().maintenance, windows } })
  const { inTime } = WINDOWS
  const named = (loaded: Loaded[]) => windowsOf(loaded).map(({ id, to, recordedAt }) => [id, to, recordedAt])

  test('are recorded by the revision that first had them, and stay when they are cleared away afterwards', () => {
    expect(
      named(loadedOf([NOVEMBER, shopWith(inTime)], [at(8), shopWith(inTime)], [at(20), shopWith()])),
    ).toEqual([['in-time', inTime.to, NOVEMBER]])
  })

  test('one that was called off or moved before it began never was', () => {
    expect(named(loadedOf([NOVEMBER, shopWith(inTime)], [at(8), shopWith()]))).toEqual([])
    const moved = { ...inTime, from: inTime.from + DAY, to: inTime.to + DAY }
    expect(named(loadedOf([NOVEMBER, shopWith(inTime)], [at(8), shopWith(moved)]))).toEqual([
      ['in-time', moved.to, at(8)],
    ])
  })

  test('one that was written down or made longer after it began is kept as such, beside the one it replaced', () => {
    expect(named(loadedOf([NOVEMBER, shopWith()], [at(12, 19, 30), shopWith(inTime)]))).toEqual([
      ['in-time', inTime.to, at(12, 19, 30)],
    ])
    const longer = { ...inTime, to: inTime.to + HOUR }
    expect(named(loadedOf([NOVEMBER, shopWith(inTime)], [at(12, 19, 30), shopWith(longer)]))).toEqual([
      ['in-time', inTime.to, NOVEMBER],
      ['in-time#2', longer.to, at(12, 19, 30)],
    ])
  })
})
