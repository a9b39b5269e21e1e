import { expect, test } from 'vitest'
import { ITEMS, OWN_ITEMS } from '../../../rules/guideline/items.ts'
import { measuringOf } from '../../../rules/guideline/measurement.ts'

const ALL = [...ITEMS, ...OWN_ITEMS].map(({ id }) => id)

test('the items that this version measures, and from what', () => {
  const measured = ALL.map((id) => [id, measuringOf(id).by]).filter(([, by]) => by !== null)
  expect(Object.fromEntries(measured)).toEqual({
    'III.1.1.1.a': 'checks',
    'III.1.1.1.b': 'notices',
    'III.1.1.2.a': 'checks',
    'III.1.1.2.b': 'notices',
    'III.1.1.3.a': 'checks',
    'III.1.1.3.b': 'notices',
    'III.1.1.4.a': 'reports',
    'III.1.1.5.a': 'checks',
    'III.1.1.5.b': 'checks',
    'III.1.1.7.a': 'reports',
    'III.1.1.8.a': 'follow-ups',
    'III.2.1.1.a': 'availability',
    'III.2.1.3.b': 'ledger',
    'III.3.2.5.a': 'notices',
  })
})

test('what is not measured says so, in both languages', () => {
  for (const id of ALL.filter((one) => measuringOf(one).by === null)) {
    expect([id, measuringOf(id).how.ja]).toEqual([id, expect.stringContaining('未計測')])
    expect([id, measuringOf(id).how.en]).toEqual([id, expect.stringContaining('Not measured yet')])
  }
})
