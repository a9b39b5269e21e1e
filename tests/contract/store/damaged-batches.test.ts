/** A batch whose row cannot be read is left out, told of, and set aside as a damaged block: all others are read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, batch, chainAll, encoded, entriesOf, MINUTE, result } from './fixtures.ts'

const SHOP = partitionOf('shop')
const SPAN = { fromAt: AT - MINUTE, toAt: AT + MINUTE }

describe.each(ENGINES)('damage to batches on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32), now: AT })
    const document = { services: [{ id: 'shop' }, { id: 'elsewhere' }] } as never
    await store.loadRevision({ document, contacts: [], actor: 'system', now: AT, ledgerId: 'load' })
  })
  afterAll(() => place.end())

  test.each([
    ['is cut off', 'substr(body, 1, 20)'],
    ['has another item, which is none', `replace(body, '"items":[', '"items":[null,')`],
    ['has no items', `'{"base":{"mono":0,"wall":1},"items":7}'`],
    ['has none of its items', `'{"base":{"mono":0,"wall":1},"items":[]}'`],
  ])('one whose row %s', async (what, spoilt) => {
    const seq = 100 * what.length
    const agentId = `agent of what ${what}`
    const drafts = [1, 2, 3].map((n) =>
      batch([result(seq + 10 * n), result(seq + 10 * n + 1)], { agentId, partitions: [SHOP] }),
    )
    const [one, two, three] = drafts
    if (!one || !two || !three) throw new Error('no batches')
    await store.ingest({ batches: [one, encoded(two), three] })
    const rows = await place.raw(`select arrival from batch where agent_id = '${agentId}' order by arrival`)
    const arrivals = rows.map(({ arrival }) => Number(arrival))
    const [first = 0, bad = 0, last = 0] = arrivals
    await place.raw(`update batch set body = ${spoilt} where arrival = ${bad}`)

    const after = { partitions: [SHOP], after: first - 1 }
    const rest = { unreadable: [bad] }
    const arrived = ({ batches }: { batches: { arrival: number }[] }) => batches.map(({ arrival }) => arrival)
    const read = await store.batchesAfter({ ...after, limit: 9 })
    expect([arrived(read), read.upTo]).toEqual([[first, last], last])
    expect(read).toMatchObject(rest)
    expect(await store.batchesAfter({ ...after, limit: 2 })).toMatchObject({ ...rest, upTo: bad })
    const between = await store.batchesBetween({ ...after, ...SPAN, limit: 9 })
    expect(arrived(between)).toEqual([first, last])
    expect(between).toMatchObject({ ...rest, damaged: [] })
    const own = await store.batchesOf({ agentId, ...SPAN, limit: 9 })
    expect(arrived(own)).toEqual([first, last])
    expect(own).toMatchObject(rest)
    // Sent once more it is held already, whatever became of it here.
    expect(await store.ingest({ batches: [two] })).toMatchObject([{ stored: 0, duplicates: 2 }])

    expect(await store.unreadableBatches({ agentId, before: AT + MINUTE })).toEqual({ arrivals: [bad] })
    const { quarantined } = await store.quarantineBatches({ now: AT, arrivals })
    expect(quarantined).toHaveLength(1)
    const entries = await entriesOf(store, 'block.damaged')
    expect(entries.at(-1)?.payload).toMatchObject({ block: quarantined[0], agent: agentId, results: 2 })
    const [block] = await place.raw(`select services, damaged_at from block where id = ${quarantined[0]}`)
    expect([block?.services, Number(block?.damaged_at)]).toEqual(['["shop"]', AT])

    for (const now of [
      await store.batchesAfter({ ...after, limit: 9 }),
      await store.batchesOf({ agentId, ...SPAN, limit: 9 }),
    ]) {
      expect(arrived(now)).toEqual([first, last])
      expect(now).not.toHaveProperty('unreadable')
    }
    expect(await store.unreadableBatches({ agentId, before: AT + MINUTE })).toEqual({ arrivals: [] })
    expect(await store.quarantineBatches({ now: AT, arrivals })).toEqual({ quarantined: [] })
    expect(await store.ingest({ batches: [two] })).toMatchObject([{ stored: 0, duplicates: 2 }])
    await chainAll(store)
  })
})
