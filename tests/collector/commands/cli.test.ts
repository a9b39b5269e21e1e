/** The real program, its lines and its exit codes. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { COMMANDS } from '../../../collector/commands/registry.ts'
import { CASES } from '../config/cases.ts'
import { inProcess } from './in-process.ts'

const ENTRY = 'collector/kijun-collector.js'
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.split('\n').filter(Boolean) }
}

test('--help lists every command, and nothing that is not there', () => {
  const { status, stdout, stderr } = run('--help')
  expect(status).toBe(0)
  expect(stderr).toEqual([])
  const listed = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map((match) => match[1])
  expect(listed).toEqual(Object.keys(COMMANDS))
})

test.each(Object.values(COMMANDS))('$name --help names each of its options', async ({ name, options }) => {
  const { code, out } = await inProcess([name, '--help'])
  expect(code).toBe(0)
  for (const option of Object.keys(options)) expect(out).toContain(`--${option}`)
})

test.each([
  [[], 'kijun-collector: which command?; see kijun-collector --help'],
  [['rule'], 'kijun-collector: there is no command rule; see kijun-collector --help'],
  [['toString'], 'kijun-collector: there is no command toString; see kijun-collector --help'],
  [['serve', '--port', '1'], "kijun-collector: Unknown option '--port'; see kijun-collector serve --help"],
  [['verify', 'now'], "kijun-collector: Unexpected argument 'now'; see kijun-collector verify --help"],
  [
    ['check-config'],
    'kijun-collector: check-config needs --config FILE; see kijun-collector check-config --help',
  ],
])('bad usage %j: one line, exit 2', async (args, line) => {
  expect(await inProcess(args)).toEqual({ code: 2, out: '', err: line })
})

test('the process exits with the code of its command', () => {
  expect(run('serve', '--port')).toEqual({
    status: 2,
    stdout: '',
    stderr: ["kijun-collector: Unknown option '--port'; see kijun-collector serve --help"],
  })
})

const SEVERAL = join(CASES, 'several-at-once', 'collector.conf')

test('check-config tells every error with its place and exits 2', () => {
  const { status, stdout, stderr } = run('check-config', '--config', SEVERAL)
  expect(status).toBe(2)
  expect(stdout).toBe('')
  const errors = stderr.filter((line) => !line.includes(': warning: '))
  expect(errors[0]).toBe(
    `${SEVERAL}:1:9: listen: must be address:port, such as 127.0.0.1:8420 or [::1]:8420 (bad-listen)`,
  )
  const { errors: expected } = JSON.parse(
    readFileSync(join(CASES, 'several-at-once', 'expected.json'), 'utf8'),
  ) as {
    errors: unknown[]
  }
  expect(errors).toHaveLength(expected.length)
})

test('check-config --json is one document on stdout, with the same exit code', () => {
  const bad = run('check-config', '--config', SEVERAL, '--json')
  expect([bad.status, bad.stderr]).toEqual([2, []])
  const { ok, errors } = JSON.parse(bad.stdout) as { ok: boolean; errors: unknown[] }
  expect(ok).toBe(false)
  expect(errors[0]).toMatchObject({ code: 'bad-listen', line: 1, column: 9 })
  const good = run('check-config', '--config', 'deploy/examples/shop.yaml', '--json')
  expect([good.status, good.stderr, JSON.parse(good.stdout)]).toEqual([
    0,
    [],
    { ok: true, errors: [], warnings: [] },
  ])
})

test('serve and verify refuse a wrong configuration with every error, and start nothing', () => {
  const serve = run('serve', '--config', SEVERAL)
  expect([serve.status, serve.stdout]).toEqual([2, ''])
  expect(serve.stderr).toEqual(run('check-config', '--config', SEVERAL).stderr)
  expect(run('verify', '--config', SEVERAL).status).toBe(2)
})

test('a wrong log level is one line, exit 2', () => {
  const { status, stderr } = spawnSync(process.execPath, [ENTRY, 'schema'], {
    encoding: 'utf8',
    env: { KIJUN_LOG: 'loud' },
  })
  expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1])
})

let validate: (value: unknown) => boolean
beforeAll(() => {
  const { status, stdout } = run('schema')
  if (status !== 0) throw new Error('no schema')
  validate = new Ajv2020.default({
    validateFormats: false,
    allowUnionTypes: true,
    keywords: ['worse', 'distinct'],
  }).compile(JSON.parse(stdout) as object)
})

const SHOP = parse(readFileSync('deploy/examples/shop.yaml', 'utf8')) as {
  services: { components: { checks: Record<string, unknown>[] }[] }[]
}

test('the schema accepts what the program accepts', () => {
  expect(validate(SHOP)).toBe(true)
  expect(validate(parse(readFileSync('collector/config/built-in.yaml', 'utf8')))).toBe(true)
})

test.each([
  ['an unknown key', { evrey: '60s' }],
  ['a key of another type', { servers: ['ntp1.example.jp'] }],
  ['a number where a duration belongs', { every: 60 }],
  ['an unknown type', { type: 'tpc' }],
])('the schema refuses %s', (_, change) => {
  const changed = structuredClone(SHOP)
  const checks = changed.services[0]?.components[0]?.checks
  Object.assign(checks?.[0] ?? {}, change)
  expect(validate(changed)).toBe(false)
})
