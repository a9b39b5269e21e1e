import { expect, test } from 'vitest'
import {
  formatIsoDuration,
  isoDuration,
  parseCalendarDuration,
  parseIsoDuration,
} from '../../../rules/time/duration.ts'

const NONE = { years: 0, months: 0, weeks: 0, days: 0, ms: 0 }

test.each([
  ['P1M', { ...NONE, months: 1 }],
  ['P5Y', { ...NONE, years: 5 }],
  ['P1Y6M', { ...NONE, years: 1, months: 6 }],
  ['P3W', { ...NONE, weeks: 3 }],
  ['PT60M', { ...NONE, ms: 3_600_000 }],
  ['P1Y2M3W4DT5H6M7.089S', { years: 1, months: 2, weeks: 3, days: 4, ms: 18_367_089 }],
  ['P0D', NONE],
  ['', null],
  ['P', null],
  ['P1', null],
  ['1M', null],
  ['P1M1Y', null],
  ['P1MT', null],
  ['P-1M', null],
  ['P1.5M', null],
  ['PT1.0005S', null],
  ['P1M ', null],
  ['P999999999999Y', null],
])('%j is the calendar duration %j', (text, parts) => expect(parseCalendarDuration(text)).toEqual(parts))

test.each([
  ['P1W', 7 * 86_400_000],
  ['P1W1D', 8 * 86_400_000],
  ['PT0.5S', 500],
  ['P1M', null],
  ['P1Y', null],
  ['P1M1D', null],
  // A zero of them has no length that depends on the calendar.
  ['P0M1D', 86_400_000],
])('%j is %j ms of fixed length', (text, ms) => expect(parseIsoDuration(text)).toBe(ms))

test.each([0, 1, 500, 1000, 61_001, 3_600_000, 90_061_000, 86_400_000])(
  '%d ms survive ISO and back',
  (ms) => {
    expect(parseIsoDuration(isoDuration(ms))).toBe(ms)
  },
)
test('half a second is written as such', () => expect(isoDuration(500)).toBe('PT0.5S'))

test.each([
  ['P3M', '3ヶ月', '3 months'],
  ['P1M', '1ヶ月', '1 month'],
  ['P1W', '1週間', '1 week'],
  ['P3W', '3週間', '3 weeks'],
  ['P1Y', '1年', '1 year'],
  ['P1Y6M', '1年6ヶ月', '1 year 6 months'],
  // In the units that it is written in: the guideline says 60分, 24時間 and 3日.
  ['PT60M', '60分', '60 min'],
  ['PT24H', '24時間', '24 h'],
  ['P3D', '3日', '3 d'],
  ['PT5M', '5分', '5 min'],
  ['P1M2DT3H4M5S', '1ヶ月2日3時間4分5秒', '1 month 2 d 3 h 4 min 5 s'],
  ['PT0.5S', '0.5秒', '0.5 s'],
  ['P0D', '0秒', '0 s'],
  ['99.5', '99.5', '99.5'],
])('%s reads %s and %s', (text, ja, en) => {
  expect(formatIsoDuration(text, 'ja')).toBe(ja)
  expect(formatIsoDuration(text, 'en')).toBe(en)
})
