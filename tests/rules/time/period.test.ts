import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, isDay, localDayOf, startOfDay, weekdayOf } from '../../../rules/time/day.ts'
import {
  addDuration,
  addMonths,
  type Counting,
  instantOf,
  monthOf,
  periodOf,
} from '../../../rules/time/period.ts'
import { isZone } from '../../../rules/time/wall.ts'
import { lookUp, monthsLater, tableOf, textOf } from '../../reference/calendar.ts'
import { clocksOf, TURN_COUNT } from '../calendar/clocks.ts'

const iso = (at: number) => new Date(at).toISOString().slice(0, 16)
const at = (text: string) => Date.parse(`${text}Z`)

describe('a local time', () => {
  test.each([
    // What the clocks skip is where they jump.
    ['America/New_York', '2026-03-08', 2 * 60 + 30, '2026-03-08T07:00', '2026-03-08T07:00'],
    // What they show twice is its first instant as a beginning, its second one as an end.
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30', '2026-11-01T06:30'],
    ['Europe/Berlin', '2026-10-25', 2 * 60, '2026-10-25T00:00', '2026-10-25T01:00'],
    ['Europe/Berlin', '2026-03-29', 3 * 60, '2026-03-29T01:00', '2026-03-29T01:00'],
    ['America/New_York', '2026-11-01', 2 * 60, '2026-11-01T07:00', '2026-11-01T07:00'],
    // Half an hour only.
    ['Australia/Lord_Howe', '2026-10-04', 2 * 60 + 15, '2026-10-03T15:30', '2026-10-03T15:30'],
    ['Australia/Lord_Howe', '2026-04-05', 105, '2026-04-04T14:45', '2026-04-04T15:15'],
    // A day that never was.
    ['Pacific/Apia', '2011-12-30', 12 * 60, '2011-12-30T10:00', '2011-12-30T10:00'],
    ['Asia/Tokyo', '2026-11-21', 22 * 60, '2026-11-21T13:00', '2026-11-21T13:00'],
    // Minutes beyond 1440 are of the days after.
    ['Asia/Tokyo', '2026-11-30', 26 * 60, '2026-11-30T17:00', '2026-11-30T17:00'],
    ['Asia/Beirut', '2021-03-28', 0, '2021-03-27T22:00', '2021-03-27T22:00'],
    ['America/Havana', '2026-11-01', 0, '2026-11-01T04:00', '2026-11-01T05:00'],
  ])('of %s on %s at minute %i', (zone, day, minutes, earlier, later) => {
    expect(iso(instantOf(day, minutes, zone, 'earlier'))).toBe(earlier)
    expect(iso(instantOf(day, minutes, zone, 'later'))).toBe(later)
  })

  test('agrees with a table of what the clocks show in every minute', () => {
    fc.assert(
      fc.property(
        fc.nat(TURN_COUNT - 1),
        fc.integer({ min: 0, max: 3 }),
        fc.oneof(
          fc.integer({ min: 0, max: 2879 }),
          fc.nat(95).map((half) => half * 30),
        ),
        fc.constantFrom<'earlier' | 'later'>('earlier', 'later'),
        (turn, later, minutes, which) => {
          const { table, day } = clocksOf(turn)
          const local = addDays(day, later - 2)
          expect(instantOf(local, minutes, table.zone, which)).toBe(
            lookUp(table, textOf(local, minutes), which),
          )
        },
      ),
      { numRuns: 1200, seed: 31 },
    )
  })

  test('keeps its millisecond', () => {
    const local = instantOf('2026-11-21', 60 + 1 / 60_000, 'Asia/Tokyo', 'earlier')
    expect(local).toBe(at('2026-11-20T16:00:00.001'))
  })
})

describe('days', () => {
  test('are those of the calendar', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(['2026-05-03', '2026-05-04', '1969-12-31'].map(weekdayOf)).toEqual(['sun', 'mon', 'wed'])
    expect(['2026-02-30', '2026-2-3', '2026-13-01', '', '2024-02-29'].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
  })

  test('that do not exist, and zones that do not, are refused', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('there is no day 2026-02-30')
    expect(() => startOfDay('2026-02-28', 'Asia/Tokio')).toThrow(RangeError)
    expect(['Asia/Tokyo', 'Asia/Tokio', ''].map(isZone)).toEqual([true, false, false])
  })

  test('a day that the zone left out is empty and begins where the next one does', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'))
    expect(localDayOf(startOfDay('2011-12-30', 'Pacific/Apia') - 1, 'Pacific/Apia')).toBe('2011-12-29')
  })
})

describe('periods', () => {
  test('a month in which the clocks change is an hour shorter or longer', () => {
    const hours = (month: string, zone: string) => {
      const { from, to } = monthOf(month, zone)
      return (to - from) / 3_600_000
    }
    expect(hours('2026-03', 'Europe/Berlin')).toBe(31 * 24 - 1)
    expect(hours('2026-10', 'Europe/Berlin')).toBe(31 * 24 + 1)
    expect(hours('2026-10', 'Australia/Lord_Howe')).toBe(31 * 24 - 0.5)
    expect(hours('2011-12', 'Pacific/Apia')).toBe(30 * 24)
    expect(hours('2026-11', 'Asia/Tokyo')).toBe(30 * 24)
  })

  test.each([
    ['month', 1, '2026-11-01', '2026-12-01'],
    ['quarter', 1, '2026-10-01', '2027-01-01'],
    ['half-year', 1, '2026-07-01', '2027-01-01'],
    ['year', 1, '2026-01-01', '2027-01-01'],
    // The Japanese fiscal year, 年度.
    ['half-year', 4, '2026-10-01', '2027-04-01'],
    ['year', 4, '2026-04-01', '2027-04-01'],
  ] as const)('the %s of November 2026, years from month %i', (kind, firstMonth, first, after) => {
    expect(periodOf('2026-11', kind, 'Asia/Tokyo', firstMonth)).toEqual({
      from: startOfDay(first, 'Asia/Tokyo'),
      to: startOfDay(after, 'Asia/Tokyo'),
    })
  })

  test('the fiscal year of a February began in the year before', () => {
    expect(localDayOf(periodOf('2027-02', 'year', 'Asia/Tokyo', 4).from, 'Asia/Tokyo')).toBe('2026-04-01')
  })

  test('no month is refused', () => {
    expect(() => monthOf('2026-13', 'UTC')).toThrow(RangeError)
    expect(() => monthOf('2026', 'UTC')).toThrow(RangeError)
  })
})

describe('a due time', () => {
  const elapsed: Counting = { months: 'elapsed', days: 'elapsed' }
  const calendar: Counting = { months: 'calendar', days: 'calendar' }
  const open = (day: string) => !['sat', 'sun'].includes(weekdayOf(day)) && day !== '2026-11-23'
  const business: Counting = { months: 'calendar', days: 'business', isBusinessDay: open }
  const tokyo = 'Asia/Tokyo'

  test.each([
    // 「1ヶ月」 as a calendar month: the same local time, or the last day of a shorter month.
    ['2026-01-31T01:00', 'P1M', tokyo, calendar, '2026-02-28T01:00'],
    ['2023-12-31T01:00', 'P2M', tokyo, calendar, '2024-02-29T01:00'],
    ['2024-02-29T01:00', 'P1Y', tokyo, calendar, '2025-02-28T01:00'],
    ['2026-01-31T01:00', 'P1M', tokyo, elapsed, '2026-03-02T01:00'],
    ['2026-01-01T00:00', 'P1Y', tokyo, elapsed, '2027-01-01T00:00'],
    ['2023-03-01T00:00', 'P1Y2M', tokyo, elapsed, '2024-04-29T00:00'],
    // Over a change of the clocks: the local time stays, the elapsed time does not.
    ['2026-02-15T12:00', 'P1M', 'America/New_York', calendar, '2026-03-15T11:00'],
    // Into what the clocks skip, and into what they show twice: never later than promised.
    ['2026-02-08T07:30', 'P1M', 'America/New_York', calendar, '2026-03-08T07:00'],
    ['2026-10-01T05:30', 'P1M', 'America/New_York', calendar, '2026-11-01T05:30'],
    // 「3日」.
    ['2026-11-20T05:00', 'P3D', tokyo, elapsed, '2026-11-23T05:00'],
    ['2026-11-20T05:00', 'P3D', tokyo, calendar, '2026-11-23T15:00'],
    ['2026-03-07T12:00', 'P1D', 'America/New_York', elapsed, '2026-03-08T12:00'],
    ['2026-03-07T12:00', 'P1D', 'America/New_York', calendar, '2026-03-09T04:00'],
    // Friday; Monday is 勤労感謝の日: Tuesday, Wednesday, Thursday.
    ['2026-11-20T05:00', 'P3D', tokyo, business, '2026-11-26T15:00'],
    ['2026-11-20T05:00', 'P2W', tokyo, elapsed, '2026-12-04T05:00'],
    ['2026-11-20T05:00', 'P1W', tokyo, business, '2026-11-27T15:00'],
    ['2026-11-20T05:00', 'P1W1D', tokyo, business, '2026-11-30T15:00'],
    // Hours and less always elapse.
    ['2026-03-08T06:30', 'PT1H', 'America/New_York', calendar, '2026-03-08T07:30'],
    ['2026-11-20T05:00', 'PT20M', tokyo, business, '2026-11-20T05:20'],
    ['2026-11-20T05:00', 'P1DT12H', tokyo, calendar, '2026-11-22T03:00'],
  ])('%s and %s in %s', (from, duration, zone, counting, due) => {
    expect(iso(addDuration(at(from), duration, zone, counting))).toBe(due)
  })

  test('is the same instant for nothing', () => {
    expect(addDuration(at('2026-11-01T06:30'), 'PT0S', 'America/New_York', calendar)).toBe(
      at('2026-11-01T06:30'),
    )
  })

  test('of what is no duration, or of business days without a calendar, is refused', () => {
    for (const wrong of ['P', 'PT', '3d', 'P1.5D', '-P1D', 'P1H', ''])
      expect(() => addDuration(0, wrong, tokyo, calendar)).toThrow('is no ISO 8601 duration')
    expect(() => addDuration(0, 'P1D', tokyo, { ...calendar, days: 'business' })).toThrow('need a calendar')
    const never: Counting = { ...calendar, days: 'business', isBusinessDay: () => false }
    expect(() => addDuration(0, 'P1D', tokyo, never)).toThrow(
      'no business day within ten years of 1970-01-01',
    )
  })

  test('some months later agrees with the table of the clocks', () => {
    fc.assert(
      fc.property(
        fc.nat(TURN_COUNT - 1),
        fc.integer({ min: -2880, max: 2880 }),
        fc.integer({ min: 1, max: 14 }),
        (turn, minute, months) => {
          const { table, turnAt } = clocksOf(turn)
          const day = new Date(turnAt)
          const from = day.setUTCMonth(day.getUTCMonth() - months) + minute * 60_000
          const later = monthsLater(tableOf(table.zone, from, 1 / 1440).texts[0] ?? '', months)
          const { texts } = table
          fc.pre((texts[0] ?? '') < later && later < (texts.at(-1) ?? ''))
          expect(addDuration(from, `P${months}M`, table.zone, calendar)).toBe(lookUp(table, later, 'earlier'))
        },
      ),
      { numRuns: 500, seed: 32 },
    )
  })

  test('months by themselves', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30')
    expect(addMonths('2026-08-31', 13)).toBe('2027-09-30')
  })
})
