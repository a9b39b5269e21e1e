import { expect, test } from 'vitest'
import { guidelineHash, type Place, placeOf } from '../../dashboards/web/place.ts'
import { incidentNamed, serviceShown } from '../../dashboards/web/reading-guideline.ts'
import { initialState } from '../../dashboards/web/state.ts'
import { serviceSummary } from './samples.ts'

const guideline = { page: 'guideline', service: null, month: null, item: null, show: 'all' } as const

test.each<[string, Place]>([
  ['', { page: 'now', anchor: null }],
  ['#', { page: 'now', anchor: null }],
  ['#outbox', { page: 'now', anchor: 'outbox' }],
  ['#operators', { page: 'operators' }],
  ['#account', { page: 'account' }],
  ['#account/x', { page: 'now', anchor: 'account/x' }],
  ['#guideline', guideline],
  ['#guideline/shop', { ...guideline, service: 'shop' }],
  ['#guideline/a%2Fb', { ...guideline, service: 'a/b' }],
  [
    '#guideline/shop?month=2026-11&show=attention&item=III.1.1.1.b',
    { ...guideline, service: 'shop', month: '2026-11', show: 'attention', item: 'III.1.1.1.b' },
  ],
  // What nobody made leads to a page, not to an error.
  ['#guideline/%E0%A4%A?month=2026-13&show=none', guideline],
  ['#guidelines', { page: 'now', anchor: 'guidelines' }],
])('%s', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
})

test('a link leads to the place that it was made of', () => {
  for (const place of [
    guideline,
    { ...guideline, service: '店 1/2?', month: '2026-02', item: 'III.1.1.1.a', show: 'measured' as const },
  ])
    expect(placeOf(guidelineHash(place))).toEqual(place)
})

test('the page of no named service is the only one there is, or that of all', () => {
  const state = initialState('ja', guideline, null)
  expect(serviceShown(state)).toBeNull()
  state.lists.services.items = [serviceSummary({ id: 'shop' })]
  expect(serviceShown(state)).toBe('shop')
  state.lists.services.items.push(serviceSummary({ id: 'mall' }))
  expect(serviceShown(state)).toBeNull()
  state.place = { ...guideline, service: 'mall' }
  expect(serviceShown(state)).toBe('mall')
})

test('an incident is named by the id of its card', () => {
  const named = (hash: string) => incidentNamed(initialState('ja', placeOf(hash), null))
  expect(named('#incident-0b1c')).toBe('0b1c')
  expect(named('#incidents')).toBeNull()
  expect(named('#guideline/shop')).toBeNull()
})
