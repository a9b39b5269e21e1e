/** Availability, reports and their issues, as a client sees them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issuedReport, report, serviceAvailability } from '../../../collector/http/report-schemas.ts'
import { pageOf } from '../../../collector/http/schemas.ts'
import { referenceOf } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import { digest } from '../../../rules/ledger/chain.ts'
import { makeWorld } from '../reports/world.ts'
import { serviceOf } from '../station.ts'
import { openBench, START } from './bench.ts'
import { makeAccount } from './walk/accounts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const shop = serviceOf('shop', ['web'], ['liveness'])
const hall = serviceOf('hall', ['web'], ['liveness'])
hall.customers = ['acme', 'zeta'].map((id) => ({
  ...{ id, name: id, language: 'ja', timezone: 'Asia/Tokyo', values: hall.values },
}))
const zeta = hall.customers[1]
const agreed = { source: 'own', decidedBy: '品質管理部', on: '2026-11-01', reason: null } as const
if (zeta)
  zeta.values = {
    ...hall.values,
    'III.2.1.1.a': valueInForce(referenceOf('III.2.1.1.a', hall.pattern), { value: '80', ...agreed }),
  }
const bench = await openBench({ services: [shop, hall], until: afterAll })
const iso = (at: number) => new Date(at).toISOString()
let page: Record<string, string> = {}
const get = (path: string) => bench.ask(`/api/v1/${path}`, { headers: page })
const issue = (body: object) => bench.ask('/api/v1/reports', { method: 'POST', headers: page, body })
const november = { service: 'shop', month: '2026-11', audience: 'customers', means: 'mail' }

beforeAll(async () => {
  const world = await makeWorld(bench.store)
  const failed = (_: string, t: number) =>
    t >= START + HOUR && t < START + HOUR + 10 * MINUTE ? 'failed' : 'ok'
  for (const one of [shop, hall]) await world.handIn(world.runs(one, START, START + 3 * HOUR, failed))
  await bench.clock.advance(2 * HOUR)
  page = await bench.enrol()
})

describe('availability', () => {
  const of = (from: string, to: string, service = 'shop') =>
    get(`services/${service}/availability?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`)

  test('is the partition, the bounds and the verdict of any span', async () => {
    // Written with an offset: an instant is an instant.
    const { status, body } = await of('2026-11-01T09:30:00+09:00', '2026-11-01T10:30:00+09:00')
    expect([status, serviceAvailability.parse(body)]).toEqual([200, body])
    expect(body.availability).toMatchObject({
      from: iso(START + HOUR / 2),
      to: iso(START + HOUR * 1.5),
      partition: {
        periodMs: HOUR,
        upMs: 50 * MINUTE,
        downMs: 10 * MINUTE,
        unknownMs: 0,
        maintenanceMs: 0,
        outsideMs: 0,
      },
      ...{ lower: '83.333', upper: '83.333', measured: '83.333', required: '99.5', verdict: 'breached' },
    })
  })

  test('is held to what the customer who asks agreed', async () => {
    const [admin] = await bench.store.operators({ now: bench.clock.now(), idleMs: HOUR })
    const seen = async (customer: string) => {
      const rights = { role: 'customer' as const, services: ['hall'], customer }
      const { page: headers } = await makeAccount(bench, { ...rights, invitedBy: admin?.id ?? '' })
      const span = `from=${iso(START + HOUR / 2)}&to=${iso(START + HOUR * 1.5)}`
      const { body } = await bench.ask(`/api/v1/services/hall/availability?${span}`, { headers })
      const { lower, required, verdict } = body.availability
      return { lower, required, verdict }
    }
    expect(await seen('acme')).toEqual({ lower: '83.333', required: '99.5', verdict: 'breached' })
    expect(await seen('zeta')).toEqual({ lower: '83.333', required: '80', verdict: 'met' })
  })

  test('ends now', async () => {
    const { body } = await of(iso(START + HOUR), iso(START + 9 * HOUR))
    expect(body.availability).toMatchObject({ to: iso(START + 2 * HOUR), partition: { periodMs: HOUR } })
  })

  test.each([
    ['2026-11-01T01:00:00Z', '2026-11-01T01:00:00Z', '/from'],
    ['2027-11-01T01:00:00Z', '2028-11-01T01:00:00Z', '/from'],
    ['2025-01-01T00:00:00Z', '2026-11-01T01:00:00Z', '/to'],
    ['yesterday', '2026-11-01T01:00:00Z', '/from'],
  ])('from %s to %s is refused', async (from, to, path) => {
    const { status, body } = await of(from, to)
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'bad-query', path])
  })

  test('of a service that is not there, there is none', async () => {
    const { status, body } = await of(iso(START), iso(START + HOUR), 'shpo')
    expect([status, body.code]).toEqual([404, 'not-found'])
  })
})

describe('reports', () => {
  test('the report of a month that runs is provisional', async () => {
    const { status, body } = await get('services/shop/report?month=2026-11')
    expect([status, report.parse(body)]).toEqual([200, body])
    expect(body).toMatchObject({ status: 'provisional', asOf: iso(START + 2 * HOUR), month: '2026-11' })
    // In Japan the month began nine hours before the service was configured.
    expect(body.measurement.availability.partition).toMatchObject({
      unknownMs: 9 * HOUR,
      downMs: 10 * MINUTE,
    })
  })

  test.each([
    ['services/shop/report?month=2026-13', 400, 'bad-query'],
    ['services/shop/report?month=2026-12', 404, 'not-found'],
    ['services/shpo/report?month=2026-11', 404, 'not-found'],
    ['reports/none', 404, 'not-found'],
  ])('%s is answered %i', async (path, status, code) => {
    const answer = await get(path)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('what was issued stays as it was, with its digest in the ledger, and keeps what was owed', async () => {
    const issued = await issue({ ...november, issuedAt: iso(START + HOUR) })
    expect([issued.status, issuedReport.parse(issued.body)]).toEqual([201, issued.body])
    expect(issued.body).toMatchObject({
      ...november,
      issuedAt: iso(START + HOUR),
      recordedAt: iso(START + 2 * HOUR),
      recordedBy: '佐藤',
    })
    const document = await get(`reports/${issued.body.id}`)
    expect(document.headers['content-type']).toContain('application/json')
    expect(digest(document.text)).toBe(issued.body.digest)
    expect(report.parse(document.body).service.id).toBe('shop')
    const list = await get('reports?service=shop')
    expect(pageOf(issuedReport).parse(list.body).items).toEqual([issued.body])
    expect((await get('reports?service=mall')).body.items).toEqual([])
    const owed = (await get('obligations?item=III.1.1.7.a')).body.items
    expect(
      owed.map(({ state, subject }: { state: string; subject: string }) => [state, subject]).sort(),
    ).toEqual([
      ['met', 'report/customers'],
      ['open', 'report/customers'],
    ])
    const [entry] = await bench.entries('report.issued')
    expect(JSON.parse(entry?.payload ?? '{}')).toMatchObject({
      digest: issued.body.digest,
      audience: 'customers',
    })
  })

  test.each([
    [{ ...november, issuedAt: '2026-11-01T09:00:00Z' }, 400, 'bad-body'],
    [{ ...november, issuedAt: '2026-10-31T14:59:59Z' }, 400, 'bad-body'],
    [{ ...november, audience: 'everybody' }, 400, 'bad-body'],
    [{ ...november, service: 'shpo' }, 404, 'not-found'],
    [{ ...november, service: 'hall', customer: 'acne' }, 404, 'not-found'],
    [{ ...november, service: 'hall', customer: 'acme', audience: 'manager' }, 400, 'bad-body'],
  ])('%j is not recorded', async (body, status, code) => {
    const answer = await issue(body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('to one customer goes its own reading, which tells the others nothing', async () => {
    const issued = await issue({ ...november, service: 'hall', customer: 'acme' })
    expect([issued.status, issuedReport.parse(issued.body).customer]).toEqual([201, 'acme'])
    const document = await get(`reports/${issued.body.id}`)
    expect(report.parse(document.body).customer?.id).toBe('acme')
    expect((await get('obligations?item=III.1.1.7.a&service=hall')).body.items).not.toContainEqual(
      expect.objectContaining({ state: 'met' }),
    )
  })

  test('only an operator issues', async () => {
    const answer = await bench.ask('/api/v1/reports', {
      method: 'POST',
      headers: { origin: bench.url },
      body: november,
    })
    expect(answer.status).toBe(401)
  })
})
