/** What a value is held against: the one of its time, and a customer's own, which proves no more than the figures do. */
import { expect, test } from 'vitest'
import { rejudged } from '../../../collector/reports/customers.ts'
import { availabilityOwed } from '../../../collector/reports/owed.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import type { ItemFigures } from '../../../rules/report/figures.ts'
import type { Measurement } from '../../../rules/report/types.ts'
import { serviceOf } from '../station.ts'

const DAY = 86_400_000
const { availability, incidentRecords } = EDITION.measures
const partition = (periodMs: number, downMs: number) => ({
  ...{ periodMs, upMs: periodMs - downMs, downMs, unknownMs: 0, maintenanceMs: 0, outsideMs: 0 },
})

function held(item: string, inForce: string) {
  const service = serviceOf('shop')
  const value = service.values[item]
  if (!value) throw new Error(`no value of ${item}`)
  return { ...service, values: { ...service.values, [item]: { ...value, inForce } } }
}

test.each<[string, string | null, string[]]>([
  ['no value was in force: none is owed', null, []],
  ['a value was in force: that one counts', '85', ['met', 'met']],
  ['a stricter one was', '99', ['breached', 'breached']],
])('months that are closed, of a time in which %s', (_, required, states) => {
  const month = (name: string, days: number) => {
    const measured = { required, partition: partition(days * DAY, days * DAY * 0.1) }
    return [name, { measurement: { problems: [], availability: measured } }] as const
  }
  const frozen = new Map([month('2026-01', 31), month('2026-02', 28)])
  const owed = availabilityOwed({
    ...{ service: held(availability, '99.5'), sinceAt: Date.parse('2026-01-10'), untilAt: null, away: [] },
    // Only these of a frozen month are asked for.
    frozen: frozen as unknown as Parameters<typeof availabilityOwed>[0]['frozen'],
    now: Date.parse('2026-03-10'),
  })
  expect(owed.filter(({ subject }) => subject !== 'period/2026-03').map(({ state }) => state)).toEqual(states)
})

function customerReads(item: string, inForce: string, figure: Partial<ItemFigures>, measurement = {}) {
  const service = serviceOf('shop')
  const { values } = held(item, inForce)
  const customer = { id: 'acme', name: 'Acme', language: 'en' as const, timezone: 'UTC', values }
  const figures = new Map([[item, figure as ItemFigures]])
  const of = { service, customer, measurement: measurement as Measurement }
  return rejudged(figures, of).get(item)?.verdict
}

test('where the calendar is guessed, no value of a customer is met', () => {
  const period = { partition: partition(DAY, 0), lower: null, verdict: 'unset' }
  const measurement = { problems: [], availability: {}, period }
  expect(customerReads(availability, '90', { verdict: 'unset' }, measurement)).toBe('not-proven')
})

test('a retention that broke the service`s value proves nothing against a shorter one of a customer', () => {
  const achieved = { of: 'shortest-retention' as const, ms: 200 * DAY }
  expect(customerReads(incidentRecords, 'P30D', { verdict: 'breached', achieved })).toBe('not-proven')
  expect(customerReads(incidentRecords, 'P30D', { verdict: 'met', achieved })).toBe('met')
})
