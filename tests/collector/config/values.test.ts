import { expect, test } from 'vitest'
import { ITEMS, OWN_ITEMS } from '../../../rules/guideline/items.ts'
import { writtenService } from './written.ts'

const DECIDED = 'decidedBy: 品質管理部, on: 2026-11-01'
const LOOSER = `${DECIDED}, reason: 更改まで`

test('every item of the guideline and every own item has a value in force', () => {
  const { values } = writtenService('pattern: 1')
  expect(Object.keys(values)).toEqual([...ITEMS, ...OWN_ITEMS].map(({ id }) => id))
  expect(Object.keys(values)).toHaveLength(40)
  expect(values['III.2.1.1.a']).toEqual({
    reference: { text: '99.5%以上', required: true, kind: 'min_ratio', value: '99.5' },
    own: null,
    inForce: '99.5',
    standing: 'reference',
  })
  expect(values['III.1.1.5.b']).toMatchObject({ inForce: null, standing: 'unset' })
})

// pattern, item, as written, in force, standing
test.each([
  [1, 'III.1.1.1.b', 'contract: 15m', 'PT15M', 'stricter'],
  [1, 'III.1.1.1.b', 'contract: 20m', 'PT20M', 'equal'],
  [1, 'III.1.1.1.b', `own: 90m, ${LOOSER}`, 'PT1H30M', 'looser'],
  [1, 'III.1.1.6.a', 'own: 12h', 'PT12H', 'stricter'],
  [1, 'III.1.1.7.a', 'contract: 1w', 'P1W', 'stricter'],
  [2, 'III.1.1.7.a', 'contract: 3mo', 'P3M', 'equal'],
  [1, 'III.2.1.3.b', 'contract: 60mo', 'P60M', 'equal'],
  [1, 'III.2.1.3.b', 'contract: 10y', 'P10Y', 'stricter'],
  [1, 'III.2.3.1.a', 'own: 12h', 'PT12H', 'stricter'],
  // A month may have 31 days: 30 days are shorter than some, which is stricter for an interval and looser for a retention.
  [3, 'III.2.3.1.a', `own: 31d, ${LOOSER}`, 'P31D', 'looser'],
  [1, 'III.2.1.1.a', 'contract: 99.90', '99.90', 'stricter'],
  [1, 'III.2.1.1.a', 'contract: "99.95%"', '99.95', 'stricter'],
  [1, 'III.2.1.1.a', 'contract: "99.95 %"', '99.95', 'stricter'],
  [1, 'III.2.1.1.a', 'contract: 100', '100', 'stricter'],
  [1, 'III.2.1.1.a', `own: 99.4999999999, ${LOOSER}`, '99.4999999999', 'looser'],
  [1, 'III.2.3.1.b', 'contract: 7', 7, 'stricter'],
  [1, 'III.2.3.1.b', `own: 1, ${LOOSER}`, 1, 'looser'],
  [1, 'III.2.1.3.c', 'contract: hot-standby', ['hot-standby'], 'equal'],
  [1, 'III.2.1.3.c', `own: [cold-standby], ${LOOSER}`, ['cold-standby'], 'looser'],
  [1, 'III.3.1.3.a', 'contract: [biometrics]', ['biometrics'], 'stricter'],
  [
    2,
    'III.5.1.1.a',
    'own: [time-stamp, signature, print-management]',
    ['time-stamp', 'signature', 'print-management'],
    'stricter',
  ],
  [1, 'III.2.3.2.a', 'contract: yes', null, 'equal'],
  [1, 'III.4.2.1.b', 'contract: true', null, 'equal'],
  [3, 'III.4.2.1.b', `own: yes, ${DECIDED}`, null, 'provider'],
  [4, 'III.4.4.2.a', 'contract: 100', '100', 'provider'],
  [2, 'III.3.2.5.a', 'contract: 60m', 'PT1H', 'provider'],
  [2, 'III.3.2.5.a', `own: 60m, ${DECIDED}`, 'PT1H', 'provider'],
  [1, 'III.1.1.4.a', `own: 1mo, ${DECIDED}`, 'P1M', 'provider'],
  [1, 'III.1.1.5.a', `own: 10m, ${DECIDED}`, 'PT10M', 'provider'],
  [1, 'III.1.1.5.b', `own: 1s, ${DECIDED}`, 'PT1S', 'provider'],
])('pattern %i, %s: { %s }', (pattern, item, written, inForce, standing) => {
  const { values } = writtenService(`pattern: ${pattern}\nvalues: { ${item}: { ${written} } }`)
  expect(values[item]).toMatchObject({ inForce, standing, own: { value: inForce } })
})

test('who decided an own value, when and why is kept with it', () => {
  const { values } = writtenService(`pattern: 1\nvalues: { III.1.1.2.b: { own: 2h, ${LOOSER} } }`)
  expect(values['III.1.1.2.b']?.own).toEqual({
    value: 'PT2H',
    source: 'own',
    decidedBy: '品質管理部',
    on: '2026-11-01',
    reason: '更改まで',
  })
})
