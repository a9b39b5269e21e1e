/** Random results of one check seen from several places, against a slow reference of its own: to the millisecond. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import type { Said } from '../../reference/detection.ts'
import { stoppedForAll } from '../../reference/vantages.ts'
import { checkOf, drawn, MINUTE, SECOND, worldOf } from './world.ts'

/** Long after the last result: everything that was said no longer holds. */
const END = 60 * MINUTE
const LETTERS = { ok: 'o', failed: 'f', unknown: 'u' } as const
const saidOf = (results: Observation[]) =>
  results.map((one): Said => ({ ...one, outcome: LETTERS[one.outcome] }))

const text = fc.string({
  unit: fc.constantFrom('.', '.', 'F', 'F', 'F', '?', ' '),
  maxLength: 40,
  size: 'max',
})

test('what all vantages find dead is an outage, from, to and known to be over at the instants that the reference gives', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 2, maxLength: 3 }),
      fc.integer({ min: 0, max: 4 }),
      (texts, apart) => {
        const checks = texts.map((drawing, index): [CheckSpec, Observation[]] => {
          const spec = { ...checkOf('web/alive', 'liveness'), of: 'shop/web/alive' }
          const check = `shop/web/alive@${index}`
          return [{ ...spec, check }, drawn(check, drawing, index * apart * SECOND)]
        })
        const world = worldOf(checks)
        world.at(END)
        const told = world.incidents.flatMap(({ kind, firstFailedAt, ...one }) =>
          kind === 'outage'
            ? [[firstFailedAt, one.recoveredAt ?? Infinity, one.recoveryConfirmedAt ?? Infinity]]
            : [],
        )
        const stopped = stoppedForAll(
          checks.map(([{ confirm, everyMs, timeoutMs }, results]) => ({
            ...{ said: saidOf(results), enough: confirm.failures, holdMs: everyMs + timeoutMs + SECOND },
          })),
        )
        expect(stopped.map(({ from, to, recoveryConfirmedAt }) => [from, to, recoveryConfirmedAt])).toEqual(
          told.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
        )
      },
    ),
    { numRuns: 1500, seed: 55 },
  )
})
