/** What is kept of the newest result is the whole result, whatever came for its check before. */
import { expect, test } from 'vitest'
import { makeNewestResults } from '../../../collector/ingest/newest-results.ts'
import type { ResultItem } from '../../../rules/wire/v1.ts'

const result = (more: Partial<ResultItem> = {}): ResultItem => ({
  ...{ kind: 'result', seq: 7, check: 'shop/web/alive', revision: 2 },
  ...{ planned: 1000, started: 1003, finished: 1015, outcome: 'ok', attempt: 0, ...more },
})
const times = { plannedAt: 1e12, startedAt: 1e12 + 3, finishedAt: 1e12 + 15, receivedAt: 1e12 + 99 }
const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`v${n}`, n]))

test('one after the other in the same row, each comes back as it was', () => {
  const newest = makeNewestResults()
  expect(newest.get(3, 'shop/web/alive')).toBeNull()
  expect(newest.startedAt(3)).toBe(Number.NEGATIVE_INFINITY)
  for (const item of [
    result(),
    result({ values: { total_ms: 1.5, status: 200 } }),
    result({ seq: 8, values: { total_ms: 2.5, status: 500 }, outcome: 'failed', reason: 'status' }),
    result({ values: { total_ms: 2.5 } }),
    result({ values: { status: 200, total_ms: 1 } }),
    result({ values: { total_ms: 2.5, status: 'fine' } }),
    result({ values: many, message: 'more than have room' }),
    result({ values: {} }),
    result({ outcome: 'unknown', attempt: 3, reason: 'timeout', message: 'x' }),
    result({ values: { total_ms: 1 } }),
    result(),
  ]) {
    newest.set(3, item, times, 'agent/epoch')
    expect(newest.get(3, item.check)).toEqual({ item, ...times, source: `agent/epoch/${item.seq}` })
    expect(Object.keys(newest.get(3, item.check)?.item.values ?? {})).toEqual(Object.keys(item.values ?? {}))
    expect(newest.startedAt(3)).toBe(times.startedAt)
  }
})

test('rows are apart, whatever room they take, and one that is cleared has nothing of before', () => {
  const newest = makeNewestResults()
  const rows = [0, 1, 255, 256, 5000]
  for (const row of rows) newest.set(row, result({ seq: row + 1, values: { n: row } }), times, `a/${row}`)
  newest.set(1, result({ reason: 'slow', values: { text: 'x' } }), times, 'b/1')
  newest.clear(1)
  expect(newest.get(1, 'shop/web/alive')).toBeNull()
  newest.set(1, result(), times, 'c/1')
  expect(newest.get(1, 'shop/web/alive')).toEqual({ item: result(), ...times, source: 'c/1/7' })
  for (const row of rows.filter((one) => one !== 1))
    expect(newest.get(row, 'shop/web/alive')).toMatchObject({
      source: `a/${row}/${row + 1}`,
      item: { values: { n: row } },
    })
})
