import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { plugin } from '../../../agent/checks/plugin.ts'
import { whyNotRunnable } from '../../../agent/checks/plugin-file.ts'
import { readPerformance, readPlugin } from '../../../agent/checks/plugin-output.ts'
import type { HostPlugin, HostSide } from '../../../agent/checks/types.ts'
import { bareHost } from '../../../agent/host-side.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { probe } from './probe.ts'

const captured = join(import.meta.dirname, 'captured/plugin')
const home = mkdtempSync(join(tmpdir(), 'kijun-plugin-'))
const who = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }

let scripts = 0
/** A plugin of its own: a shell script that only this user can write. */
function script(code: string, mode = 0o755): string {
  scripts += 1
  const path = join(home, `check_${scripts}`)
  writeFileSync(path, `#!/bin/sh\n${code}\n`)
  chmodSync(path, mode)
  return path
}
const allows = (program: string, more: Partial<HostPlugin> = {}): HostSide => ({
  ...bareHost,
  plugins: new Map([['p', { program, args: [], moreArgs: false, ...more }]]),
})
const run = (code: string, more: { args?: string[]; moreArgs?: boolean; timeoutMs?: number } = {}) => {
  const { args, timeoutMs, ...allowed } = more
  return probe(
    'plugin',
    { plugin: 'p', ...(args ? { args } : {}) },
    timeoutMs ?? 5000,
    allows(script(code), allowed),
  )
}

describe('what real plugins print', () => {
  test.each(readdirSync(captured).filter((name) => !name.endsWith('.json')))('%s', (name) => {
    const expected = JSON.parse(readFileSync(join(captured, `${name}.json`), 'utf8')) as object
    expect(readPlugin(readFileSync(join(captured, name), 'utf8'))).toEqual(expected)
  })

  test('performance data over several lines, with quoted labels and units', () => {
    const text = `DISK OK - free | /=2643MB;5948;5958;0;5968 'my ''disk'''=1%\nlong text\nmore | /boot=68MB;88\n/home=U t=.5s;;;0`
    expect(readPlugin(text)).toEqual({
      text: 'DISK OK - free',
      values: {
        root_bytes: 2643 * 1024 ** 2,
        my_disk_percent: 1,
        boot_bytes: 68 * 1024 ** 2,
        t_ms: 500,
      },
      dropped: 0,
    })
  })

  test('labels that read alike keep apart; more than fit are counted', () => {
    expect(readPlugin('x | a-b=1 a_b=2 9=3 日本=4')?.values).toEqual({ a_b: 1, a_b_2: 2, v_9: 3, value: 4 })
    const many = Array.from({ length: 40 }, (_, n) => `l${n}=1`).join(' ')
    expect(readPlugin(`x | ${many}`)).toMatchObject({ dropped: 9, values: { l30: 1 } })
  })

  test.each([
    ['=5', 1],
    ['a=', 1],
    ['a=1,5', 1],
    ["'open=5", 1],
    ['a=1e999', 1],
    ['a=b=c', 1],
    ['U=U', 0],
    ['', 0],
    ["'", 1],
    ['='.repeat(60_000), 1],
  ])('%.20j is no performance data', (data, dropped) => {
    expect(readPerformance(data)).toEqual({ found: [], dropped })
  })

  test.each([
    ['', 'nothing'],
    ['\n\nlate', 'nothing'],
    ['\u0000\u0001', 'no text'],
    ['| a=1', 'nothing'],
    ['a\ufffd', 'no text'],
  ])('%j says %s', (stdout) => {
    expect(readPlugin(stdout)).toBeNull()
  })
})

describe('what a run means', () => {
  test.each([
    ['echo "OK - fine | t=0.5s"; exit 0', 'ok', undefined, 'OK - fine'],
    ['echo "WARNING - soon"; exit 1', 'ok', 'plugin-warning', 'WARNING - soon'],
    ['echo "CRITICAL - now"; exit 2', 'failed', 'plugin-critical', 'CRITICAL - now'],
    ['echo "UNKNOWN - ?"; exit 3', 'unknown', 'plugin-unknown', 'UNKNOWN - ?'],
    ['echo "broken" >&2; exit 127', 'unknown', 'plugin-exit', 'exit 127: broken'],
    ['kill -9 $$', 'unknown', 'plugin-exit', 'a signal ended the plugin: it said nothing'],
    ['exit 0', 'unknown', 'program-output', 'exit 0 without a line of text'],
    ['printf "\\000\\377\\001"; exit 0', 'unknown', 'program-output', 'exit 0 without a line of text'],
    ['echo "OK | a=b c=1"', 'ok', undefined, 'OK (1 values could not be taken)'],
  ])('%s: %s', async (code, outcome, reason, message) => {
    const result = await run(code)
    expect([result.outcome, result.reason, result.message]).toEqual([outcome, reason, message])
  })

  test('values come along', async () => {
    expect((await run('echo "OK | t=0.5s load1=1.5;5;10;0;"')).values).toEqual({
      exit_code: 0,
      t_ms: 500,
      load1: 1.5,
    })
  })

  test('it sees neither the environment of the agent nor a terminal', async () => {
    process.env.KIJUN_PLUGIN_SECRET = 'hidden'
    const { message } = await run(
      'echo "$(env | grep -v ^_ | grep -v ^PWD | grep -v ^SHLVL | grep -v ^OLDPWD | sort | tr "\\n" " ")"',
    )
    delete process.env.KIJUN_PLUGIN_SECRET
    expect(message).toMatch(/^LC_ALL=C PATH=\S+ TZ=UTC$/)
  })
})

/** Whether a process group still has somebody in it. */
async function groupEnds(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    // A real process ends by itself: nothing tells a test when.
    await wait(20)
  }
  return false
}

describe('hostile ones', () => {
  test('a flood is cut and ended', async () => {
    const result = await run(
      'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done',
    )
    expect(result).toMatchObject({
      outcome: 'unknown',
      reason: 'program-output',
      message: expect.stringContaining('64 KiB'),
    })
  })

  test('one that ignores SIGTERM and hangs is ended with its whole group', async () => {
    const pids = join(home, 'pids')
    const result = await run(`trap "" TERM; sleep 600 & echo $$ $! > ${pids}; wait`, { timeoutMs: 400 })
    expect(result).toMatchObject({ outcome: 'unknown', reason: 'program-timeout' })
    const [parent, child] = readFileSync(pids, 'utf8').trim().split(' ').map(Number)
    expect([await groupEnds(parent ?? 0), await groupEnds(child ?? 0)]).toEqual([true, true])
  })

  test('a child that keeps the pipe open holds nothing up', async () => {
    const pid = join(home, 'child')
    const result = await run(`sleep 600 & echo $! > ${pid}; echo "OK - gone"; exit 0`, { timeoutMs: 20_000 })
    expect(result).toMatchObject({ outcome: 'ok', message: 'OK - gone' })
    expect(await groupEnds(Number(readFileSync(pid, 'utf8')))).toBe(true)
  })
})

describe('the allow-list', () => {
  test('a plugin that is not on it is not run', async () => {
    const program = script('touch ran; echo OK')
    expect(await probe('plugin', { plugin: 'other' }, 5000, allows(program))).toMatchObject({
      outcome: 'unknown',
      reason: 'plugin-not-allowed',
    })
    expect(plugin.objects?.({ plugin: 'other' }, allows(program))?.path).toBe('/plugin')
    // Names of every object are no plugins.
    expect((await probe('plugin', { plugin: 'constructor' }, 5000, bareHost)).reason).toBe(
      'plugin-not-allowed',
    )
  })

  test('arguments of the collector only where the host says so, after its own', async () => {
    const echo = 'echo "OK $*"'
    expect(await run(echo, { args: ['-x'] })).toMatchObject({
      outcome: 'unknown',
      reason: 'plugin-args-not-allowed',
    })
    const program = allows(script(echo), { args: ['-w', '5'], moreArgs: true })
    const result = await probe('plugin', { plugin: 'p', args: ['$(id)', '; rm -rf /', '*'] }, 5000, program)
    expect(result.message).toBe('OK -w 5 $(id) ; rm -rf / *')
  })

  test.each([
    [{ plugin: '../../bin/sh' }, ['/plugin']],
    [{ plugin: '-x' }, ['/plugin']],
    [{ plugin: 'p', args: ['a\nb'] }, ['/args/0']],
    [{ plugin: 'p', program: '/bin/sh' }, ['/program']],
    [{}, ['']],
  ])('%j has errors at %j', (config, paths) => {
    expect((CHECK_TYPES.plugin?.validate(config) ?? []).map(({ path }) => path)).toEqual(paths)
  })
})

describe('the file', () => {
  const link = (target: string, name: string) => {
    symlinkSync(target, join(home, name))
    return join(home, name)
  }
  mkdirSync(join(home, 'open'))
  writeFileSync(join(home, 'open/check'), '#!/bin/sh\n')
  chmodSync(join(home, 'open/check'), 0o755)
  chmodSync(join(home, 'open'), 0o777)

  test.each([
    ['one that is safe', () => script('exit 0'), null],
    ['a link to it', () => link(script('exit 0'), 'good-link'), null],
    ['a relative path', () => 'bin/check', /is not an absolute path/],
    ['none', () => join(home, 'none'), /none does not exist: install it/],
    ['a directory', () => home, /is no regular file/],
    ['a device', () => '/dev/null', /is no regular file|others can write/],
    ['not executable', () => script('exit 0', 0o644), /is not executable for this user: chmod \+x/],
    ['others may write', () => script('exit 0', 0o757), /others can write to .*check_\d+: take that/],
    ['others may replace it', () => join(home, 'open/check'), /others can write to .*\/open: take that/],
    [
      'a link into what others may replace',
      () => link(join(home, 'open/check'), 'bad-link'),
      /others can write to .*\/open/,
    ],
    ['a link to itself', () => link(join(home, 'circle'), 'circle'), /too many links/],
  ])('%s', async (_name, path, why) => {
    const said = await whyNotRunnable(path(), who)
    if (why === null) expect(said).toBeNull()
    else expect(said).toMatch(why)
  })

  test('one that belongs to somebody else is not run', async () => {
    const program = script('exit 0')
    // Only root can give a file away; anybody else looks at it as another user.
    if (who.uid === 0) chownSync(program, 12_345, 12_345)
    const why = await whyNotRunnable(program, who.uid === 0 ? who : { ...who, uid: who.uid + 1 })
    expect(why).toMatch(/belongs to another user: give it to root/)
  })

  test('a change after the agent began counts at the next run', async () => {
    const program = script('echo OK')
    const host = allows(program)
    expect((await probe('plugin', { plugin: 'p' }, 5000, host)).outcome).toBe('ok')
    chmodSync(program, 0o777)
    expect(await probe('plugin', { plugin: 'p' }, 5000, host)).toMatchObject({
      outcome: 'unknown',
      reason: 'plugin-not-runnable',
    })
  })
})

test('a unit that every object knows is an unknown unit like any other', () => {
  expect(readPlugin('OK | size=1constructor;2 x=3__proto__')).toMatchObject({ values: { size: 1 } })
  expect(readPlugin('OK | a=2toString')).toEqual({ text: 'OK', values: { a: 2 }, dropped: 0 })
})
