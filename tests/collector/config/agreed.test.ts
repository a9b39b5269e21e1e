/** What was agreed beside hours and values: maintenance, readings of the guideline, the collector's own clock. */
import { expect, test } from 'vitest'
import { INTERPRETATIONS, interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { loadWritten, writtenService } from './written.ts'

test('maintenance: what was agreed, and windows on the clocks of the service or with an offset', () => {
  const { maintenance } = writtenService(`
pattern: 1
timezone: Europe/Berlin
maintenance:
  leadTime: 3d
  allowance: 5h
  yearFrom: 04-01
  windows:
    - { id: night, from: 2026-11-15T02:00, to: 2026-11-15 05:30:30, kind: regular, announcedAt: 2026-11-10T10:00+09:00 }
    - { id: urgent, from: 2026-11-16T00:00Z, to: 2026-11-16T02:00, kind: emergency }`)
  expect(maintenance).toEqual({
    rules: { leadTimeMs: 259_200_000, allowanceMs: 18_000_000, yearFrom: '04-01', zone: 'Europe/Berlin' },
    windows: [
      {
        id: 'night',
        from: Date.parse('2026-11-15T01:00:00Z'),
        to: Date.parse('2026-11-15T04:30:30Z'),
        kind: 'regular',
        announcedAt: Date.parse('2026-11-10T01:00:00Z'),
      },
      {
        id: 'urgent',
        from: Date.parse('2026-11-16T00:00:00Z'),
        to: Date.parse('2026-11-16T01:00:00Z'),
        kind: 'emergency',
        announcedAt: null,
      },
    ],
  })
})

test('a window over the hour that is shown twice begins with the first and ends with the second', () => {
  const { maintenance } = writtenService(`
pattern: 1
timezone: Europe/Berlin
maintenance:
  windows: [{ id: turn, from: 2026-10-25T02:30, to: 2026-10-25T02:45, kind: one-off }]`)
  const [window] = maintenance.windows
  expect([window?.from, window?.to]).toEqual([
    Date.parse('2026-10-25T00:30:00Z'),
    Date.parse('2026-10-25T01:45:00Z'),
  ])
})

test('nothing agreed of maintenance: nothing is taken off', () => {
  expect(writtenService('pattern: 1').maintenance).toEqual({
    rules: { leadTimeMs: 0, allowanceMs: null, yearFrom: '01-01', zone: 'Asia/Tokyo' },
    windows: [],
  })
})

test('readings of the guideline: defaults, those of the root, those of the service', () => {
  expect(writtenService('pattern: 1').interpretation).toEqual(interpretationOf())
  const root = 'interpretation: { days: business, months: elapsed }'
  const { interpretation } = writtenService('pattern: 1\ninterpretation: { days: calendar }', { root })
  expect(interpretation).toEqual({ ...interpretationOf(), days: 'calendar', months: 'elapsed' })
})

test.each(
  Object.entries(INTERPRETATIONS).flatMap(([key, { choices }]) => choices.map((choice) => [key, choice])),
)('%s: %s can be chosen', (key, choice) => {
  const { interpretation } = writtenService(`pattern: 1\ninterpretation: { ${key}: ${choice} }`)
  expect(interpretation).toMatchObject({ [key]: choice })
})

test("the collector's own clock is the time-sync check that is named", () => {
  expect(loadWritten('pattern: 1', { root: 'ownClock: shop/web/clock' }).settings.ownClock).toBe(
    'shop/web/clock',
  )
  expect(loadWritten('pattern: 1').settings.ownClock).toBeNull()
})
