import { expect, test } from 'vitest'
import { formatDuration, parseDuration, parseIsoDuration } from '../../../rules/time/duration.ts'
import { formatInstant } from '../../../rules/time/instant.ts'

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['12h', 43_200_000],
  ['3d', 259_200_000],
  ['', null],
  ['5', null],
  ['1.5h', null],
  ['-5m', null],
  ['5 m', null],
  ['5m30s', null],
  ['5M', null],
  ['m', null],
])('a written duration %j is %j', (text, ms) => expect(parseDuration(text)).toBe(ms))

test.each([
  ['PT5M', 300_000],
  ['PT60M', 3_600_000],
  ['PT5H', 18_000_000],
  ['P1DT2H3M4S', 93_784_000],
  ['P', null],
  ['PT', null],
  ['P1DT', null],
  ['5M', null],
  ['PT1.5H', null],
])('an ISO duration %j is %j', (text, ms) => expect(parseIsoDuration(text)).toBe(ms))

test.each([
  [300_000, '5分', '5 min'],
  [5_400_000, '1時間30分', '1 h 30 min'],
  [1_200_000, '20分', '20 min'],
  [18_000_000, '5時間', '5 h'],
  [90_061_000, '1日1時間1分1秒', '1 d 1 h 1 min 1 s'],
  [299_999, '4分59秒', '4 min 59 s'],
  [999, '999ミリ秒', '999 ms'],
  [0, '0秒', '0 s'],
  [-90_000, '-1分30秒', '-1 min 30 s'],
])('%d ms reads %j and %j', (ms, ja, en) => {
  expect(formatDuration(ms, 'ja')).toBe(ja)
  expect(formatDuration(ms, 'en')).toBe(en)
})

test.each([
  ['2026-11-21T02:05:03.999Z', 'Asia/Tokyo', '2026-11-21 11:05:03 (JST, UTC+09:00)'],
  ['2026-11-21T15:00:00Z', 'Asia/Tokyo', '2026-11-22 00:00:00 (JST, UTC+09:00)'],
  ['2026-11-21T02:05:03Z', 'UTC', '2026-11-21 02:05:03 (UTC, UTC+00:00)'],
  ['2026-07-01T12:00:00Z', 'Europe/Berlin', '2026-07-01 14:00:00 (Europe/Berlin, UTC+02:00)'],
  ['2026-11-01T05:59:59Z', 'America/New_York', '2026-11-01 01:59:59 (America/New_York, UTC-04:00)'],
  ['2026-11-01T06:00:00Z', 'America/New_York', '2026-11-01 01:00:00 (America/New_York, UTC-05:00)'],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01 05:45:00 (Asia/Kathmandu, UTC+05:45)'],
  ['1969-12-31T23:59:59.500Z', 'Asia/Tokyo', '1970-01-01 08:59:59 (JST, UTC+09:00)'],
])('%s in %s reads %s, in both languages', (instant, timezone, read) => {
  expect(formatInstant(Date.parse(instant), timezone, 'ja')).toBe(read)
  expect(formatInstant(Date.parse(instant), timezone, 'en')).toBe(read)
})

test('a zone that does not exist is an error', () => {
  expect(() => formatInstant(0, 'Asia/Nowhere', 'ja')).toThrow(RangeError)
})
