import { describe, expect, test } from 'vitest'
import { lengthMs } from '../../../rules/calendar/intervals.ts'
import { allowanceYear, judgeWindows, type MaintenanceInput } from '../../../rules/calendar/maintenance.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from '../../../rules/calendar/types.ts'
import { jst } from './world.ts'

const HOUR = 3_600_000

/** `11-21 01:00` to `03:00` of 2026 in Japan. */
const at = (text: string) => jst(`2026-${text}`)
const between = (from: string, to: string): Interval => ({ from: at(from), to: at(to) })

const rules: MaintenanceRules = {
  leadTimeMs: 72 * HOUR,
  // 例 5時間/1年.
  allowanceMs: 5 * HOUR,
  yearFrom: '04-01',
  zone: 'Asia/Tokyo',
}
const period = { from: at('11-01 00:00'), to: at('12-01 00:00') }
const always = [{ from: jst('2025-01-01 00:00'), to: jst('2028-01-01 00:00') }]

function window(from: string, to: string, more: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  const announcedAt = at(from) - 100 * HOUR
  return { id: from, kind: 'regular', ...between(from, to), announcedAt, recordedAt: announcedAt, ...more }
}

/** `id counted/stopped because` in minutes. */
function judge(windows: MaintenanceWindow[], stops: Interval[], more: Partial<MaintenanceInput> = {}) {
  const judged = judgeWindows({ windows, rules, stops, open: always, period, ...more })
  return {
    texts: judged.windows.map(
      ({ id, countedMs, stoppedMs, because }) =>
        `${id} ${countedMs / 60_000}/${stoppedMs / 60_000} ${because}`,
    ),
    counted: judged.maintenance.map(({ from, to }) => ({ from, to })),
  }
}

describe('定期保守時間 is real stop by regular work that was announced before (III.2.1.1 BP i)', () => {
  test('the stop counts, not the window: answering during it is up', () => {
    expect(judge([window('11-21 01:00', '11-21 04:00')], [between('11-21 01:30', '11-21 02:15')])).toEqual({
      texts: ['11-21 01:00 45/45 counted'],
      counted: [between('11-21 01:30', '11-21 02:15')],
    })
  })

  test('an overrun is down, and so is a stop that began before the window', () => {
    const { texts, counted } = judge(
      [window('11-21 01:00', '11-21 02:00')],
      [between('11-21 00:50', '11-21 02:30')],
    )
    expect(texts).toEqual(['11-21 01:00 60/60 counted'])
    expect(counted).toEqual([between('11-21 01:00', '11-21 02:00')])
  })

  const from = at('11-21 01:00')
  test.each<[string, Partial<MaintenanceWindow>, string]>([
    ['臨時保守', { kind: 'one-off' }, 'not-regular'],
    ['emergency work', { kind: 'emergency' }, 'not-regular'],
    ['never announced', { announcedAt: null }, 'not-announced'],
    ['announced after its start', { announcedAt: from + 1 }, 'announced-after-start'],
    ['announced at its start', { announcedAt: from }, 'announced-late'],
    ['announced a millisecond too late', { announcedAt: from - 72 * HOUR + 1 }, 'announced-late'],
    ['announced just in time', { announcedAt: from - 72 * HOUR }, 'counted'],
    ['written down after its start', { recordedAt: from + 1 }, 'recorded-after-start'],
    ['written down at its start', { recordedAt: from }, 'counted'],
  ])('%s', (_, more, because) => {
    const { texts, counted } = judge(
      [window('11-21 01:00', '11-21 02:00', more)],
      [between('11-21 01:00', '11-21 02:00')],
    )
    const minutes = because === 'counted' ? 60 : 0
    expect(texts).toEqual([`11-21 01:00 ${minutes}/60 ${because}`])
    expect(lengthMs(counted)).toBe(minutes * 60_000)
  })

  test('without a lead time an announcement must still come before the start', () => {
    const one = (announcedAt: number) => window('11-21 01:00', '11-21 02:00', { announcedAt })
    const texts = (announcedAt: number) =>
      judge([one(announcedAt)], [one(announcedAt)], { rules: { ...rules, leadTimeMs: 0 } }).texts
    expect(texts(from)).toEqual(['11-21 01:00 0/60 announced-late'])
    expect(texts(from - 1)).toEqual(['11-21 01:00 60/60 counted'])
  })

  test('nothing stopped, or nothing that was promised', () => {
    const one = window('11-21 01:00', '11-21 02:00')
    expect(judge([one], []).texts).toEqual(['11-21 01:00 0/0 not-stopped'])
    const open = [between('11-21 08:00', '11-21 20:00')]
    expect(judge([one], [one], { open }).texts).toEqual(['11-21 01:00 0/60 outside-service-hours'])
  })

  test('only what lies within the service hours is taken off', () => {
    const one = window('11-21 07:00', '11-21 09:00')
    expect(judge([one], [one], { open: [between('11-21 08:00', '11-21 20:00')] })).toEqual({
      texts: ['11-21 07:00 60/120 counted'],
      counted: [between('11-21 08:00', '11-21 09:00')],
    })
  })

  test('windows that overlap count once', () => {
    const windows = [
      window('11-21 02:00', '11-21 03:00'),
      window('11-21 01:00', '11-21 02:30'),
      window('11-21 01:30', '11-21 02:00'),
    ]
    expect(judge(windows, [between('11-21 00:00', '11-21 04:00')])).toEqual({
      texts: [
        '11-21 01:00 90/90 counted',
        '11-21 01:30 0/30 counted-with-another',
        '11-21 02:00 30/60 counted',
      ],
      counted: [between('11-21 01:00', '11-21 02:30'), between('11-21 02:30', '11-21 03:00')],
    })
  })

  test('a window that does not count takes nothing away from one that does', () => {
    const windows = [
      window('11-21 01:00', '11-21 03:00', { kind: 'emergency' }),
      window('11-21 02:00', '11-21 03:00'),
    ]
    expect(judge(windows, windows).counted).toEqual([between('11-21 02:00', '11-21 03:00')])
  })
})

describe('the allowance, 例 5時間/1年', () => {
  test('is used up in order of time, so that a window counts in part', () => {
    const windows = [
      window('11-23 01:00', '11-23 03:00'),
      window('05-10 01:00', '05-10 04:30'),
      window('11-22 01:00', '11-22 02:00'),
    ]
    expect(judge(windows, windows)).toEqual({
      texts: ['11-22 01:00 60/60 counted', '11-23 01:00 30/120 allowance-used-up'],
      counted: [between('11-22 01:00', '11-22 02:00'), between('11-23 01:00', '11-23 01:30')],
    })
  })

  test('is not used up by what did not stop the service, or was not promised', () => {
    const windows = [
      window('05-10 01:00', '05-10 09:00'),
      window('05-11 01:00', '05-11 09:00', { kind: 'one-off' }),
      window('11-22 01:00', '11-22 02:00'),
    ]
    const stops = [between('05-11 01:00', '05-11 09:00'), between('11-22 01:00', '11-22 02:00')]
    expect(judge(windows, stops).texts).toEqual(['11-22 01:00 60/60 counted'])
  })

  test('begins anew with its year, in the middle of a window if need be', () => {
    const march = { from: at('03-01 00:00'), to: at('05-01 00:00') }
    const windows = [window('03-30 00:00', '03-30 05:00'), window('03-31 22:00', '04-01 02:00')]
    expect(judge(windows, windows, { period: march })).toEqual({
      texts: ['03-30 00:00 300/300 counted', '03-31 22:00 120/240 allowance-used-up'],
      counted: [between('03-30 00:00', '03-30 05:00'), between('04-01 00:00', '04-01 02:00')],
    })
  })

  test('that nobody agreed on is none', () => {
    const one = window('11-21 01:00', '11-21 02:00')
    const none = { ...rules, allowanceMs: null }
    expect(judge([one], [one], { rules: none })).toEqual({
      texts: ['11-21 01:00 0/60 no-allowance'],
      counted: [],
    })
  })

  test('a window over the end of the month: each month shows its part', () => {
    const one = window('11-30 23:00', '12-01 01:00')
    const december = { from: at('12-01 00:00'), to: jst('2027-01-01 00:00') }
    expect(judge([one], [one]).texts).toEqual(['11-30 23:00 60/60 counted'])
    expect(judge([one], [one], { period: december })).toEqual({
      texts: ['11-30 23:00 60/60 counted'],
      counted: [between('12-01 00:00', '12-01 01:00')],
    })
  })

  test('its year', () => {
    const year = (text: string, yearFrom: string) => {
      const { from, to } = allowanceYear(at(text), { yearFrom, zone: 'Asia/Tokyo' })
      return [from, to].map((instant) => new Date(instant + 9 * HOUR).toISOString().slice(0, 16))
    }
    expect(year('03-31 23:59', '04-01')).toEqual(['2025-04-01T00:00', '2026-04-01T00:00'])
    expect(year('04-01 00:00', '04-01')).toEqual(['2026-04-01T00:00', '2027-04-01T00:00'])
    expect(year('02-28 00:00', '02-29')).toEqual(['2026-02-28T00:00', '2027-02-28T00:00'])
  })
})
