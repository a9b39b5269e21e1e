import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serviceTime } from '../../../rules/calendar/hours.ts'
import { difference, intersection, lengthMs, union } from '../../../rules/calendar/intervals.ts'
import type { DaySpan, HoursPeriod, Interval } from '../../../rules/calendar/types.ts'
import { addDays } from '../../../rules/time/day.ts'
import { openMinutes } from '../../reference/calendar.ts'
import { clocksOf, TURN_COUNT } from './clocks.ts'

const MINUTE = 60_000

const spans = fc.array(
  fc
    .record({
      from: fc.integer({ min: 0, max: 1439 }),
      length: fc.oneof(fc.constantFrom(30, 60), fc.integer({ min: 1, max: 1600 })),
    })
    .map(({ from, length }): DaySpan => ({ from, to: Math.min(from + length, 2880) })),
  { maxLength: 2 },
)
const week = fc.record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans })

/** Editions, closed days, exceptions and holidays on the few days around a turn of the clocks. */
const worlds = fc.nat(TURN_COUNT - 1).chain((turn) => {
  const clocks = clocksOf(turn)
  const day = fc.integer({ min: -3, max: 3 }).map((n) => addDays(clocks.day, n))
  const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
  const date = day.map((text) => text.slice(5))
  const edition = fc.record({
    weekly: fc.oneof(fc.constant('always' as const), week, week),
    publicHolidays: fc.constantFrom<'closed' | 'open'>('closed', 'open'),
    yearEnd: fc.option(fc.record({ from: date, to: date })),
    closed: fc.array(range, { maxLength: 1 }),
    exceptions: fc.dictionary(day, spans, { maxKeys: 2 }),
  })
  return fc.record({
    turn: fc.constant(turn),
    periods: fc.tuple(edition, edition, range, fc.boolean()).map(([one, other, cut, all]): HoursPeriod[] =>
      all
        ? [{ ...one, from: null, to: null }]
        : [
            { ...one, from: cut.from, to: cut.to },
            { ...other, from: addDays(cut.to, 1), to: null },
          ],
    ),
    holidays: fc.option(
      fc.record({ range, days: fc.uniqueArray(day, { maxLength: 3 }) }).map(({ range: known, days }) => ({
        version: 'random',
        ...known,
        days: Object.fromEntries(days.map((one) => [one, 'holiday'])),
      })),
    ),
    period: fc
      .tuple(fc.integer({ min: -2880, max: 2880 }), fc.integer({ min: 0, max: 2880 }))
      .map(([from, length]) => ({
        from: clocks.turnAt + from * MINUTE,
        to: clocks.turnAt + Math.min(from + length, 2880) * MINUTE,
      })),
  })
})

test('service hours are the minutes that the reference finds by reading the clocks', () => {
  fc.assert(
    fc.property(worlds, ({ turn, periods, holidays, period }) => {
      const { table } = clocksOf(turn)
      const hours = { zone: table.zone, periods }
      const { open, problems } = serviceTime(hours, holidays, period)
      const expected = openMinutes(table, hours, holidays, period)
      const minutes: number[] = []
      for (const { from, to } of open) for (let at = from; at < to; at += MINUTE) minutes.push(at)
      expect(minutes).toEqual([...expected.open].toSorted((a, b) => a - b))
      const told = (code: string) => problems.flatMap((one) => (one.code === code ? [one.day] : []))
      expect(told('no-hours')).toEqual([...expected.noHours].toSorted())
      expect(told('holiday-data-ends')).toEqual([...expected.guessed].toSorted())
    }),
    { numRuns: 500, seed: 41 },
  )
})

test('sets of instants agree with sets of numbers', () => {
  const set = fc.array(
    fc.tuple(fc.nat(30), fc.nat(8)).map(([from, length]): Interval => ({ from, to: from + length })),
    { maxLength: 6 },
  )
  const numbers = (intervals: readonly Interval[]) =>
    Array.from({ length: 40 }, (_, n) => n).filter((n) =>
      intervals.some(({ from, to }) => from <= n && n < to),
    )
  fc.assert(
    fc.property(set, set, (a, b) => {
      const [one, other] = [union(a), union(b)]
      const [inA, inB] = [numbers(a), numbers(b)]
      for (const [found, wanted] of [
        [one, inA],
        [intersection(one, other), inA.filter((n) => inB.includes(n))],
        [difference(one, other), inA.filter((n) => !inB.includes(n))],
      ] as const) {
        expect(numbers(found)).toEqual(wanted)
        expect(lengthMs(found)).toBe(wanted.length)
        expect(union(found)).toEqual(found)
      }
    }),
    { numRuns: 1000, seed: 42 },
  )
})
