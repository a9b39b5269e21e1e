import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../../rules/service-model/evaluate.ts'
import { cycleIn, MOST_NAMED, namesIn, writtenOut } from '../../../rules/service-model/groups.ts'
import { LONGEST_EXPRESSION, parseExpression } from '../../../rules/service-model/parse.ts'
import type { Expression } from '../../../rules/service-model/types.ts'

const name = (component: string): Expression => ({ kind: 'component', component })

function expressionOf(text: string, groups: Record<string, string> = {}): Expression | null {
  const parsed = Object.entries(groups).map(
    ([group, part]) => [group, parseExpression(part).written] as const,
  )
  const known = new Map(parsed.flatMap(([group, written]) => (written ? [[group, written] as const] : [])))
  const { written, problems } = parseExpression(text)
  expect(problems).toEqual([])
  return written && writtenOut(written, known)
}

test('components, alternatives and counts, with blanks wherever one likes', () => {
  expect(expressionOf('web')).toEqual(name('web'))
  expect(expressionOf(' all( web,any(db-1 , db_2.x),\n  atLeast(2, app1, app2, 3rd) ) ')).toEqual({
    kind: 'all',
    of: [
      name('web'),
      { kind: 'any', of: [name('db-1'), name('db_2.x')] },
      { kind: 'at-least', count: 2, of: [name('app1'), name('app2'), name('3rd')] },
    ],
  })
})

test('a component may be called all', () => {
  expect(expressionOf('any(all, any)')).toEqual({ kind: 'any', of: [name('all'), name('any')] })
})

test('groups are written out, those within groups as well', () => {
  const groups = { database: 'any(db1, db2)', back: 'all(database, storage)' }
  expect(expressionOf('all(web, back)', groups)).toEqual({
    kind: 'all',
    of: [
      name('web'),
      { kind: 'all', of: [{ kind: 'any', of: [name('db1'), name('db2')] }, name('storage')] },
    ],
  })
})

test.each([
  ['', 0, 'a component, a group, all(…), any(…) or atLeast(N, …) belongs here, not the end'],
  ['all(', 4, 'a component, a group, all(…), any(…) or atLeast(N, …) belongs here, not the end'],
  ['all()', 4, 'a component, a group, all(…), any(…) or atLeast(N, …) belongs here, not )'],
  ['all(a,)', 6, 'a component, a group, all(…), any(…) or atLeast(N, …) belongs here, not )'],
  ['all(a b)', 6, 'a comma or ) belongs here, not a name'],
  ['any(a, b', 8, 'a comma or ) belongs here, not the end'],
  ['a, b', 1, 'the expression ends before this; all(…), any(…) or atLeast(N, …) put parts together'],
  ['any(a, b))', 9, 'the expression ends before this; all(…), any(…) or atLeast(N, …) put parts together'],
  ['any(a | b)', 6, 'names, numbers, commas and parentheses belong here, and nothing else'],
  ['all(a, atleast(1, b))', 7, 'atleast(…) is not known; there are all(…), any(…) or atLeast(N, …)'],
  ['atLeast(a, b)', 8, 'atLeast begins with a number, as in atLeast(2, app1, app2, app3)'],
  ['all(a, atLeast(0, b))', 7, 'atLeast wants a number from 1 to 1, the parts that it is given, not 0'],
  ['atLeast(3, a, b)', 0, 'atLeast wants a number from 1 to 2, the parts that it is given, not 3'],
  ['any(db1, db2, db1)', 14, 'db1 stands twice in this list; nothing stands in for itself'],
])('%j is refused at its place', (text, at, message) => {
  expect(parseExpression(text).problems).toEqual([{ at, message }])
})

test('what is too long or too deep is refused, not tried', () => {
  const deep = `${'all('.repeat(200)}a${')'.repeat(200)}`
  expect(parseExpression(deep)).toMatchObject({ written: null, problems: [{ at: 80 }] })
  expect(parseExpression('a'.repeat(LONGEST_EXPRESSION + 1)).written).toBeNull()
})

test('groups that grow without bound are refused', () => {
  const groups: Record<string, string> = { g0: 'a' }
  for (let n = 1; n <= 40; n += 1) groups[`g${n}`] = `all(g${n - 1}, any(g${n - 1}, b))`
  expect(expressionOf('g40', groups)).toBeNull()
  expect(MOST_NAMED).toBeLessThan(2 ** 40)
})

test('a cycle is named by its way, and only what leads nowhere else has none', () => {
  const nextOf = (edges: Record<string, string[]>) => new Map(Object.entries(edges))
  expect(cycleIn(nextOf({ a: ['b'], b: ['c', 'd'], d: ['b'] }))).toEqual(['b', 'd', 'b'])
  expect(cycleIn(nextOf({ a: ['a'] }))).toEqual(['a', 'a'])
  expect(cycleIn(nextOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['x'] }))).toBeNull()
})

test('no text makes it throw; what it understands names what is written there, at its place', () => {
  const word = fc.constantFrom('all', 'any', 'atLeast', 'a', 'b', '2', '(', ')', ',', ' ', '\n', '|', 'ー')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const text = words.join('')
      const { written, problems } = parseExpression(text)
      for (const { at } of problems) expect(at).toBeLessThanOrEqual(text.length)
      if (!written) {
        expect(problems).not.toHaveLength(0)
        return
      }
      for (const { name, at } of namesIn(written)) expect(text.startsWith(name, at)).toBe(true)
      const expression = writtenOut(written, new Map())
      if (expression && problems.length === 0) expect(evaluate(expression, () => 'up')).toBe('up')
    }),
    { seed: 4, numRuns: 500 },
  )
})
