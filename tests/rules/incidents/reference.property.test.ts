/**
 * Random histories against a slow reference of its own, instant by instant: the service is told to be down where its
 * expression over the confirmed failures is, and nowhere else, in whatever order results arrive.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import type { Expression, Structure } from '../../../rules/service-model/types.ts'
import { checkOf, drawn, MINUTE, SECOND, worldOf } from './world.ts'

const COMPONENTS = ['web', 'db1', 'db2', 'app1', 'app2', 'app3']
const FROM = ['a', 'b']
const SLOT = 10 * SECOND
const SLOTS = 20
const END = 60 * MINUTE
const EMPTY: Expression = { kind: 'all', of: [] }
const RUNS = { numRuns: 150, seed: 20_261_121 }

interface Failure {
  from: number
  to: number
  confirmed: boolean
}

/** The runs of failure of one check as it is written: two failures in a row confirm one, two answers in a row end it. */
function failuresOf(text: string): Failure[] {
  const found: Failure[] = []
  let current: Failure | null = null
  let failed = 0
  let answered: number[] = []
  ;[...text].forEach((letter, slot) => {
    const at = slot * SLOT
    if (letter === 'F') {
      failed += 1
      answered = []
      if (current === null) {
        current = { from: at, to: Infinity, confirmed: false }
        found.push(current)
        failed = 1
      }
      if (failed >= 2) current.confirmed = true
    }
    if (letter === '.' && current !== null) {
      answered.push(at)
      failed = 0
      if (current.confirmed && answered.length < 2) return
      current.to = answered[0] ?? at
      current = null
      answered = []
    }
  })
  return found
}

const isDown = (text: string, at: number) =>
  failuresOf(text).some(({ from, to, confirmed }) => confirmed && from <= at && at < to)

function isStopped(expression: Expression, down: (component: string) => boolean): boolean {
  if (expression.kind === 'component') return down(expression.component)
  const parts = expression.of.map((one) => isStopped(one, down))
  const left = parts.filter((stopped) => !stopped).length
  if (expression.kind === 'all') return left < parts.length
  return left < (expression.kind === 'at-least' ? expression.count : 1)
}

const leaf = fc.constantFrom(...COMPONENTS).map((component): Expression => ({ kind: 'component', component }))
const parts = (of: fc.Arbitrary<Expression>) => fc.array(of, { minLength: 1, maxLength: 4 })
const expressions: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2 },
    leaf,
    parts(tie('expression')).map((of): Expression => ({ kind: 'all', of })),
    parts(tie('expression')).map((of): Expression => ({ kind: 'any', of })),
    parts(tie('expression')).chain((of) =>
      fc.integer({ min: 1, max: of.length }).map((count): Expression => ({ kind: 'at-least', count, of })),
    ),
  ),
})).expression
const structures = fc.tuple(expressions, fc.subarray(['db1', 'db2', 'app1']), fc.boolean()).map(
  ([redundancy, behindWeb, chain]): Structure => ({
    redundancy,
    stopMeans: 'service',
    dependsOn: new Map([
      ...behindWeb.map((one): [string, string[]] => [one, ['web']]),
      ...(chain ? [['app3', ['db1']] as [string, string[]]] : []),
    ]),
  }),
)
const texts = (letters: string[], count: number) =>
  fc.tuple(
    ...Array.from({ length: count }, () =>
      fc.string({ unit: fc.constantFrom(...letters), maxLength: SLOTS, size: 'max' }),
    ),
  )

function delayed(results: Observation[], delays: fc.Stream<number>) {
  return results.map((one) => ({ ...one, receivedAt: one.receivedAt + (delays.next().value ?? 0) }))
}

function decided(checks: [CheckSpec, Observation[]][], structure?: Structure): Incident[] {
  const world = worldOf(checks, [], END, structure)
  const arrivals = checks.flatMap(([, results]) => results.map(({ receivedAt }) => receivedAt))
  for (const now of [...new Set(arrivals)].toSorted((a, b) => a - b)) world.at(now)
  world.at(END)
  return world.incidents
}

const told = (incidents: Incident[], at: number) =>
  incidents.some(
    ({ kind, firstFailedAt, recoveredAt }) =>
      kind === 'outage' && firstFailedAt <= at && at < (recoveredAt ?? Infinity),
  )
/** Between the instants at which anything changes. */
const INSTANTS = Array.from({ length: SLOTS + 2 }, (_, slot) => slot * SLOT + SECOND)

test('an outage is told where the expression over confirmed failures is down, and nowhere else', () => {
  fc.assert(
    fc.property(
      structures,
      texts(['.', '.', 'F', 'F', '?', ' '], COMPONENTS.length),
      fc.infiniteStream(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * MINUTE }))),
      (structure, drawing, delays) => {
        const textOf = new Map(COMPONENTS.map((id, index) => [id, drawing[index] ?? '']))
        const inTime = COMPONENTS.map((id): [CheckSpec, Observation[]] => {
          const spec = checkOf(`${id}/alive`, 'liveness')
          return [spec, drawn(spec.check, textOf.get(id) ?? '')]
        })
        const late = inTime.map(([spec, results]): [CheckSpec, Observation[]] => [
          spec,
          delayed(results, delays),
        ])
        const expected = INSTANTS.map((at) =>
          isStopped(structure.redundancy ?? EMPTY, (id) => isDown(textOf.get(id) ?? '', at)),
        )
        const inOneGo = worldOf(late, [], END, structure)
        inOneGo.at(END)
        expect(INSTANTS.map((at) => told(inOneGo.incidents, at))).toEqual(expected)
        // What was told on the way and turned out to be none stays; nothing that is down may be missing.
        for (const checks of [inTime, late]) {
          const incidents = decided(checks, structure)
          for (const [index, at] of INSTANTS.entries())
            if (expected[index]) expect(told(incidents, at)).toBe(true)
        }
      },
    ),
    RUNS,
  )
})

test('of several vantages, none that answers is outvoted, and what all of them find dead is told', () => {
  fc.assert(
    fc.property(
      texts(['.', '.', 'F', 'F', '?', ' '], FROM.length),
      fc.integer({ min: 0, max: 4 }),
      (drawing, apart) => {
        const checks = FROM.map((name, index): [CheckSpec, Observation[]] => {
          const spec = { ...checkOf('web/alive', 'liveness'), of: 'shop/web/alive' }
          const check = `shop/web/alive@${name}`
          return [{ ...spec, check }, drawn(check, drawing[index] ?? '', index * apart * SECOND)]
        })
        const incidents = decided(checks)
        FROM.forEach((_, index) => {
          const text = drawing[index] ?? ''
          ;[...text].forEach((letter, slot) => {
            const at = slot * SLOT
            if (letter === '.' && !isDown(text, at))
              expect(told(incidents, at + index * apart * SECOND)).toBe(false)
          })
        })
        for (const at of INSTANTS.map((one) => one + 8 * SECOND))
          if (FROM.every((_, index) => isDown(drawing[index] ?? '', at - index * apart * SECOND)))
            expect(told(incidents, at)).toBe(true)
      },
    ),
    RUNS,
  )
})
