/** Random worlds of one service: checks with their results, failures, service hours, maintenance. */
import fc from 'fast-check'
import type { CheckHistory, CheckResult } from '../../../rules/availability/check.ts'
import type { Failure } from '../../../rules/availability/timeline.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import type { Expression } from '../../../rules/service-model/types.ts'
import type { Outcome } from '../../../rules/words.ts'
import type { World } from '../../reference/availability.ts'

const expressions: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc
      .constantFrom('a', 'b', 'f', 'p', 'gone')
      .map((component): Expression => ({ kind: 'component', component })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).chain((of) =>
      fc.oneof(
        fc.constantFrom<Expression>({ kind: 'all', of }, { kind: 'any', of }),
        fc.integer({ min: 1, max: of.length }).map((count): Expression => ({ kind: 'at-least', count, of })),
      ),
    ),
  ),
})).tree

/** Beginnings of the allowance's years, in UTC. */
const YEAR = Date.UTC(2025, 0, 1)
const NEXT = Date.UTC(2026, 0, 1)

/**
 * `unit`: milliseconds of the grid that most instants lie on. The world is `length` units long, and the
 * allowance's year turns in the middle of it; the period lies somewhere in it.
 */
export const worlds = ({ unit, length }: { unit: number; length: number }) => {
  const instant = fc
    .oneof(
      fc.nat(length).map((n) => n * unit),
      fc.nat(length * unit),
    )
    .map((ms) => NEXT + ms - (length * unit) / 2)
  const interval = fc
    .tuple(instant, instant)
    .map(([a, b]): Interval => ({ from: Math.min(a, b), to: Math.max(a, b) }))
  const outcome = fc.constantFrom<Outcome>('ok', 'ok', 'ok', 'ok', 'failed', 'failed', 'failed', 'unknown')
  const results = (check: string) =>
    fc
      .array(fc.tuple(instant, outcome), { minLength: 4, maxLength: 20, size: 'max' })
      .map((rows) =>
        rows.map(
          ([startedAt, said], n): CheckResult => ({ startedAt, outcome: said, source: `${check}/${n}` }),
        ),
      )
  const check = (name: string, purpose: CheckHistory['purpose']) =>
    fc
      .record({
        results: results(name),
        // Active times one after the other; a part of nothing between them is a break.
        cuts: fc.uniqueArray(instant, { maxLength: 3 }).map((all) => all.toSorted((a, b) => a - b)),
        every: fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 5, maxLength: 5 }),
        breaks: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      })
      .map(({ results: all, cuts, every, breaks }): CheckHistory[] =>
        [YEAR, ...cuts].flatMap((activeFrom, n) => {
          if (n > 0 && n < cuts.length && breaks[n]) return []
          const activeTo = cuts[n] ?? null
          const everyMs = (every[n] ?? 1) * unit
          return [{ check: name, purpose, everyMs, timeoutMs: unit, results: all, activeFrom, activeTo }]
        }),
      )
  const failure = (n: number) =>
    fc
      .record({
        kind: fc.constantFrom<Failure['kind']>('outage', 'outage', 'fault', 'slowdown', 'monitoring-gap'),
        check: fc.constantFrom('a', 'b', 'f', 'p', 'gone', 'a@1', 'a@2'),
        span: interval,
        open: fc.boolean(),
        partial: fc.option(instant),
        withdrawn: fc.boolean(),
      })
      .map(
        ({ kind, check, span, open, partial, withdrawn }): Failure => ({
          id: `incident-${n}`,
          kind,
          check,
          firstFailedAt: span.from,
          recoveredAt: open && n === 0 ? null : span.to,
          partialRecoveryAt: partial,
          withdrawn,
        }),
      )
  const window = (n: number) =>
    fc
      .record({
        span: interval,
        lead: fc.integer({ min: -1, max: 6 }),
        late: fc.boolean(),
        announced: fc.nat(5),
      })
      .map(({ span, lead, late, announced }) => ({
        id: `window-${n}`,
        kind: lead === 0 ? ('one-off' as const) : ('regular' as const),
        ...span,
        announcedAt: announced === 0 ? null : span.from - lead * unit,
        recordedAt: late && lead === 3 ? span.from + 1 : span.from,
      }))
  return fc
    .record({
      period: fc.oneof(
        interval,
        fc.constant({ from: NEXT - (length * unit) / 2, to: NEXT + (length * unit) / 2 }),
      ),
      checks: fc.tuple(
        check('a', 'liveness'),
        check('b', 'liveness'),
        check('f', 'fault'),
        check('p', 'performance'),
        check('a@1', 'liveness'),
        check('a@2', 'liveness'),
        fc.oneof(fc.subarray([0, 1, 2, 3], { minLength: 1 }), fc.subarray([1, 2, 4, 5], { minLength: 1 })),
      ),
      redundancy: fc.option(expressions, { freq: 2 }),
      failures: fc.tuple(failure(0), failure(1), failure(2), fc.nat(3)),
      faultCounts: fc.constantFrom('up' as const, 'down' as const),
      slowdownCounts: fc.constantFrom('up' as const, 'down' as const),
      downtimeEnds: fc.constantFrom('full-recovery' as const, 'partial-recovery' as const),
      withdrawals: fc.constantFrom('applied' as const, 'ignored' as const),
      open: fc.oneof(
        fc.constant([{ from: YEAR, to: NEXT + 2 * length * unit }]),
        fc.array(interval, { maxLength: 3 }),
      ),
      windows: fc.tuple(window(0), window(1), window(2), fc.nat(3)),
      allowance: fc.option(fc.nat(length / 2), { freq: 8 }),
    })
    .map(
      ({
        period,
        checks,
        failures,
        open,
        windows,
        allowance,
        withdrawals,
        redundancy,
        ...interpretation
      }): World => ({
        period,
        checks: checks[6].flatMap((n) => checks[n as 0 | 1 | 2 | 3 | 4 | 5]),
        failures: failures.slice(0, failures[3]) as Failure[],
        redundancy,
        interpretation,
        withdrawals,
        open,
        windows: windows.slice(0, windows[3]) as World['windows'],
        rules: {
          leadTimeMs: unit,
          allowanceMs: allowance === null ? null : allowance * unit,
          yearFrom: '01-01',
          zone: 'UTC',
        },
        years: [YEAR, NEXT],
      }),
    )
}
