import { describe, expect, test } from 'vitest'
import { opensOn, serviceTime } from '../../../rules/calendar/hours.ts'
import { lengthMs } from '../../../rules/calendar/intervals.ts'
import type { HolidayData, Interval, ServiceHours } from '../../../rules/calendar/types.ts'
import { monthOf } from '../../../rules/time/period.ts'
import { EVERY_DAY, edition, HOLIDAYS, hours, jst, OFFICE, span, WORKDAYS, weekly } from './world.ts'

const HOUR = 3_600_000
const tokyo = 'Asia/Tokyo'

/** The opening times of a period as the clocks of Japan show them: `05-07 08:00-20:00`. */
function openIn(calendar: ServiceHours, period: Interval, holidays: HolidayData | null = HOLIDAYS): string[] {
  const local = (at: number) => new Date(at + 9 * HOUR).toISOString()
  return serviceTime(calendar, holidays, period).open.map(
    ({ from, to }) => `${local(from).slice(5, 16).replace('T', ' ')}-${local(to).slice(11, 16)}`,
  )
}

const from = (first: string, after: string): Interval => ({
  from: jst(`${first} 00:00`),
  to: jst(`${after} 00:00`),
})

describe('契約サービス時間 (III.2.1.1 BP i)', () => {
  test('365日/24時間: one interval, the whole of the period', () => {
    const month = monthOf('2026-11', tokyo)
    expect(serviceTime(hours(), null, month)).toEqual({ open: [month], problems: [] })
    const ragged = { from: month.from + 1, to: month.to - 1 }
    expect(serviceTime(hours(), null, ragged).open).toEqual([ragged])
  })

  test('休日・日祭日を除く 8:00-20:00 in Golden Week of 2026, with its 振替休日', () => {
    // Sunday 05-03 is 憲法記念日: 05-04 and 05-05 are holidays of their own, 05-06 stands in for the 3rd.
    expect(HOLIDAYS.days['2026-05-06']).toContain('振替休日')
    expect(openIn(OFFICE, from('2026-04-28', '2026-05-09'))).toEqual([
      '04-28 08:00-20:00',
      '04-30 08:00-20:00',
      '05-01 08:00-20:00',
      '05-07 08:00-20:00',
      '05-08 08:00-20:00',
    ])
    const may = serviceTime(OFFICE, HOLIDAYS, monthOf('2026-05', tokyo)).open
    // 21 days from Monday to Friday, 3 of them holidays.
    expect(lengthMs(may)).toBe(18 * 12 * HOUR)
  })

  test('a day between two holidays is one too, 国民の休日', () => {
    // 敬老の日 on the 21st and 秋分の日 on the 23rd of September 2026.
    expect(openIn(OFFICE, from('2026-09-18', '2026-09-25'))).toEqual([
      '09-18 08:00-20:00',
      '09-24 08:00-20:00',
    ])
  })

  test('年末年始 over the turn of the year', () => {
    const calendar = hours({
      weekly: weekly(EVERY_DAY, span('9:00', '18:00')),
      yearEnd: { from: '12-29', to: '01-03' },
    })
    expect(openIn(calendar, from('2026-12-27', '2027-01-06'))).toEqual([
      '12-27 09:00-18:00',
      '12-28 09:00-18:00',
      '01-04 09:00-18:00',
      '01-05 09:00-18:00',
    ])
    const within = hours({ yearEnd: { from: '12-30', to: '12-31' } })
    expect(serviceTime(within, null, from('2026-12-29', '2027-01-02')).open).toEqual([
      from('2026-12-29', '2026-12-30'),
      from('2027-01-01', '2027-01-02'),
    ])
  })

  test('company holidays, both days included', () => {
    const calendar = hours({ closed: [{ from: '2026-08-12', to: '2026-08-14' }] })
    expect(serviceTime(calendar, null, from('2026-08-11', '2026-08-16')).open).toEqual([
      from('2026-08-11', '2026-08-12'),
      from('2026-08-15', '2026-08-16'),
    ])
  })

  test('an exception outranks 祝日, 年末年始, company holidays and the week', () => {
    const calendar = hours({
      weekly: weekly(WORKDAYS, span('8:00', '20:00')),
      publicHolidays: 'closed',
      yearEnd: { from: '12-29', to: '01-03' },
      closed: [{ from: '2026-12-28', to: '2026-12-28' }],
      exceptions: {
        '2026-05-05': [span('10:00', '12:00'), span('13:00', '15:00')],
        '2026-05-07': [],
        '2026-05-09': [span('8:00', '9:00')],
        '2026-12-28': [span('8:00', '9:00')],
        '2026-12-31': [span('8:00', '9:00')],
      },
    })
    expect(openIn(calendar, from('2026-05-05', '2026-05-10'))).toEqual([
      '05-05 10:00-12:00',
      '05-05 13:00-15:00',
      '05-08 08:00-20:00',
      '05-09 08:00-09:00',
    ])
    expect(openIn(calendar, from('2026-12-28', '2027-01-01'))).toEqual([
      '12-28 08:00-09:00',
      '12-31 08:00-09:00',
    ])
  })

  test('23:00-24:00 and 23:00-01:00 across the end of a month: each month has its part', () => {
    const last = hours({ weekly: weekly(EVERY_DAY, span('23:00', '24:00')) })
    expect(openIn(last, monthOf('2026-11', tokyo)).at(-1)).toBe('11-30 23:00-00:00')
    expect(openIn(last, monthOf('2026-12', tokyo))[0]).toBe('12-01 23:00-00:00')
    const over = hours({ weekly: weekly(EVERY_DAY, span('23:00', '25:00')) })
    expect(openIn(over, monthOf('2026-11', tokyo)).at(-1)).toBe('11-30 23:00-00:00')
    expect(openIn(over, monthOf('2026-12', tokyo))[0]).toBe('12-01 00:00-01:00')
    const two = [monthOf('2026-11', tokyo), monthOf('2026-12', tokyo)]
    const [november, december] = two.map((month) => lengthMs(serviceTime(over, null, month).open))
    expect([november, december]).toEqual([(30 * 2 - 1 + 1) * HOUR, (31 * 2 - 1 + 1) * HOUR])
  })

  test('a span belongs to the day on which it begins, and lasts into a closed day', () => {
    const calendar = hours({
      weekly: weekly(EVERY_DAY, span('22:00', '26:00')),
      publicHolidays: 'closed',
    })
    // 05-03 to 05-06 are closed: the night of the 2nd still ends at two.
    expect(openIn(calendar, from('2026-05-02', '2026-05-08'))).toEqual([
      '05-02 00:00-02:00',
      '05-02 22:00-02:00',
      '05-07 22:00-00:00',
    ])
  })

  test('editions follow each other by days', () => {
    const calendar: ServiceHours = {
      zone: tokyo,
      periods: [
        edition({ to: '2026-11-10', weekly: weekly(EVERY_DAY, span('8:00', '20:00')) }),
        edition({ from: '2026-11-11', weekly: weekly(EVERY_DAY, span('9:00', '17:00')) }),
      ],
    }
    expect(openIn(calendar, from('2026-11-10', '2026-11-12'))).toEqual([
      '11-10 08:00-20:00',
      '11-11 09:00-17:00',
    ])
  })

  test('days on which the clocks change have the hours that they show', () => {
    const night = hours({ weekly: weekly(EVERY_DAY, span('0:00', '4:00')) }, 'America/New_York')
    const day = (date: string) =>
      lengthMs(
        serviceTime(night, null, { from: Date.parse(`${date}T04:00Z`), to: Date.parse(`${date}T12:00Z`) })
          .open,
      )
    expect([day('2026-03-08'), day('2026-11-01'), day('2026-11-02')]).toEqual([3 * HOUR, 5 * HOUR, 4 * HOUR])
    const always = hours({}, 'Europe/Berlin')
    expect(lengthMs(serviceTime(always, null, monthOf('2026-10', 'Europe/Berlin')).open)).toBe(
      (31 * 24 + 1) * HOUR,
    )
  })
})

test('clocks that are put back at midnight: a span ends when they show its end for the second time', () => {
  // In Havana the first of November 2026 begins at 04:00 UTC, and at 05:00 UTC once more.
  const friday = hours({ weekly: weekly(['fri'], span('8:00', '48:00')) }, 'America/Havana')
  const night = { from: Date.parse('2026-11-01T04:30Z'), to: Date.parse('2026-11-01T05:30Z') }
  expect(serviceTime(friday, null, night).open).toEqual([
    { from: night.from, to: Date.parse('2026-11-01T05:00Z') },
  ])
})

test('clocks that are put back over midnight: the new day has begun although they show the old one', () => {
  // St. John's put them back from 00:01 to 23:01.
  const calendar: ServiceHours = { zone: 'America/St_Johns', periods: [edition({ from: '2006-10-29' })] }
  const night = { from: Date.parse('2006-10-29T02:30Z'), to: Date.parse('2006-10-29T03:00Z') }
  expect(serviceTime(calendar, null, night)).toEqual({ open: [night], problems: [] })
})

describe('祝日 by the date in Japan', () => {
  const closed = { publicHolidays: 'closed' } as const

  test('hours in UTC close on the same instants as those in JST', () => {
    // 8:00-20:00 JST is 23:00-11:00 UTC of the day before.
    const inJapan = hours({ ...closed, weekly: weekly(EVERY_DAY, span('8:00', '20:00')) })
    const inUtc = hours({ ...closed, weekly: weekly(EVERY_DAY, span('23:00', '35:00')) }, 'UTC')
    const week = from('2026-04-25', '2026-05-12')
    expect(serviceTime(inUtc, HOLIDAYS, week).open).toEqual(serviceTime(inJapan, HOLIDAYS, week).open)
  })

  test('in Sydney, ahead of Japan, the date of Japan at the beginning of the span counts', () => {
    const calendar = hours(
      { ...closed, weekly: weekly(EVERY_DAY, span('9:00', '17:00')) },
      'Australia/Sydney',
    )
    const { open } = serviceTime(calendar, HOLIDAYS, from('2026-05-01', '2026-05-09'))
    expect(open.map(({ from: at }) => new Date(at).toISOString().slice(5, 16))).toEqual([
      '04-30T23:00',
      '05-01T23:00',
      '05-06T23:00',
      '05-07T23:00',
    ])
  })

  test('data that end before the period are told for each day that they decide, and for no other', () => {
    const short = { ...HOLIDAYS, to: '2026-05-05' }
    const { open, problems } = serviceTime(OFFICE, short, from('2026-05-05', '2026-05-12'))
    expect(problems).toEqual(
      ['2026-05-06', '2026-05-07', '2026-05-08', '2026-05-11'].map((day) => ({
        code: 'holiday-data-ends',
        day,
      })),
    )
    // The larger promise stands until the data are there.
    expect(open[0]).toEqual({ from: jst('2026-05-06 08:00'), to: jst('2026-05-06 20:00') })
    expect(serviceTime(OFFICE, null, from('2026-05-09', '2026-05-11')).problems).toEqual([])
    expect(serviceTime(hours(), null, from('2026-05-09', '2026-05-11')).problems).toEqual([])
    expect(serviceTime(OFFICE, null, from('2026-05-08', '2026-05-09')).problems).toHaveLength(1)
  })

  test('data that begin after the period', () => {
    const late = { ...HOLIDAYS, from: '2026-05-08' }
    expect(serviceTime(OFFICE, late, from('2026-05-07', '2026-05-09')).problems).toEqual([
      { code: 'holiday-data-ends', day: '2026-05-07' },
    ])
  })
})

describe('days that nothing covers', () => {
  test('are told and count as not offered', () => {
    const calendar: ServiceHours = {
      zone: tokyo,
      periods: [edition({ from: '2026-11-02', to: '2026-11-03' })],
    }
    expect(serviceTime(calendar, null, from('2026-11-01', '2026-11-06'))).toEqual({
      open: [from('2026-11-02', '2026-11-04')],
      problems: ['2026-11-01', '2026-11-04', '2026-11-05'].map((day) => ({ code: 'no-hours', day })),
    })
  })

  test('an empty period has neither hours nor problems', () => {
    const at = jst('2026-11-01 00:00')
    expect(serviceTime({ zone: tokyo, periods: [] }, null, { from: at, to: at })).toEqual({
      open: [],
      problems: [],
    })
  })
})

test('営業日: whether hours begin on a day, or nobody knows', () => {
  expect(['2026-05-01', '2026-05-02', '2026-05-06'].map((day) => opensOn(OFFICE, HOLIDAYS, day))).toEqual([
    true,
    false,
    false,
  ])
  expect(opensOn(OFFICE, null, '2026-05-01')).toBe(null)
  expect(opensOn(OFFICE, null, '2026-05-02')).toBe(false)
  expect(opensOn({ zone: tokyo, periods: [] }, HOLIDAYS, '2026-05-01')).toBe(null)
})
