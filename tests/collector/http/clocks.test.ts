/** The clocks of a service's hosts, and results of a host whose clock was off (III.1.1.5). */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Lease } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { serviceOf } from '../station.ts'
import { openBench, START } from './bench.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const H = Math.ceil(START / HOUR) * HOUR

test('hours of each host`s clock against the collector`s, with the limit between them', async () => {
  const service = serviceOf('shop')
  service.timeSync = { betweenHostsMs: 500, decidedBy: '品質管理部', on: '2026-11-01' }
  const bench = await openBench({ services: [service] })
  const partition = partitionOf('shop')
  const owner = { owner: 'one', now: START, ttlMs: HOUR }
  const [lease] = await bench.store.holdLeases({ names: [`partition/${partition}`], ...owner })
  const kept = { partition, lease: lease as Lease, now: START, sketches: [], forgetBefore: 0 }
  const said = { agentId: bench.agent.id, leastMs: -3, mostMs: 12.5, readings: 60 }
  await bench.store.keepHour({ ...kept, hourAt: H, clocks: [said] })
  await bench.clock.advance(3 * HOUR)
  const page = await bench.enrol()
  const { body } = await bench.ask('/api/v1/services/shop/clocks', { headers: page })
  expect(body).toMatchObject({ service: 'shop', limitMs: 500 })
  expect(body.hosts).toEqual([
    {
      host: 'host-1',
      hours: [{ at: new Date(H).toISOString(), leastMs: -3, mostMs: 12.5, readings: 60 }],
      latest: null,
    },
  ])
  const refused = await bench.ask('/api/v1/services/shop/clocks?from=2020-01-01T00:00:00Z', { headers: page })
  expect(refused.status).toBe(400)
  expect((await bench.ask('/api/v1/services/none/clocks', { headers: page })).status).toBe(404)
})

test('a result of the time in which its host`s clock was off is marked, and no other', async () => {
  const bench = await openBench({ services: [serviceOf('shop')] })
  await bench.clock.advance(HOUR)
  const page = await bench.enrol()
  const base = { seq: 1, mono: 0, wall: START, offset: 0, uncertainty: 1 }
  const items = [10, 20, 30].map((minute, n) => {
    const mono = minute * MINUTE
    const times = { planned: mono, started: mono, finished: mono + 20 }
    return {
      kind: 'result',
      seq: n + 2,
      check: 'shop/web/alive',
      revision: 1,
      ...times,
      outcome: 'ok',
      attempt: 0,
    }
  })
  const body = { wire: 1, epoch: randomUUID(), sentAt: bench.clock.now(), base, items }
  expect((await bench.asAgent('/agent/v1/batches', { method: 'POST', body })).status).toBe(200)
  const partition = partitionOf('shop')
  const owner = { owner: 'one', now: bench.clock.now(), ttlMs: HOUR }
  const [lease] = await bench.store.holdLeases({ names: [`partition/${partition}`], ...owner })
  await bench.store.commitEvaluation({
    ...{ partition, lease: lease as Lease, now: bench.clock.now(), cursor: 1 },
    ...{ states: [], obligations: [], notices: [], ledger: [] },
    incidents: [
      {
        ...{ id: randomUUID(), service: 'shop', kind: 'time-error', component: 'host-1' },
        ...{ checks: ['shop/web/alive'], lastOkAt: null, reason: 'clocks-apart', message: null },
        ...{ firstFailedAt: START + 15 * MINUTE, confirmedAt: START + 16 * MINUTE },
        ...{ discoveredAt: START + 16 * MINUTE, recoveredAt: START + 25 * MINUTE },
        recoveryConfirmedAt: START + 26 * MINUTE,
      },
    ],
  })
  const answer = await bench.ask('/api/v1/results?check=shop/web/alive', { headers: page })
  expect(answer.body.items.map((one: { clockOff?: true }) => one.clockOff)).toEqual([
    undefined,
    true,
    undefined,
  ])
})
