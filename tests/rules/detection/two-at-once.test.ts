import { expect, test } from 'vitest'
import { newEpochs, notedEpoch } from '../../../rules/detection/two-at-once.ts'
import type { Item } from '../../../rules/wire/v1.ts'

const AT = Date.UTC(2026, 10, 21)
const MINUTE = 60_000

/** A batch of an epoch whose program began at `begunAt`, with its executions from minute to minute. */
function batch(epoch: string, from: number, to: number, more: { offset?: number | null } = {}) {
  const { offset = 0 } = more
  const items = Array.from({ length: to - from + 1 }, (_, n): Item => {
    const at = (from + n) * MINUTE
    return {
      ...{ kind: 'result', seq: from + n + 2, check: 's/c/alive', revision: 1, outcome: 'ok', attempt: 0 },
      ...{ planned: at, started: at, finished: at + 20 },
    }
  })
  return {
    epoch,
    base: { seq: 1, mono: 0, wall: AT, offset, uncertainty: offset === null ? null : 1 },
    items,
  }
}

const told = (...batches: ReturnType<typeof batch>[]) => {
  const known = newEpochs()
  return batches.flatMap((one) => notedEpoch(known, one) ?? [])
}

test('two epochs that take turns and overlap are two programs, told once in ten minutes', () => {
  const both = told(
    ...[batch('a', 0, 4), batch('b', 3, 5), batch('a', 5, 6), batch('b', 6, 7), batch('a', 7, 8)],
    ...[batch('b', 8, 12), batch('a', 9, 14), batch('b', 13, 20), batch('a', 15, 21)],
  )
  expect(both).toEqual([
    { fromAt: AT + 3 * MINUTE, toAt: AT + 6 * MINUTE },
    { fromAt: AT + 3 * MINUTE, toAt: AT + 20 * MINUTE },
  ])
})

test('an agent that is started again and again is one program, whatever its spool still holds of before', () => {
  expect(
    told(
      ...[batch('a', 0, 4), batch('b', 6, 7), batch('a', 5, 5), batch('b', 8, 9), batch('a', 5, 5)],
      ...[batch('c', 10, 12), batch('b', 9, 9), batch('c', 13, 14), batch('a', 2, 3), batch('c', 15, 90)],
    ),
  ).toEqual([])
})

test('what was handed in once more, and what no clock was measured for, says nothing', () => {
  expect(told(batch('a', 0, 9), batch('b', 11, 12), batch('a', 0, 9), batch('b', 11, 12))).toEqual([])
  const unmeasured = { offset: null }
  expect(
    told(
      ...[batch('a', 0, 9, unmeasured), batch('b', 2, 3, unmeasured)],
      ...[batch('a', 10, 12, unmeasured), batch('b', 4, 13, unmeasured)],
    ),
  ).toEqual([])
})

test('of an agent that is always started anew no more than its last epochs are remembered', () => {
  const known = newEpochs()
  for (let n = 0; n < 1_000; n += 1) notedEpoch(known, batch(`epoch-${n}`, n, n))
  expect(known.spans.size).toBe(8)
})
