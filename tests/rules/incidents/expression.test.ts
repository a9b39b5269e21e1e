/** Stops by an expression, against what every second says by itself. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stopsOfExpression } from '../../../rules/incidents/expression.ts'
import { type Stretch, union } from '../../../rules/incidents/stretch.ts'
import { evaluate, type Said } from '../../../rules/service-model/evaluate.ts'
import type { Expression } from '../../../rules/service-model/types.ts'
import { SECOND } from './world.ts'

const NAMES = ['a', 'b', 'c', 'd']
const END = 230
const component = (id: string): Expression => ({ kind: 'component', component: id })

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...NAMES, 'mute').map(component),
    fc.record({
      kind: fc.constantFrom('all', 'any'),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    }),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 4 })
      .chain((of) =>
        fc.integer({ min: 1, max: of.length }).map((count) => ({ kind: 'at-least', count, of })),
      ),
  ) as fc.Arbitrary<Expression>,
}))

/** Stops of one component: apart in time, the last one perhaps without an end; each known some seconds after it began. */
const stops = (name: string) =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 0, max: 9 }),
      ),
      {
        maxLength: 4,
      },
    )
    .chain((spans) => fc.boolean().map((lasts) => ({ spans, lasts })))
    .map(({ spans, lasts }) => {
      let at = 0
      return spans.map(([gap, length, confirm], index): Stretch => {
        const from = at + gap
        at = from + length
        const open = lasts && index === spans.length - 1
        return {
          checks: [`shop/${name}/alive`],
          lastOkAt: (from - 1) * SECOND,
          firstFailedAt: from * SECOND,
          confirmedAt: (from + confirm) * SECOND,
          recoveredAt: open ? null : at * SECOND,
          recoveryConfirmedAt: open ? null : (at + confirm) * SECOND,
          ...{ reason: name, message: null, partial: false, heldUntil: null },
        }
      })
    })

const service = fc.tuple(tree, fc.tuple(...NAMES.map(stops)))

const lasts = ({ firstFailedAt, recoveredAt }: Pick<Stretch, 'firstFailedAt' | 'recoveredAt'>, at: number) =>
  firstFailedAt <= at && at < (recoveredAt ?? Infinity)

/** The earliest instant at which what had been confirmed by then says that it is down within [from, to). */
function knownBySeconds(
  expression: Expression,
  of: Map<string, Stretch[]>,
  from: number,
  to: number,
): number {
  for (let now = from; now <= (END + 10) * SECOND; now += SECOND) {
    for (let at = from; at < Math.min(to, (END + 10) * SECOND); at += SECOND) {
      const said = evaluate(expression, (name): Said | null => {
        const own = of.get(name)
        return own ? (own.some((one) => one.confirmedAt <= now && lasts(one, at)) ? 'down' : 'up') : null
      })
      if (said === 'down') return now
    }
  }
  return Number.NaN
}

test('a thousand services: down is where every second says so, and known as soon as enough was confirmed', () => {
  fc.assert(
    fc.property(service, ([expression, lists]) => {
      const of = new Map(NAMES.map((name, index) => [name, lists[index] ?? []]))
      const found = stopsOfExpression(expression, (name) => of.get(name) ?? null)
      const downAt = (at: number) =>
        evaluate(expression, (name): Said | null => {
          const own = of.get(name)
          return own ? (own.some((one) => lasts(one, at)) ? 'down' : 'up') : null
        })
      if (found === null) {
        expect(downAt(0)).toBeNull()
        return
      }
      for (let at = 0; at < (END + 10) * SECOND; at += SECOND)
        if (found.some((one) => lasts(one, at)) !== (downAt(at) === 'down')) expect.fail(`at ${at / SECOND}`)
      for (const stop of union(found)) {
        expect(stop.confirmedAt).toBeGreaterThanOrEqual(stop.firstFailedAt)
        expect(stop.lastOkAt ?? 0).toBeLessThan(stop.firstFailedAt)
        const to = stop.recoveredAt ?? Infinity
        expect(stop.confirmedAt).toBe(knownBySeconds(expression, of, stop.firstFailedAt, to))
        if (stop.recoveredAt !== null)
          expect(stop.recoveryConfirmedAt).toBeGreaterThanOrEqual(stop.recoveredAt)
      }
    }),
    { numRuns: 1000, seed: 20_261_121 },
  )
})
