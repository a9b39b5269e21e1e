import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadConfig } from '../../../collector/config/load.ts'
import { NOW } from './cases.ts'

const BUILT_IN = 'collector/config/built-in.yaml'
const examples = globSync('deploy/examples/**/*.yaml').filter((file) =>
  /^listen:/m.test(readFileSync(file, 'utf8')),
)

test.each([BUILT_IN, ...examples])('%s has no error and no warning', (file) => {
  const result = loadConfig(file, { now: NOW })
  expect(result.errors ?? []).toEqual([])
  expect(result.loaded?.warnings).toEqual([])
})

test('the built-in configuration checks the collector itself where it listens, and mails nobody', () => {
  const { loaded } = loadConfig(BUILT_IN, { now: NOW })
  if (!loaded) throw new Error('not loaded')
  const { host, port } = loaded.settings.listen
  const targets = loaded.services.flatMap(({ components }) =>
    components.flatMap(({ checks }) =>
      checks.map(({ target }) => target.replace(/^http:\/\//, '').split('/')[0]),
    ),
  )
  expect(new Set(targets)).toEqual(new Set([`${host}:${port}`]))
  expect(loaded.settings.mail).toBeNull()
  expect(loaded.contacts.every(({ email }) => email.endsWith('@example.invalid'))).toBe(true)
})

test('the example of a shop: its users are those of the file', () => {
  const { loaded } = loadConfig('deploy/examples/shop.yaml', { now: NOW })
  const users = loaded?.contacts.filter(({ audience }) => audience === 'users').map(({ email }) => email)
  expect(users).toEqual(['u1@customer.example', 'u2@customer.example'])
})
