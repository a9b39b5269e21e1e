import { expect, test } from 'vitest'
import { keptFor, type Owner, steadySince, unproven } from '../../../rules/retention/keeping.ts'

const DAY = 86_400_000
const DUE = { zone: 'Asia/Tokyo', months: 'calendar', days: 'elapsed' } as const
/** 2026-11-02 in Japan. */
const FROM = Date.UTC(2026, 10, 1, 15)
const RESULTS = { span: { from: FROM, to: FROM + DAY }, since: FROM + DAY }
/** When three months, and five years, after the end of that day are over. */
const USAGE_OVER = Date.UTC(2027, 1, 2, 15)
const INCIDENTS_OVER = Date.UTC(2031, 10, 2, 15)

const owner = (more: Partial<Owner> = {}): Owner => ({
  ...{ service: 'shop', usage: ['P3M', 'P1M'], incidents: ['P1Y', 'P5Y'], due: DUE },
  months: [
    { month: '2026-11', closed: true, own: true, disputedUntil: FROM + 60 * DAY },
    { month: '2026-12', closed: true, own: false, disputedUntil: null },
  ],
  ...more,
})
const month = (more: object) => [{ month: '2026-11', closed: true, own: true, disputedUntil: 0, ...more }]
const thin = (now: number, more: Partial<Owner> = {}) => keptFor('thin', RESULTS, [owner(more)], [], now)

test('ordinary results go when the longest of what was promised is over, not a millisecond before', () => {
  expect(thin(USAGE_OVER - 1)).toEqual({ because: 'usage-records', service: 'shop', until: USAGE_OVER })
  expect(thin(USAGE_OVER)).toBeNull()
})

test('what is left goes by what was promised of incidents, whatever became of reports', () => {
  const end = (now: number) => keptFor('end', RESULTS, [owner({ months: month({ closed: false }) })], [], now)
  expect(end(INCIDENTS_OVER - 1)).toMatchObject({ because: 'incident-records', until: INCIDENTS_OVER })
  expect(end(INCIDENTS_OVER)).toBeNull()
})

test.each([
  ['month-open', { closed: false, own: false }, null],
  ['report-not-issued', { disputedUntil: null }, null],
  ['report-disputable', { disputedUntil: USAGE_OVER + 5 }, USAGE_OVER + 5],
])('afterwards they are kept for what else needs them: %s', (because, more, until) => {
  expect(thin(USAGE_OVER, { months: month(more) })).toEqual({ because, service: 'shop', until })
})

test('all services of an agent must let go, and the reason is told of the one that keeps it longest', () => {
  const other = owner({ service: 'crm', usage: ['P4M'], months: month({ disputedUntil: null }) })
  const both = (now: number) => keptFor('thin', RESULTS, [owner(), other], [], now)
  expect(both(USAGE_OVER)).toMatchObject({ because: 'usage-records', service: 'crm' })
  expect(both(USAGE_OVER + 40 * DAY)).toMatchObject({ because: 'report-not-issued', service: 'crm' })
})

test.each([
  ['shop', FROM + DAY, null, true],
  ['shop', FROM + DAY + 1, null, false],
  ['shop', 0, FROM + 1, true],
  ['shop', 0, FROM, false],
  ['crm', 0, null, false],
])('a legal hold of %s from %d to %d holds them: %s', (service, from, to, held) => {
  const kept = keptFor('end', RESULTS, [owner()], [{ service, from, to }], INCIDENTS_OVER + DAY)
  expect(kept).toEqual(held ? { because: 'legal-hold', service: 'shop', until: null } : null)
})

test('nothing goes by a clock that leapt, or after an absence, until looks have followed each other for most of a day', () => {
  const now = INCIDENTS_OVER
  const look = (ago: number) => ({ at: now - ago, since: now - 30 * DAY })
  expect(steadySince(null, now)).toBe(now)
  expect(steadySince(look(DAY), now)).toBe(now - 30 * DAY)
  expect(steadySince(look(2 * DAY + 1), now)).toBe(now)
  // Set back, it is as unknown.
  expect(steadySince(look(-1), now)).toBe(now)
  expect(unproven(now, now + DAY)).toBeNull()
  const hours = 20 * 3_600_000
  expect(unproven(now, now + hours - 1)).toEqual({ because: 'clock-unproven', until: now + hours })
})
