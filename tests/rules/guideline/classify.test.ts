import { expect, test } from 'vitest'
import type { Criteria } from '../../../rules/guideline/classification.ts'
import { classifyByCriteria, classifyByType, requirementsOf } from '../../../rules/guideline/classify.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import type { Pattern } from '../../../rules/words.ts'

const KEYS = ['personalData', 'tradeSecrets', 'alwaysOn', 'largeLoss', 'partialLoss', 'coreBusiness'] as const
const of = (...yes: (keyof Criteria)[]) =>
  Object.fromEntries(KEYS.map((key) => [key, yes.includes(key)])) as unknown as Criteria

test.each<[(keyof Criteria)[], Pattern, string[]]>([
  [[], 6, ['I.7.1 機密性', 'I.7.1 完全性', 'I.7.1 可用性(3)']],
  [['personalData'], 3, ['I.7.1 機密性(1)', 'I.7.1 完全性', 'I.7.1 可用性(3)']],
  [['tradeSecrets'], 3, ['I.7.1 機密性(2)', 'I.7.1 完全性', 'I.7.1 可用性(3)']],
  [['alwaysOn'], 4, ['I.7.1 機密性', 'I.7.1 完全性', 'I.7.1 可用性(1)a']],
  [['largeLoss'], 4, ['I.7.1 機密性', 'I.7.1 完全性', 'I.7.1 可用性(1)b']],
  [['partialLoss'], 5, ['I.7.1 機密性', 'I.7.1 完全性', 'I.7.1 可用性(2)a']],
  [['coreBusiness'], 5, ['I.7.1 機密性', 'I.7.1 完全性', 'I.7.1 可用性(2)b']],
  [['personalData', 'alwaysOn'], 1, ['I.7.1 機密性(1)', 'I.7.1 完全性', 'I.7.1 可用性(1)a']],
  // The higher level decides; the lower one is no reason of it.
  [['tradeSecrets', 'largeLoss', 'coreBusiness'], 1, ['I.7.1 機密性(2)', 'I.7.1 完全性', 'I.7.1 可用性(1)b']],
  [
    ['personalData', 'tradeSecrets', 'partialLoss', 'coreBusiness'],
    2,
    ['I.7.1 機密性(1)', 'I.7.1 機密性(2)', 'I.7.1 完全性', 'I.7.1 可用性(2)a', 'I.7.1 可用性(2)b'],
  ],
])('%j is pattern %d', (yes, pattern, because) => {
  expect(classifyByCriteria(of(...yes))).toEqual({ pattern, ...requirementsOf(pattern), because })
})

test('every one of the 64 answers has the pattern of 図表1', () => {
  for (let bits = 0; bits < 64; bits++) {
    const answers = of(...KEYS.filter((_, at) => bits & (1 << at)))
    const decided = classifyByCriteria(answers)
    expect(decided.confidentiality).toBe(answers.personalData || answers.tradeSecrets ? 'high' : 'low')
    expect(decided.integrity).toBe('high')
    const high = answers.alwaysOn || answers.largeLoss
    const medium = answers.partialLoss || answers.coreBusiness
    expect(decided.availability).toBe(high ? 'high' : medium ? 'medium' : 'low')
    expect(requirementsOf(decided.pattern)).toMatchObject({
      confidentiality: decided.confidentiality,
      availability: decided.availability,
    })
  }
})

// 図表1, as printed.
test.each<[Pattern, string, string, string]>([
  [1, 'high', 'high', 'high'],
  [2, 'high', 'high', 'medium'],
  [3, 'high', 'high', 'low'],
  [4, 'low', 'high', 'high'],
  [5, 'low', 'high', 'medium'],
  [6, 'low', 'high', 'low'],
])('pattern %d requires %s, %s, %s', (pattern, confidentiality, integrity, availability) => {
  expect(requirementsOf(pattern)).toEqual({ confidentiality, integrity, availability })
})

test('each service type is found by its full name, those of ※ undecided', () => {
  for (const type of EDITION.serviceTypes) {
    const decision = classifyByType(type.name)
    expect(decision).toMatchObject({ found: type.pattern === null ? 'undecided' : 'pattern', type })
    if (decision.found === 'pattern') expect(decision.pattern).toBe(type.pattern)
  }
})

test.each<[string, Pattern]>([
  ['金融業特化型サービス（地銀・信金共同アウトソーシング）', 1],
  ['金融業特化型サービス（信用情報提供）', 3],
  ['EC サポート（電子商取引のアウトソーシング）', 1],
  ['ECサポート（産地直送等、物流・決済を一括で提供）', 5],
  ['　検索サービス（一般向け） ', 6],
  ['電話会議・TV　会議・Web 会議', 6],
])('%j, spaces aside, is of pattern %d', (name, pattern) => {
  expect(classifyByType(name)).toMatchObject({ found: 'pattern', pattern, because: ['I.7.2 図表2'] })
})

test.each([
  [
    'ECサポート',
    ['ECサポート（電子商取引のアウトソーシング）', 'ECサポート（産地直送等、物流・決済を一括で提供）'],
  ],
  ['検索サービス', ['検索サービス（一般向け）', '検索サービス（個別用途）']],
  ['ERP(財務会計等)', ['ERP（財務会計等）']],
  ['erp（財務会計等）', ['ERP（財務会計等）']],
  ['グループウエア', ['グループウェア']],
  ['Ｗｅｂサイト', ['Webサイトのホスティング']],
  ['zzz', []],
  ['', []],
])('%j is no full name; near are %j', (name, nearest) => {
  const decision = classifyByType(name)
  expect(decision.found).toBe('unknown')
  if (decision.found === 'unknown') expect(decision.nearest).toEqual(nearest)
})

test('a ※ type says that it is decided by the criteria', () => {
  expect(classifyByType('検索サービス（個別用途）')).toEqual({
    found: 'undecided',
    type: { name: '検索サービス（個別用途）', pattern: null },
    because: ['I.7.2 図表2', 'I.7.1'],
  })
})
