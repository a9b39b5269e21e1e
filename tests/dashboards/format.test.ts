import { expect, test } from 'vitest'
import { amount, day, measured, near, offset, signed, span, timeOfDay } from '../../dashboards/web/format.ts'

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
  expect(measured('memory_available_mib', 21_796.73)).toBe('21 GiB')
  expect(measured('io_vda_write_kib_s', 538.623)).toBe('539 KiB/s')
  expect(measured('body', '<b>')).toBe('<b>')
  expect([signed(-0.44), signed(3)]).toEqual(['−0.4 ms', '+3 ms'])
})

test('a value reads as the guideline writes it: its own units, a percentage, its own words', () => {
  expect(amount('PT60M', 'max_delay', 'ja')).toBe('60分')
  expect(amount('P3M', 'min_retention', 'ja')).toBe('3ヶ月')
  expect(amount('P3M', 'min_retention', 'en')).toBe('3 months')
  // Never rounded: 99.499 must not read as 99.5.
  expect(amount('99.499', 'min_ratio', 'en')).toBe('99.499%')
  expect(amount(5, 'min_count', 'ja')).toBe('5')
  expect(amount(['hot-standby', 'of-a-later-edition'], 'one_of', 'ja')).toBe(
    'ホットスタンバイ、of-a-later-edition',
  )
  expect(amount(null, 'implemented', 'en')).toBe('-')
})
