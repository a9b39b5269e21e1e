import { describe, expect, test } from 'vitest'
import { partitionOf } from '../../../rules/availability/partition.ts'
import { availabilityVerdict, boundsOf, ratioText } from '../../../rules/availability/ratio.ts'
import type { ServiceState, StateSpan } from '../../../rules/availability/types.ts'
import { serviceTime } from '../../../rules/calendar/hours.ts'
import { judgeWindows } from '../../../rules/calendar/maintenance.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import { monthOf } from '../../../rules/time/period.ts'
import { HOLIDAYS, hours, jst, OFFICE } from '../calendar/world.ts'

const HOUR = 3_600_000
const span = (from: number, to: number, state: ServiceState, ...because: string[]): StateSpan => ({
  from,
  to,
  state,
  because,
})
const period = { from: 0, to: 100 }

/** Segments as `part from-to because`. */
const texts = (input: Parameters<typeof partitionOf>[0]) =>
  partitionOf(input).segments.map(({ part, from, to, because }) =>
    `${part} ${from}-${to} ${because.join(' ')}`.trim(),
  )

describe('where every millisecond goes (design, rule 4)', () => {
  test('outside service hours outranks maintenance, maintenance outranks the state, a gap is unknown', () => {
    const input = {
      period,
      open: [
        { from: 60, to: 120 },
        { from: 10, to: 50 },
      ],
      maintenance: [{ from: 5, to: 20, window: 'w1' }],
      spans: [
        span(0, 15, 'up'),
        span(15, 30, 'down', 'shop/web/alive', 'i1'),
        span(30, 45, 'up'),
        span(70, 90, 'up'),
      ],
    }
    expect(texts(input)).toEqual([
      'outside 0-10 outside-service-hours',
      'maintenance 10-20 regular-maintenance w1',
      'down 20-30 shop/web/alive i1',
      'up 30-45',
      'unknown 45-50 no-data',
      'outside 50-60 outside-service-hours',
      'unknown 60-70 no-data',
      'up 70-90',
      'unknown 90-100 no-data',
    ])
    expect(partitionOf(input).partition).toEqual({
      from: 0,
      to: 100,
      periodMs: 100,
      upMs: 35,
      downMs: 10,
      unknownMs: 25,
      maintenanceMs: 10,
      outsideMs: 20,
    })
  })

  test('a service that is never offered, and a period of nothing', () => {
    expect(texts({ period, open: [], maintenance: [], spans: [span(0, 100, 'down')] })).toEqual([
      'outside 0-100 outside-service-hours',
    ])
    const nothing = { period: { from: 5, to: 5 }, open: [period], maintenance: [], spans: [] }
    expect(partitionOf(nothing)).toMatchObject({ partition: { periodMs: 0 }, segments: [] })
  })

  test('what would not add up is refused', () => {
    const two = [span(0, 10, 'up'), span(9, 20, 'down')]
    expect(() => partitionOf({ period, open: [period], maintenance: [], spans: two })).toThrow('overlap at 9')
    expect(() => partitionOf({ period: { from: 1, to: 0 }, open: [], maintenance: [], spans: [] })).toThrow(
      'ends before it begins',
    )
  })
})

describe('稼働率 with its two bounds', () => {
  const partition = partitionOf({
    period,
    open: [{ from: 0, to: 90 }],
    maintenance: [{ from: 0, to: 10 }],
    spans: [span(0, 20, 'down'), span(20, 70, 'up')],
  }).partition

  test('lower is up/T, upper (up + unknown)/T, T the service hours less maintenance', () => {
    expect(boundsOf(partition)).toEqual({ upMs: 50, atMostMs: 70, ofMs: 80 })
    expect(ratioText(50, 80)).toBe('62.500')
    expect(ratioText(70, 80)).toBe('87.500')
    // 参考値: of the known time alone.
    expect(ratioText(partition.upMs, partition.upMs + partition.downMs)).toBe('83.333')
  })

  test.each([
    ['62.5', 'met'],
    ['62.50', 'met'],
    ['62.51', 'not-proven'],
    ['87.5', 'not-proven'],
    ['87.5000000001', 'breached'],
    ['99.5', 'breached'],
    ['0', 'met'],
  ])('%s %% is %s', (required, verdict) => {
    expect(availabilityVerdict(boundsOf(partition), required)).toBe(verdict)
  })

  test('nothing offered is pending, whatever is required', () => {
    expect(availabilityVerdict({ upMs: 0, atMostMs: 0, ofMs: 0 }, '99.5')).toBe('pending')
    expect(ratioText(0, 0)).toBe(null)
  })

  test('99.496 % is never shown as 99.5, and does not reach it', () => {
    expect(['99.496', '99.49', '99.4', '99']).toEqual(
      [3, 2, 1, 0].map((digits) => ratioText(99_496, 100_000, digits)),
    )
    const bounds = { upMs: 99_496, atMostMs: 99_496, ofMs: 100_000 }
    expect(availabilityVerdict(bounds, '99.5')).toBe('breached')
    expect(availabilityVerdict({ upMs: 99_500, atMostMs: 99_500, ofMs: 100_000 }, '99.5')).toBe('met')
  })

  test('a millisecond of a year decides', () => {
    const ofMs = 365 * 24 * HOUR
    const up = (ofMs / 1000) * 995
    expect(availabilityVerdict({ upMs: up, atMostMs: up, ofMs }, '99.5')).toBe('met')
    expect(availabilityVerdict({ upMs: up - 1, atMostMs: up - 1, ofMs }, '99.5')).toBe('breached')
    expect(availabilityVerdict({ upMs: up - 1, atMostMs: up, ofMs }, '99.5')).toBe('not-proven')
    expect(ratioText(up - 1, ofMs)).toBe('99.499')
    expect(ratioText(ofMs - 1, ofMs)).toBe('99.999')
    expect(ratioText(1, ofMs)).toBe('0.000')
  })

  test('what is no percentage, or no whole number of milliseconds, is refused', () => {
    for (const wrong of ['99,5', '', '-1', '1e2', '99.', '99.5%'])
      expect(() => availabilityVerdict(boundsOf(partition), wrong)).toThrow('is no percentage')
    expect(() => ratioText(0.5, 1)).toThrow(RangeError)
    expect(() => ratioText(-1, 1)).toThrow(RangeError)
  })
})

describe('worked months', () => {
  const may = monthOf('2026-05', 'Asia/Tokyo')
  const between = (from: string, to: string): Interval => ({
    from: jst(`2026-${from}`),
    to: jst(`2026-${to}`),
  })
  const around = (month: Interval, ...downs: Interval[]): StateSpan[] => {
    let at = month.from
    const spans = downs.flatMap(({ from, to }) => {
      const two = [span(at, from, 'up'), span(from, to, 'down', 'i1')]
      at = to
      return two
    })
    return [...spans, span(at, month.to, 'up')]
  }

  test('365日/24時間: four hours of stop in May are 99.462 %, 未達 of 99.5', () => {
    const { open } = serviceTime(hours(), null, may)
    const { partition } = partitionOf({
      period: may,
      open,
      maintenance: [],
      spans: around(may, between('05-13 01:00', '05-13 05:00')),
    })
    expect(partition).toMatchObject({ upMs: 740 * HOUR, downMs: 4 * HOUR, unknownMs: 0, outsideMs: 0 })
    expect(ratioText(partition.upMs, boundsOf(partition).ofMs)).toBe('99.462')
    expect(availabilityVerdict(boundsOf(partition), '99.5')).toBe('breached')
  })

  test('休日・日祭日を除く 8:00-20:00: stops at night and in Golden Week do not count', () => {
    const { open } = serviceTime(OFFICE, HOLIDAYS, may)
    const spans = around(
      may,
      between('05-04 09:00', '05-04 17:00'),
      between('05-12 19:30', '05-13 07:00'),
      between('05-13 23:00', '05-14 08:30'),
    )
    const { partition } = partitionOf({ period: may, open, maintenance: [], spans })
    expect(partition).toMatchObject({
      upMs: (18 * 12 - 1) * HOUR,
      downMs: HOUR,
      outsideMs: (31 * 24 - 18 * 12) * HOUR,
      periodMs: 31 * 24 * HOUR,
    })
  })

  test('regular maintenance shortens T, its overrun does not', () => {
    const { open } = serviceTime(hours(), null, may)
    const spans = around(may, between('05-17 01:00', '05-17 04:30'))
    const announcedAt = jst('2026-05-10 12:00')
    const window = { id: 'w1', kind: 'regular', ...between('05-17 01:00', '05-17 04:00') } as const
    const { maintenance } = judgeWindows({
      windows: [{ ...window, announcedAt, recordedAt: announcedAt }],
      rules: { leadTimeMs: 72 * HOUR, allowanceMs: 5 * HOUR, yearFrom: '04-01', zone: 'Asia/Tokyo' },
      stops: spans.filter(({ state }) => state === 'down'),
      open,
      period: may,
    })
    const { partition, segments } = partitionOf({ period: may, open, maintenance, spans })
    expect(partition).toMatchObject({ maintenanceMs: 3 * HOUR, downMs: HOUR / 2 })
    expect(boundsOf(partition).ofMs).toBe((31 * 24 - 3) * HOUR)
    expect(segments.map(({ part, because }) => `${part} ${because.join(' ')}`.trim())).toEqual([
      'up',
      'maintenance regular-maintenance w1',
      'down i1',
      'up',
    ])
  })
})
