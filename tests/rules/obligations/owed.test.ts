import { expect, test } from 'vitest'
import { alwaysOpen } from '../../../rules/calendar/always.ts'
import type { MaintenanceWindow } from '../../../rules/calendar/types.ts'
import { type Interpretation, interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { EDITION, ITEMS } from '../../../rules/guideline/items.ts'
import { valueInForce } from '../../../rules/guideline/value.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { followUpClock, noticeClock } from '../../../rules/obligations/clock.ts'
import { dueAt, dueRulesOf } from '../../../rules/obligations/due.ts'
import { openNoticeObligation } from '../../../rules/obligations/notice.ts'
import { owesFollowUp, owesNotice, type Planned, type Terms } from '../../../rules/obligations/owed.ts'
import type { IncidentKind, Pattern } from '../../../rules/words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const T = Date.parse('2026-11-20T01:00:00Z')

function terms(chosen: Partial<Interpretation> = {}, pattern: Pattern = 1): Terms {
  const values = Object.fromEntries(ITEMS.map((item) => [item.id, valueInForce(item.values[pattern])]))
  return { timezone: 'Asia/Tokyo', interpretation: interpretationOf(chosen), values }
}
/** First failed at T, confirmed 2 minutes later, found by a person one minute after the failure. */
function incident(kind: IncidentKind, more: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    service: 'shop',
    kind,
    component: null,
    checks: ['shop/web/alive'],
    lastOkAt: T - MINUTE,
    firstFailedAt: T,
    confirmedAt: T + 2 * MINUTE,
    discoveredAt: T + MINUTE,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: null,
    message: null,
    ...more,
  }
}

test.each([
  ['outage', { firstNoticeFrom: 'confirmed' }, 2],
  ['outage', { firstNoticeFrom: 'first-failed' }, 0],
  ['fault', { firstNoticeFrom: 'first-failed', externalNetworkFrom: 'detection' }, 0],
  ['slowdown', { firstNoticeFrom: 'first-failed' }, 0],
  ['external-network', { firstNoticeFrom: 'first-failed', externalNetworkFrom: 'detection' }, 2],
  ['external-network', { firstNoticeFrom: 'confirmed', externalNetworkFrom: 'occurrence' }, 0],
] as const)('the notice of %s with %j counts from minute %i', (kind, chosen, minute) => {
  expect(noticeClock(incident(kind), interpretationOf(chosen))).toBe(T + minute * MINUTE)
})

test('the follow-up counts from discovery, a report by a person included, or from detection (III.1.1.8 a)', () => {
  expect(followUpClock(incident('outage'), interpretationOf())).toBe(T + MINUTE)
  expect(followUpClock(incident('outage'), interpretationOf({ followUpFrom: 'detection' }))).toBe(
    T + 2 * MINUTE,
  )
})

test.each([
  ['outage', 1, 'III.1.1.1.b', ['users', 'admin'], 20],
  ['outage', 3, 'III.1.1.1.b', ['users', 'admin'], 300],
  ['fault', 2, 'III.1.1.2.b', ['admin'], 60],
  ['external-network', 4, 'III.3.2.5.a', ['manager'], 60],
] as const)('%s of pattern %i owes %s to %j within %i minutes', (kind, pattern, item, audiences, minutes) => {
  const clockFrom = T + 2 * MINUTE
  const limitMs = minutes * MINUTE
  const owed = owesNotice(incident(kind), terms({}, pattern))
  expect(owed).toEqual({ owed: true, item, audiences, clockFrom, dueAt: clockFrom + limitMs, limitMs })
  if (!owed.owed) return
  const row = openNoticeObligation({ id: 'o1', incident: incident(kind), item, valueMs: limitMs, clockFrom })
  expect(row).toMatchObject({ clockFrom, dueAt: owed.dueAt, limitMs })
})

test('what nobody agreed, set or is named for owes nothing, and says why', () => {
  const not = (because: string, item: string | null) => ({ owed: false, because, item, againAt: null })
  expect(owesNotice(incident('slowdown'), terms())).toEqual(not('not-agreed', 'III.1.1.3.b'))
  expect(owesNotice(incident('monitoring-gap'), terms())).toEqual(not('nobody-is-owed', null))
  expect(owesNotice(incident('external-network'), terms({}, 2))).toEqual(not('value-unset', 'III.3.2.5.a'))
  const admin = owesNotice(incident('outage'), terms({ outageNoticeTo: 'admin' }))
  expect(admin).toMatchObject({ owed: true, audiences: ['admin'] })
  const agreed = owesNotice(incident('slowdown'), terms({ slowdownNotice: 'agreed' }))
  expect(agreed).toMatchObject({ owed: true, item: 'III.1.1.3.b', audiences: ['admin'] })
})

test('a follow-up is owed after outage, fault and agreed slowdown, and after nothing else', () => {
  const minutes = (kind: IncidentKind, chosen: Partial<Interpretation>, pattern: Pattern = 1) => {
    const owed = owesFollowUp(incident(kind), terms(chosen, pattern))
    expect(owed.item).toBe(EDITION.measures.followUp)
    if (owed.owed) expect(owed.audiences).toEqual(['admin'])
    return owed.owed ? (owed.dueAt - T) / MINUTE : owed.because
  }
  expect(minutes('outage', {})).toBe(61)
  expect(minutes('fault', { followUpFrom: 'detection' })).toBe(62)
  // Follows no axis: 1 hour for pattern 2, 12 hours for pattern 5, both of medium availability.
  expect([minutes('fault', {}, 2), minutes('fault', {}, 5)]).toEqual([61, 12 * 60 + 1])
  expect(minutes('slowdown', {})).toBe('not-agreed')
  expect(minutes('slowdown', { slowdownNotice: 'agreed' })).toBe(61)
  expect(minutes('monitoring-gap', {})).toBe('nobody-is-owed')
  expect(minutes('external-network', {})).toBe('nobody-is-owed')
})

const window = (more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id: 'w1',
  kind: 'regular',
  from: T - HOUR,
  to: T + HOUR,
  announcedAt: T - 50 * HOUR,
  recordedAt: T - 50 * HOUR,
  ...more,
})
const rules = { leadTimeMs: 48 * HOUR, allowanceMs: null, yearFrom: '01-01', zone: 'Asia/Tokyo' }
const planned = (now: number, ...windows: MaintenanceWindow[]): Planned => ({ rules, windows, now })

test('a planned stop owes nothing while its window lasts, and from its end on if it goes on', () => {
  const during = owesNotice(incident('outage'), terms(), planned(T + 5 * MINUTE, window()))
  expect(during).toMatchObject({ owed: false, because: 'planned-stop', againAt: T + HOUR })
  expect(owesFollowUp(incident('outage'), terms(), planned(T + 5 * MINUTE, window()))).toMatchObject({
    because: 'planned-stop',
  })
  const overrun = owesNotice(incident('outage'), terms(), planned(T + HOUR, window()))
  expect(overrun).toMatchObject({ owed: true, clockFrom: T + HOUR, dueAt: T + HOUR + 20 * MINUTE })
  const over = planned(T + 9 * HOUR, window())
  const ended = (recoveredAt: number) => owesNotice(incident('outage', { recoveredAt }), terms(), over)
  expect(ended(T + HOUR)).toMatchObject({ owed: false, because: 'planned-stop', againAt: null })
  expect(ended(T + HOUR + 1)).toMatchObject({ owed: true, clockFrom: T + HOUR })
})

test('a stop confirmed after its window counts from its detection, windows that touch are one', () => {
  const late = incident('outage', { confirmedAt: T + HOUR + 7 })
  expect(owesNotice(late, terms(), planned(T + 2 * HOUR, window()))).toMatchObject({
    clockFrom: T + HOUR + 7,
  })
  const next = window({ id: 'w2', from: T + HOUR, to: T + 3 * HOUR })
  expect(owesNotice(late, terms(), planned(T + 2 * HOUR, next, window()))).toMatchObject({
    because: 'planned-stop',
    againAt: T + 3 * HOUR,
  })
})

test.each([
  ['one-off work', {}, { kind: 'one-off' }],
  ['emergency work', {}, { kind: 'emergency' }],
  ['not announced', {}, { announcedAt: null }],
  ['announced a millisecond too late', {}, { announcedAt: T - 49 * HOUR + 1 }],
  ['written down after its start', {}, { recordedAt: T - HOUR + 1 }],
  ['begun just after the stop', {}, { from: T + 1 }],
  ['ended with the stop', {}, { to: T }],
  ['a setting that wants planned stops told', { plannedStopNotice: 'owed' }, {}],
] as const)('%s excuses nothing', (_, chosen, more) => {
  const owed = owesNotice(incident('outage'), terms(chosen), planned(T + MINUTE, window(more)))
  expect(owed).toMatchObject({ owed: true, clockFrom: T + 2 * MINUTE })
})

test('a fault within a window is owed as ever', () => {
  const owed = owesNotice(incident('fault'), terms(), planned(T + MINUTE, window()))
  expect(owed).toMatchObject({ owed: true })
})

test('due times count months and days as the service says', () => {
  const at = Date.parse('2026-01-31T12:00:00+09:00')
  const due = (value: string, chosen: Partial<Interpretation>) => {
    const { interpretation } = terms(chosen)
    const rules = dueRulesOf({ timezone: 'Asia/Tokyo', interpretation, hours: alwaysOpen('Asia/Tokyo') })
    return new Date(dueAt(at, value, rules) + 9 * HOUR).toISOString().slice(0, 16)
  }
  expect(due('P1M', {})).toBe('2026-02-28T12:00')
  expect(due('P1M', { months: 'elapsed' })).toBe('2026-03-02T12:00')
  expect(due('P3D', {})).toBe('2026-02-03T12:00')
  expect(due('P3D', { days: 'calendar' })).toBe('2026-02-04T00:00')
  expect(due('P3D', { days: 'business' })).toBe('2026-02-04T00:00')
  expect(due('PT0.5S', { days: 'business' })).toBe('2026-01-31T12:00')
  expect(() => due('one month', {})).toThrow(RangeError)
})

test('a business day that the calendar says nothing of counts, so that no due time is later than promised', () => {
  const weekdays = [{ from: 540, to: 1020 }]
  const weekly = {
    mon: weekdays,
    tue: weekdays,
    wed: weekdays,
    thu: weekdays,
    fri: weekdays,
    sat: [],
    sun: [],
  }
  const plan = { weekly, publicHolidays: 'open', yearEnd: null, closed: [], exceptions: {} } as const
  const due = (to: string | null) => {
    const hours = { zone: 'Asia/Tokyo', periods: [{ from: null, to, ...plan }] }
    const rules = dueRulesOf({ ...terms({ days: 'business' }), hours })
    // A Friday.
    return new Date(dueAt(Date.parse('2026-11-20T12:00:00+09:00'), 'P1D', rules) + 9 * HOUR).toISOString()
  }
  expect(due(null)).toBe('2026-11-24T00:00:00.000Z')
  expect(due('2026-11-20')).toBe('2026-11-22T00:00:00.000Z')
})
