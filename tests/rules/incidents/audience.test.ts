import { expect, test } from 'vitest'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { itemById, NOTICE_ITEM } from '../../../rules/guideline/items.ts'
import { audiencesOf, owedTo } from '../../../rules/incidents/audience.ts'
import { INCIDENT_KINDS } from '../../../rules/words.ts'

test('everyone is told of an outage, and of a fault everyone but the users', () => {
  expect(audiencesOf('outage', 'first')).toEqual(['users', 'admin', 'manager', 'on-call'])
  expect(audiencesOf('fault', 'first')).toEqual(['admin', 'manager', 'on-call'])
})

test('nobody outside is told of a monitoring-gap or a slowdown', () => {
  for (const kind of ['monitoring-gap', 'slowdown'] as const)
    for (const notice of ['first', 'recovery'] as const)
      for (const outside of ['users', 'admin']) expect(audiencesOf(kind, notice)).not.toContain(outside)
})

test.each(INCIDENT_KINDS)(
  'of %s: recovery goes where the first went, follow-up to the contact, late to no on-call',
  (kind) => {
    const first = audiencesOf(kind, 'first')
    expect(audiencesOf(kind, 'recovery')).toEqual(first)
    expect(audiencesOf(kind, 'follow-up')).toEqual(['admin'])
    expect(audiencesOf(kind, 'first', 'late')).toEqual(first.filter((audience) => audience !== 'on-call'))
  },
)

test.each(INCIDENT_KINDS)('of %s: whom the item owes is told, and is the item`s audience', (kind) => {
  const item = itemById(NOTICE_ITEM[kind] ?? '')
  const agreed = { outageNoticeTo: 'all-users', slowdownNotice: 'agreed' } as const
  expect(owedTo(kind, agreed)).toEqual(item?.audience ?? [])
  for (const chosen of [interpretationOf(), agreed])
    expect(audiencesOf(kind, 'first', 'normal', chosen)).toEqual(expect.arrayContaining(owedTo(kind, chosen)))
})

test('a slowdown is told to the contact where that was agreed, and owed to nobody else', () => {
  const agreed = interpretationOf({ slowdownNotice: 'agreed' })
  expect(owedTo('slowdown')).toEqual([])
  expect(owedTo('slowdown', agreed)).toEqual(['admin'])
  for (const notice of ['first', 'recovery'] as const)
    expect(audiencesOf('slowdown', notice, 'normal', agreed)).toEqual(['admin', 'on-call'])
})

test('an outage goes to no user where the contact alone is to be told', () => {
  const chosen = interpretationOf({ outageNoticeTo: 'admin' })
  expect(owedTo('outage', chosen)).toEqual(['admin'])
  expect(audiencesOf('outage', 'first', 'normal', chosen)).toEqual(['admin', 'manager', 'on-call'])
  expect(audiencesOf('fault', 'first', 'normal', chosen)).toEqual(audiencesOf('fault', 'first'))
})
