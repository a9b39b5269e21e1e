/** Random histories of a service with a redundant pair behind a switch: what holds of any service holds of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { decide } from '../../../rules/incidents/decide.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import type { Expression, Structure } from '../../../rules/service-model/types.ts'
import { applied, checkOf, drawn, MINUTE, SECOND, viewFrom, worldOf } from './world.ts'

// The same histories each time; others by `KIJUN_SEED=N`.
fc.configureGlobal({ seed: Number(process.env.KIJUN_SEED ?? 4) })

const component = (id: string): Expression => ({ kind: 'component', component: id })
const STRUCTURE: Structure = {
  redundancy: {
    kind: 'all',
    of: [component('web'), { kind: 'any', of: [component('db1'), component('db2')] }],
  },
  stopMeans: 'service',
  dependsOn: new Map([
    ['db1', ['switch']],
    ['db2', ['switch']],
  ]),
}
const CHECKS = [
  checkOf('web/alive', 'liveness'),
  checkOf('db1/alive', 'liveness'),
  checkOf('db2/alive', 'liveness'),
  checkOf('switch/alive', 'liveness'),
  checkOf('db1/works', 'fault'),
]
const END = 60 * MINUTE
const RUNS = { numRuns: 200, seed: 20_261_121 }
type Histories = [CheckSpec, Observation[]][]

const service = (letters: string[]): fc.Arbitrary<Histories> =>
  fc
    .tuple(...CHECKS.map(() => fc.string({ unit: fc.constantFrom(...letters), maxLength: 20, size: 'max' })))
    .map((texts) => CHECKS.map((spec, index) => [spec, drawn(spec.check, texts[index] ?? '')]))
const inTime = service(['.', '.', 'F', 'F'])
const late = service(['.', '.', 'F', 'F', '?', ' ']).chain((checks) =>
  fc
    .infiniteStream(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * MINUTE })))
    .map((delays) =>
      checks.map(([spec, results]): [CheckSpec, Observation[]] => [
        spec,
        results.map((one) => ({ ...one, receivedAt: one.receivedAt + (delays.next().value ?? 0) })),
      ]),
    ),
)

function inOneGo(checks: Histories): Incident[] {
  let count = 0
  const views = checks.map(([spec, results]) => viewFrom(spec, results, END, END))
  const newId = () => `g${++count}`
  return applied(
    [],
    decide({ service: 'shop', structure: STRUCTURE, checks: views, incidents: [], now: END, newId }),
  )
}

const told = (incidents: Incident[]) =>
  incidents.map(({ id: _, ...one }) => JSON.stringify(sorted(one))).toSorted()
const sorted = (one: object) =>
  Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))

test('deciding again with the decision applied changes nothing', () => {
  fc.assert(
    fc.property(
      late,
      fc.array(fc.integer({ min: 0, max: 12 * MINUTE }), { maxLength: 6 }),
      (checks, instants) => {
        const world = worldOf(checks, [], undefined, STRUCTURE)
        for (const now of instants.toSorted((a, b) => a - b)) {
          world.at(now)
          expect(world.at(now).changes).toEqual([])
        }
      },
    ),
    RUNS,
  )
})

test('neither the order of results nor that of checks matters', () => {
  const cases = late.chain((checks) =>
    fc.tuple(fc.constant(checks), fc.shuffledSubarray(checks, { minLength: checks.length })),
  )
  fc.assert(
    fc.property(cases, ([checks, order]) => {
      const shuffled = order.map(([spec, results]): [CheckSpec, Observation[]] => [
        spec,
        results.toReversed(),
      ])
      expect(told(inOneGo(shuffled))).toEqual(told(inOneGo(checks)))
    }),
    RUNS,
  )
})

test('in the end the incidents say what the whole evidence says, whatever was told on the way', () => {
  fc.assert(
    fc.property(late, (checks) => {
      const world = worldOf(checks, [], END, STRUCTURE)
      const instants = checks.flatMap(([, results]) => results.map((one) => one.receivedAt))
      for (const now of [...new Set(instants)].toSorted((a, b) => a - b)) world.at(now)
      world.at(END)
      expect(told(world.incidents)).toEqual(expect.arrayContaining(told(inOneGo(checks))))
    }),
    RUNS,
  )
})

test('results that come in their time reopen nothing, and tell of no stop twice', () => {
  fc.assert(
    fc.property(inTime, (checks) => {
      const world = worldOf(checks, [], END, STRUCTURE)
      for (let now = 200; now < 220 * SECOND; now += 10 * SECOND)
        for (const change of world.at(now).changes) expect(change.type).not.toBe('reopened')
      world.at(END)
      expect(told(world.incidents)).toEqual(told(inOneGo(checks)))
      const outages = world.incidents.filter(({ kind }) => kind === 'outage')
      for (const one of world.incidents) {
        if (one.impact !== 'none') continue
        const during = outages.filter(
          (outage) =>
            outage.firstFailedAt < (one.recoveredAt ?? Infinity) &&
            one.firstFailedAt < (outage.recoveredAt ?? Infinity),
        )
        expect(during).toEqual([])
      }
    }),
    RUNS,
  )
})
