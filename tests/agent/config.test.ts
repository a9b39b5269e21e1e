import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byPlace, formatError, loadConfig } from '../../agent/config.ts'
import { hostSideOf } from '../../agent/host-side.ts'
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
plugins:
  load: { program: /usr/lib/nagios/plugins/check_load, args: ["-w", "5"] }
  http: { program: /usr/lib/nagios/plugins/check_http, moreArgs: true }
secrets: { core: { file: core.secret }, mail: { file: mail.secret, targets: ["mx1.example:587", sw1] } }
chrony: { socket: /run/chrony/chronyd.sock }
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
      plugins: new Map([
        [
          'load',
          {
            program: '/usr/lib/nagios/plugins/check_load',
            args: ['-w', '5'],
            moreArgs: false,
            at: `${file}:8:3`,
          },
        ],
        [
          'http',
          { program: '/usr/lib/nagios/plugins/check_http', args: [], moreArgs: true, at: `${file}:9:3` },
        ],
      ]),
      secrets: new Map([
        ['core', { file: join(dir, 'core.secret'), targets: null }],
        ['mail', { file: join(dir, 'mail.secret'), targets: ['mx1.example:587', 'sw1'] }],
      ]),
      chronySocket: '/run/chrony/chronyd.sock',
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
  ['1048575', 'least 1MiB'],
  ['1025GiB', 'most 1024GiB'],
  ['10000000000000000', 'most 1024GiB'],
])('a spool of %s bytes is refused: must be at %s', (maxBytes, bound) => {
  const others = 'collector: https://a.example\ntoken: { file: t }\ndata: d\n'
  expect(errorsOf(`${others}spool: { maxBytes: ${maxBytes} }\n`)).toEqual([
    expect.stringContaining(`must be at ${bound}`),
  ])
})

test('a file without an end is refused like one that is too large', () => {
  const loaded = loadConfig('/dev/zero')
  expect('errors' in loaded && loaded.errors.map(({ message }) => message)).toEqual(['is larger than 32 KiB'])
})

test('what the host allows is checked at its place', () => {
  expect(
    errorsOf(`collector: http://127.0.0.1:8420
token: { file: t }
data: d
plugins:
  load: { program: bin/check_load }
  -x: { program: /bin/true }
  http: { program: /bin/true, args: "-w 5", moreArgs: 1, shell: true }
  disk: /bin/true
  odd: { program: "/bin/a\\nb", args: ["a\\nb"] }
secrets: { core: { path: x }, all: { file: x, targets: [] }, odd: { file: x, targets: ["a b"] } }
chrony: { socket: run/chronyd.sock }
`),
  ).toEqual([
    'agent.yaml:5:20: plugins.load.program: must be an absolute path',
    'agent.yaml:6:7: plugins.-x: is no name: letters, digits, . _ and -',
    'agent.yaml:7:37: plugins.http.args: must be a list of texts without control characters, such as ["-w", "5"]',
    'agent.yaml:7:55: plugins.http.moreArgs: must be true or false',
    'agent.yaml:7:58: plugins.http.shell: is not known here',
    'agent.yaml:8:9: plugins.disk: must be a mapping',
    'agent.yaml:9:19: plugins.odd.program: must not hold control characters',
    'agent.yaml:9:38: plugins.odd.args: must be a list of texts without control characters, such as ["-w", "5"]',
    'agent.yaml:10:18: secrets.core.file: is missing',
    'agent.yaml:10:20: secrets.core.path: is not known here',
    'agent.yaml:10:56: secrets.all.targets: must be a list of hosts, or of host:port, such as ["mx1.provider.example:587"]',
    'agent.yaml:10:87: secrets.odd.targets: must be a list of hosts, or of host:port, such as ["mx1.provider.example:587"]',
    'agent.yaml:11:19: chrony.socket: must be an absolute path',
  ])
})

test('a secret is read when asked for, and an error names its name alone', () => {
  const secret = join(dir, 'core.secret')
  const host = hostSideOf({
    plugins: new Map(),
    secrets: new Map([['core', { file: secret, targets: null }]]),
    chronySocket: null,
  })
  expect(() => host.secret('core', 'x:1')).toThrow('the file of the secret core cannot be read (ENOENT)')
  writeFileSync(secret, 's3cret\n')
  expect(host.secret('core', 'x:1')).toBe('s3cret')
  writeFileSync(secret, 'n3w')
  expect(host.secret('core', 'x:1')).toBe('n3w')
  writeFileSync(secret, 'two\nlines\n')
  expect(() => host.secret('core', 'x:1')).toThrow(/^the file of the secret core must hold one line$/)
  expect(() => host.secret('constructor', 'x:1')).toThrow(
    "this host's configuration has no secret constructor",
  )
})

test('a secret that is for some is shown to nobody else, whoever rules the collector', () => {
  const file = join(dir, 'mail.secret')
  writeFileSync(file, 's3cret\n')
  const targets = ['mx1.example:587', 'sw1', '2001:db8::1', '[2001:db8::2]:161']
  const secrets = new Map([['mail', { file, targets }]])
  const host = hostSideOf({ plugins: new Map(), secrets, chronySocket: null })
  for (const target of [
    'mx1.example:587',
    'MX1.example:587',
    'sw1:161',
    'sw1',
    '[2001:db8::1]:161',
    '[2001:db8::2]:161',
  ])
    expect(host.secret('mail', target)).toBe('s3cret')
  for (const target of [
    'mx1.example:25',
    'mx1.example',
    'evil.example:587',
    'sw1.evil.example:161',
    '[2001:db8::2]:162',
    '',
  ])
    expect(() => host.secret('mail', target)).toThrow(
      `this host's configuration does not let the secret mail be shown to ${target}`,
    )
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

test('what would be dropped or altered without a word is an error', () => {
  const good = 'collector: https://a.example\ntoken: { file: t }\ndata: d\n'
  expect(errorsOf(`${good}ca: !vault ca.pem\n`)).toEqual([
    expect.stringMatching(/^agent\.yaml:4:5: Unresolved tag: !vault/),
  ])
  expect(errorsOf(`${good}plugins: { : { program: /x } }\n`)[0]).toMatch(
    /^agent\.yaml:4:\d+: plugins: is no name/,
  )
  expect(errorsOf(`${good}# ${'x'.repeat(32_768)}\n`)).toEqual(['agent.yaml:1:1: is larger than 32 KiB'])
  // Latin-1: read loosely it would name another file.
  writeFileSync(file, Buffer.from(good.replace('file: t', 'file: geh\u00e4im'), 'latin1'))
  expect(loadConfig(file)).toEqual({
    errors: [{ file, line: 1, column: 1, path: '', message: 'is not UTF-8 text' }],
  })
})
