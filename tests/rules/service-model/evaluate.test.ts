import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allOf,
  componentsIn,
  evaluate,
  fromVantages,
  type Said,
  stopExpression,
} from '../../../rules/service-model/evaluate.ts'
import type { Expression } from '../../../rules/service-model/types.ts'

const component = (id: string): Expression => ({ kind: 'component', component: id })
const of = (...ids: string[]) => ids.map(component)
const says = (states: Record<string, Said>) => (id: string) => states[id] ?? null

test.each<[string, Expression, Record<string, Said>, Said | null]>([
  ['all, one down', { kind: 'all', of: of('a', 'b') }, { a: 'up', b: 'down' }, 'down'],
  ['all, one down and one unknown', { kind: 'all', of: of('a', 'b') }, { a: 'unknown', b: 'down' }, 'down'],
  ['all, one unknown', { kind: 'all', of: of('a', 'b') }, { a: 'up', b: 'unknown' }, 'unknown'],
  ['any, one down', { kind: 'any', of: of('a', 'b') }, { a: 'up', b: 'down' }, 'up'],
  ['any, the last is unknown', { kind: 'any', of: of('a', 'b') }, { a: 'unknown', b: 'down' }, 'unknown'],
  ['any, none left', { kind: 'any', of: of('a', 'b') }, { a: 'down', b: 'down' }, 'down'],
  [
    'two of three, one down and one unknown',
    { kind: 'at-least', count: 2, of: of('a', 'b', 'c') },
    { a: 'down', b: 'unknown', c: 'up' },
    'unknown',
  ],
  [
    'two of three, two down',
    { kind: 'at-least', count: 2, of: of('a', 'b', 'c') },
    { a: 'down', b: 'down', c: 'unknown' },
    'down',
  ],
  [
    'a database behind the web server',
    { kind: 'all', of: [component('web'), { kind: 'any', of: of('db1', 'db2') }] },
    { web: 'up', db1: 'down', db2: 'up' },
    'up',
  ],
  ['who has no liveness check has no say', { kind: 'any', of: of('a', 'mute') }, { a: 'down' }, 'down'],
  ['nobody has a say', { kind: 'all', of: of('mute') }, {}, null],
])('%s', (_, expression, states, expected) => {
  expect(evaluate(expression, says(states))).toBe(expected)
})

const ids = ['a', 'b', 'c', 'd']
const expressions = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...ids).map(component),
    fc.record({
      kind: fc.constantFrom('all', 'any'),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 4 })
      .chain((parts) =>
        fc.integer({ min: 1, max: parts.length }).map((count) => ({ kind: 'at-least', count, of: parts })),
      ),
  ) as fc.Arbitrary<Expression>,
})).tree
const states = fc.record(
  Object.fromEntries(ids.map((id) => [id, fc.constantFrom<Said>('up', 'down', 'unknown')])),
)

test('unknown is said exactly where knowing could turn it either way', () => {
  fc.assert(
    fc.property(expressions, states, (expression, said) => {
      const open = ids.filter((id) => said[id] === 'unknown')
      const outcomes = new Set(
        Array.from({ length: 2 ** open.length }, (_, bits) => {
          const known = Object.fromEntries(
            open.map((id, n) => [id, (bits >> n) & 1 ? 'up' : 'down'] as [string, Said]),
          )
          return evaluate(expression, says({ ...said, ...known }))
        }),
      )
      const [only] = outcomes
      const result = evaluate(expression, says(said))
      // Components that stand in it twice may make a certain outcome look open, never an open one certain.
      if (outcomes.size > 1) expect(result).toBe('unknown')
      else expect(['unknown', only]).toContain(result)
    }),
    { seed: 4, numRuns: 500 },
  )
})

test('a vantage that knows nothing has no say, and who is answered outweighs who is not', () => {
  expect(fromVantages(['down', 'unknown'])).toBe('down')
  expect(fromVantages(['down', 'up'])).toBe('up')
  expect(fromVantages(['unknown', 'up'])).toBe('up')
  expect(fromVantages(['unknown', 'unknown'])).toBe('unknown')
  expect(fromVantages([])).toBe('unknown')
})

test('a stop is the service`s, or that of any component where the provider says so', () => {
  const redundancy: Expression = { kind: 'any', of: of('a', 'b') }
  expect(stopExpression({ redundancy, stopMeans: 'service' }, ['a', 'b'])).toBe(redundancy)
  expect(stopExpression({ redundancy, stopMeans: 'any-component' }, ['a', 'b'])).toEqual(allOf(['a', 'b']))
  expect(stopExpression({ redundancy: null, stopMeans: 'service' }, ['a', 'b'])).toEqual(allOf(['a', 'b']))
  expect(componentsIn({ kind: 'all', of: [redundancy, component('a')] })).toEqual(['a', 'b'])
})
