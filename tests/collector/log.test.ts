import { expect, test } from 'vitest'
import { makeLog, withoutSecrets } from '../../collector/log.ts'

function written(...args: [object, string]) {
  const lines: string[] = []
  makeLog('info', { write: (line: string) => lines.push(line) }).info(...args)
  return lines.join('')
}

const SETTINGS = {
  listen: { host: '127.0.0.1', port: 8420 },
  data: '/var/lib/kijun',
  postgres: 'postgres://kijun:Sesame@db/kijun',
  mail: { url: 'smtp://kijun:Sesame@mail:25', from: 'kijun@provider.example' },
}

test.each([
  ['settings as a whole', { settings: SETTINGS }],
  ['settings spread', { ...SETTINGS }],
  ['mail alone', { mail: SETTINGS.mail }],
  ['a token', { token: 'Sesame' }],
  ['a token inside', { agent: { token: 'Sesame' }, deep: { in: { password: 'Sesame' } } }],
  ['headers', { req: { headers: { authorization: 'Bearer Sesame', cookie: 'session=Sesame' } } }],
  ['an error of a driver', { err: new Error('cannot reach postgres://kijun:Sesame@db/kijun') }],
  ['an API token in a text', { err: new Error('refused: Bearer kjt_Sesame-Sesame_Sesame') }],
  [
    'fields of an error',
    { err: Object.assign(new Error('refused'), { config: { password: 'Sesame' }, code: 'X' }) },
  ],
])('no secret gets into the log: %s', (_, fields) => {
  const line = written(fields, 'what happened')
  expect(line).toContain('what happened')
  expect(line).not.toContain('Sesame')
})

test('an error keeps its kind, its code and its words, without addresses', () => {
  const error = Object.assign(new TypeError('550 <u1@customer.example> unknown'), { code: 'EENVELOPE' })
  const line = JSON.parse(written({ err: error }, 'x')) as { level: string; err: Record<string, unknown> }
  expect(line.level).toBe('info')
  expect(line.err).toMatchObject({ type: 'TypeError', code: 'EENVELOPE', message: '550 <•••> unknown' })
})

test('a text without secrets stays as it is', () => {
  const text = 'connect ECONNREFUSED 127.0.0.1:5432 (see https://example.jp/help)'
  expect(withoutSecrets(text)).toBe(text)
  expect(withoutSecrets('smtp://u:p@mail/ and a.b@c.jp, d@e.jp')).toBe('smtp://•••@mail/ and •••, •••')
})
