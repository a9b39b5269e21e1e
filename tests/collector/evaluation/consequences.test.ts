import { expect, test } from 'vitest'
import { asWritten, consequencesOf, type Told } from '../../../collector/evaluation/consequences.ts'
import type { Incident, IncidentChange } from '../../../rules/incidents/types.ts'
import { twoCustomers } from '../customers.ts'
import { serviceOf } from '../station.ts'

const T = Date.UTC(2026, 10, 1)
const incident: Incident = {
  id: 'incident-1',
  service: 'shop',
  kind: 'outage',
  component: null,
  checks: ['shop/web/alive'],
  lastOkAt: T - 60_000,
  firstFailedAt: T,
  confirmedAt: T + 20_000,
  discoveredAt: T + 20_000,
  recoveredAt: null,
  recoveryConfirmedAt: null,
  reason: 'refused',
  message: 'x'.repeat(500),
}
const recovered = { ...incident, recoveredAt: T + 100_000, recoveryConfirmedAt: T + 120_000 }
let ids = 0
const newId = () => {
  ids += 1
  return `id-${ids}`
}
const after = (change: IncidentChange, told: Told[] = []) =>
  consequencesOf(change, { service: serviceOf('shop'), planned: null, now: T + 200_000, newId, told })
const kinds = ({ notices }: ReturnType<typeof after>) =>
  notices.map(({ kind, form, audiences, facts }) => [kind, form, audiences.join(' '), facts.follows])

const audiences: Told['audiences'] = ['users', 'admin', 'manager', 'on-call']
const common = { customer: null, language: 'ja', timezone: 'Asia/Tokyo', facts: {} } as const
const first: Told = { ...common, id: 'n1', kind: 'first', form: 'normal', audiences }
const late: Told = { ...first, form: 'late', audiences: ['users', 'admin', 'manager'] }
const recovery: Told = { ...first, id: 'n2', kind: 'recovery' }

test('opened: notice, obligation at the value in force, ledger entries without long texts', () => {
  const { notices, obligations, ledger } = after({
    type: 'opened',
    incident,
    learnedAfterEnd: false,
    because: 'why',
  })
  expect(notices).toMatchObject([
    { kind: 'first', form: 'normal', dueAt: T + 20_000 + 1_200_000, expandCursor: '' },
  ])
  const clocks = { firstFailedAt: T, confirmedAt: T + 20_000, discoveredAt: T + 20_000 }
  expect(obligations).toMatchObject([
    {
      ...{ item: 'III.1.1.1.b', clockFrom: T + 20_000, noticeId: notices[0]?.id },
      evidence: { ...clocks, owedTo: ['users', 'admin'], reachedBy: 'relay' },
    },
    {
      ...{ item: 'III.1.1.8.a', clockFrom: T + 20_000, dueAt: T + 20_000 + 3_600_000, noticeId: null },
      evidence: { ...clocks, owedTo: ['admin'] },
    },
  ])
  expect(ledger.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['incident.opened', 'incident-1'],
    ['obligation.opened', 'incident-1'],
    ['obligation.opened', 'incident-1'],
  ])
  expect(JSON.stringify(ledger).length).toBeLessThan(2_000)
})

test('learned of after its end: told in one, to nobody on call, and owed all the same', () => {
  const told = after({ type: 'opened', incident: recovered, learnedAfterEnd: true, because: 'why' })
  expect(kinds(told)).toEqual([['first', 'late', 'users admin manager', null]])
  expect(told.obligations.map(({ item }) => item)).toEqual(['III.1.1.1.b', 'III.1.1.8.a'])
})

test('recovered: to whom the first notice went; nothing where both were told in one, or nothing was', () => {
  const change: IncidentChange = { type: 'recovered', incident: recovered, because: 'why' }
  expect(kinds(after(change, [first]))).toEqual([['recovery', 'normal', 'users admin manager on-call', 'n1']])
  expect(after(change, [late]).notices).toEqual([])
  expect(after(change, []).notices).toEqual([])
  expect(after(change, [first]).obligations).toEqual([])
})

test('reopened: told again only where its end had been told, without a second obligation', () => {
  const change: IncidentChange = { type: 'reopened', incident, because: 'why' }
  expect(after(change, [first]).notices).toEqual([])
  const again = [['first', 'normal', 'users admin manager on-call', null]]
  expect(kinds(after(change, [first, recovery]))).toEqual(again)
  expect(kinds(after(change, [late]))).toEqual(again)
  const second: Told = { ...first, id: 'n3' }
  expect(after(change, [first, recovery, second]).notices).toEqual([])
  expect(after(change, [first, recovery]).obligations).toEqual([])
  // The recovery that comes then follows the notice that was told last.
  const over: IncidentChange = { type: 'recovered', incident: recovered, because: 'why' }
  expect(kinds(after(over, [first, recovery, second]))[0]?.[3]).toBe('n3')
})

test('what was told is in the order in which it was written; what cannot be read stays where its stamp has it', () => {
  const of = (id: string, facts: { earlier?: number } | null) => ({ id, facts })
  const order = (...all: ReturnType<typeof of>[]) => asWritten(all).map(({ id }) => id)
  expect(order(of('d', { earlier: 3 }), of('a', {}), of('b', { earlier: 1 }))).toEqual(['a', 'b', 'd'])
  expect(order(of('a', {}), of('b', null), of('c', { earlier: 2 }))).toEqual(['a', 'b', 'c'])
  const unread: Told = { ...recovery, facts: null }
  expect(kinds(after({ type: 'recovered', incident: recovered, because: 'why' }, [first, unread]))).toEqual(
    [],
  )
})

test('corrected: an entry, nothing told', () => {
  const { notices, obligations, ledger } = after({ type: 'corrected', incident, because: 'why' }, [first])
  expect([notices, obligations]).toEqual([[], []])
  expect(ledger.map(({ kind }) => kind)).toEqual(['incident.corrected'])
})

test('a monitoring gap goes to manager and on-call and owes no notice', () => {
  const gap: Incident = { ...incident, kind: 'monitoring-gap' }
  const told = after({ type: 'opened', incident: gap, learnedAfterEnd: false, because: 'why' })
  expect(kinds(told)).toEqual([['first', 'normal', 'manager on-call', null]])
  expect(told.notices[0]?.dueAt).toBeNull()
  expect(told.obligations).toEqual([])
})

test('of several customers: those whose recovery was told are told again, each as itself; a fault of ours nobody', () => {
  const outside: Told['audiences'] = ['users', 'admin']
  const of = (customer: string | null, more: Partial<Told>): Told => ({
    ...{ ...first, audiences: customer === null ? ['manager', 'on-call'] : outside },
    ...{ customer, ...more },
  })
  const told = [
    of('acme', { id: 'a1' }),
    of('globex', { id: 'g1' }),
    of(null, { id: 's1' }),
    of('acme', { id: 'a2', kind: 'recovery' }),
    of(null, { id: 's2', kind: 'recovery' }),
    of('globex', { id: 'g2', kind: 'follow-up', audiences: ['admin'] }),
  ]
  const context = { service: twoCustomers('shop'), planned: null, now: T + 200_000, newId, told }
  const again = consequencesOf({ type: 'reopened', incident, because: 'why' }, context)
  expect(
    again.notices.map(({ customer, language, audiences: to }) => [customer, language, to.join(' ')]),
  ).toEqual([
    ['acme', 'ja', 'users admin'],
    [null, 'ja', 'manager on-call'],
  ])
  expect(again.obligations).toEqual([])
  const over = consequencesOf({ type: 'recovered', incident: recovered, because: 'why' }, context)
  expect(over.notices.map(({ customer, facts }) => [customer, facts.follows])).toEqual([['globex', 'g1']])
  // One that is no customer any more hears of the end in its own language.
  const gone = of('gone', { id: 'x1', language: 'en', timezone: 'UTC', facts: { customerName: 'Gone Ltd' } })
  const last = consequencesOf(
    { type: 'recovered', incident: recovered, because: 'why' },
    { ...context, told: [...told, gone] },
  )
  expect(last.notices.map(({ language, facts }) => [language, facts.customerName])).toEqual([
    ['en', 'Globex GmbH'],
    ['en', 'Gone Ltd'],
  ])
})
