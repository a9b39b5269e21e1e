import { expect, test } from 'vitest'
import { inProcess } from './in-process.ts'

const OPTIONS = [
  '--personal-data',
  '--trade-secrets',
  '--always-on',
  '--large-loss',
  '--partial-loss',
  '--core-business',
]
const answers = (...said: string[]) => OPTIONS.flatMap((option, at) => [option, said[at] ?? 'no'])

test('by a type: pattern, levels and clause', async () => {
  expect(await inProcess(['classify', '--type', 'グループウェア'])).toEqual({
    code: 0,
    out: [
      'パターン2',
      '機密性への要求: 高',
      '完全性への要求: 高',
      '可用性への要求: 中',
      '根拠: I.7.2 図表2',
    ].join('\n'),
    err: '',
  })
})

test('low is relative, and says so', async () => {
  const { out } = await inProcess(['classify', '--type', '広告'])
  expect(out).toContain('機密性への要求: 低（相対）')
  expect(out).toContain('要求レベルが絶対的に低いことを示すものではない')
})

test('by the criteria, in English', async () => {
  const { code, out } = await inProcess([
    'classify',
    ...answers('yes', 'no', 'no', 'no', 'no', 'yes'),
    '--lang',
    'en',
  ])
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    'Pattern 2',
    'Confidentiality: high',
    'Integrity: high',
    'Availability: medium',
    'By: I.7.1 機密性(1), I.7.1 完全性, I.7.1 可用性(2)b',
  ])
})

test('--json is one document', async () => {
  const byType = await inProcess([
    'classify',
    '--type',
    'EC サポート（産地直送等、物流・決済を一括で提供）',
    '--json',
  ])
  expect(JSON.parse(byType.out)).toEqual({
    by: 'type',
    type: 'ECサポート（産地直送等、物流・決済を一括で提供）',
    criteria: null,
    pattern: 5,
    confidentiality: 'low',
    integrity: 'high',
    availability: 'medium',
    because: ['I.7.2 図表2'],
  })
  const byCriteria = await inProcess(['classify', ...answers(), '--json'])
  expect(JSON.parse(byCriteria.out)).toMatchObject({
    by: 'criteria',
    type: null,
    criteria: { personalData: false, coreBusiness: false },
    pattern: 6,
  })
})

test.each([
  [
    ['--type', 'ECサポート'],
    ['no service type "ECサポート"', 'ECサポート（電子商取引のアウトソーシング） / ECサポート（産地直送等'],
  ],
  [
    ['--type', 'zzz'],
    ['no service type "zzz".', '--personal-data --trade-secrets'],
  ],
  [
    ['--type', '文書管理'],
    ['文書管理 has no pattern for all (※)', 'I.7.2 asks to decide it by I.7.1', '--core-business'],
  ],
  [['--type', '広告', '--always-on', 'yes'], ['either --type or the questions, not both']],
  [[], ['give --type NAME, or answer the six questions']],
  [['--personal-data', 'yes'], ['needs every answer: --trade-secrets yes|no --always-on yes|no']],
  [answers('maybe'), ['--personal-data takes yes or no, not maybe']],
  [
    ['--personal-data', '', '--always-on', 'perhaps'],
    [
      '--personal-data takes yes or no, not ',
      '--always-on takes yes or no, not perhaps',
      'needs every answer: --trade-secrets yes|no --large-loss',
    ],
  ],
  [[...answers(), '--always-on', 'yes'], ['--always-on stands twice; give it once']],
  [['--type', '広告', '--type', '受発注'], ['--type stands twice']],
  [['--type', '広告', '--lang', 'fr'], ['--lang takes ja or en, not fr']],
])('%j: one line that says what to do, exit 2', async (args, says) => {
  const { code, out, err } = await inProcess(['classify', ...args])
  expect([code, out, err.split('\n').length]).toEqual([2, '', 1])
  for (const part of says) expect(err).toContain(part)
})
