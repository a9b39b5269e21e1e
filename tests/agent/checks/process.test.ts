import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { judgeProcesses, type ProcessState, readPidFile } from '../../../agent/checks/process.ts'
import { matchesGlob } from '../../../agent/checks/process-glob.ts'
import { readProcesses, readStat, uidOf } from '../../../agent/checks/process-table.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { probe } from './probe.ts'

const home = mkdtempSync(join(tmpdir(), 'kijun-process-'))

/** As captured of a sleeping process; the name is what a hostile one may choose. */
const statOf = (pid: number, name: string) =>
  `${pid} (${name}) S 1 ${pid} ${pid} 0 -1 4194304 120 0 0 0 150 50 0 0 20 0 1 0 123400 5836800 512 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0\n`

test('a line of the kernel, whatever the process calls itself', () => {
  for (const name of ['sleep', 'a b', ') R 1 (', '']) {
    expect(readStat(statOf(42, name))).toEqual({
      pid: 42,
      name,
      state: 'S',
      cpuS: 2,
      startedS: 1234,
      memoryMib: 2,
    })
  }
  for (const text of ['', '42', '42 (', '42 (x)', 'x (y) S 1']) expect(readStat(text)).toBeNull()
})

test('a process that vanishes while it is read is not there, and no error', () => {
  const proc = join(home, 'proc')
  for (const pid of [10, 11, 12]) {
    mkdirSync(join(proc, String(pid)), { recursive: true })
    if (pid !== 11) writeFileSync(join(proc, String(pid), 'stat'), statOf(pid, 'web'))
    if (pid !== 12) writeFileSync(join(proc, String(pid), 'cmdline'), `web\0--port\0${pid}\0`)
  }
  const wanted = { stat: () => true, uid: null, command: () => true, needsCommand: true }
  expect(readProcesses(wanted, proc).map(({ pid, command }) => [pid, command])).toEqual([
    [10, 'web --port 10'],
  ])
  expect(readProcesses({ ...wanted, needsCommand: false }, proc).map(({ pid }) => pid)).toEqual([10, 12])
  expect(readProcesses({ ...wanted, uid: 4_000_000 }, proc)).toEqual([])
})

test.each([
  ['nginx', 'nginx', true],
  ['nginx', 'nginx2', false],
  ['ngin?', 'nginx', true],
  ['*', '', true],
  ['*worker*', 'nginx: worker process', true],
  ['php*fpm*', 'php8.2-fpm: pool', true],
  ['a*b*c', 'aXbXbX', false],
  ['', '', true],
  ['?', '', false],
  // Not an expression: these are letters.
  ['(a+)+$', 'aaaa', false],
  ['[abc]', '[abc]', true],
])('%j on %j: %s', (glob, text, matches) => {
  expect(matchesGlob(glob, text)).toBe(matches)
})

test('no glob takes for ever', () => {
  const started = performance.now()
  for (let n = 0; n < 10; n += 1) expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(2048))).toBe(false)
  expect(performance.now() - started).toBeLessThan(2000)
})

test('users by name and by number', () => {
  const passwd = 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/:/bin/false\nbroken\n'
  expect(['www-data', '33', 'nobody', 'broken'].map((user) => uidOf(user, passwd))).toEqual([
    33,
    33,
    null,
    null,
  ])
})

const none = { min: 1, max: null, memory: null, cpu: null, age: null, descriptors: null }
const state: ProcessState = {
  count: 2,
  zombies: 1,
  memoryMib: 300,
  cpuPercent: 150,
  oldestS: 7200,
  descriptors: 40,
}

test('what is well has its figures', () => {
  expect(judgeProcesses(none, state)).toEqual({
    outcome: 'ok',
    values: { count: 2, zombies: 1, memory_mib: 300, cpu_percent: 150, oldest_s: 7200, descriptors: 40 },
  })
})

test.each([
  [{ min: 3 }, {}, 'failed', 'too-few-processes', 'processes 2 (critical 3)'],
  [{ max: 1 }, {}, 'failed', 'too-many-processes', 'processes 2 (critical 1)'],
  [{ min: 0, max: 0 }, { count: 0, oldestS: null }, 'ok', undefined, undefined],
  [{ memory: { warning: 200 } }, {}, 'ok', 'memory', 'memory 300 MiB (warning 200 MiB)'],
  [{ cpu: { critical: 100 } }, {}, 'failed', 'cpu-busy', 'CPU 150 % (critical 100 %)'],
  [
    { cpu: { critical: 100 } },
    { cpuPercent: null },
    'unknown',
    'not-readable',
    'CPU: nothing to compare with yet',
  ],
  [
    { age: { critical: 3_600_000 } },
    {},
    'failed',
    'process-age',
    'age of the oldest 7200 s (critical 3600 s)',
  ],
  [{ descriptors: { warning: 39 } }, {}, 'ok', 'open-files', 'open files 40 (warning 39)'],
  [
    { descriptors: { warning: 39 } },
    { descriptors: null },
    'unknown',
    'not-readable',
    expect.stringMatching(/root$/),
  ],
])('%j of %j: %s', (limits, seen, outcome, reason, message) => {
  const result = judgeProcesses({ ...none, ...limits }, { ...state, ...seen })
  expect([result.outcome, result.reason, result.message]).toEqual([outcome, reason, message])
})

/** A real process of its own: its command line holds `mark`. */
function sleeper(mark: string): number {
  const child = spawn('sleep', ['600', '600'], { argv0: mark, stdio: 'ignore' })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child.pid ?? 0
}

test('real processes by command line, name, user and PID file', async () => {
  const mark = `kijun-mark-${process.pid}`
  const pid = sleeper(mark)
  sleeper(mark)
  const uid = String(process.geteuid?.() ?? 0)
  expect(await probe('process', { command: mark, user: uid })).toMatchObject({
    outcome: 'ok',
    values: { count: 2, descriptors: expect.any(Number) },
  })
  expect(await probe('process', { command: `mark-${process.pid} 6?0`, name: 'sl*p', max: 1 })).toMatchObject({
    outcome: 'failed',
    reason: 'too-many-processes',
  })
  const file = join(home, 'pid')
  writeFileSync(file, `${pid}\n`)
  expect(await probe('process', { pidFile: file, name: 'sleep' })).toMatchObject({ values: { count: 1 } })
  expect(await probe('process', { pidFile: file, name: 'nginx' })).toMatchObject({
    reason: 'too-few-processes',
  })
})

test('what cannot be looked at is unknown; a PID file that is gone is nobody', async () => {
  const bad = join(home, 'bad')
  writeFileSync(bad, '-1')
  expect(readPidFile(bad)).toBeNull()
  expect(await probe('process', { pidFile: bad })).toMatchObject({ outcome: 'unknown', reason: 'pid-file' })
  expect(await probe('process', { pidFile: home })).toMatchObject({ outcome: 'unknown', reason: 'pid-file' })
  // Whoever may write there puts a pipe in its place: the agent would wait for it, and every check with it.
  execFileSync('mkfifo', [join(home, 'pipe')])
  for (const pidFile of [join(home, 'pipe'), '/dev/zero'])
    expect(await probe('process', { pidFile })).toMatchObject({ outcome: 'unknown', reason: 'pid-file' })
  expect(await probe('process', { pidFile: join(home, 'gone') })).toMatchObject({
    reason: 'too-few-processes',
  })
  expect(await probe('process', { user: 'no.such.user' })).toMatchObject({
    outcome: 'unknown',
    reason: 'no-such-user',
  })
  expect(await probe('process', { name: 'kijun-none*' })).toMatchObject({
    outcome: 'failed',
    values: { count: 0, memory_mib: 0 },
  })
})

test.each([
  [{ name: 'nginx', min: 1, max: 8, memory: { warning: 500, critical: 900 }, age: '30d' }, []],
  [{ min: 1 }, ['']],
  [{ name: 'a\nb' }, ['/name']],
  [{ pidFile: 'run/x.pid' }, ['/pidFile']],
  [{ user: '-root' }, ['/user']],
  [{ name: 'x', memory: { warning: 9, critical: 5 } }, ['/memory']],
])('%j has errors at %j', (config, paths) => {
  expect((CHECK_TYPES.process?.validate(config) ?? []).map(({ path }) => path)).toEqual(paths)
})

test('a program is known by the kernel`s name of it, or by what it was started as', () => {
  const proc = join(home, 'named')
  const started: [number, string, string][] = [
    [20, 'MainThread', '/usr/local/bin/node\0server.js\0'],
    [21, 'node', 'shop: worker\0'],
    [22, 'bash', 'bash\0/usr/local/bin/node\0'],
    [23, 'kworker/0:1', ''],
  ]
  for (const [pid, name, command] of started) {
    mkdirSync(join(proc, String(pid)), { recursive: true })
    writeFileSync(join(proc, String(pid), 'stat'), statOf(pid, name))
    writeFileSync(join(proc, String(pid), 'cmdline'), command)
  }
  const name = { kernel: (text: string) => text === 'node', started: (text: string) => text === 'node' }
  const wanted = { stat: () => true, name, uid: null, command: () => true, needsCommand: false }
  expect(readProcesses(wanted, proc).map(({ pid }) => pid)).toEqual([20, 21])
})
