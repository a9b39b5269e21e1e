/** What a lying agent or a hostile caller may hand in must never make the store unreadable for the others. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, batch, commit, entry, holdPartition, incident, lost, notice, result } from './fixtures.ts'

const MOST = Number.MAX_SAFE_INTEGER

describe.each(ENGINES)('hostile values on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
  })
  afterAll(() => place.end())

  test('absurd losses are counted up to what can be counted, and every agent can still be read', async () => {
    const { id: agentId } = await store.issueAgent({
      id: randomUUID(),
      name: 'liar',
      credentialId: randomUUID(),
      tokenDigest: randomUUID(),
      actor: 'system',
      now: AT,
      ledgerId: randomUUID(),
    })
    const losses = [1, 2, 3].map((seq) => ({ ...lost(seq, MOST), bytes: MOST }))
    for (const one of losses) await store.ingest({ batches: [batch([one], { agentId })] })
    await store.ingest({ batches: [batch(losses, { agentId, epoch: randomUUID() })] })
    expect((await store.agents()).map(({ lost: count }) => count)).toEqual([MOST])
  })

  test('sequence numbers up to the last one count once', async () => {
    const agentId = randomUUID()
    const items = [MOST - 2, MOST - 1, MOST].map((seq) => ({ ...result(1), seq }))
    const draft = batch(items, { agentId })
    expect(await store.ingest({ batches: [draft] })).toEqual([{ stored: 3, duplicates: 0 }])
    expect(await store.ingest({ batches: [draft] })).toEqual([{ stored: 0, duplicates: 3 }])
  })

  test('an incident with NUL and half a character in its texts is written', async () => {
    const lease = await holdPartition(store, 7, 'me')
    const message = 'a\u0000b\ud800c'
    const about = incident(randomUUID(), { message })
    const told = notice(randomUUID(), about)
    await store.commitEvaluation(
      commit(lease, { incidents: [about], notices: [told], ledger: [entry(randomUUID(), AT, { message })] }),
    )
    expect((await store.incident({ id: about.id }))?.message?.at(0)).toBe('a')
  })

  test('texts with NUL find nothing and break nothing', async () => {
    const nul = 'a\u0000b'
    expect(await store.incident({ id: nul })).toBeNull()
    expect((await store.incidents({ limit: 1, cursor: null, service: nul })).items).toEqual([])
    expect(await store.operatorByName({ name: nul })).toBeNull()
    expect((await store.deliveries({ limit: 1, cursor: nul, noticeId: nul })).items).toEqual([])
  })
})
