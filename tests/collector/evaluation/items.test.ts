import { expect, test } from 'vitest'
import { itemsOf } from '../../../collector/evaluation/items.ts'
import type { StoredBatch } from '../../../collector/store/port.ts'
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
const starts = (items: Item[]) =>
  itemsOf([batch(items)], () => true)
    .results.get('s/c/alive')
    ?.map(({ startedAt }) => startedAt)

test('a result has the time of the anchor before it in sequence, whatever its place in the batch', () => {
  const stepped = anchor(3, 20_000, 5_000_000)
  expect(starts([result(2, 10_000), stepped, result(4, 30_000)])).toEqual([1_010_001, 5_010_001])
  expect(starts([result(4, 30_000), stepped, result(2, 10_000)])).toEqual([1_010_001, 5_010_001])
})

test('a measured offset is added, and an anchor of one batch says nothing about the next', () => {
  expect(starts([anchor(2, 0, 1_000_000, -500), result(3, 10_000)])).toEqual([1_009_501])
  const two = itemsOf([batch([anchor(2, 0, 7_000_000)]), batch([result(3, 10_000)])], () => true)
  expect(two.results.get('s/c/alive')?.[0]?.startedAt).toBe(1_010_001)
})

test('what was received when, from whom, and why it failed goes along', () => {
  const failed = {
    ...result(7, 0),
    outcome: 'failed' as const,
    reason: 'timeout',
    message: 'no answer',
    attempt: 2,
  }
  expect(itemsOf([batch([failed])], () => true).results.get('s/c/alive')).toEqual([
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

test('results of checks that are not wanted are counted, skipped runs are no executions', () => {
  const skipped = {
    kind: 'skipped' as const,
    seq: 5,
    check: 's/c/alive',
    planned: 1,
    reason: 'still-running',
  }
  const found = itemsOf(
    [batch([result(2, 0, 'x/y/z'), result(3, 0, 'x/y/z'), skipped])],
    (check) => check !== 'x/y/z',
  )
  expect([...found.passedOver]).toEqual([['x/y/z', 2]])
  expect(found.results.size).toBe(0)
})
