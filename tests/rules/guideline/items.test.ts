import { expect, test } from 'vitest'
import {
  INTERVAL_ITEM,
  ITEMS,
  itemById,
  NOTICE_ITEM,
  referenceMs,
  valueInForce,
} from '../../../rules/guideline/items.ts'
import type { Pattern } from '../../../rules/words.ts'

const MINUTE = 60_000
const PATTERNS: Pattern[] = [1, 2, 3, 4, 5, 6]

/** The tables of 004 III.1.1.1 and III.1.1.2, as printed. */
const PRINTED = {
  'III.1.1.1.a': [
    '1回以上/5分*',
    '1回以上/10分*',
    '1回以上/20分*',
    '1回以上/5分*',
    '1回以上/10分*',
    '1回以上/20分*',
  ],
  'III.1.1.1.b': ['20分以内*', '60分以内*', '5時間以内*', '20分以内*', '60分以内*', '5時間以内*'],
  'III.1.1.2.a': ['1回/10分', '1回/30分', '1回/60分', '1回/10分', '1回/30分', '1回/60分'],
  'III.1.1.2.b': ['20分', '60分', '5時間', '20分', '60分', '5時間'],
}
const MINUTES = {
  'III.1.1.1.a': [5, 10, 20, 5, 10, 20],
  'III.1.1.1.b': [20, 60, 300, 20, 60, 300],
  'III.1.1.2.a': [10, 30, 60, 10, 30, 60],
  'III.1.1.2.b': [20, 60, 300, 20, 60, 300],
}

test('the items carry the values of the guideline, star by star', () => {
  const printed = ITEMS.map(({ id, values }) => [
    id,
    PATTERNS.map((pattern) => `${values[pattern].text}${values[pattern].required ? '*' : ''}`),
  ])
  expect(Object.fromEntries(printed)).toEqual(PRINTED)
  expect(ITEMS.every((item) => item.class === 'basic')).toBe(true)
})

test('values mean what their wording says', () => {
  for (const [id, minutes] of Object.entries(MINUTES))
    expect(PATTERNS.map((pattern) => referenceMs(id, pattern) / MINUTE)).toEqual(minutes)
  expect(() => referenceMs('III.9.9.9.z', 1)).toThrow('III.9.9.9.z')
})

test('purposes and incidents find their items', () => {
  expect(INTERVAL_ITEM).toEqual({ liveness: 'III.1.1.1.a', fault: 'III.1.1.2.a' })
  expect(NOTICE_ITEM).toEqual({ outage: 'III.1.1.1.b', fault: 'III.1.1.2.b' })
  for (const id of [...Object.values(INTERVAL_ITEM), ...Object.values(NOTICE_ITEM)])
    expect(itemById(id)?.id).toBe(id)
  expect(itemById('III.1.1.1.c')).toBeUndefined()
})

test('a stricter own value is in force, and so is a looser one, but flagged', () => {
  const own = (ms: number) => ({ ms, source: 'contract' as const, decidedBy: null, on: null, reason: null })
  expect(valueInForce(20 * MINUTE)).toMatchObject({ inForceMs: 20 * MINUTE, own: null, looser: false })
  expect(valueInForce(20 * MINUTE, own(15 * MINUTE))).toMatchObject({ inForceMs: 15 * MINUTE, looser: false })
  expect(valueInForce(20 * MINUTE, own(20 * MINUTE))).toMatchObject({ inForceMs: 20 * MINUTE, looser: false })
  expect(valueInForce(20 * MINUTE, own(30 * MINUTE))).toMatchObject({ inForceMs: 30 * MINUTE, looser: true })
})
