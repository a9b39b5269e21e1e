import { expect, test } from 'vitest'
import { missing } from '../../dashboards/web/acting.ts'
import { enrolTokenOf } from '../../dashboards/web/place.ts'

test('both parts of a follow-up are required', () => {
  expect(missing({ cause: '', forecast: '1時間' }, ['cause', 'forecast'])).toEqual(['cause'])
  expect(missing({}, ['cause', 'forecast'])).toEqual(['cause', 'forecast'])
  expect(missing({ cause: '停電', forecast: '1時間' }, ['cause', 'forecast'])).toEqual([])
})

test('a new password is asked for twice and has twelve characters; while the first is missing, only that is said', () => {
  const names = ['name', 'password', 'again']
  const long = 'twelve chars'
  expect(missing({ name: 'a', password: long, again: 'another' }, names)).toEqual(['again'])
  expect(missing({ name: 'a', password: long, again: '' }, names)).toEqual(['again'])
  expect(missing({ name: 'a', password: '', again: '' }, names)).toEqual(['password'])
  expect(missing({ name: 'a', password: 'eleven char', again: 'eleven char' }, names)).toEqual(['password'])
  expect(missing({ name: 'a', password: '基準'.repeat(6), again: '基準'.repeat(6) }, names)).toEqual([])
  expect(missing({ name: '', password: long, again: long }, names)).toEqual(['name'])
})

test('at the login a password is only required', () => {
  expect(missing({ name: 'a', password: 'short' }, ['name', 'password'])).toEqual([])
  expect(missing({ name: 'a', password: '' }, ['name', 'password'])).toEqual(['password'])
})

test('the enrolment token is what follows #enrol=, and nothing else is one', () => {
  expect(enrolTokenOf('#enrol=abc-DEF_123')).toBe('abc-DEF_123')
  expect(enrolTokenOf('#services')).toBeNull()
  expect(enrolTokenOf('#enrol=')).toBeNull()
  expect(enrolTokenOf('#enrol=<b>')).toBeNull()
})
