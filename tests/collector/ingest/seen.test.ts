import { expect, test } from 'vitest'
import { makeSeen } from '../../../collector/ingest/seen.ts'
import type { Store } from '../../../collector/store/port.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

function setUp() {
  const clock = makeVirtualClock()
  const heard: { ids: string[]; at: number }[] = []
  const told: unknown[] = []
  const fault: { error: Error | null } = { error: null }
  const store: Pick<Store, 'agentSeen' | 'agentsHeard'> = {
    agentSeen: async () => undefined,
    agentsHeard: async (row) => {
      if (fault.error) throw fault.error
      heard.push(row)
    },
  }
  return { clock, heard, told, fault, seen: makeSeen(store, clock, (error) => told.push(error)) }
}

test('agents that only ask are written together, by the time of the first, and again when they ask again', async () => {
  const { clock, heard, told, seen } = setUp()
  const from = clock.now()
  seen.heard('a')
  await clock.advance(10_000)
  seen.heard('b')
  seen.heard('a')
  expect(heard).toEqual([])
  await clock.advance(5_000)
  expect(heard).toEqual([{ ids: ['a', 'b'], at: from }])
  expect(told).toEqual([null])
  await clock.advance(60_000)
  expect(heard).toHaveLength(1)
  seen.heard('a')
  await clock.advance(15_000)
  expect(heard.at(-1)).toEqual({ ids: ['a'], at: from + 75_000 })
})

test('who handed something in just now is not written for a question; what could not be written is told', async () => {
  const { clock, heard, told, fault, seen } = setUp()
  expect(seen.due({ id: 'a' })).toMatchObject({ row: { id: 'a' } })
  await clock.advance(10_000)
  seen.heard('a')
  await clock.advance(60_000)
  expect(heard).toEqual([])
  fault.error = new Error('the disk is full')
  seen.heard('a')
  await clock.advance(15_000)
  expect(told).toEqual([fault.error])
})
