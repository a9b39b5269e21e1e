import { expect, test } from 'vitest'
import { describeAmount, describeReference } from '../../../rules/guideline/describe.ts'
import type { Amount } from '../../../rules/guideline/edition.ts'
import { ITEMS, kindOfItem, OWN_ITEMS, referenceOf } from '../../../rules/guideline/items.ts'

test.each<[Parameters<typeof describeAmount>[0], Amount, string, string]>([
  ['max_interval', 'PT5M', '5分に1回以上', 'once every 5 min or more often'],
  ['max_delay', 'PT60M', '60分以内', 'within 60 min'],
  ['max_deviation', 'PT0.5S', '±0.5秒以内', 'at most 0.5 s off'],
  ['min_ratio', '99.5', '99.5%以上', '99.5 % or more'],
  ['min_retention', 'P5Y', '5年以上保存', 'kept for 5 years or longer'],
  ['min_count', 5, '5以上', '5 or more'],
  ['min_duration', 'PT10M', '10分以上', '10 min or longer'],
  ['coverage', '100', '常時', 'around the clock, all year'],
  ['coverage', '33.3', '全時間の33.3%以上', '33.3 % of all hours or more'],
  ['per_event', null, 'その都度', 'each time'],
  ['implemented', null, '実施', 'in place'],
  ['one_of', ['ic-card', 'password'], 'ICカード又はID・パスワード', 'IC card or ID and password'],
  ['one_of', 'ic-card', 'ICカード', 'IC card'],
  ['all_of', ['time-stamp', 'signature'], '時刻認証及び署名', 'time-stamping and signature'],
  ['one_of', ['iris'], 'iris', 'iris'],
])('%s %j reads %s, %s', (kind, amount, ja, en) => {
  expect(describeAmount(kind, amount, 'ja')).toBe(ja)
  expect(describeAmount(kind, amount, 'en')).toBe(en)
})

test('a reference value keeps its star, and in Japanese its wording', () => {
  expect(describeReference(referenceOf('III.1.1.6.a', 1), 'ja')).toBe('ベンダリリースから24時間以内*')
  expect(describeReference(referenceOf('III.1.1.6.a', 1), 'en')).toBe('within 24 h*')
  expect(describeReference(referenceOf('III.3.2.5.a', 2), 'en')).toBe('-')
})

test('every value of the catalogue has English words, without a place left open', () => {
  for (const { id, values } of ITEMS)
    for (const value of Object.values(values))
      expect([id, describeReference(value, 'en')]).toEqual([id, expect.stringMatching(/^[\x20-\x7a]+$/)])
})

test('the kind of an own value is known where the guideline sets none', () => {
  expect(kindOfItem('III.3.2.5.a')).toBe('max_delay')
  expect(kindOfItem('III.2.1.3.c')).toBe('one_of')
  expect(kindOfItem('III.1.1.5.b')).toBe('max_deviation')
  for (const { id } of [...ITEMS, ...OWN_ITEMS]) expect([id, kindOfItem(id)]).not.toEqual([id, 'not_set'])
  expect(() => kindOfItem('III.9.9.9.a')).toThrow('the catalogue has no item III.9.9.9.a')
})
