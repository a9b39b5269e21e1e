/** When the sealer looks for something to seal; what it makes of it is in ledger.test.ts, on real stores. */
import { expect, test } from 'vitest'
import { startSealer } from '../../../collector/ledger/sealer.ts'
import type { Store } from '../../../collector/store/port.ts'
import { tellingWrites } from '../../../collector/store/telling.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

function setUp(told: boolean) {
  const clock = makeVirtualClock()
  const from = clock.monotonic()
  /** Seconds at which the store was looked at, and at which what was written before was sealed. */
  const looks: number[] = []
  const sealed: number[] = []
  let unsealed = 0
  const second = () => Math.round((clock.monotonic() - from) / 1000)
  const entry = { id: 'e', at: 0, kind: 'k', subject: 's', actor: 'system', payloadDigest: 'd' }
  const fake = {
    holdLeases: async () => [{ name: 'sealer', token: 1, until: 0 }],
    addLedgerKey: async () => undefined,
    lastSeal: async () => null,
    async unchained() {
      if (looks.at(-1) !== second()) looks.push(second())
      return unsealed > 0 ? [entry] : []
    },
    async chain() {
      unsealed = 0
      sealed.push(second())
    },
    async appendLedger() {
      unsealed += 1
    },
    agentsHeard: async () => undefined,
  }
  const store = tellingWrites(fake as unknown as Store, () => sealer.wake())
  const log = { warn: () => undefined, error: (a: unknown) => expect.unreachable(String(a)) }
  const signer = { keyId: 'k', publicKey: 'p', sign: () => 's' }
  const sealer = startSealer({
    ...{ store, owner: 'a', signer, clock, log, metrics: { count: () => undefined }, told },
  })
  return { clock, store, looks, sealed, sealer, untold: () => fake.appendLedger() }
}

test('where every write is told it looks once a minute, and within a second of a write', async () => {
  const { clock, store, looks, sealed, sealer, untold } = setUp(true)
  await clock.advance(30_000)
  const before = looks.length
  await store.agentsHeard({ ids: ['a'], at: 0 })
  await clock.advance(25_000)
  expect(looks.length).toBe(before)
  await store.appendLedger({ entries: [] })
  await clock.advance(1_000)
  expect(sealed).toEqual([56])
  looks.length = 0
  await clock.advance(180_000)
  expect(looks.length).toBeLessThanOrEqual(4)
  // What came past it is found all the same.
  await untold()
  await clock.advance(60_000)
  expect(sealed).toHaveLength(2)
  await sealer.stop()
  expect(clock.pending()).toBe(0)
})

test('where others write, too, it looks each second', async () => {
  const { clock, looks, sealer } = setUp(false)
  await clock.advance(10_000)
  expect(looks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  await sealer.stop()
})
