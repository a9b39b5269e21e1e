import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lease, Store } from '../../../collector/store/port.ts'
import { addTo, emptySketch } from '../../../rules/performance/sketch.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT } from './fixtures.ts'

const HOUR = 3_600_000
const H = Math.floor(AT / HOUR) * HOUR

describe.each(ENGINES)('response times by the hour on $name', (engine) => {
  let place: Place
  let store: Store
  let lease: Lease
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(5), now: AT })
    const held = await store.holdLeases({ names: ['partition/3'], owner: 'one', now: AT, ttlMs: HOUR })
    lease = held[0] as Lease
  })
  afterAll(() => place.end())

  const sketchOf = (...times: number[]) => {
    const sketch = emptySketch()
    for (const ms of times) addTo(sketch, ms)
    return sketch
  }
  const keep = (hourAt: number, checks: Record<string, number[]>, more = {}) =>
    store.keepHour({
      ...{ partition: 3, lease, now: AT, hourAt, forgetBefore: 0, clocks: [] },
      sketches: Object.entries(checks).map(([check, times]) => ({ check, sketch: sketchOf(...times) })),
      ...more,
    })

  test('an hour that is kept again is in the place of what was kept, and the newest one is known', async () => {
    expect(await store.hoursKept({ partitions: [3, 4] })).toEqual([])
    await keep(H, { 'shop/web/fast': [10], 'shop/db/fast': [1] })
    await keep(H, { 'shop/web/fast': [10, 20, 30] })
    await keep(H + HOUR, {})
    expect(await store.hoursKept({ partitions: [3, 4] })).toEqual([{ partition: 3, hourAt: H + HOUR }])
    const found = await store.sketches({ checks: ['shop/web/fast', 'shop/db/fast'], hours: [H, H + HOUR] })
    expect(found.toSorted((a, b) => (a.check < b.check ? -1 : 1))).toEqual([
      { check: 'shop/db/fast', hourAt: H, sketch: sketchOf(1) },
      { check: 'shop/web/fast', hourAt: H, sketch: sketchOf(10, 20, 30) },
    ])
  })

  test('old hours are forgotten', async () => {
    await keep(H + 2 * HOUR, { 'shop/web/fast': [5] }, { forgetBefore: H + HOUR })
    const hours = [H, H + 2 * HOUR]
    expect(await store.sketches({ checks: ['shop/web/fast'], hours })).toMatchObject([
      { hourAt: H + 2 * HOUR },
    ])
  })

  test('clocks of hosts are kept beside them', async () => {
    const said = { agentId: 'agent-1', leastMs: -3.5, mostMs: 812, readings: 60 }
    await keep(H + 3 * HOUR, {}, { clocks: [{ ...said, mostMs: 1 }] })
    await keep(H + 3 * HOUR, {}, { clocks: [said] })
    // Of another partition, which saw less of it.
    await keep(H + 3 * HOUR, {}, { clocks: [{ ...said, mostMs: 2, readings: 1 }] })
    await keep(H + 4 * HOUR, {}, { clocks: [{ ...said, agentId: 'agent-2' }] })
    const span = { fromAt: H, toAt: H + 4 * HOUR }
    expect(await store.clockHours({ agentIds: ['agent-1', 'agent-2'], ...span })).toEqual([
      { ...said, hourAt: H + 3 * HOUR },
    ])
  })

  test('who does not hold the partition keeps nothing', async () => {
    const other = { ...lease, token: lease.token + 1 }
    await expect(keep(H, { 'shop/web/fast': [1] }, { lease: other })).rejects.toMatchObject({
      code: 'fenced',
    })
  })
})
