import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { serviceTime } from '../../../rules/calendar/hours.ts'
import { startOfDay } from '../../../rules/time/day.ts'
import { loadWritten, writtenService } from './written.ts'

const hours = (text: string) => `pattern: 1\nhours: ${text}`

/** When a service is open on a day of Japan, as hours of that day. */
function openOn(day: string, lines: string, files = {}): string[] {
  const service = writtenService(lines, { files })
  const from = startOfDay(day, 'Asia/Tokyo')
  const { open } = serviceTime(service.hours, service.holidays, { from, to: from + 86_400_000 })
  return open.map((span) => `${(span.from - from) / 3_600_000}-${(span.to - from) / 3_600_000}`)
}

test.each(['pattern: 1', hours('always'), hours('{ weekly: always }')])('around the clock: %j', (lines) => {
  expect(openOn('2026-11-23', lines)).toEqual(['0-24'])
  expect(writtenService(lines).holidays).toBeNull()
})

test('weekdays by range, by name, over the end of the week, in lists, over midnight and to 24:00', () => {
  const week = hours(
    '{ weekly: { sat-mon: closed, tue-wed: "08:00-20:00", thu: ["9:00-12:00", "13:30 - 17:00"], fri: "22:00-02:00" } }',
  )
  const days = ['15', '16', '17', '18', '19', '20', '21'].map((day) => openOn(`2026-11-${day}`, week))
  expect(days).toEqual([[], [], ['8-20'], ['8-20'], ['9-12', '13.5-17'], ['22-24'], ['0-2']])
  expect(openOn('2026-11-20', hours('{ weekly: { mon-sun: "20:00-24:00" } }'))).toEqual(['20-24'])
})

const OFFICE = hours(`
  weekly: { mon-fri: "08:00-20:00", sat-sun: closed }
  holidays: closed
  yearEnd: { from: 12-29, to: 01-03 }
  closed: [2026-08-13, 2026-08-18..2026-08-19]
  exceptions: { 2026-11-22: "10:00-15:00", 2026-11-24: closed }`)

test.each([
  ['a working day', '2026-11-20', ['8-20']],
  ['a 祝日', '2026-11-23', []],
  ['年末', '2026-12-29', []],
  ['年始', '2027-01-02', []],
  ['the day after 年始', '2027-01-04', ['8-20']],
  ['a company holiday', '2026-08-13', []],
  ['between two company holidays', '2026-08-17', ['8-20']],
  ['the last of several', '2026-08-19', []],
  ['an exception on a Sunday', '2026-11-22', ['10-15']],
  ['a closed exception', '2026-11-24', []],
])('office hours on %s', (_, day, open) => {
  expect(openOn(day, OFFICE)).toEqual(open)
})

test('editions: each holds from its first day to its last', () => {
  const editions = hours(
    '[{ to: 2026-11-22, weekly: { mon-sun: "08:00-20:00" } }, { from: 2026-11-23, weekly: always, holidays: closed }]',
  )
  expect(openOn('2026-11-22', editions)).toEqual(['8-20'])
  expect(openOn('2026-11-23', editions)).toEqual([])
  expect(openOn('2026-11-24', editions)).toEqual(['0-24'])
})

const CSV =
  '国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/1/1,元日\r\n2026/11/20,臨時の日\r\n2026/11/23,勤労感謝の日\r\n'
/** The same list. */
const SHIFT_JIS =
  'jZGWr4LMj2qT+oFFi3iT+oyOk/osjZGWr4LMj2qT+oFFi3iT+pa8j8wNCjIwMjYvMS8xLIyzk/oNCjIwMjYvMTEvMjAsl9WOnoLMk/oNCjIwMjYvMTEvMjMsi86YSoq0jtOCzJP6DQo='
const FILE = hours('{ to: 2026-12-30, weekly: always, holidays: { file: holidays/syukujitsu.csv } }')

test.each([
  ['UTF-8', Buffer.from(CSV)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${CSV}`)],
  // As the Cabinet Office publishes it.
  ['Shift_JIS', Buffer.from(SHIFT_JIS, 'base64')],
])("the Cabinet Office's list in %s: its days are closed, and it knows the whole year", (_, bytes) => {
  const files = { 'holidays/syukujitsu.csv': bytes }
  expect(openOn('2026-11-20', FILE, files)).toEqual([])
  const digest = createHash('sha256').update(bytes).digest('hex')
  expect(writtenService(FILE, { files }).holidays).toEqual({
    version: `syukujitsu.csv sha256:${digest}`,
    from: '2026-01-01',
    to: '2026-12-31',
    days: { '2026-01-01': '元日', '2026-11-20': '臨時の日', '2026-11-23': '勤労感謝の日' },
  })
})

test('of the data that come along a revision holds what its service can need', () => {
  const holidays = (text: string, now?: string) =>
    writtenService(hours(text), now ? { now: Date.parse(now) } : {}).holidays
  const open = holidays('{ weekly: always, holidays: closed }')
  expect(open).toMatchObject({ from: '2024-01-01', to: '2036-12-31' })
  expect(open?.version).toMatch(/^@holiday-jp\/holiday_jp \d+\.\d+\.\d+$/)
  expect(open?.days['2026-11-23']).toBe('勤労感謝の日')
  // The year turns in Japan.
  expect(holidays('{ weekly: always, holidays: closed }', '2026-12-31T15:00:00Z')?.from).toBe('2025-01-01')
  expect(holidays('{ from: 2019-04-01, to: 2027-03-31, weekly: always, holidays: closed }')).toMatchObject({
    from: '2019-01-01',
    to: '2028-12-31',
  })
})

test('a list that begins within a year knows nothing before its first day', () => {
  const files = { 'h.csv': '2026/5/3,憲法記念日\n2026/11/23,勤労感謝の日\n2027/1/1,元日\n' }
  const { holidays } = writtenService(hours('{ weekly: always, holidays: { file: h.csv } }'), { files })
  expect(holidays).toMatchObject({ from: '2026-05-03', to: '2027-01-01' })
})

test('an open calendar warns within 400 days of the end of its data, not before', () => {
  const codes = (now: string) =>
    loadWritten(hours('{ weekly: always, holidays: { file: h.csv } }'), {
      files: { 'h.csv': CSV },
      now: Date.parse(now),
    }).warnings.map(({ code }) => code)
  expect(codes('2025-11-26T00:00:00+09:00')).toEqual([])
  expect(codes('2025-11-27T00:00:00+09:00')).toEqual(['holiday-data-end'])
})

test('a day of another zone is over later in Japan: its data must reach so far', () => {
  const edition = hours(`{ to: 2026-12-31, weekly: always, holidays: { file: h.csv } }`)
  const files = { 'h.csv': CSV }
  expect(writtenService(edition, { files }).hours.zone).toBe('Asia/Tokyo')
  expect(() => writtenService(`timezone: America/New_York\n${edition}`, { files })).toThrow(
    'holiday-data-end',
  )
})
