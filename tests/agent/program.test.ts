/** The program from outside: its commands from source and as the one bundled file, in an empty directory. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest'
import { bundleAgent } from '../../deploy/build/bundle-agent.ts'
import type { AssignedCheck, LostItem } from '../../rules/wire/v1.ts'
import { freePort, startProgram } from '../support/program.ts'
import { type FakeCollector, startFakeCollector } from './fake-collector.ts'

const SOURCE = join(import.meta.dirname, '../../agent/kijun-agent.js')
const home = mkdtempSync(join(tmpdir(), 'kijun-agent-'))
const BUNDLE = join(home, 'empty/kijun-agent.js')
const target = createServer((socket) => socket.destroy())
let targetPort = 0

beforeAll(async () => {
  mkdirSync(join(home, 'empty'))
  await bundleAgent(BUNDLE)
  target.listen(0, '127.0.0.1')
  await once(target, 'listening')
  targetPort = (target.address() as AddressInfo).port
})
afterAll(() => target.close())

test('the one file is lean: ASCII, and without an import that loads what the agent never uses', () => {
  const text = readFileSync(BUNDLE, 'latin1')
  expect(/[\u0080-\u00ff]/.exec(text)).toBeNull()
  expect(text).not.toMatch(/^import .* from "node:http"/m)
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** Runs to its end, in a directory that holds nothing of ours. */
async function call(entry: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = { cwd: home, env: { PATH: process.env.PATH ?? '', ...env } }
  return promisify(execFile)(process.execPath, [entry, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  )
}

let files = 0
function file(text: string): string {
  files += 1
  const path = join(home, `file-${files}.yaml`)
  writeFileSync(path, text)
  return path
}

const check = (more: Partial<AssignedCheck> = {}): AssignedCheck => ({
  check: 'shop/web/alive',
  type: 'tcp',
  purpose: 'liveness',
  everyMs: 1000,
  timeoutMs: 500,
  confirm: { failures: 3, everyMs: 1000 },
  config: { target: `127.0.0.1:${targetPort}` },
  ...more,
})

/** What a test has to end with. */
type AtEnd = TestContext['onTestFinished']

async function collectorWith(checks: AssignedCheck[], atEnd: AtEnd): Promise<FakeCollector> {
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks })
  atEnd(() => collector.close())
  return collector
}

/** The configuration of an agent with its own data directory; the token in its own file. */
function agentFile(url: string, data = mkdtempSync(join(home, 'data-')), token = 'secret'): string {
  writeFileSync(join(data, 'token'), `${token}\n`)
  chmodSync(join(data, 'token'), 0o600)
  return file(
    `collector: ${url}\ntoken: { file: ${join(data, 'token')} }\ndata: ${data}\nspool: { maxBytes: 1MiB }\n`,
  )
}

function run(entry: string, config: string, atEnd: AtEnd) {
  const program = startProgram(entry, ['run', '--config', config])
  atEnd(async () => {
    await program.end('SIGKILL')
  })
  return program
}

const epochsOf = (collector: FakeCollector) => [
  ...new Set([...collector.committed.keys()].map((key) => key.split('/')[0] ?? '')),
]

test.each([
  ['source', SOURCE],
  ['bundle', BUNDLE],
])('check, from %s: one check once, in one JSON document', async (_name, entry) => {
  const config = file(
    `{ id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${targetPort}", every: 60s }\n`,
  )
  const { code, stdout } = await call(entry, ['check', '--config', config, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'ok',
    values: { connect_ms: expect.any(Number) },
    target: `127.0.0.1:${targetPort}`,
  })
})

test('the bundle brings every check type along', async () => {
  expect(readdirSync(join(home, 'empty'))).toEqual(['kijun-agent.js'])
  const outcomes = await Promise.all(
    [
      `{ type: http, url: "http://127.0.0.1:${targetPort}/" }`,
      `{ type: https, url: "https://127.0.0.1:${targetPort}/" }`,
      '{ type: ntp, servers: ["127.0.0.1:9"], maxOffset: 1s, timeout: 500ms }',
      '{ type: ping, target: "no-such-host.invalid" }',
    ].map(async (text) => {
      const { stdout } = await call(BUNDLE, ['check', '--config', file(text), '--json'])
      const { type, outcome, reason } = JSON.parse(stdout)
      return [type, outcome, reason]
    }),
  )
  expect(outcomes.slice(0, 3)).toEqual([
    ['http', 'failed', 'reset'],
    ['https', 'failed', 'reset'],
    ['ntp', 'unknown', 'no-answer'],
  ])
  // Where there is no ping program, that is the reason; otherwise what it says about the name.
  expect(outcomes[3]?.[2]).toMatch(/^no-ping-binary$|^name-/)
})

test('bad usage and bad configurations end with 2 and say why; a check that does not hold with 1', async () => {
  const wrong = file('type: http\nurl: "ftp://x"\nexpect: { status: 2x }\nevery: 60s\nfoo: 1\n')
  expect(await call(SOURCE, ['check', '--config', wrong])).toEqual({
    code: 2,
    stdout: '',
    stderr: [
      `${wrong}:2:6: url: must be http:// or https:// URL`,
      `${wrong}:3:19: expect.status: must be a status 100 to 599, a class such as "2xx", or a list of them`,
      `${wrong}:5:6: foo: is not known here`,
      '',
    ].join('\n'),
  })
  const closed = file(`{ type: tcp, target: "127.0.0.1:${await freePort()}" }`)
  const failed = await call(BUNDLE, ['check', '--config', closed])
  expect([failed.code, failed.stdout.split('\n')[0]]).toEqual([
    1,
    expect.stringMatching(/^failed tcp .* \(refused: /),
  ])
  const help = await call(BUNDLE, ['--help'])
  expect([help.code, help.stdout.includes('kijun-agent COMMAND')]).toEqual([0, true])
  const wrongs = [[], ['walk'], ['run'], ['run', '--config', wrong, '--json'], ['run', '--nope']]
  for (const { code, stderr } of await Promise.all(wrongs.map((args) => call(BUNDLE, args)))) {
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^kijun-agent: .+\nusage: /)])
  }
  expect((await call(BUNDLE, ['run', '--config', wrong])).code).toBe(2)
})

test.concurrent.for<[string, string]>([
  ['source', SOURCE],
  ['bundle', BUNDLE],
])(
  'run, from %s: results reach the collector, and a stop is clean',
  async ([, entry], { onTestFinished: atEnd }) => {
    const collector = await collectorWith(
      [check(), check({ check: 'shop/web/none', config: { target: '127.0.0.1:1' } })],
      atEnd,
    )
    const program = run(entry, agentFile(collector.url), atEnd)
    await collector.item((item) => item.kind === 'result' && item.outcome === 'ok')
    await collector.item((item) => item.kind === 'result' && item.reason === 'refused')
    expect(collector.hellos.length).toBe(1)
    expect(collector.batches[0]).toMatchObject({ base: { seq: 1 }, items: [{ kind: 'anchor', seq: 1 }, {}] })
    expect(await program.end('SIGTERM')).toBe(0)
    expect(program.said.at(-1)).toContain('the agent has stopped')
    expect(program.said.map((line) => JSON.parse(line))).toEqual(
      program.said.map(() =>
        expect.objectContaining({ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }),
      ),
    )
  },
)

test.concurrent('while the collector is away the last assignment is used, and everything arrives afterwards', async ({
  onTestFinished: atEnd,
}) => {
  const own = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(own, 'listening')
  atEnd(() => {
    own.close()
  })
  const { port } = own.address() as AddressInfo
  const collector = await collectorWith([check({ config: { target: `127.0.0.1:${port}` } })], atEnd)
  const config = agentFile(collector.url)
  const first = run(BUNDLE, config, atEnd)
  await collector.item((item) => item.kind === 'result')
  await first.end('SIGKILL')
  const known = new Set(epochsOf(collector))
  collector.away = true
  const second = run(BUNDLE, config, atEnd)
  await second.line(/the collector cannot be greeted yet/)
  await once(own, 'connection')
  await once(own, 'connection')
  collector.away = false
  // Where the first offset is known, the collector was just back; what comes before it was measured without it.
  const isNew = (key: string) => !known.has(key.split('/')[0] ?? '')
  const back = await collector.item(
    (item, key) => isNew(key) && item.kind === 'anchor' && item.offset !== null,
  )
  const early = await collector.item(
    (item, key) => isNew(key) && item.kind === 'result' && item.seq < back.seq,
  )
  expect(early).toMatchObject({ outcome: 'ok' })
  expect(await second.end('SIGINT')).toBe(0)
  expect(collector.conflicts).toEqual([])
})

test.concurrent('killed again and again, every result that was durable arrives once', async ({
  onTestFinished: atEnd,
}) => {
  const collector = await collectorWith([check(), check({ check: 'shop/web/two' })], atEnd)
  const config = agentFile(collector.url)
  for (let n = 0; n < 4; n += 1) {
    // The second batch is committed, but its answer never arrives: the spool must keep it.
    collector.mischief = ['status-500', 'lose-answer', 'lose-answer']
    const known = new Set(epochsOf(collector))
    const program = run(BUNDLE, config, atEnd)
    await collector.item((item, key) => item.kind === 'result' && !known.has(key.split('/')[0] ?? ''))
    await program.end('SIGKILL')
  }
  collector.mischief = []
  const known = new Set(epochsOf(collector))
  const last = run(BUNDLE, config, atEnd)
  await collector.item((item, key) => item.kind === 'result' && !known.has(key.split('/')[0] ?? ''))
  await last.end('SIGTERM')
  expect(collector.conflicts).toEqual([])
  expect(collector.duplicates).toBeGreaterThan(0)
  // Of each epoch the numbers are without a hole, but for what a lost item names.
  const lost = [...collector.committed.values()].filter((item): item is LostItem => item.kind === 'lost')
  for (const epoch of epochsOf(collector)) {
    const keys = [...collector.committed.keys()].filter((key) => key.startsWith(epoch))
    const numbers = new Set(keys.map((key) => Number(key.split('/')[1])))
    for (let seq = 1; seq <= Math.max(...numbers); seq += 1) {
      const told = lost.some((item) => item.epoch === epoch && item.from <= seq && seq <= item.to)
      expect(numbers.has(seq) || told, `${epoch}/${seq}`).toBe(true)
    }
  }
  const results = [...collector.committed.values()].filter(({ kind }) => kind === 'result')
  expect(results.length).toBeGreaterThanOrEqual(5)
})

test.concurrent('a new assignment is taken up as soon as an answer names it', async ({
  onTestFinished: atEnd,
}) => {
  const collector = await collectorWith([check()], atEnd)
  const program = run(BUNDLE, agentFile(collector.url), atEnd)
  await collector.item((item) => item.kind === 'result')
  collector.assignment = { wire: 1, revision: 2, checks: [check({ check: 'shop/web/new' })] }
  collector.etag = 'r2'
  const fresh = await collector.item((item) => item.kind === 'result' && item.check === 'shop/web/new')
  expect(fresh).toMatchObject({ revision: 2 })
  expect(await program.end()).toBe(0)
})

test.concurrent('two agents in one data directory: the second says so in one line', async ({
  onTestFinished: atEnd,
}) => {
  const collector = await collectorWith([check()], atEnd)
  const config = agentFile(collector.url)
  const first = run(BUNDLE, config, atEnd)
  await first.line(/the agent runs/)
  const second = await call(BUNDLE, ['run', '--config', config])
  expect(second).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^kijun-agent: another agent works in .*\n$/),
  })
})

test.concurrent('run takes plugins and secrets of the host, and no others', async ({
  onTestFinished: atEnd,
}) => {
  const collector = await collectorWith(
    [
      check({ check: 'shop/web/fine', type: 'plugin', config: { plugin: 'fine' }, timeoutMs: 5000 }),
      check({ check: 'shop/web/other', type: 'plugin', config: { plugin: 'sh' } }),
    ],
    atEnd,
  )
  const plugin = join(home, 'check_run')
  writeFileSync(plugin, '#!/bin/sh\necho "OK - $1"\n', { mode: 0o755 })
  const plain = readFileSync(agentFile(collector.url), 'utf8')
  const listed = `  fine: { program: ${plugin}, args: [well] }\n  gone: { program: ${home}/none }\n`
  const config = file(`${plain}plugins:\n${listed}`)
  const program = run(BUNDLE, config, atEnd)
  const said = await collector.item((item) => item.kind === 'result' && item.check === 'shop/web/fine')
  expect(said).toMatchObject({ outcome: 'ok', message: 'OK - well', values: { exit_code: 0 } })
  const refused = await collector.item((item) => item.kind === 'result' && item.check === 'shop/web/other')
  expect(refused).toMatchObject({ outcome: 'unknown', reason: 'plugin-not-allowed' })
  // One that is not there is told with its place when the agent begins, and stops nothing.
  await program.line(/"plugin":"gone".*"msg":"a plugin cannot be run"/)
})

test('check refuses what the host does not allow at its line, and runs what it does', async () => {
  const plugin = join(home, 'check_fine')
  writeFileSync(plugin, '#!/bin/sh\necho "OK - $1 | t=2s"\n', { mode: 0o755 })
  const agent = file(
    `collector: http://127.0.0.1:1\ntoken: { file: t }\ndata: d\nplugins:\n  fine: { program: ${plugin}, args: [well] }\n`,
  )
  const asked = file('type: plugin\nplugin: fine\nevery: 60s\n')
  const more = file('type: plugin\nplugin: fine\nargs: ["-x"]\n')
  expect(await call(BUNDLE, ['check', '--config', asked])).toMatchObject({
    code: 2,
    stderr: `${asked}:2:9: plugin: the configuration of this host's agent has no plugin fine\n`,
  })
  expect(await call(BUNDLE, ['check', '--config', more, '--agent', agent])).toMatchObject({
    code: 2,
    stderr: `${more}:3:7: args: the configuration of this host's agent allows no further arguments for fine\n`,
  })
  const { code, stdout } = await call(BUNDLE, ['check', '--config', asked, '--agent', agent, '--json'])
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    { outcome: 'ok', message: 'OK - well', values: { exit_code: 0, t_ms: 2000 }, target: 'fine' },
  ])
  const wrong = file('plugins: { fine: { program: check_fine } }\n')
  const { stderr } = await call(BUNDLE, ['check', '--config', asked, '--agent', wrong])
  expect(stderr).toContain(`${wrong}:1:29: plugins.fine.program: must be an absolute path\n`)
})

test.concurrent('doctor says what is well and what to do', async ({ onTestFinished: atEnd }) => {
  const collector = await collectorWith([], atEnd)
  const well = await call(BUNDLE, ['doctor', '--config', agentFile(collector.url)])
  expect(well.stdout).toMatch(
    /^ok {3}token: .*\nok {3}data: .*\nok {3}collector: .* knows this agent\nok {3}clock: agrees/,
  )
  const config = agentFile(collector.url, mkdtempSync(join(home, 'data-')), 'wrong')
  const ill = await call(BUNDLE, ['doctor', '--config', config])
  expect(ill.code).toBe(1)
  expect(ill.stdout).toMatch(/^DO {3}collector: .* does not know the token/m)
  const json = await call(BUNDLE, ['doctor', '--json', '--config', config])
  expect(JSON.parse(json.stdout)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([
      { subject: 'collector', ok: false, text: expect.stringMatching(/token/) },
    ]),
  })
  const away = await call(BUNDLE, ['doctor', '--config', agentFile(`http://127.0.0.1:${await freePort()}`)])
  expect(away.stdout).toMatch(/^DO {3}collector: .*ECONNREFUSED.*: is it running/m)
})
