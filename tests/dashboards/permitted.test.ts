import { expect, test } from 'vitest'
import { may, mayRead } from '../../dashboards/web/permitted.ts'
import { LISTS } from '../../dashboards/web/reading.ts'
import { initialState } from '../../dashboards/web/state.ts'
import type { Status } from '../../rules/api/types.ts'
import { ROLE_PERMISSIONS } from '../../rules/people/permissions.ts'
import type { Role } from '../../rules/words.ts'

function stateOf(role: Role | null, operators: Status['operators'] = 'exist') {
  const session = role && { operator: '佐藤', role, permissions: [...ROLE_PERMISSIONS[role]] }
  const state = initialState('ja', { page: 'now', anchor: null }, null)
  return { ...state, status: { operators, session } as Status }
}
const readBy = (role: Role | null, operators?: Status['operators']) =>
  LISTS.filter((list) => mayRead(stateOf(role, operators), list))

test('lists that would be refused are not asked for', () => {
  expect(readBy('viewer')).toEqual(LISTS)
  expect(readBy('customer')).toEqual(['services', 'open', 'recovered', 'notices'])
  expect(readBy(null)).toEqual([])
})

test('before there is anybody this host reads it all, and changes nothing', () => {
  expect(readBy(null, 'none')).toEqual(LISTS)
  expect(may(stateOf(null, 'none'), 'acknowledge')).toBe(false)
})

test('a button is whose role has it', () => {
  expect(may(stateOf('on-call'), 'acknowledge')).toBe(true)
  expect(may(stateOf('auditor'), 'acknowledge')).toBe(false)
  expect(may({ status: null }, 'read-service')).toBe(false)
})
