import { expect, test } from 'vitest'
import { type Comparison, compareAmounts } from '../../../rules/guideline/compare.ts'
import type { Amount, ReferenceValue } from '../../../rules/guideline/edition.ts'
import { ITEMS } from '../../../rules/guideline/items.ts'
import { limitMsOf, type OwnValue, valueInForce } from '../../../rules/guideline/value.ts'
import type { Pattern } from '../../../rules/words.ts'

type Row = [kind: Parameters<typeof compareAmounts>[0], own: Amount, reference: Amount, Comparison]

const ROWS: Row[] = [
  ['max_interval', 'PT5M', 'PT300S', 'equal'],
  ['max_interval', 'PT4M59S', 'PT5M', 'stricter'],
  ['max_delay', 'PT5M0.001S', 'PT5M', 'looser'],
  ['max_delay', 'PT72H', 'P3D', 'equal'],
  ['max_deviation', 'PT0.5S', 'PT1S', 'stricter'],
  ['max_deviation', 'PT2S', 'PT1S', 'looser'],
  // A month has 28 to 31 days: whatever may be longer, once, is looser.
  ['max_interval', 'P31D', 'P1M', 'looser'],
  ['max_interval', 'P29D', 'P1M', 'looser'],
  ['max_interval', 'P28D', 'P1M', 'stricter'],
  ['max_interval', 'P1M', 'P31D', 'stricter'],
  ['max_interval', 'P1M', 'P30D', 'looser'],
  ['max_interval', 'P1M', 'P4W', 'looser'],
  ['max_interval', 'P4W', 'P1M', 'stricter'],
  ['max_interval', 'P2M', 'P3M', 'stricter'],
  ['max_interval', 'P4M', 'P3M', 'looser'],
  ['max_interval', 'P12M', 'P1Y', 'equal'],
  ['max_interval', 'P1M1D', 'P1M', 'looser'],
  ['max_interval', 'P365D', 'P1Y', 'stricter'],
  ['max_interval', 'P7D', 'P1W', 'equal'],
  ['min_retention', 'P365D', 'P1Y', 'looser'],
  ['min_retention', 'P366D', 'P1Y', 'stricter'],
  ['min_retention', 'P31D', 'P1M', 'stricter'],
  ['min_retention', 'P30D', 'P1M', 'looser'],
  // March to May has 92 days.
  ['min_retention', 'P92D', 'P3M', 'stricter'],
  ['min_retention', 'P91D', 'P3M', 'looser'],
  // 5 years have two leap days at most, and none around 2100.
  ['min_retention', 'P1827D', 'P5Y', 'stricter'],
  ['min_retention', 'P1826D', 'P5Y', 'looser'],
  ['max_interval', 'P1825D', 'P5Y', 'stricter'],
  ['max_interval', 'P1826D', 'P5Y', 'looser'],
  ['min_retention', 'P800Y', 'P400Y', 'stricter'],
  ['min_retention', 'P292194D', 'P800Y', 'equal'],
  ['min_duration', 'PT10M', 'PT10M', 'equal'],
  ['min_duration', 'PT9M', 'PT10M', 'looser'],
  ['min_ratio', '99.50', '99.5', 'equal'],
  ['min_ratio', '099.5', '99.5', 'equal'],
  ['min_ratio', '99.4999999999999999999999', '99.5', 'looser'],
  ['min_ratio', '99.5000000000000000000001', '99.5', 'stricter'],
  ['min_ratio', 99.9, '99.5', 'stricter'],
  ['min_ratio', '9.95', '99.5', 'looser'],
  ['coverage', '100', '100', 'equal'],
  ['coverage', '99.9', '100', 'looser'],
  ['min_count', 5, 5, 'equal'],
  ['min_count', 4, 5, 'looser'],
  ['min_count', 10, 9, 'stricter'],
  ['one_of', ['ic-card'], ['biometrics', 'ic-card'], 'stricter'],
  ['one_of', 'ic-card', ['biometrics', 'ic-card'], 'stricter'],
  ['one_of', ['ic-card', 'biometrics'], ['biometrics', 'ic-card'], 'equal'],
  ['one_of', ['password'], ['biometrics', 'ic-card'], 'looser'],
  ['one_of', ['ic-card', 'password'], ['biometrics', 'ic-card'], 'looser'],
  ['one_of', [], ['biometrics', 'ic-card'], 'looser'],
  ['all_of', ['signature', 'print-management'], ['print-management'], 'stricter'],
  ['all_of', ['print-management', 'signature'], ['signature', 'print-management'], 'equal'],
  ['all_of', ['time-stamp'], ['signature', 'print-management'], 'looser'],
  ['implemented', null, null, 'equal'],
  ['implemented', 'partly', null, 'looser'],
  ['per_event', null, null, 'equal'],
  ['per_event', 'P1W', null, 'looser'],
  ['not_set', 'PT60M', null, 'equal'],
  // What cannot be compared promises nothing.
  ['max_interval', null, 'PT5M', 'looser'],
  ['max_interval', 5, 'PT5M', 'looser'],
  ['max_interval', 'soon', 'PT5M', 'looser'],
  ['min_ratio', '99,5', '99.5', 'looser'],
  ['min_ratio', '1e2', '99.5', 'looser'],
  ['min_count', null, 5, 'looser'],
  ['one_of', null, ['password'], 'looser'],
]

test.each(ROWS)('%s: %j against %j is %s', (kind, own, reference, expected) => {
  expect(compareAmounts(kind, own, reference)).toBe(expected)
})

const OWN: OwnValue = { value: null, source: 'own', decidedBy: '品質管理部', on: '2026-11-01', reason: null }

test('of every value of the catalogue, the same as an own value is equal, and nothing is looser than itself', () => {
  for (const { id, values } of ITEMS) {
    for (const reference of Object.values(values)) {
      const { standing, inForce } = valueInForce(reference, { ...OWN, value: reference.value })
      expect([id, standing, inForce]).toEqual([
        id,
        reference.kind === 'not_set' ? 'provider' : 'equal',
        reference.value,
      ])
    }
  }
})

test('a hot standby serves where a cold one is asked for, a cold one not where a hot one is', () => {
  const standby = ITEMS.find(({ id }) => id === 'III.2.1.3.c')
  const standing = (pattern: Pattern, value: Amount) =>
    standby && valueInForce(standby.values[pattern], { ...OWN, value }).standing
  expect(standing(2, ['hot-standby'])).toBe('stricter')
  expect(standing(1, ['cold-standby'])).toBe('looser')
  expect(standing(3, ['cold-standby'])).toBe('provider')
})

const REFERENCE: ReferenceValue = { text: '20分以内', required: true, kind: 'max_delay', value: 'PT20M' }

test.each<[Amount | undefined, string, number | null]>([
  [undefined, 'reference', 20 * 60_000],
  ['PT15M', 'stricter', 15 * 60_000],
  ['PT20M', 'equal', 20 * 60_000],
  ['PT30M', 'looser', 30 * 60_000],
])('an own value of %s is %s, and in force either way', (value, standing, limitMs) => {
  const inForce = valueInForce(REFERENCE, value === undefined ? null : { ...OWN, value })
  expect([inForce.standing, limitMsOf(inForce)]).toEqual([standing, limitMs])
  expect(inForce.reference).toBe(REFERENCE)
})

test('where the guideline sets no value it is unset until the provider sets one', () => {
  const unset: ReferenceValue = { text: '-', required: false, kind: 'not_set', value: null }
  expect(valueInForce(unset)).toMatchObject({ standing: 'unset', inForce: null })
  expect(valueInForce(unset, { ...OWN, value: 'PT60M' })).toMatchObject({
    standing: 'provider',
    inForce: 'PT60M',
  })
})

test('a limit of calendar length has no milliseconds of its own', () => {
  const monthly: ReferenceValue = { text: '1ヶ月', required: false, kind: 'max_interval', value: 'P1M' }
  expect(limitMsOf(valueInForce(monthly))).toBeNull()
  expect(limitMsOf(valueInForce(monthly, { ...OWN, value: 'P1W' }))).toBe(7 * 86_400_000)
  expect(limitMsOf(undefined)).toBeNull()
})
