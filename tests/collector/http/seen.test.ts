import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { StoreError } from '../../../collector/store/port.ts'
import type { Topic } from '../../../rules/api/types.ts'
import { openBench, START } from './bench.ts'

test('that an agent was heard of is announced when it is stored, and said again where it could not be', async () => {
  let refused: StoreError | null = null
  const bench = await openBench({
    faulty: (store) => ({
      ...store,
      ingest: (a) => (refused ? Promise.reject(refused) : store.ingest(a)),
    }),
  })
  /** When `agents` was announced, what a page that asks then is shown. */
  const shown: (number | null)[] = []
  const seenAt = async () =>
    (await bench.store.agents()).find(({ id }) => id === bench.agent.id)?.lastSeenAt ?? null
  const asked: Promise<void>[] = []
  bench.events.subscribe((topics: readonly Topic[]) => {
    if (topics.includes('agents')) asked.push(seenAt().then((at) => void shown.push(at)))
  })
  const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
  const epoch = randomUUID()
  const send = (seq: number) => {
    const times = { planned: seq, started: seq, finished: seq + 1 }
    const ran = { check: 'shop/web/alive', revision: 1, ...times, outcome: 'ok', attempt: 0 }
    const items = [{ kind: 'result', seq, ...ran }]
    const body = { wire: 1, epoch, sentAt: START, base, items }
    return bench.asAgent('/agent/v1/batches', { method: 'POST', body })
  }
  refused = new StoreError('unavailable', 'gone')
  expect((await send(2)).status).toBe(503)
  expect(asked).toEqual([])
  refused = null
  expect((await send(2)).status).toBe(200)
  await expect.poll(() => asked.length).toBe(1)
  await Promise.all(asked)
  expect(shown).toEqual([bench.clock.now()])
})
