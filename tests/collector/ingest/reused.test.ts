/** Numbers that are used again for something else are evidence: written down, and not with every batch. */
import { expect, test } from 'vitest'
import { makeTellReused } from '../../../collector/ingest/reused.ts'
import type { LedgerDraft } from '../../../collector/store/port.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const [AGENT, OTHER] = ['a1', 'a2']
const EPOCH = 'a3bb189e-8bf9-4888-9912-ace4e6543001'

function opened() {
  const clock = makeVirtualClock()
  const entries: LedgerDraft[] = []
  const state = { failing: false }
  const store = {
    async appendLedger(a: { entries: LedgerDraft[] }) {
      if (state.failing) throw new Error('is gone')
      entries.push(...a.entries)
    },
  }
  return { clock, entries, state, tell: makeTellReused({ store, clock, newId: () => `${entries.length}` }) }
}

test('once in ten minutes for each agent, with how many were refused meanwhile', async () => {
  const { clock, entries, tell } = opened()
  await tell(AGENT, EPOCH, [3, 5])
  await tell(AGENT, EPOCH, [3])
  await tell(OTHER, EPOCH, [9])
  await clock.advance(599_000)
  await tell(AGENT, EPOCH, [6, 7])
  expect(entries).toMatchObject([
    { kind: 'ingest.number-reused', subject: 'agent/a1', actor: 'agent:a1' },
    { subject: 'agent/a2', payload: { first: 9 } },
  ])
  expect(entries[0]?.payload).toEqual({ agent: AGENT, epoch: EPOCH, count: 2, first: 3, last: 5, earlier: 0 })
  await clock.advance(1_000)
  await tell(AGENT, EPOCH, [8])
  expect(entries.slice(2)).toMatchObject([{ payload: { count: 1, first: 8, earlier: 3 } }])
})

test('what could not be written is not answered, and is written when it comes again', async () => {
  const { entries, state, tell } = opened()
  state.failing = true
  await expect(tell(AGENT, EPOCH, [3])).rejects.toThrow('is gone')
  state.failing = false
  await tell(AGENT, EPOCH, [3])
  expect(entries).toHaveLength(1)
})
