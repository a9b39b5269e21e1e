import { expect, test } from 'vitest'
import { takeItems } from '../../../collector/evaluation/items.ts'
import { resultOf } from '../../../collector/store/packed-rows.ts'
import type { StoredBatch } from '../../../collector/store/port.ts'
import type { Observation } from '../../../rules/detection/types.ts'
import type { Item, ResultItem } from '../../../rules/wire/v1.ts'

const result = (seq: number, at: number, check = 's/c/alive'): ResultItem => ({
  kind: 'result',
  seq,
  check,
  revision: 1,
  planned: at,
  started: at + 1,
  finished: at + 5,
  outcome: 'ok',
  attempt: 0,
})
const anchor = (seq: number, mono: number, wall: number, offset: number | null = 0) => ({
  ...{ kind: 'anchor' as const, seq, mono, wall, offset },
  uncertainty: offset === null ? null : 1,
})
const batch = (items: Item[]): StoredBatch => {
  const { kind: _, ...base } = anchor(1, 0, 1_000_000)
  return { arrival: 1, agentId: 'agent', epoch: 'epoch', receivedAt: 9_000_000, base, items }
}
const others = {
  lost: () => undefined,
  refused: (_: Item, error: unknown) => {
    throw error
  },
}
const results = (items: Item[]) => {
  const found: Observation[] = []
  takeItems(batch(items), { result: (row) => found.push(resultOf(row)), ...others })
  return found
}
const starts = (items: Item[]) => results(items).map(({ startedAt }) => startedAt)

test('a result has the time of the anchor before it in sequence, whatever its place in the batch', () => {
  const stepped = anchor(3, 20_000, 5_000_000)
  expect(starts([result(2, 10_000), stepped, result(4, 30_000)])).toEqual([1_010_001, 5_010_001])
  expect(starts([result(4, 30_000), stepped, result(2, 10_000)])).toEqual([1_010_001, 5_010_001])
})

test('a measured offset is added, and an anchor of one batch says nothing about the next', () => {
  expect(starts([anchor(2, 0, 1_000_000, -500), result(3, 10_000)])).toEqual([1_009_501])
  expect(starts([anchor(2, 0, 7_000_000), result(3, 10_000)])).toEqual([7_010_001])
  expect(starts([result(3, 10_000)])).toEqual([1_010_001])
})

test('what was received when, from whom, and why it failed goes along', () => {
  const failed = {
    ...result(7, 0),
    outcome: 'failed' as const,
    reason: 'timeout',
    message: 'no answer',
    attempt: 2,
  }
  expect(results([failed])).toEqual([
    {
      plannedAt: 1_000_000,
      startedAt: 1_000_001,
      finishedAt: 1_000_005,
      receivedAt: 9_000_000,
      outcome: 'failed',
      attempt: 2,
      reason: 'timeout',
      message: 'no answer',
      source: 'agent/epoch/7',
    },
  ])
})

test('skipped runs are no executions', () => {
  const skipped = {
    kind: 'skipped' as const,
    seq: 5,
    check: 's/c/alive',
    planned: 1,
    reason: 'still-running',
  }
  expect(results([result(2, 0), skipped, result(6, 60_000)])).toHaveLength(2)
})

test('what an unmeasured clock puts beyond its receipt is moved as one piece', () => {
  const far = 20_000_000
  const { kind: _, ...base } = anchor(1, 0, 1_000_000, null)
  const items = [result(2, far - 60_000), result(3, far)]
  const moved = [9_000_000 - 60_004, 9_000_000 - 4]
  const startsOf = (more: object) => {
    const found: number[] = []
    const stored = { ...batch(items), ...more }
    takeItems(stored, { result: ({ startedAt }) => found.push(startedAt), ...others })
    return found
  }
  expect(startsOf({ base })).toEqual(moved)
  // By an anchor of the batch as by its base.
  expect(startsOf({ items: [{ ...base, kind: 'anchor', seq: 1 }, ...items] })).toEqual(moved)
  expect(startsOf({ base, receivedAt: far + 1_000_005 })).toEqual([far + 940_001, far + 1_000_001])
})
