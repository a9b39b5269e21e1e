import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeItems, rangesOf } from '../../../collector/ingest/judge.ts'
import { plainBatch } from '../../../collector/ingest/plain.ts'
import { aheadOf } from '../../../rules/wire/event-time.ts'
import type { Anchor, BatchFrame } from '../../../rules/wire/v1.ts'

const START = Date.UTC(2026, 10, 1)
const HOUR = 3_600_000
const epoch = '3f0f1f62-8a4b-4f0e-9d5c-0d7a3c0d2f11'

const times = fc.record({
  planned: fc.integer({ min: 0, max: 400_000 }),
  started: fc.integer({ min: -1500, max: 3000 }),
  finished: fc.integer({ min: -5, max: 50 }),
})
const check = fc.constantFrom('shop/web/alive', 'shop/web/works', 'mall/web/alive', 'other/web/alive')
const kind = fc.oneof(
  { weight: 8, arbitrary: fc.constant('result') },
  ...['skipped', 'anchor', 'lost', 'nonsense'].map((one) => ({ weight: 1, arbitrary: fc.constant(one) })),
)
const offset = fc.option(fc.constantFrom(0, -20, 30 * 24 * HOUR))

/** Mostly items as an agent sends them, each after the one before. */
const items = fc
  .array(
    fc.record({
      kind,
      times,
      check,
      offset,
      step: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: -1, max: 3 })),
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((list) => {
    let seq = 9
    return list.map(({ kind: of, times: { planned, started, finished }, check: name, step, offset: by }) => {
      seq += step
      const begun = Math.max(0, planned + started)
      const uncertainty = by === null ? null : 1
      switch (of) {
        case 'result':
          return {
            ...{ kind: 'result', seq, check: name, revision: 1, planned, started: begun },
            ...{ finished: Math.max(0, begun + finished), outcome: 'ok', attempt: 0 },
          }
        case 'skipped':
          return { kind: 'skipped', seq, check: name, planned, reason: 'busy' }
        case 'anchor':
          return { kind: 'anchor', seq, mono: planned, wall: START + planned, offset: by, uncertainty }
        case 'lost':
          return {
            ...{ kind: 'lost', seq, epoch, from: 1, to: 2, count: 2, bytes: 10, firstAt: null, lastAt: null },
            reason: 'evicted-age',
          }
        default:
          return { kind: 'result', seq }
      }
    })
  })

const PARTITIONS: Record<string, number> = { shop: 3, mall: 1 }
const partitionOf = (_: string, name: string) => PARTITIONS[name.split('/', 1)[0] ?? ''] ?? null

test('what passes in one pass is what item by item would say, to the last instant', () => {
  let passed = 0
  fc.assert(
    fc.property(items, offset, (list, by) => {
      const base: Anchor = { seq: 9, mono: 0, wall: START, offset: by, uncertainty: by === null ? null : 1 }
      const frame: BatchFrame = { wire: 1, epoch, sentAt: START, base, items: list }
      const receivedAt = START + HOUR
      const plain = plainBatch(frame, 'host-1', { partitionOf }, receivedAt)
      if (plain === null) return
      passed += 1
      const { good, rejected, anchor } = judgeItems(frame, (name) => partitionOf('host-1', name) !== null)
      expect(rejected).toEqual([])
      expect(good.map(({ item }) => item)).toEqual(plain.items)
      expect(plain.ranges).toEqual(rangesOf(good.map(({ item }) => item.seq)))
      expect(plain.anchor).toEqual(anchor)
      expect(plain.earliestAt).toBe(Math.min(...good.flatMap(({ fromAt }) => fromAt ?? [])))
      expect(plain.latestAt).toBe(Math.max(...good.flatMap(({ toAt }) => toAt ?? [])))
      expect(aheadOf(base, plain.latestAt, receivedAt)).toBe(0)
      const partitions = good.flatMap(({ item }) =>
        'check' in item ? (partitionOf('', item.check) ?? []) : [],
      )
      expect(plain.partitions).toEqual([...new Set(partitions)].sort((a, b) => a - b))
    }),
    { numRuns: 2000, seed: 5 },
  )
  expect(passed).toBeGreaterThan(100)
})
