/** Random results of one check in random orders of arrival, against a slow reference of its own. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { episodesOf, newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { failuresIn, type Said } from '../../reference/detection.ts'

const SPEC: CheckSpec = {
  ...{ check: 'a/b/c', service: 'a', component: 'b', purpose: 'liveness', everyMs: 60_000, timeoutMs: 5_000 },
  confirm: { failures: 3, everyMs: 10_000 },
}
const OUTCOMES = { o: 'ok', f: 'failed', u: 'unknown' } as const

const histories = fc.record({
  letters: fc.array(fc.constantFrom('o', 'f', 'f', 'u'), { maxLength: 40 }),
  steps: fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 40, maxLength: 40 }),
  took: fc.integer({ min: 0, max: 5_000 }),
  late: fc.integer({ min: -2_000, max: 90_000 }),
  failures: fc.integer({ min: 1, max: 4 }),
  order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
})

test('thousands of histories: the same failures as the reference, in any order of arrival', () => {
  fc.assert(
    fc.property(histories, ({ letters, steps, took, late, failures, order }) => {
      let at = 1_000_000
      const said = letters.map((outcome, index): Said => {
        at += steps[index] ?? 0
        const source = `a/e/${String(index).padStart(4, '0')}`
        return { startedAt: at, finishedAt: at + took, receivedAt: at + late, outcome, source }
      })
      const observations = said.map(
        (one): Observation => ({
          ...one,
          plannedAt: one.startedAt,
          attempt: 0,
          outcome: OUTCOMES[one.outcome],
        }),
      )
      const shuffled = observations
        .map((one) => ({ one, place: order.next().value }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ one }) => one)
      const spec = { ...SPEC, confirm: { ...SPEC.confirm, failures } }
      const { state } = observe(newCheckState(0), spec, shuffled)
      const times = (one: {
        lastOkAt: number | null
        firstFailedAt: number
        confirmedAt: number | null
        recoveredAt: number | null
        recoveryConfirmedAt: number | null
      }) => [one.lastOkAt, one.firstFailedAt, one.confirmedAt, one.recoveredAt, one.recoveryConfirmedAt]
      expect(episodesOf(state, spec).map(times)).toEqual(failuresIn(said, failures).map(times))
    }),
    { numRuns: 3000, seed: 53 },
  )
})
