import { expect, test } from 'vitest'
import { day, measured, near, offset, signed, span, timeOfDay } from '../../dashboards/web/format.ts'

const LATE = Date.parse('2026-11-20T15:00:05.999Z')

test('instants are shown in the zone with its offset', () => {
  expect([day(LATE, 'Asia/Tokyo'), timeOfDay(LATE, 'Asia/Tokyo'), offset(LATE, 'Asia/Tokyo')]).toEqual([
    '2026-11-21',
    '00:00:05',
    '+09:00',
  ])
  expect(offset(LATE, 'UTC')).toBe('+00:00')
  expect(offset(LATE, 'America/New_York')).toBe('-05:00')
})

test('the date is shown as soon as it is another day in the zone, and the year when it is another', () => {
  expect(near(LATE, LATE + 3_600_000, 'Asia/Tokyo')).toBe('00:00:05')
  expect(near(LATE - 10_000, LATE, 'Asia/Tokyo')).toBe('11-20 23:59:55')
  expect(near(Date.parse('2025-12-31T00:00:00Z'), LATE, 'UTC')).toBe('2025-12-31 00:00:00')
})

test('spans are cut to whole seconds, never rounded up', () => {
  expect(span(298_999, 'ja')).toBe('4分58秒')
  expect(span(61_003, 'en')).toBe('1 min 1 s')
  expect(span(0, 'ja')).toBe('0秒')
})

test('measured values carry their unit, and texts stay as they are', () => {
  expect(measured('total_ms', 123.456)).toBe('123 ms')
  expect(measured('connect_ms', 4.56)).toBe('4.6 ms')
  expect(measured('status', 200)).toBe('200')
  expect(measured('bytes', 5)).toBe('5 B')
  expect(measured('bytes', 4500)).toBe('4.4 KiB')
  expect(measured('bytes', 25_276_514_304)).toBe('24 GiB')
  expect(measured('loss_percent', 33.333)).toBe('33.3 %')
  expect(measured('body', '<b>')).toBe('<b>')
  expect([signed(-0.44), signed(3)]).toEqual(['−0.4 ms', '+3 ms'])
})
