import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeItems, rangesOf } from '../../../collector/ingest/judge.ts'
import { makeRecent } from '../../../collector/ingest/recent.ts'
import type { BatchFrame, Item } from '../../../rules/wire/v1.ts'

const START = Date.UTC(2026, 10, 1)
const HOUR = 3_600_000
const epoch = '3f0f1f62-8a4b-4f0e-9d5c-0d7a3c0d2f11'
const base = { seq: 10, mono: 100_000, wall: START, offset: null, uncertainty: null }
const frame = (items: unknown[]): BatchFrame => ({ wire: 1, epoch, sentAt: START, base, items })

const result = (seq: number, started: number, more: Record<string, unknown> = {}) => ({
  kind: 'result',
  seq,
  check: 'shop/web/alive',
  revision: 1,
  planned: started,
  started,
  finished: started + 10,
  outcome: 'ok',
  attempt: 0,
  ...more,
})
const anchor = (seq: number, mono: number, wall: number) => ({
  kind: 'anchor',
  seq,
  mono,
  wall,
  offset: 0,
  uncertainty: 1,
})

test('whatever comes, each item is answered once, and only what is the agent’s is good', () => {
  const some = fc.oneof(
    fc
      .record({
        seq: fc.integer({ min: 8, max: 20 }),
        check: fc.constantFrom('shop/web/alive', 'mall/web/alive'),
      })
      .map(({ seq, check }) => result(seq, 200_000, { check })),
    fc.integer({ min: 8, max: 20 }).map((seq) => anchor(seq, 200_000, START)),
    fc.record({ seq: fc.oneof(fc.integer(), fc.string(), fc.double()) }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 30 }), (items) => {
      const { good, rejected } = judgeItems(frame(items), (check) => check.startsWith('shop/'))
      expect(good.length + rejected.length).toBe(items.length)
      const accepted = good.map(({ item }) => item.seq)
      const refused = rejected.flatMap(({ seq }) => seq ?? [])
      expect(new Set([...accepted, ...refused]).size).toBe(accepted.length + refused.length)
      expect(new Set(rejected.map(({ index }) => index)).size).toBe(rejected.length)
      for (const { item } of good) {
        expect(item.seq).toBeGreaterThanOrEqual(base.seq)
        if ('check' in item) expect(item.check).toBe('shop/web/alive')
      }
      const ranges = rangesOf(accepted)
      expect(
        ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
      ).toEqual(accepted)
    }),
  )
})

test('times follow from the anchor before an item in sequence, in whatever order the items stand', () => {
  const items = [result(13, 160_000), anchor(12, 150_000, START + HOUR), result(11, 140_000)]
  const { good, anchor: last } = judgeItems(frame(items), () => true)
  expect(good.map(({ item, fromAt, toAt }) => [item.seq, fromAt, toAt])).toEqual([
    [11, START + 40_000, START + 40_010],
    [12, START + HOUR, START + HOUR],
    [13, START + HOUR + 10_000, START + HOUR + 10_010],
  ])
  expect(last.seq).toBe(12)
})

test('what lies before the anchor that explains it is refused; what merely ran across it is not', () => {
  const long = result(11, 90_000, { finished: 100_500 })
  const { good, rejected } = judgeItems(
    frame([
      long,
      result(9, 200_000),
      result(12, 1_000),
      anchor(13, 99_999, START),
      result(14, 150_000, { planned: 151_000 }),
    ]),
    () => true,
  )
  expect(good.map(({ item }) => item.seq)).toEqual([11, 14])
  expect(rejected.map(({ seq, code }) => [seq, code])).toEqual([
    [9, 'before-base'],
    [12, 'before-base'],
    [13, 'before-base'],
  ])
})

test('the day’s runs are counted by whole hours and once, as far back as it is known', () => {
  const recent = makeRecent(START)
  const take = (items: object[], receivedAt: number, duplicates = 0) =>
    recent.took(
      {
        agentId: 'a',
        epoch,
        receivedAt,
        base: { ...base, seq: 1, mono: 0, offset: 0 },
        items: items as Item[],
      },
      duplicates,
    )
  const skip = { kind: 'skipped', seq: 4, check: 'shop/web/alive', planned: 2 * HOUR, reason: 'busy' }
  take([result(2, HOUR), result(3, 2 * HOUR, { outcome: 'failed' }), skip], START + 2 * HOUR)
  // Again, after a lost answer.
  take([result(2, HOUR)], START + 2 * HOUR, 1)
  const now = START + 3 * HOUR
  expect(recent.counts('shop/web/alive', now)).toEqual({
    counts: { ok: 1, failed: 1, unknown: 0, skipped: 1 },
    fromAt: START,
  })
  expect(recent.newest('shop/web/alive')?.source).toBe(`a/${epoch}/3`)
  // An agent's nonsense about the future is not counted, nor does it take room.
  take([result(5, 100 * HOUR)], now)
  expect(recent.counts('shop/web/alive', now).counts.ok).toBe(1)
  const later = recent.counts('shop/web/alive', START + 25 * HOUR)
  expect(later).toEqual({ counts: { ok: 0, failed: 1, unknown: 0, skipped: 1 }, fromAt: START + 2 * HOUR })
  // Some of these were there before and some not: which, nobody knows here.
  take([result(6, 3 * HOUR), result(7, 3 * HOUR + 1)], now, 1)
  expect(recent.counts('shop/web/alive', now)).toEqual({
    counts: { ok: 0, failed: 0, unknown: 0, skipped: 0 },
    fromAt: now,
  })
})

test('of many checks those longest without a result are forgotten, and what comes back counts from then on', () => {
  const recent = makeRecent(START, 2)
  const take = (name: string, minute: number) => {
    const started = minute * 60_000
    const items = [result(minute + 1, started, { check: `shop/web/${name}` })] as Item[]
    recent.took(
      {
        ...{ agentId: 'a', epoch, receivedAt: START + started + 10, items },
        base: { ...base, seq: 1, mono: 0, offset: 0 },
      },
      0,
      true,
    )
  }
  for (const [minute, name] of ['a', 'b', 'c', 'a', 'd', 'e', 'f'].entries()) take(name, minute)
  const now = START + HOUR / 2
  expect(recent.counts('shop/web/e', now)).toMatchObject({ counts: { ok: 1 }, fromAt: START })
  expect(recent.newest('shop/web/b')).toBeNull()
  take('b', 7)
  expect(recent.counts('shop/web/b', now)).toMatchObject({
    counts: { ok: 0 },
    fromAt: START + 7 * 60_000 + 10,
  })
  take('b', 8)
  expect(recent.counts('shop/web/b', now).counts.ok).toBe(1)
  expect(recent.newest('shop/web/b')?.startedAt).toBe(START + 8 * 60_000)
})
