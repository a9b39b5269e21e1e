import { expect, test } from 'vitest'
import { dayBefore } from '../../../rules/time/day.ts'

const at = (text: string) => Date.parse(text)

test('the day before on the clocks of Tokyo', () => {
  expect(dayBefore(at('2026-11-21T18:30:00Z'), 'Asia/Tokyo')).toEqual({
    day: '2026-11-21',
    fromAt: at('2026-11-20T15:00:00Z'),
    toAt: at('2026-11-21T15:00:00Z'),
  })
})

test('the first instant of a day belongs to it, the last one of the day before does not', () => {
  expect(dayBefore(at('2026-11-21T15:00:00.000Z'), 'Asia/Tokyo').day).toBe('2026-11-21')
  expect(dayBefore(at('2026-11-21T14:59:59.999Z'), 'Asia/Tokyo').day).toBe('2026-11-20')
})

test('a day of 23 and one of 25 hours', () => {
  const hours = (now: string) => {
    const { fromAt, toAt } = dayBefore(at(now), 'Europe/Berlin')
    return (toAt - fromAt) / 3_600_000
  }
  expect(hours('2026-03-30T12:00:00Z')).toBe(23)
  expect(hours('2026-10-26T12:00:00Z')).toBe(25)
})

test('a midnight that the clocks skip: the day begins at one', () => {
  // Beirut went from 23:59:59 to 01:00 in the night to 2021-03-28.
  const { day, fromAt, toAt } = dayBefore(at('2021-03-29T10:00:00Z'), 'Asia/Beirut')
  expect([day, new Date(fromAt).toISOString(), (toAt - fromAt) / 3_600_000]).toEqual([
    '2021-03-28',
    '2021-03-27T22:00:00.000Z',
    23,
  ])
})

test('zones far from UTC on both sides', () => {
  expect(dayBefore(at('2026-01-02T10:00:00Z'), 'Pacific/Kiritimati').day).toBe('2026-01-02')
  expect(dayBefore(at('2026-01-02T10:00:00Z'), 'Pacific/Pago_Pago').day).toBe('2025-12-31')
})
