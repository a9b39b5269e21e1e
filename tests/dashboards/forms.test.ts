import { expect, test } from 'vitest'
import { missing } from '../../dashboards/web/acting.ts'
import { enrolTokenOf } from '../../dashboards/web/place.ts'

test('both parts of a follow-up are required', () => {
  expect(missing({ cause: '', forecast: '1時間' }, ['cause', 'forecast'])).toEqual(['cause'])
  expect(missing({}, ['cause', 'forecast'])).toEqual(['cause', 'forecast'])
  expect(missing({ cause: '停電', forecast: '1時間' }, ['cause', 'forecast'])).toEqual([])
})

test('a password is asked for twice; while the first is missing, only that is said', () => {
  const names = ['name', 'password', 'again']
  expect(missing({ name: 'a', password: 'one', again: 'two' }, names)).toEqual(['again'])
  expect(missing({ name: 'a', password: 'one', again: '' }, names)).toEqual(['again'])
  expect(missing({ name: 'a', password: '', again: '' }, names)).toEqual(['password'])
  expect(missing({ name: 'a', password: 'one', again: 'one' }, names)).toEqual([])
})

test('the enrolment token is what follows #enrol=, and nothing else is one', () => {
  expect(enrolTokenOf('#enrol=abc-DEF_123')).toBe('abc-DEF_123')
  expect(enrolTokenOf('#services')).toBeNull()
  expect(enrolTokenOf('#enrol=')).toBeNull()
  expect(enrolTokenOf('#enrol=<b>')).toBeNull()
})
