import { expect, test } from 'vitest'
import {
  compareItems,
  firstDue,
  gapState,
  groupByControl,
  groupChecks,
  isUnmet,
  monthAfter,
  needsAnEye,
  nextDue,
  owing,
  sortIncidents,
  sortMeasured,
  sortObligations,
  sortServices,
  sortValues,
  tally,
} from '../../dashboards/web/arrange.ts'
import { checkSummary, guidelineRow, incident, obligation, serviceSummary, valueRow } from './samples.ts'

test('unmet starred values come first, then 基本, then 推奨', () => {
  const rows = [
    valueRow({ item: 'III.1.1.3.a', class: 'recommended', verdict: 'breached' }),
    valueRow({ item: 'III.1.1.2.a', class: 'basic', verdict: 'met' }),
    valueRow({ item: 'III.1.1.1.a', class: 'basic', verdict: 'met', reference: starred }),
    valueRow({ item: 'III.2.1.1.a', class: 'recommended', verdict: 'breached', reference: starred }),
    valueRow({ item: 'III.1.1.2.b', class: 'basic', verdict: 'breached' }),
  ]
  expect(sortValues(rows).map((row) => row.item)).toEqual([
    'III.2.1.1.a',
    'III.1.1.2.b',
    'III.1.1.1.a',
    'III.1.1.2.a',
    'III.1.1.3.a',
  ])
})

test('an own value looser than a starred reference value counts as unmet, whatever was achieved', () => {
  const looser = valueRow({
    item: 'III.1.1.2.a',
    verdict: 'met',
    standing: 'looser',
    referenceVerdict: 'breached',
    reference: starred,
  })
  const rows = [valueRow({ item: 'III.1.1.1.a', verdict: 'breached' }), looser]
  expect(isUnmet(looser)).toBe(true)
  expect(sortValues(rows)[0]).toBe(looser)
})

test('what is not proven stands after what is unmet and before what is met, never among the met', () => {
  const verdicts = (['pending', 'met', 'not-proven', 'breached'] as const).map((verdict) =>
    valueRow({ verdict }),
  )
  expect(sortValues(verdicts).map((row) => row.verdict)).toEqual(['breached', 'not-proven', 'met', 'pending'])
})

test('items are ordered by number, not by letter', () => {
  expect(['III.1.1.10.a', 'III.1.1.9.b', 'III.1.1.9.a'].sort(compareItems)).toEqual([
    'III.1.1.9.a',
    'III.1.1.9.b',
    'III.1.1.10.a',
  ])
})

test('rows stand under their control in the guideline’s order, one without a listed control last', () => {
  const control = (id: string) => ({ id, class: 'basic' as const, text: { ja: '…を行うこと。' } })
  const groups = groupByControl({
    controls: [control('III.1.1.9'), control('III.1.1.10'), control('III.9.9.9')],
    rows: ['III.1.1.10.b', 'IV.1.a', 'III.1.1.9.a', 'III.1.1.10.a'].map((item) => guidelineRow({ item })),
  })
  expect(groups.map(({ control: { id }, rows }) => [id, rows.map((row) => row.item)])).toEqual([
    ['III.1.1.9', ['III.1.1.9.a']],
    ['III.1.1.10', ['III.1.1.10.a', 'III.1.1.10.b']],
    ['IV.1', ['IV.1.a']],
  ])
})

test('the summary counts each row once; what is not measured or not proven is never among the met', () => {
  const looser = { standing: 'looser', verdict: 'met', referenceVerdict: 'breached' } as const
  const sum = tally([
    guidelineRow({ item: 'a', verdict: 'breached', reference: starred }),
    guidelineRow({ item: 'b', ...looser, reference: starred, class: 'recommended' }),
    guidelineRow({ item: 'c', verdict: 'breached' }),
    guidelineRow({ item: 'd', verdict: 'breached', class: 'recommended' }),
    guidelineRow({ item: 'e', verdict: 'not-proven' }),
    guidelineRow({ item: 'f', verdict: 'met' }),
    guidelineRow({ item: 'g', verdict: 'pending', referenceVerdict: 'pending' }),
    guidelineRow({ item: 'h', verdict: 'unset', referenceVerdict: 'unset' }),
    guidelineRow({ item: 'i', verdict: 'not-measured', referenceVerdict: 'not-measured' }),
  ])
  const items = (rows: { item: string }[]) => rows.map((row) => row.item).join('')
  const unmet = [sum.starred, sum.basic, sum.recommended, sum.notProven].map(items)
  expect(unmet).toEqual(['ab', 'c', 'd', 'e'])
  expect([sum.met, sum.pending, sum.unset, sum.notMeasured]).toEqual([1, 1, 1, 1])
})

test('a stricter contract value that was missed is no particularly necessary value that was missed', () => {
  const sla = { item: 'a', standing: 'stricter', verdict: 'breached', reference: starred } as const
  const sum = tally([
    guidelineRow({ ...sla, referenceVerdict: 'not-proven' }),
    guidelineRow({ ...sla, item: 'b', referenceVerdict: 'breached' }),
  ])
  expect(sum.starred.map(({ item }) => item)).toEqual(['b'])
  expect(sum.basic.map(({ item }) => item)).toEqual(['a'])
})

test('what is not measured needs no eye; what is not proven does', () => {
  const verdicts = ['breached', 'not-proven', 'met', 'pending', 'unset', 'not-measured'] as const
  const needing = verdicts.filter((verdict) => needsAnEye(valueRow({ verdict, referenceVerdict: verdict })))
  expect(needing).toEqual(['breached', 'not-proven'])
})

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-11', 2, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-12', -12, '2025-12'],
])('%s and %i months is %s', (month, count, other) => {
  expect(monthAfter(month, count)).toBe(other)
})

test('an incident that is over but owes its follow-up is still among those with a deadline', () => {
  const over = { state: 'recovered' } as const
  const told = obligation({ id: 'told', state: 'met' })
  const owed = incident({
    ...over,
    id: 'owing',
    obligations: [told, obligation({ item: 'III.1.1.8.a', dueAt: '2026-11-21T01:00:00.000Z' })],
  })
  const done = incident({ ...over, id: 'done', obligations: [told] })
  expect(owing([done, owed]).map((one) => one.id)).toEqual(['owing'])
  // The first notice was told: the countdown is the follow-up's.
  expect(nextDue(owed)?.item).toBe('III.1.1.8.a')
})

test('services that are down come first, then unknown ones; equals keep their order', () => {
  const states = [
    ['a', 'up'],
    ['b', 'unknown'],
    ['c', 'down'],
    ['d', 'up'],
    ['e', 'down'],
  ] as const
  const services = states.map(([id, state]) => serviceSummary({ id, state }))
  expect(sortServices(services).map((one) => one.id)).toEqual(['c', 'e', 'b', 'a', 'd'])
})

test('checks are grouped by service and component; the same component name of two services is two groups', () => {
  const groups = groupChecks([
    checkSummary({ service: 'shop', component: 'web', purpose: 'performance' }),
    checkSummary({ service: 'mail', component: 'web', purpose: 'fault' }),
    checkSummary({ service: 'shop', component: 'web', purpose: 'liveness' }),
  ])
  expect(groups.map((one) => [one.service, one.checks.map((check) => check.purpose)])).toEqual([
    ['shop', ['liveness', 'performance']],
    ['mail', ['fault']],
  ])
})

test.each([
  [null, 300_000, 'none'],
  [300_000, null, 'none'],
  [270_000, 300_000, 'kept'],
  [270_001, 300_000, 'near'],
  [300_000, 300_000, 'near'],
  [300_001, 300_000, 'over'],
] as const)('a largest gap of %s against %s is %s', (largestGapMs, limitMs, state) => {
  expect(gapState({ largestGapMs, limitMs })).toBe(state)
})

test('the next deadline is the earliest open one; decided ones do not count', () => {
  const one = incident({
    obligations: [
      obligation({ id: 'met', state: 'met', dueAt: '2026-11-21T00:01:00.000Z' }),
      obligation({ id: 'late', dueAt: '2026-11-21T00:30:00.000Z' }),
      obligation({ id: 'soon', dueAt: '2026-11-21T00:20:00.000Z' }),
    ],
  })
  expect(nextDue(one)?.id).toBe('soon')
  expect(nextDue(incident({}))).toBeNull()
})

test('incidents: the most urgent first; then those that owe nothing, newest first; withdrawn ones last', () => {
  const at = (minute: string) => `2026-11-21T00:${minute}:00.000Z`
  const sorted = sortIncidents([
    incident({ id: 'old', confirmedAt: at('01') }),
    incident({ id: 'later', obligations: [obligation({ dueAt: at('40') })] }),
    incident({ id: 'new', confirmedAt: at('05') }),
    incident({ id: 'withdrawn', confirmedAt: at('59'), withdrawnAt: at('59') }),
    incident({ id: 'first', obligations: [obligation({ dueAt: at('20') })] }),
    incident({ id: 'fault', kind: 'fault', obligations: [obligation({ dueAt: at('10') })] }),
  ])
  expect(sorted.map((one) => one.id)).toEqual(['first', 'later', 'new', 'old', 'fault', 'withdrawn'])
  // What is due next is another question than what is worst.
  expect(firstDue(sorted)?.id).toBe('fault')
  expect(firstDue([incident({})])).toBeUndefined()
})

test('measured values: known ones in the order of a request, unknown ones after them by name', () => {
  const values = { zeta: 1, first_byte_ms: 5, alpha: 2, total_ms: 9, status: 200, dns_ms: 1 }
  expect(sortMeasured(values).map(([name]) => name)).toEqual([
    'status',
    'total_ms',
    'dns_ms',
    'first_byte_ms',
    'alpha',
    'zeta',
  ])
})

const starred = { text: '1回以上／5分', required: true, kind: 'max_interval', value: 'PT5M' } as const

test('of one incident what is still owed comes first, the next due of it at the top', () => {
  const sorted = sortObligations([
    obligation({ id: 'met', state: 'met', dueAt: '2026-11-21T00:05:00.000Z' }),
    obligation({ id: 'later', dueAt: '2026-11-21T01:00:00.000Z', customer: 'b' }),
    obligation({ id: 'same', dueAt: '2026-11-21T01:00:00.000Z', customer: 'a' }),
    obligation({ id: 'next', dueAt: '2026-11-21T00:20:00.000Z' }),
  ])
  expect(sorted.map((one) => one.id)).toEqual(['next', 'same', 'later', 'met'])
})
