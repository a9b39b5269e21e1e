/** What is taken at a glance is what the wire's validator lets pass, and the usual result is taken so. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAnyItem, isUsualResult } from '../../../collector/ingest/usual-result.ts'
import { isItem } from '../../../rules/wire/v1.generated.js'

const usual = {
  ...{ kind: 'result', seq: 7, check: 'shop/web/alive', revision: 2, planned: 1000, started: 1003 },
  ...{ finished: 1015, outcome: 'ok', attempt: 0, values: { total_ms: 1.5, status: 200 } },
}
const isCheck = (name: string) => /^[a-z]+\/[a-z]+\/[a-z]+$/.test(name)

test('the usual result is taken at a glance once its names are known', () => {
  const named = { ...usual, values: { never_seen_before: 1 } }
  expect(isUsualResult(named, isCheck)).toBe(false)
  expect(isAnyItem(named)).toBe(true)
  expect(isUsualResult(named, isCheck)).toBe(true)
  const { values: _, ...bare } = usual
  expect(isUsualResult(bare, isCheck)).toBe(true)
  expect(isUsualResult(bare, () => false)).toBe(false)
})

const odd = fc.oneof(
  fc.constantFrom(undefined, null, '', 'ok', 'failed', 'result', 'skipped', true, [], {}, [1]),
  fc.constantFrom(-1, -0, 0, 0.5, 1, 1000, 1001, 1e13, 1e13 + 2, 1e15, 1.1e15, 2 ** 53, Infinity, Number.NaN),
  fc.constantFrom({ total_ms: '1' }, { total_ms: null }, { 'not a name': 1 }, { __total: 1 }, 'shop/web/x'),
  fc.constantFrom(
    `shop/web/${'x'.repeat(200)}`,
    Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`v${n}`, n])),
  ),
)
const key = fc.constantFrom(...Object.keys(usual), 'reason', 'message', 'other')

test('nothing is that the validator refuses', () => {
  expect(isAnyItem(usual)).toBe(true)
  for (let n = 0; n < 33; n += 1) isAnyItem({ ...usual, values: { [`v${n}`]: n } })
  let taken = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(key, odd, fc.boolean()), { maxLength: 3 }), (changes) => {
      const item: Record<string, unknown> = { ...usual, values: { ...usual.values } }
      for (const [name, value, without] of changes)
        if (without) delete item[name]
        else item[name] = value
      if (!isUsualResult(item, isCheck)) return
      taken += 1
      expect(isItem(item)).toBe(true)
    }),
    { numRuns: 5000, seed: 11 },
  )
  expect(taken).toBeGreaterThan(100)
  for (const none of [null, undefined, 1, 'x', [], [usual]]) expect(isUsualResult(none, isCheck)).toBe(false)
})
