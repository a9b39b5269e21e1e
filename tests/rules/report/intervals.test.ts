import { describe, expect, test } from 'vitest'
import { alwaysOpen } from '../../../rules/calendar/always.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import type { Part } from '../../../rules/report/availability.ts'
import type { MeasuredCheck } from '../../../rules/report/failures.ts'
import { type Decided, intervalsOf, monitoredIn } from '../../../rules/report/intervals.ts'
import { Runs } from '../../../rules/report/runs.ts'
import { ended } from '../../support/ended.ts'

const AT = Date.UTC(2026, 10, 1)
const MINUTE = 60_000
const CHECK = 'shop/web/alive'
const minute = (n: number) => AT + n * MINUTE
const PERIOD = { from: AT, to: minute(60) }

/** Runs at the given minutes; the value in force is 5 minutes. */
function checkOf(
  minutes: number[],
  pieces: Partial<MeasuredCheck['pieces'][number]>[] = [{}],
): MeasuredCheck {
  const runs = new Runs()
  for (const n of minutes)
    runs.add(
      { plannedAt: minute(n), startedAt: minute(n), outcome: 'ok', attempt: 0, reason: null, offsetMs: null },
      'agent/epoch',
      n + 100,
    )
  runs.sort()
  const spec = {
    check: CHECK,
    service: 'shop',
    component: 'web',
    purpose: 'liveness' as const,
    timeoutMs: 10_000,
  }
  const limits = { everyMs: MINUTE, confirm: { failures: 3, everyMs: 10_000 }, limitMs: 5 * MINUTE }
  return {
    ...{ check: CHECK, runs, losses: [] },
    pieces: pieces.map((piece) => ({
      ...spec,
      ...limits,
      activeFrom: minute(-60),
      activeTo: null,
      ...piece,
    })),
  }
}
const every = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
/** Nothing from minute 20 to 30. */
const SILENT = checkOf([...every(-5, 20), ...every(30, 60)])
const row = (
  measured: MeasuredCheck | MeasuredCheck[],
  more: { monitored?: Interval[]; decided?: Decided; period?: Interval } = {},
) => {
  const { monitored = null, decided = null, period = PERIOD } = more
  const vantages = [measured].flat()
  const [found] = ended(intervalsOf({ check: CHECK, vantages, period, monitored, decided }))
  return found
}
const decided = (more: Partial<Decided>): Decided => ({ check: CHECK, withdrawn: [], doubts: [], ...more })

describe('the intervals of a check', () => {
  test('a silence beyond the value breaches it, and is told with its beginning', () => {
    expect(row(SILENT)).toMatchObject({
      ...{ planned: 60, executed: 50, missed: 10, reasons: { 'no-result': 10 }, verdict: 'breached' },
      ...{ largestGapMs: 11 * MINUTE, largestGapFrom: '2026-11-01T00:19:00.000Z' },
    })
  })

  test('what two persons withdrew was not owed', () => {
    const withdrawn = [{ from: minute(19), to: minute(30) }]
    expect(row(SILENT, { decided: decided({ withdrawn }) })).toMatchObject({
      ...{ planned: 49, executed: 49, missed: 0, verdict: 'met', largestGapMs: MINUTE },
    })
  })

  test('what our own clock was in doubt for is not proven', () => {
    const doubts = [{ from: minute(19), to: minute(30), because: 'clock-stepped' as const }]
    expect(row(SILENT, { decided: decided({ doubts }) })).toMatchObject({ verdict: 'not-proven' })
  })

  test('the first distance begins before the period', () => {
    expect(row(checkOf([-4, ...every(2, 60)]))).toMatchObject({
      ...{ largestGapMs: 6 * MINUTE, largestGapFrom: '2026-10-31T23:56:00.000Z', verdict: 'breached' },
    })
  })

  test('a change of anything but interval and value does not cut a distance; of those it does', () => {
    const cut = minute(25)
    const same = checkOf(
      [...every(-5, 20), ...every(30, 60)],
      [{ activeTo: cut }, { activeFrom: cut, timeoutMs: 5_000 }],
    )
    expect(row(same)).toMatchObject({ largestGapMs: 11 * MINUTE, planned: 60 })
    const other = checkOf(
      [...every(-5, 21), ...every(30, 60, 2)],
      [{ activeTo: cut }, { activeFrom: cut, everyMs: 2 * MINUTE, limitMs: 10 * MINUTE }],
    )
    // 4 minutes until the change and 5 after it: each within the value of its time.
    expect(row(other)).toMatchObject({
      largestGapMs: 5 * MINUTE,
      limitMs: 10 * MINUTE,
      planned: 25 + 17,
      verdict: 'met',
    })
  })

  test('what is asked of an external network is told without an item, a limit or a verdict', () => {
    const link = checkOf([...every(-5, 20), ...every(30, 60)], [{ external: true, limitMs: null }])
    expect(row(link)).toMatchObject({
      ...{ item: null, limitMs: null, planned: 60, executed: 50, missed: 10, verdict: 'unset' },
      ...{ largestGapMs: 11 * MINUTE, largestGapFrom: '2026-11-01T00:19:00.000Z' },
    })
  })

  test('where several vantages do it, any execution ends a distance, and each has its own plans', () => {
    const other = checkOf(every(-5, 40).map((n) => n + 0.5))
    // From minute 20 to 30 the other one went on; from 40 on it was silent, which the first one was not.
    expect(row([SILENT, other])).toMatchObject({
      ...{ verdict: 'met', largestGapMs: MINUTE, limitMs: 5 * MINUTE },
      ...{ planned: 120, executed: 90, missed: 30, reasons: { 'no-result': 30 } },
    })
    const both = checkOf([...every(-5, 22), ...every(31, 60)])
    expect(row([SILENT, both])).toMatchObject({
      ...{ verdict: 'breached', largestGapMs: 9 * MINUTE, largestGapFrom: '2026-11-01T00:21:00.000Z' },
    })
  })

  test('a vantage that came and went leaves the check`s distances whole', () => {
    const early = checkOf(every(-5, 30), [{ activeTo: minute(30) }])
    const late = checkOf(every(33, 60), [{ activeFrom: minute(20) }])
    expect(row([early, late])).toMatchObject({
      ...{ verdict: 'met', largestGapMs: 4 * MINUTE, largestGapFrom: '2026-11-01T00:29:00.000Z' },
    })
  })

  test('a check of another time owes nothing in this period', () => {
    expect(row(checkOf(every(0, 60), [{ activeTo: AT }]))).toBeUndefined()
  })
})

test('intervals are owed always, or within the service hours where the service says so', () => {
  const part = (from: number, to: number, monitoringHours: 'always' | 'service-hours'): Part => ({
    ...{ from, to, hours: alwaysOpen('Asia/Tokyo'), holidays: null },
    rules: { leadTimeMs: 0, allowanceMs: null, yearFrom: '01-01', zone: 'Asia/Tokyo' },
    interpretation: interpretationOf({ monitoringHours }),
  })
  expect(monitoredIn([part(0, 10, 'always')])).toBeNull()
  const closed = { ...part(10, 20, 'service-hours'), hours: { zone: 'Asia/Tokyo', periods: [] } }
  expect(monitoredIn([part(0, 10, 'always'), closed, part(20, 30, 'service-hours')])).toEqual([
    { from: 0, to: 10 },
    { from: 20, to: 30 },
  ])
})
