/** What one round of the outbox does whole, over a store that says so much at a time. */
import { expect, test } from 'vitest'
import { type OutboxDeps, startOutbox } from '../../../collector/notices/outbox.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

test('notices for nobody keep none behind them waiting, and all that ended are settled, in the first round', async () => {
  const clock = makeVirtualClock()
  const expanded = [
    { made: 0, unreadable: [], pending: true },
    { made: 0, unreadable: [], pending: true },
    { made: 1, unreadable: [], pending: false },
  ]
  const settled = [100, 100, 3, 0]
  let leased = 0
  const store = {
    expandNotices: async () => expanded.shift() ?? { made: 0, unreadable: [], pending: false },
    settleNotices: async () => ({ settled: settled.shift() ?? 0 }),
    leaseDeliveries: async () => {
      leased += expanded.length === 0 ? 1 : 0
      return { leased: [], unreadable: [] }
    },
    openNoticeObligations: async () => [],
    lastSeal: async () => null,
    nextDeliveryMs: async () => null,
    waitingDeliveries: async () => 0,
    notices: async () => ({ items: [], next: null }),
  }
  const channel = { name: 'mail', send: async () => Promise.reject(new Error('nothing to send')) }
  const deps = {
    ...{ store, clock, owner: 'me', alone: true, random: () => 0.5, newId: () => 'id' },
    channels: new Map([['mail', { ...channel, close: async () => undefined }]]),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { count: () => undefined, observe: () => undefined, set: () => undefined },
    ownClock: { doubts: async () => [] },
    onChange: () => undefined,
  } as unknown as OutboxDeps
  const outbox = startOutbox(deps)
  for (let turn = 0; turn < 100; turn += 1) await null
  await clock.advance(0)
  expect(expanded).toEqual([])
  expect(leased, 'what was made last is looked for').toBeGreaterThan(0)
  expect(settled, 'the rest of them, and no more').toEqual([0])
  await outbox.stop()
})
