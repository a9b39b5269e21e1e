/** III.1.1.7 a: a report that was issued in time and written down after its breach was judged. */
import { expect, test } from 'vitest'
import { keepCalendar } from '../../../collector/reports/keep.ts'
import { knownServices } from '../../../collector/reports/known.ts'
import { cookieOf, openBench, PASSWORD, START } from './bench.ts'

const DAY = 86_400_000
const SUBJECT = 'report/customers'
const iso = (at: number) => new Date(at).toISOString()

test('stays breached until two persons withdraw it as a wrong record, and the report says so', async () => {
  const bench = await openBench()
  const { store, clock, url } = bench
  // Due on 1 December: in the night after that it is late.
  clock.stepWall(32 * DAY)
  const sato: Record<string, string> = await bench.enrol()
  const post = (path: string, body: object, page = sato) =>
    bench.ask(`/api/v1/${path}`, { method: 'POST', headers: page, body })
  const get = async (path: string) => (await bench.ask(`/api/v1/${path}`, { headers: sato })).body
  const owed = async (): Promise<{ id: string; state: string; subject: string; clockFrom: string }[]> =>
    (await get('obligations?item=III.1.1.7.a')).items.toReversed()

  const [now, services] = [clock.now(), await knownServices(store, clock.now())]
  await keepCalendar(store, { services, now, pause: async () => undefined })
  const [late] = await owed()
  expect(late).toMatchObject({ subject: SUBJECT, state: 'breached', because: 'none-came' })

  const issued = { service: 'shop', month: '2026-11', audience: 'customers', means: 'mail' }
  const recorded = await post('reports', { ...issued, issuedAt: iso(START + 28 * DAY) })
  expect(recorded.status).toBe(201)
  expect((await owed()).map(({ state, clockFrom }) => [state, clockFrom])).toEqual([
    ['breached', late?.clockFrom],
    ['open', iso(START + 28 * DAY)],
  ])

  const { token } = (await post('operators/invitations', { role: 'manager' })).body
  const host = 'kijun.example'
  const enrolled = await bench.ask('/api/v1/enrol', {
    ...{ method: 'POST', headers: { host, origin: `http://${host}` } },
    body: { token, name: '鈴木', password: PASSWORD },
  })
  const suzuki = { cookie: cookieOf(enrolled), origin: url }
  const proposed = await post('proposals', {
    ...{ kind: 'withdraw-obligation', subject: late?.id, reason: 'wrong-record' },
    comment: '11月29日に送付済み。記録が遅れた。',
  })
  expect(proposed.status).toBe(201)
  const decide = (page: Record<string, string>) => post(`proposals/${proposed.body.id}/approve`, {}, page)
  expect((await decide(sato)).body.code).toBe('same-person')
  expect((await decide(suzuki)).status).toBeLessThan(300)

  const told = await get('services/shop/report?month=2026-12')
  expect(told.withdrawals).toMatchObject([
    { kind: 'withdraw-obligation', subject: late?.id, reason: 'wrong-record', state: 'approved' },
  ])
  expect(told.notices.totals['III.1.1.7.a']).toMatchObject({ withdrawn: 1, breached: 0 })
  // Judged again, and recorded again: it stays what two persons said.
  await keepCalendar(store, { services, now: now + DAY, pause: async () => undefined })
  expect((await owed()).map(({ state }) => state)).toEqual(['withdrawn', 'open'])
})
