/** The guideline page's data: every item, the month on the service's clocks, and why a cell is red. */
import { expect, test } from 'vitest'
import type { Guideline } from '../../../rules/api/types.ts'
import { EDITION, ITEMS, OWN_ITEMS, referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { serviceOf } from '../station.ts'
import { type Bench, openBench, START } from './bench.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

async function owe(bench: Bench, rows: { id: string; item: string; clockFrom: number; marginMs: number }[]) {
  const partition = partitionOf('shop')
  const names = [`partition/${partition}`]
  const [lease] = await bench.store.holdLeases({
    names,
    owner: 'test',
    now: bench.clock.now(),
    ttlMs: MINUTE,
  })
  if (!lease) throw new Error('no lease')
  const nothing = { states: [], incidents: [], notices: [], ledger: [] }
  const obligations = rows.map(({ id, item, clockFrom, marginMs }) => {
    const limitMs = 20 * MINUTE
    const dueAt = clockFrom + limitMs
    const state = marginMs < 0 ? ('breached' as const) : ('met' as const)
    const because = marginMs < 0 ? 'accepted-late' : 'accepted-in-time'
    const decided = { state, decidedAt: dueAt - marginMs, marginMs, because }
    const subject = `incident-of-${id}`
    return {
      ...{ id, item, service: 'shop', subject, clockFrom, dueAt, limitMs, ...decided },
      ...{ evidence: { notice: id }, customer: null, noticeId: null },
    }
  })
  await bench.store.commitEvaluation({
    ...{ partition, lease, now: bench.clock.now(), cursor: 1, ...nothing, obligations },
  })
}

async function guideline(bench: Bench, path = 'services/shop/guideline'): Promise<Guideline> {
  const answer = await bench.ask(`/api/v1/${path}`)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.body
}

const rowOf = ({ rows }: Guideline, item: string) => rows.find((row) => row.item === item)

test('all items of the catalogue with their control, its clauses, and how each is measured or not', async () => {
  const bench = await openBench({ services: [serviceOf('shop')] })
  await bench.clock.advance(HOUR)
  const page = await guideline(bench)
  const ids = [...ITEMS, ...OWN_ITEMS].map(({ id }) => id)
  expect(page.rows.map(({ item }) => item).sort()).toEqual(ids.sort())
  expect(page.from).toBe('2026-10-31T15:00:00.000Z')
  expect(page.to).toBe(new Date(START + HOUR).toISOString())
  for (const row of page.rows) {
    expect(page.controls.map(({ id }) => id)).toContain(row.control)
    expect(row.clauses).toEqual(EDITION.controls.find(({ id }) => id === row.control)?.serves)
    if (row.measuring.by === null) expect(['not-measured', 'unset']).toContain(row.verdict)
  }
  expect(page.rows.some(({ clauses }) => clauses.length > 0)).toBe(true)
  expect(rowOf(page, 'III.4.4.1.a')).toMatchObject({ verdict: 'not-measured', achieved: null })
  expect(rowOf(page, 'III.1.1.5.b')).toMatchObject({ verdict: 'unset' })
})

test('a month is the service’s own; a breach of another one does not count in it', async () => {
  const bench = await openBench({ services: [serviceOf('shop')] })
  const december = Date.parse('2026-11-30T15:00:00.000Z')
  await bench.clock.advance(december - START + HOUR)
  const item = 'III.1.1.1.b'
  await owe(bench, [
    { id: 'late', item, clockFrom: december - 1, marginMs: -MINUTE },
    { id: 'kept', item, clockFrom: december, marginMs: 3 * MINUTE },
  ])
  expect(rowOf(await guideline(bench), item)).toMatchObject({
    verdict: 'met',
    achieved: { of: 'longest-delay', ms: 17 * MINUTE },
    counts: { met: 1, breached: 0 },
  })
  const november = await guideline(bench, 'services/shop/guideline?month=2026-11')
  expect(november.to).toBe(new Date(december).toISOString())
  expect(rowOf(november, item)).toMatchObject({
    verdict: 'breached',
    achieved: { of: 'longest-delay', ms: 21 * MINUTE },
    counts: { met: 0, breached: 1 },
  })
  // What stands behind the red cell: those of the row's own window, and no other.
  const { from, to } = november
  const why = await bench.ask(
    `/api/v1/obligations?service=shop&item=${item}&state=breached&from=${from}&to=${to}`,
  )
  expect(why.body.items).toMatchObject([
    { id: 'late', because: 'accepted-late', marginMs: -MINUTE, evidence: { notice: 'late' } },
  ])
})

test('the page of now and the guideline page say the same of an item', async () => {
  const bench = await openBench({ services: [serviceOf('shop')] })
  await bench.clock.advance(DAY)
  await owe(bench, [
    { id: 'a', item: 'III.1.1.2.b', clockFrom: START + HOUR, marginMs: 3 * MINUTE },
    { id: 'b', item: 'III.1.1.2.b', clockFrom: START + 2 * HOUR, marginMs: 18 * MINUTE },
    { id: 'c', item: 'III.1.1.8.a', clockFrom: START + HOUR, marginMs: -3 * MINUTE },
  ])
  const { incidentRecords } = EDITION.measures
  const looked = { firstAt: START, checkedAt: bench.clock.now(), keptMs: DAY }
  const standing = {
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    customer: null,
    noticeId: null,
  } as const
  const limitMs = 1800 * DAY
  await bench.store.keepObligations({
    obligations: [
      {
        ...{ id: 'kept', item: incidentRecords, service: 'shop', subject: 'ledger', evidence: looked },
        ...{ clockFrom: START, dueAt: START + limitMs, limitMs, ...standing },
      },
    ],
    ledger: [],
  })
  const page = await guideline(bench)
  expect(rowOf(page, incidentRecords)?.achieved).toEqual({ of: 'shortest-retention', ms: DAY })
  const { body: summary } = await bench.ask('/api/v1/services/shop')
  for (const { control: _control, clauses: _clauses, ...row } of page.rows)
    if (row.measuring.by !== null)
      expect(summary.values.find((one: { item: string }) => one.item === row.item)).toEqual(row)
})

test('a looser own value is not met whatever was achieved; who decided it stands there', async () => {
  const item = 'III.1.1.2.b'
  const decided = { source: 'own', decidedBy: '品質管理部', on: '2026-11-01', reason: '夜間は無人' } as const
  const own = { value: 'PT60M', ...decided }
  const service = serviceOf('shop')
  const looser = valueInForce(referenceOf(item, 1), own)
  const bench = await openBench({ services: [{ ...service, values: { ...service.values, [item]: looser } }] })
  await bench.clock.advance(HOUR)
  await owe(bench, [{ id: 'a', item, clockFrom: START, marginMs: 3 * MINUTE }])
  expect(rowOf(await guideline(bench), item)).toMatchObject({
    ...{ own, standing: 'looser', verdict: 'met', referenceVerdict: 'breached' },
  })
})

test('what is no service, no month, or not recorded is said', async () => {
  const bench = await openBench({ services: [serviceOf('shop')] })
  const status = async (path: string) => (await bench.ask(`/api/v1/${path}`)).status
  expect(await status('services/none/guideline')).toBe(404)
  expect(await status('services/shop/guideline?month=2026-13')).toBe(400)
  expect(await status('services/shop/guideline?month=2027-01')).toBe(404)
  expect(await status('services/shop/guideline?month=1000-01')).toBe(404)
  // The month after it has no instant that can be written down.
  for (const route of ['guideline', 'report'])
    expect(await status(`services/shop/${route}?month=9999-12`)).toBe(400)
  expect(await status('services/shop/guideline?month=2025-01')).toBe(404)
})
