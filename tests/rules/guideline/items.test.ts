import { expect, test } from 'vitest'
import {
  EDITION,
  INTERVAL_ITEMS,
  ITEMS,
  intervalItemOf,
  itemById,
  NOTICE_ITEM,
  OWN_ITEMS,
  referenceOf,
} from '../../../rules/guideline/items.ts'
import { parseIsoDuration } from '../../../rules/time/duration.ts'
import { PURPOSES } from '../../../rules/words.ts'

test('an item is found by its id, of the guideline and of own values only, and by nothing else', () => {
  for (const item of [...ITEMS, ...OWN_ITEMS]) expect(itemById(item.id)).toBe(item)
  for (const id of ['', 'III.1.1.1', 'III.1.1.9.a', 'toString']) expect(itemById(id)).toBeUndefined()
})

test('the reference value of a pattern', () => {
  expect(referenceOf('III.1.1.1.b', 3)).toEqual({
    text: '5時間以内',
    required: true,
    kind: 'max_delay',
    value: 'PT5H',
  })
  expect(referenceOf('III.1.1.5.b', 3).kind).toBe('not_set')
  expect(() => referenceOf('III.9.9.9.a', 1)).toThrow('the catalogue has no item III.9.9.9.a')
})

test('follow-up follows no axis of the patterns: 2 and 5, both of medium availability, differ', () => {
  expect([referenceOf('III.1.1.8.a', 2).value, referenceOf('III.1.1.8.a', 5).value]).toEqual([
    'PT1H',
    'PT12H',
  ])
})

test('what is checked has an interval, what is told a time to notice, and a follow-up comes no earlier', () => {
  const watched = PURPOSES.filter((purpose) => intervalItemOf({ purpose }) !== null)
  expect(watched).toEqual(['liveness', 'fault', 'performance', 'time-sync'])
  expect([...INTERVAL_ITEMS]).toEqual(watched.map((purpose) => intervalItemOf({ purpose })))
  expect(watched.map((purpose) => intervalItemOf({ purpose, external: true }))).toEqual(
    watched.map(() => null),
  )
  expect(Object.keys(NOTICE_ITEM)).toEqual(['outage', 'fault', 'slowdown', 'external-network'])
  const ms = (id: string, pattern: 1 | 2 | 3 | 4 | 5 | 6) =>
    parseIsoDuration(String(referenceOf(id, pattern).value)) ?? Number.NaN
  for (const pattern of [1, 2, 3, 4, 5, 6] as const)
    expect(ms(EDITION.measures.followUp, pattern)).toBeGreaterThanOrEqual(ms('III.1.1.1.b', pattern))
})
