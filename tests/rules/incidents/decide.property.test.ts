import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { decide } from '../../../rules/incidents/decide.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import { applied, checkOf, drawn, MINUTE, SECOND, viewFrom, worldOf } from './world.ts'

// The same histories each time; others by `KIJUN_SEED=N`.
fc.configureGlobal({ seed: Number(process.env.KIJUN_SEED ?? 4) })

const CHECKS = [
  checkOf('web/alive', 'liveness'),
  checkOf('web/works', 'fault'),
  checkOf('web/deep', 'fault'),
  checkOf('db/alive', 'liveness'),
  checkOf('db/fast', 'performance'),
]
const END = 60 * MINUTE
type Histories = [CheckSpec, Observation[]][]

const history = (letters: string[]) =>
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 24, size: 'max' })
const service = (letters: string[]): fc.Arbitrary<Histories> =>
  fc
    .tuple(...CHECKS.map(() => history(letters)))
    .map((texts) => CHECKS.map((spec, index) => [spec, drawn(spec.check, texts[index] ?? '')]))
const inTime = service(['.', '.', 'F', 'F'])
const any = service(['.', '.', 'F', 'F', '?', ' '])

/** The same results, some of them received up to five minutes late, in another order. */
const late = any.chain((checks) =>
  fc
    .infiniteStream(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * MINUTE })))
    .map((delays) =>
      checks.map(([spec, results]): [CheckSpec, Observation[]] => [
        spec,
        results.map((one) => ({ ...one, receivedAt: one.receivedAt + (delays.next().value ?? 0) })),
      ]),
    ),
)

/** Everything that the whole evidence says, decided in one go, without silence. */
function inOneGo(checks: Histories): Incident[] {
  let count = 0
  const views = checks.map(([spec, results]) => viewFrom(spec, results, END, END))
  const input = { service: 'shop', checks: views, incidents: [], now: END, newId: () => `g${++count}` }
  return applied([], decide(input))
}

const withoutId = ({ id: _, ...incident }: Incident) => incident
/** As text and sorted, to compare sets. */
const told = (incidents: Incident[]) => incidents.map((one) => JSON.stringify(withoutId(one))).toSorted()

test('deciding again with the decision applied changes nothing', () => {
  fc.assert(
    fc.property(
      late,
      fc.array(fc.integer({ min: 0, max: 12 * MINUTE }), { maxLength: 6 }),
      (checks, instants) => {
        const world = worldOf(checks)
        for (const now of instants.toSorted((a, b) => a - b)) {
          world.at(now)
          expect(world.at(now).changes).toEqual([])
        }
      },
    ),
    { numRuns: 400 },
  )
})

test('neither the order of results nor that of checks matters', () => {
  const cases = any.chain((checks) =>
    fc.tuple(
      fc.constant(checks),
      fc.shuffledSubarray(checks, { minLength: checks.length }),
      fc.infiniteStream(fc.nat()),
    ),
  )
  fc.assert(
    fc.property(cases, ([checks, order, numbers]) => {
      const shuffled = order.map(([spec, results]): [CheckSpec, Observation[]] => [
        spec,
        results
          .map((one) => ({ one, key: numbers.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one),
      ])
      expect(told(inOneGo(shuffled))).toEqual(told(inOneGo(checks)))
    }),
    { numRuns: 400 },
  )
})

test('in the end the incidents say what the whole evidence says, whatever was told on the way', () => {
  fc.assert(
    fc.property(late, (checks) => {
      const world = worldOf(checks, [], END)
      const instants = checks.flatMap(([, results]) => results.map((one) => one.receivedAt))
      for (const now of [...new Set(instants)].toSorted((a, b) => a - b)) world.at(now)
      world.at(END)
      const whole = told(inOneGo(checks))
      expect(told(world.incidents)).toEqual(expect.arrayContaining(whole))
      // What partial evidence made us tell besides is over wherever its checks answer again.
      for (const incident of world.incidents) {
        if (incident.recoveredAt !== null || whole.includes(JSON.stringify(withoutId(incident)))) continue
        const members = checks.filter(([spec]) => incident.checks.includes(spec.check))
        const ends = members.map(([, results]) =>
          results
            .filter((one) => one.outcome !== 'unknown')
            .slice(-2)
            .map((one) => one.outcome),
        )
        expect(ends.flat()).toContain('failed')
      }
    }),
    { numRuns: 400 },
  )
})

test('results that come in their time tell each incident once and reopen none', () => {
  fc.assert(
    fc.property(inTime, (checks) => {
      const world = worldOf(checks, [], END)
      const types = new Set<string>()
      for (let now = 200; now < 260 * SECOND; now += 10 * SECOND)
        for (const change of world.at(now).changes) types.add(change.type)
      for (const change of world.at(END).changes) types.add(change.type)
      expect(types).not.toContain('reopened')
      expect(told(world.incidents)).toEqual(told(inOneGo(checks)))
    }),
    { numRuns: 400 },
  )
})

test('no incident begins after its detection or ends before it began, and outages do not overlap', () => {
  fc.assert(
    fc.property(any, (checks) => {
      const incidents = inOneGo(checks)
      for (const one of incidents) {
        expect(one.firstFailedAt).toBeLessThanOrEqual(one.confirmedAt)
        expect(one.recoveredAt ?? Infinity).toBeGreaterThan(one.firstFailedAt)
        expect(one.discoveredAt).toBe(one.confirmedAt)
      }
      const outages = incidents
        .filter((one) => one.kind === 'outage')
        .toSorted((a, b) => a.firstFailedAt - b.firstFailedAt)
      for (const [index, one] of outages.entries()) {
        const next = outages[index + 1]
        if (next) expect(one.recoveredAt ?? Infinity).toBeLessThanOrEqual(next.firstFailedAt)
      }
    }),
    { numRuns: 400 },
  )
})
