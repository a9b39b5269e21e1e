/** Up to when what had come is folded, by how much of it the store still has. */
import { expect, test } from 'vitest'
import { makeArrivals } from '../../../collector/evaluation/arrivals.ts'
import type { Memory } from '../../../collector/evaluation/partition.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import type { StoredBatch } from '../../../collector/store/port.ts'

const NOW = Date.UTC(2026, 10, 1)

test.each([
  ['a whole page', 200, 199],
  ['the last of it', 199, null],
  ['nothing', 0, null],
])('of %s', async (_, count, newest) => {
  const base = { seq: 0, mono: 0, wall: 0, offset: 0, uncertainty: 0 }
  const batches = Array.from({ length: count }, (__, n): StoredBatch => {
    return { arrival: n + 1, agentId: 'a', epoch: 'e', receivedAt: NOW - 3_600_000 + n, base, items: [] }
  })
  const arrivals = makeArrivals({
    store: { batchesAfter: async () => ({ batches, upTo: count }) },
    clock: { now: () => NOW },
    metrics: makeMetrics(),
    turns: { begin: () => undefined },
  })
  const memory = { partition: 1, cursor: 0 } as Memory
  const arrived = await arrivals.into([memory], NOW, async () => undefined)
  expect(arrived.heardTo(memory)).toBe(newest === null ? NOW : NOW - 3_600_000 + newest)
})
