import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byPlace, formatError, loadConfig } from '../../agent/config.ts'
import { VERSION } from '../../agent/version.ts'

const dir = mkdtempSync(join(tmpdir(), 'kijun-config-'))
const file = join(dir, 'agent.yaml')

function errorsOf(text: string): string[] {
  writeFileSync(file, text)
  const loaded = loadConfig(file)
  if ('config' in loaded) throw new Error('it was accepted')
  return loaded.errors.toSorted(byPlace).map((error) => formatError(error).replace(file, 'agent.yaml'))
}

test('a whole configuration is read, paths from its own directory', () => {
  writeFileSync(
    file,
    `collector: https://collector.example:8420
token: { file: agent.token }
ca: /etc/kijun/ca.pem
data: state
spool: { maxBytes: 64MiB, maxAge: 12h }
concurrency: 5
`,
  )
  expect(loadConfig(file)).toEqual({
    config: {
      collector: new URL('https://collector.example:8420'),
      tokenFile: join(dir, 'agent.token'),
      ca: '/etc/kijun/ca.pem',
      data: join(dir, 'state'),
      spool: { maxBytes: 64 * 1024 * 1024, maxAgeMs: 12 * 3_600_000 },
      concurrency: 5,
    },
  })
})

test('the least configuration has defaults', () => {
  writeFileSync(file, 'collector: http://127.0.0.1:8420\ntoken: { file: t }\ndata: d\n')
  expect(loadConfig(file)).toMatchObject({
    config: { ca: null, spool: { maxBytes: 268_435_456, maxAgeMs: 604_800_000 }, concurrency: 20 },
  })
})

test('every error comes at once, each with its line and column', () => {
  expect(
    errorsOf(`collector: ftp://collector.example
token: { fil: t }
spool:
  maxBytes: 10
  maxAge: 5 minutes
concurrency: 0
colector: x
`),
  ).toEqual([
    'agent.yaml:1:1: data: is missing',
    'agent.yaml:1:12: collector: must begin with https:// or http://',
    'agent.yaml:2:8: token.file: is missing',
    'agent.yaml:2:10: token.fil: is not known here',
    'agent.yaml:4:13: spool.maxBytes: must be at least 1MiB',
    'agent.yaml:5:11: spool.maxAge: must be a duration such as 12h or 7d',
    'agent.yaml:6:14: concurrency: must be a whole number from 1 to 1000',
    'agent.yaml:7:1: colector: is not known here',
  ])
})

test.each([
  ['not YAML', 'collector: [', /^agent\.yaml:1:\d+: .*flow/i],
  ['no mapping', '- a\n', /^agent\.yaml:1:1: must be a mapping$/],
  ['empty', '', /^agent\.yaml:1:1: must be a mapping$/],
  ['a key twice', 'data: a\ndata: b\n', /^agent\.yaml:2:1: Map keys must be unique/],
  [
    'credentials',
    'collector: https://u:p@host\ntoken: { file: t }\ndata: d\n',
    /collector: must not hold credentials/,
  ],
  [
    'a bare token',
    'collector: https://host\ntoken: secret\ndata: d\n',
    /^agent\.yaml:2:8: token: must be a mapping$/,
  ],
])('%s: one clear line', (_name, text, expected) => {
  const errors = errorsOf(text)
  expect(errors.length).toBe(1)
  expect(errors[0]).toMatch(expected)
})

test('a file that is not there is one clear line', () => {
  const loaded = loadConfig(join(dir, 'none.yaml'))
  expect('errors' in loaded && loaded.errors.map(formatError).join()).toMatch(
    /none\.yaml:1:1: cannot be read: ENOENT/,
  )
})

test('the version is that of package.json', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: VERSION })
})
