import { expect, test } from 'vitest'
import { writtenService } from './written.ts'

const DECIDED = 'classification: { decidedBy: 委員会, on: 2026-10-01, reason: 図表にそぐわない }'
const DECISION = { decidedBy: '委員会', on: '2026-10-01', reason: '図表にそぐわない' }
const NOBODY = { decidedBy: null, on: null, reason: null }
const CRITERIA = {
  personalData: false,
  tradeSecrets: true,
  alwaysOn: false,
  largeLoss: false,
  partialLoss: false,
  coreBusiness: true,
}
const criteria = `criteria: ${JSON.stringify(CRITERIA)}`

test.each([
  ['a number', 'pattern: 5', { pattern: 5, by: 'pattern', type: null, criteria: null, ...NOBODY }],
  ['a type', 'type: 受発注', { pattern: 1, by: 'type', type: '受発注', criteria: null, ...NOBODY }],
  [
    'a type by its full name, whatever the spaces',
    'type: EC サポート（産地直送等、物流・決済を一括で提供）',
    {
      pattern: 5,
      by: 'type',
      type: 'ECサポート（産地直送等、物流・決済を一括で提供）',
      criteria: null,
      ...NOBODY,
    },
  ],
  [
    'the other type of that name',
    'type: ECサポート（電子商取引のアウトソーシング）',
    { pattern: 1, by: 'type', type: 'ECサポート（電子商取引のアウトソーシング）', criteria: null, ...NOBODY },
  ],
  [
    'a type and the pattern that it has',
    `type: 受発注\npattern: 1\n${DECIDED}`,
    { pattern: 1, by: 'type', type: '受発注', criteria: null, ...DECISION },
  ],
  [
    'a type that the service does not fit, decided',
    `type: 受発注\npattern: 2\n${DECIDED}`,
    { pattern: 2, by: 'pattern', type: '受発注', criteria: null, ...DECISION },
  ],
  [
    'the criteria',
    `${criteria}\n${DECIDED}`,
    { pattern: 2, by: 'criteria', type: null, criteria: CRITERIA, ...DECISION },
  ],
  [
    'a type, and criteria that give the same pattern',
    `type: 販売管理・売掛金管理\n${criteria}\n${DECIDED}`,
    { pattern: 2, by: 'criteria', type: '販売管理・売掛金管理', criteria: CRITERIA, ...DECISION },
  ],
  [
    'a ※ type with the criteria',
    `type: 文書管理\n${criteria}\n${DECIDED}`,
    { pattern: 2, by: 'criteria', type: '文書管理', criteria: CRITERIA, ...DECISION },
  ],
  [
    'a ※ type with a pattern',
    `type: 文書管理\npattern: 4\n${DECIDED}`,
    { pattern: 4, by: 'pattern', type: '文書管理', criteria: null, ...DECISION },
  ],
])('%s', (_, lines, classification) => {
  const service = writtenService(lines)
  expect(service.classification).toEqual(classification)
  expect(service.pattern).toBe(classification.pattern)
})
