/** The availability of a report against the slow reference: slices, parts, pieces and other people's networks between them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alwaysOpen } from '../../../rules/calendar/always.ts'
import type { HoursPeriod, Interval } from '../../../rules/calendar/types.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { measureAvailability, type Part } from '../../../rules/report/availability.ts'
import { type CheckPiece, failuresOf, type MeasuredCheck, type Said } from '../../../rules/report/failures.ts'
import { Runs } from '../../../rules/report/runs.ts'
import type { Outcome } from '../../../rules/words.ts'
import { everyInstant, walk } from '../../reference/availability.ts'
import { ended } from '../../support/ended.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Midnight in Japan: a Monday. */
const FROM = Date.UTC(2026, 10, 1, 15)
const period: Interval = { from: FROM, to: FROM + 3 * DAY }
const rules = { leadTimeMs: HOUR, allowanceMs: 2 * HOUR, yearFrom: '11-02', zone: 'Asia/Tokyo' }
/** The service hours are 8 to 20 until a change, around the clock from then on. */
const day = [{ from: 8 * 60, to: 20 * 60 }]
const daily: HoursPeriod = {
  ...{ from: null, to: null, publicHolidays: 'open', yearEnd: null, closed: [], exceptions: {} },
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
}

interface Ask {
  name: string
  purpose: 'liveness' | 'fault'
  external: boolean
  cut: number
  every: [number, number]
  runs: [number, Outcome][]
}

function checkOf({ name, purpose, external, cut, every, runs: rows }: Ask): MeasuredCheck {
  const runs = new Runs()
  for (const [index, [minute, outcome]] of rows.entries()) {
    const startedAt = FROM - DAY + minute * MINUTE
    runs.add(
      { plannedAt: startedAt, startedAt, outcome, attempt: 0, reason: null, offsetMs: null },
      'agent/epoch',
      index,
    )
  }
  runs.sort()
  const check = `shop/web/${name}`
  const piece = (everyMinutes: number, activeFrom: number, activeTo: number | null): CheckPiece => ({
    ...{ check, service: 'shop', component: 'web', purpose, external, limitMs: null, activeFrom, activeTo },
    ...{ everyMs: everyMinutes * MINUTE, timeoutMs: 10_000, confirm: { failures: 2, everyMs: MINUTE } },
  })
  const turn = FROM + cut * MINUTE
  return { check, runs, losses: [], pieces: [piece(every[0], FROM - DAY, turn), piece(every[1], turn, null)] }
}

const minute = fc.nat(4 * 24 * 60 - 1)
const outcome = fc.constantFrom<Outcome>('ok', 'ok', 'ok', 'failed', 'failed', 'unknown')
const asked = (name: string, purpose: Ask['purpose'], external = false): fc.Arbitrary<Ask> =>
  fc.record({
    ...{ name: fc.constant(name), purpose: fc.constant(purpose), external: fc.constant(external) },
    cut: fc.nat(3 * 24 * 60),
    every: fc.tuple(fc.integer({ min: 10, max: 300 }), fc.integer({ min: 10, max: 300 })),
    runs: fc.uniqueArray(fc.tuple(minute, outcome), { minLength: 20, maxLength: 60, selector: ([at]) => at }),
  })

test('hundreds of histories: equal to the reference to the millisecond, however they are sliced', () => {
  const cases = fc.record({
    own: fc.tuple(asked('alive', 'liveness'), asked('works', 'fault')),
    link: asked('link', 'liveness', true),
    faultCounts: fc.constantFrom('up' as const, 'down' as const),
    withdrawals: fc.constantFrom('applied' as const, 'ignored' as const),
    change: fc.integer({ min: 1, max: 3 * 24 * 60 - 1 }),
    said: fc.tuple(minute, fc.nat(600), fc.boolean()),
    window: fc.tuple(fc.nat(3 * 24 * 60), fc.integer({ min: 1, max: 300 })),
  })
  fc.assert(
    fc.property(
      cases,
      ({ own, link, faultCounts, withdrawals, change, said: [at, long, withdrawn], window }) => {
        const checks = own.map(checkOf)
        const said: Said = {
          ...{ kind: 'outage', checks: checks.map(({ check }) => check), withdrawn, partialRecoveryAt: null },
          ...{ from: FROM - DAY + at * MINUTE, to: FROM - DAY + (at + long + 1) * MINUTE },
        }
        const failures = checks.flatMap((check) => failuresOf(check, [said]))
        expect(failuresOf(checkOf(link), [said])).toEqual([])
        const interpretation = interpretationOf({ faultCounts })
        const turn = FROM + change * MINUTE
        const terms = { holidays: null, rules, interpretation }
        const parts: Part[] = [
          { from: FROM, to: turn, hours: { zone: 'Asia/Tokyo', periods: [daily] }, ...terms },
          { from: turn, to: period.to, hours: alwaysOpen('Asia/Tokyo'), ...terms },
        ]
        const from = FROM + window[0] * MINUTE
        const windows = [
          {
            ...{ id: 'w', kind: 'regular' as const, from, to: from + window[1] * MINUTE },
            ...{ announcedAt: from - HOUR, recordedAt: from - HOUR },
          },
        ]
        const measured = ended(
          measureAvailability({
            ...{
              period,
              parts,
              failures,
              withdrawals,
              windows,
              earlierStops: [],
              required: '99.5',
              over: true,
            },
            checks: [...checks, checkOf(link)],
          }),
        )
        const offered = [0, 1, 2].map((n) => ({
          from: FROM + n * DAY + 8 * HOUR,
          to: Math.min(turn, FROM + n * DAY + 20 * HOUR),
        }))
        const world = {
          ...{ period, failures, interpretation, withdrawals, windows, rules, years: [FROM] },
          open: [...offered.filter((one) => one.from < one.to), { from: turn, to: period.to }],
          checks: checks.flatMap(({ check, pieces, runs }) =>
            pieces.map((piece) => ({
              ...piece,
              results: Array.from({ length: runs.length }, (_, place) => ({
                ...runs.at(place),
                check,
                source: String(place).padStart(4, '0'),
              })),
            })),
          ),
        }
        const { up, down, unknown, maintenance, outside } = walk(world, everyInstant(world))
        expect(measured.partition).toEqual({
          ...{ periodMs: 3 * DAY, upMs: up, downMs: down, unknownMs: unknown },
          ...{ maintenanceMs: maintenance, outsideMs: outside },
        })
      },
    ),
    { numRuns: 300, seed: 61 },
  )
})
