/** Service hours as evaluation keeps them at hand: shared, made anew by day, and no longer than they have to be. */
import { expect, test } from 'vitest'
import { monitoredHours } from '../../../collector/evaluation/monitored-hours.ts'
import type { Service } from '../../../collector/model.ts'
import { WEEKDAYS } from '../../../rules/calendar/types.ts'
import { monitoredMs } from '../../../rules/obligations/monitored.ts'
import { START, serviceOf } from '../station.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function daily(id: string, from = 9 * 60): Service {
  const service = serviceOf(id)
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from, to: 18 * 60 }]])) as never
  const periods = service.hours.periods.map((period) => ({ ...period, weekly }))
  const interpretation = { ...service.interpretation, monitoringHours: 'service-hours' as const }
  return { ...service, interpretation, hours: { ...service.hours, periods } }
}

test('services of one calendar share their hours; others have their own, those owed around the clock none', () => {
  const of = monitoredHours(() => START)
  expect(of(daily('a'))).toBe(of(daily('b')))
  expect(of(daily('c', 8 * 60))).not.toBe(of(daily('a')))
  expect(of(serviceOf('d'))).toBeNull()
})

test('they reach back to what is asked, ahead for weeks, and grow neither by the day nor by an old question', () => {
  let now = START
  const hours = monitoredHours(() => now)(daily('a'))
  if (!hours) throw new Error('around the clock')
  expect(monitoredMs(now - 100 * DAY, now - 99 * DAY, hours(now - 100 * DAY))).toBe(9 * HOUR)
  const sizes = new Set<number>()
  for (let day = 0; day < 60; day += 1) {
    now += DAY
    const spans = hours(now - HOUR)
    expect(monitoredMs(now - HOUR, now + 30 * DAY, spans)).toBeLessThanOrEqual(31 * 9 * HOUR)
    sizes.add(spans.length)
  }
  expect(Math.max(...sizes)).toBeLessThan(50)
})
