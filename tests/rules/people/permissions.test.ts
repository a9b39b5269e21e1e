import { expect, test } from 'vitest'
import { containsName } from '../../../rules/people/password.ts'
import {
  bothServices,
  heldByToken,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  TOKEN_PERMISSIONS,
} from '../../../rules/people/permissions.ts'
import { ROLES } from '../../../rules/words.ts'

const may = (role: keyof typeof ROLE_PERMISSIONS, permission: string) =>
  ROLE_PERMISSIONS[role].some((one) => one === permission)

test('every permission is somebody’s, and an administrator has them all', () => {
  expect(ROLE_PERMISSIONS.administrator.toSorted()).toEqual(PERMISSIONS.toSorted())
  for (const role of ROLES) expect(new Set(ROLE_PERMISSIONS[role]).size).toBe(ROLE_PERMISSIONS[role].length)
})

test.each([
  ['viewer', 'acknowledge', false],
  ['on-call', 'acknowledge', true],
  ['on-call', 'record-phase', false],
  ['operator', 'propose', true],
  ['operator', 'decide', false],
  ['manager', 'decide', true],
  ['manager', 'manage-people', false],
  ['auditor', 'read-ledger', true],
  ['auditor', 'read-people', true],
  ['auditor', 'propose', false],
  ['administrator', 'manage-people', true],
  ['customer', 'read-evidence', false],
] as const)('%s: %s is %s', (role, permission, expected) => expect(may(role, permission)).toBe(expected))

test('an auditor changes nothing', () => {
  expect(ROLE_PERMISSIONS.auditor.filter((one) => !one.startsWith('read-'))).toEqual([])
})

test('a token holds what its creator still holds, and nothing that no token may', () => {
  const scope = [...PERMISSIONS]
  expect(heldByToken(scope, 'administrator').toSorted()).toEqual([...TOKEN_PERMISSIONS].toSorted())
  expect(heldByToken(['read-service', 'manage-agents'], 'viewer')).toEqual(['read-service'])
  expect(heldByToken(['read-evidence'], 'customer')).toEqual([])
  expect(heldByToken(['read-everything'], 'administrator')).toEqual([])
})

test('of two lists of services what both name is left', () => {
  expect(bothServices(null, null)).toBeNull()
  expect(bothServices(['a', 'b'], null)).toEqual(['a', 'b'])
  expect(bothServices(['a', 'b'], ['b', 'c'])).toEqual(['b'])
  expect(bothServices(['a'], [])).toEqual([])
})

test.each([
  ['correct SATO battery', 'Sato', true],
  ['ｓａｔｏ battery staple', 'sato', true],
  ['山田花子の12345678', '山田花子', true],
  ['林檎の木を植えました', '林', true],
  ['correct horse battery', 'Sato', false],
  ['always available', 'al', false],
])('%s has %s in it: %s', (password, name, expected) => expect(containsName(password, name)).toBe(expected))
