import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partitionOf } from '../../../rules/availability/partition.ts'
import { availabilityVerdict, boundsOf } from '../../../rules/availability/ratio.ts'
import { timelineOf } from '../../../rules/availability/timeline.ts'
import { judgeWindows } from '../../../rules/calendar/maintenance.ts'
import {
  everyInstant,
  everyMillisecond,
  stateAt,
  turningInstants,
  type World,
  walk,
} from '../../reference/availability.ts'
import { worlds } from './histories.ts'

const MINUTES = { unit: 60_000, length: 60 }
/** The hold has a second of its own, so that a world of milliseconds needs some of them. */
const MILLISECONDS = { unit: 100, length: 16 }

/** All that production does: timeline, maintenance over the allowance's year, partition. */
function judged(world: World) {
  const whole = {
    from: Math.min(world.years[0] ?? world.period.from, world.period.from),
    to: world.period.to,
  }
  const stops = timelineOf({ ...world, period: whole }).filter(({ state }) => state === 'down')
  const { maintenance, windows } = judgeWindows({ ...world, stops })
  const spans = timelineOf(world)
  return { ...partitionOf({ ...world, maintenance, spans }), spans, windows, maintenance }
}

const partsOf = (world: World) => {
  const { upMs, downMs, unknownMs, maintenanceMs, outsideMs } = judged(world).partition
  return { up: upMs, down: downMs, unknown: unknownMs, maintenance: maintenanceMs, outside: outsideMs }
}

test('thousands of histories: equal to the reference to the millisecond', () => {
  fc.assert(
    fc.property(worlds(MINUTES), (world) => {
      expect(partsOf(world)).toEqual(walk(world, everyInstant(world)))
    }),
    { numRuns: 3000, seed: 51 },
  )
})

test('the instants at which anything can turn are enough for the reference', () => {
  fc.assert(
    fc.property(worlds(MINUTES), (world) => {
      expect(walk(world, turningInstants(world))).toEqual(walk(world, everyInstant(world)))
    }),
    { numRuns: 1000, seed: 54 },
  )
})

test('small worlds: equal to the reference in every single millisecond', () => {
  fc.assert(
    fc.property(worlds(MILLISECONDS), (world) => {
      expect(partsOf(world)).toEqual(walk(world, everyMillisecond(world)))
    }),
    { numRuns: 150, seed: 52 },
  )
})

test('the parts add up, and segments and spans cover the period without a gap', () => {
  fc.assert(
    fc.property(worlds(MINUTES), (world) => {
      const { partition, segments, spans, windows, maintenance } = judged(world)
      const { upMs, downMs, unknownMs, maintenanceMs, outsideMs, periodMs } = partition
      expect(upMs + downMs + unknownMs + maintenanceMs + outsideMs).toBe(periodMs)
      for (const stretches of [segments, spans]) {
        let at = world.period.from
        for (const { from, to, because } of stretches) {
          expect([from, to > from, because.every((code) => code !== '')]).toEqual([at, true, true])
          at = to
        }
        expect(at).toBe(world.period.to)
      }
      for (const { from, state } of spans) expect(stateAt(world, from)).toBe(state)
      expect(windows.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(maintenanceMs)
      expect(maintenance.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(maintenanceMs)
      for (const { countedMs, stoppedMs, because } of windows) {
        expect(countedMs).toBeLessThanOrEqual(stoppedMs)
        expect(because === 'counted' || because === 'allowance-used-up' || countedMs === 0).toBe(true)
      }
    }),
    { numRuns: 700, seed: 53 },
  )
})

test('the order of arrival does not matter, and what arrives twice counts once', () => {
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
  const twice = worlds(MINUTES).chain((world) =>
    fc.record({
      world: fc.constant(world),
      other: fc.record({
        checks: fc
          .tuple(...world.checks.map((one) => shuffled([...one.results, ...one.results])))
          .chain((results) =>
            shuffled(world.checks.map((one, n) => ({ ...one, results: results[n] ?? [] }))),
          ),
        failures: shuffled(world.failures),
        open: shuffled(world.open),
        windows: shuffled(world.windows),
      }),
    }),
  )
  fc.assert(
    fc.property(twice, ({ world, other }) => {
      expect(JSON.stringify(judged({ ...world, ...other }))).toBe(JSON.stringify(judged(world)))
    }),
    { numRuns: 700, seed: 54 },
  )
})

test('one more ok result never lowers up, one more failed one never raises it', () => {
  const more = worlds(MINUTES).chain((world) =>
    fc.record({
      world: fc.constant(world),
      check: fc.constantFrom(...world.checks.map(({ check }) => check)),
      startedAt: fc.nat(60 * 60_000).map((ms) => (world.years[1] ?? 0) + ms - 30 * 60_000),
      outcome: fc.constantFrom<'ok' | 'failed'>('ok', 'failed'),
    }),
  )
  fc.assert(
    fc.property(more, ({ world, check, startedAt, outcome }) => {
      const result = { startedAt, outcome, source: `${check}/more` }
      const checks = world.checks.map((one) =>
        one.check === check ? { ...one, results: [...one.results, result] } : one,
      )
      const [before, after] = [partsOf(world), partsOf({ ...world, checks })]
      // What a withdrawal or a partial recovery tells away is up, whatever failed.
      const away = world.failures.some(
        ({ withdrawn, partialRecoveryAt }) => withdrawn || partialRecoveryAt !== null,
      )
      if (outcome === 'ok') expect(after.up).toBeGreaterThanOrEqual(before.up)
      else if (!away) expect(after.up).toBeLessThanOrEqual(before.up)
    }),
    { numRuns: 700, seed: 55 },
  )
})

test('withdrawing never lowers up, and a verdict follows from the bounds', () => {
  fc.assert(
    fc.property(worlds(MINUTES), fc.nat(1000), (world, permille) => {
      const figures = (['ignored', 'applied'] as const).map((withdrawals) =>
        boundsOf(judged({ ...world, withdrawals, windows: [] }).partition),
      )
      const [without, applied] = figures
      if (!without || !applied) throw new Error('two figures')
      expect(applied.upMs).toBeGreaterThanOrEqual(without.upMs)
      expect(applied.ofMs).toBe(without.ofMs)
      const verdict = availabilityVerdict(applied, (permille / 10).toFixed(1))
      const [low, high] = [applied.upMs * 1000, applied.atMostMs * 1000]
      const required = permille * applied.ofMs
      const expected = low >= required ? 'met' : high < required ? 'breached' : 'not-proven'
      expect(verdict).toBe(applied.ofMs === 0 ? 'pending' : expected)
    }),
    { numRuns: 500, seed: 56 },
  )
})
