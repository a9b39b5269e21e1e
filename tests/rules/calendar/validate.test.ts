import { expect, test } from 'vitest'
import type { HoursPeriod, ServiceHours } from '../../../rules/calendar/types.ts'
import { calendarProblems, isNeverOpen } from '../../../rules/calendar/validate.ts'
import { EVERY_DAY, edition, HOLIDAYS, hours, OFFICE, span, WORKDAYS, weekly } from './world.ts'

const problems = (calendar: ServiceHours, holidays = HOLIDAYS) =>
  calendarProblems(calendar, holidays).map(({ code, path, value }) => `${code} ${path.join('.')} ${value}`)
const editions = (...periods: ServiceHours['periods']): ServiceHours => ({ zone: 'Asia/Tokyo', periods })
const nights = weekly(EVERY_DAY, span('22:00', '26:00'))

test('calendars without a problem', () => {
  expect(problems(hours())).toEqual([])
  expect(problems(OFFICE)).toEqual([])
  expect(problems(hours({ weekly: nights, yearEnd: { from: '12-29', to: '01-03' } }))).toEqual([])
  expect(
    problems(hours({ weekly: weekly(EVERY_DAY, span('0:00', '12:00'), span('12:00', '24:00')) })),
  ).toEqual([])
  expect(problems(editions(edition({ to: '2026-03-31' }), edition({ from: '2026-04-01' })))).toEqual([])
})

test.each<[string, ServiceHours, string[]]>([
  ['a zone that does not exist', hours({}, 'Asia/Tokio'), ['zone-unknown zone Asia/Tokio']],
  ['no hours at all', editions(), ['no-periods periods ']],
  [
    'days that do not exist',
    editions(
      edition({
        from: '2026-02-30',
        closed: [{ from: '2026-04-31', to: '2026-05-01' }],
        exceptions: { '2026-06-31': [] },
      }),
    ),
    [
      'day-impossible periods.0.from 2026-02-30',
      'day-impossible periods.0.closed.0.from 2026-04-31',
      'day-impossible periods.0.exceptions.2026-06-31 2026-06-31',
    ],
  ],
  [
    'days without neighbours to reckon with',
    hours({
      from: '1899-12-31',
      to: '9999-12-31',
      closed: [{ from: '2026-01-01', to: '9999-01-01' }],
      exceptions: { '0000-01-01': [] },
    }),
    [
      'day-too-far periods.0.from 1899-12-31',
      'day-too-far periods.0.to 9999-12-31',
      'day-too-far periods.0.closed.0.to 9999-01-01',
      'day-too-far periods.0.exceptions.0000-01-01 0000-01-01',
    ],
  ],
  [
    'a year end that does not exist; 02-29 does in some years',
    hours({ yearEnd: { from: '12-32', to: '02-29' } }),
    ['date-impossible periods.0.yearEnd.from 12-32'],
  ],
  [
    'an edition that ends before it begins',
    editions(edition({ from: '2026-04-01', to: '2026-03-31' })),
    ['period-reversed periods.0.to 2026-04-01/2026-03-31'],
  ],
  [
    'editions with a gap',
    editions(edition({ to: '2026-03-30' }), edition({ from: '2026-04-01' })),
    ['periods-gap periods.1.from 2026-03-30/2026-04-01'],
  ],
  [
    'editions that overlap by a day',
    editions(edition({ to: '2026-04-01' }), edition({ from: '2026-04-01' })),
    ['periods-overlap periods.1.from 2026-04-01/2026-04-01'],
  ],
  [
    'an edition after one without an end, and one without a beginning',
    editions(edition(), edition({ from: '2026-04-01', to: '2026-05-01' }), edition()),
    ['periods-overlap periods.1.from /2026-04-01', 'periods-overlap periods.2.from 2026-05-01/'],
  ],
  [
    'spans that are empty, reversed, outside of their day, or no whole minutes',
    hours({
      weekly: {
        ...weekly([]),
        mon: [span('8:00', '8:00'), span('9:00', '8:00')],
        tue: [span('25:00', '26:00')],
        wed: [{ from: 600.5, to: 700 }],
        thu: [{ from: 0, to: 2881 }],
      },
    }),
    [
      'span-empty periods.0.weekly.mon.0 08:00-08:00',
      'span-reversed periods.0.weekly.mon.1 09:00-08:00',
      'span-out-of-day periods.0.weekly.tue.0 25:00-26:00',
      'span-out-of-day periods.0.weekly.wed.0 10:0.5-11:40',
      'span-out-of-day periods.0.weekly.thu.0 00:00-48:01',
    ],
  ],
  [
    'spans of a day that overlap, in whatever order they are written',
    hours({ weekly: weekly(['mon'], span('12:00', '18:00'), span('8:00', '12:01')) }),
    ['spans-overlap periods.0.weekly.mon.1 12:00-18:00 08:00-12:01'],
  ],
  [
    'a night that lasts into the next day, from Sunday into Monday too',
    hours({ weekly: { ...weekly([]), sun: [span('22:00', '32:00')], mon: [span('7:00', '20:00')] } }),
    ['spans-overlap-midnight periods.0.weekly.sun.0 22:00-32:00 mon 07:00-20:00'],
  ],
  [
    'company holidays and exceptions where the edition does not apply, or reversed',
    editions(
      edition({
        from: '2026-04-01',
        closed: [
          { from: '2026-03-01', to: '2026-03-02' },
          { from: '2026-08-14', to: '2026-08-12' },
        ],
        exceptions: { '2026-03-31': [span('9:00', '8:00')] },
      }),
    ),
    [
      'closed-outside-period periods.0.closed.0 2026-03-01/2026-03-02',
      'closed-reversed periods.0.closed.1 2026-08-14/2026-08-12',
      'exception-outside-period periods.0.exceptions.2026-03-31 2026-03-31',
      'span-reversed periods.0.exceptions.2026-03-31.0 09:00-08:00',
    ],
  ],
  [
    'an exception into which the night before lasts, and one that lasts into the next day',
    hours({
      weekly: nights,
      exceptions: { '2026-11-10': [span('1:00', '3:00')], '2026-11-20': [span('8:00', '47:00')] },
    }),
    [
      'spans-overlap-midnight periods.0.exceptions.2026-11-10 2026-11-09 22:00-26:00 2026-11-10 01:00-03:00',
      'spans-overlap-midnight periods.0.exceptions.2026-11-20 2026-11-20 08:00-47:00 2026-11-21 22:00-26:00',
    ],
  ],
  [
    'two exceptions in a row are told once',
    hours({
      weekly: weekly(WORKDAYS, span('8:00', '20:00')),
      exceptions: { '2026-11-09': [span('22:00', '26:00')], '2026-11-10': [span('1:00', '3:00')] },
    }),
    ['spans-overlap-midnight periods.0.exceptions.2026-11-09 2026-11-09 22:00-26:00 2026-11-10 01:00-03:00'],
  ],
  [
    'the last night of an edition lasts into the first day of the next one',
    editions(edition({ to: '2026-03-31', weekly: nights }), edition({ from: '2026-04-01' })),
    ['spans-overlap-midnight periods.1.from 2026-03-31 22:00-26:00 2026-04-01 00:00-24:00'],
  ],
])('%s', (_, calendar, expected) => {
  expect(problems(calendar)).toEqual(expected)
})

test.each<[string, HoursPeriod, boolean]>([
  ['a long closure is over some day', edition({ closed: [{ from: '1900-01-01', to: '2099-12-31' }] }), false],
  [
    'closed from its first day to its last',
    edition({
      from: '2026-01-01',
      to: '2030-12-31',
      closed: [
        { from: '2025-01-01', to: '2028-05-05' },
        { from: '2028-05-06', to: '2031-01-01' },
      ],
    }),
    true,
  ],
  [
    'one day is left',
    edition({ from: '2026-01-01', to: '2030-12-31', closed: [{ from: '2025-01-01', to: '2030-12-30' }] }),
    false,
  ],
  [
    'the only day that is left is no working day',
    edition({
      from: '2026-01-01',
      to: '2026-11-22',
      closed: [{ from: '2026-01-01', to: '2026-11-21' }],
      weekly: weekly(WORKDAYS, span('8:00', '20:00')),
    }),
    true,
  ],
  ['a year end all year round', edition({ yearEnd: { from: '01-01', to: '12-31' } }), true],
  [
    'but for an exception',
    edition({
      yearEnd: { from: '01-01', to: '12-31' },
      exceptions: { '2026-05-01': [span('8:00', '9:00')] },
    }),
    false,
  ],
])('never open: %s', (_, period, expected) => {
  expect(isNeverOpen(period)).toBe(expected)
})

test('what lasts into a day that 祝日 close collides with nothing', () => {
  const calendar = hours({
    weekly: weekly(EVERY_DAY, span('0:00', '20:00')),
    publicHolidays: 'closed',
    exceptions: { '2026-05-02': [span('8:00', '26:00')], '2026-05-09': [span('8:00', '26:00')] },
  })
  expect(problems(calendar)).toEqual([
    'spans-overlap-midnight periods.0.exceptions.2026-05-09 2026-05-09 08:00-26:00 2026-05-10 00:00-20:00',
  ])
})
