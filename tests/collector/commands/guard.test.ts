import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hideExperimentalWarnings, refusal, withOptions } from '../../../deploy/node/guard.js'

test.each([
  ['18.20.8', false],
  ['20.20.2', false],
  ['22.12.0', false],
  ['24.14.9', false],
  ['24.15.0', true],
  ['24.21.0', true],
  ['25.0.0', false],
  ['26.0.0', true],
  ['30.1.0', true],
])('Node %s: %s', (version, runs) => {
  const refused = refusal('kijun-collector', version)
  expect(refused === null).toBe(runs)
  if (refused) expect(refused).toMatch(new RegExp(`^kijun-collector: needs Node .*, this is ${version} `))
})

test('the entry says it in one line and exits 2, without loading anything else', () => {
  // The entry as it is, beside a guard that believes itself on an old Node.
  const folder = mkdtempSync(join(tmpdir(), 'kijun-guard-'))
  mkdirSync(join(folder, 'collector'))
  mkdirSync(join(folder, 'deploy/node'), { recursive: true })
  for (const file of ['collector/kijun-collector.js', 'deploy/node/guard.js', 'deploy/node/supported.js'])
    writeFileSync(
      join(folder, file),
      readFileSync(file, 'utf8').replaceAll('process.versions.node', "'20.20.2'"),
    )
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const ran = spawnSync(process.execPath, [join(folder, 'collector/kijun-collector.js'), '--help'], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  expect(ran.status).toBe(2)
  expect(ran.stdout).toBe('')
  expect(ran.stderr.trimEnd().split('\n')).toEqual([refusal('kijun-collector', '20.20.2')])
})

test('only experimental warnings are kept back, in whichever form they come', () => {
  const told: unknown[] = []
  const target = { emitWarning: (...args: unknown[]) => told.push(args) }
  hideExperimentalWarnings(target)
  target.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning')
  target.emitWarning('SQLite is an experimental feature', { type: 'ExperimentalWarning' })
  target.emitWarning(Object.assign(new Error('x'), { name: 'ExperimentalWarning' }))
  target.emitWarning('too many listeners', 'MaxListenersExceededWarning')
  target.emitWarning('deprecated', { type: 'DeprecationWarning', code: 'DEP1' })
  target.emitWarning('plain')
  expect(told).toEqual([
    ['too many listeners', 'MaxListenersExceededWarning'],
    ['deprecated', { type: 'DeprecationWarning', code: 'DEP1' }],
    ['plain'],
  ])
})

test('the program begins anew with the options that it lacks, and once only', () => {
  const begun: string[][] = []
  const program = (execArgv: string[], env: NodeJS.ProcessEnv = {}) => ({
    ...{ argv: ['/node', '/entry.js', 'serve', '--config', 'a b'], env, execArgv, execPath: '/node' },
    execve: (_file: string, args?: readonly string[]): never => {
      begun.push([...(args ?? [])])
      return undefined as never
    },
  })
  withOptions(['--a=1', '--b=2'], program(['--b=3', '--c']))
  expect(begun).toEqual([['/node', '--a=1', '--b=3', '--c', '/entry.js', 'serve', '--config', 'a b']])
  withOptions(['--a=1', '--b=2'], program(['--a=1', '--b=3'], {}))
  withOptions(['--a=1'], program([], { NODE_OPTIONS: '--a=7' }))
  withOptions(['--max-a=1'], program([], { NODE_OPTIONS: '--max_a=7' }))
  withOptions(['--a=1'], { ...program([]), execve: undefined })
  expect(begun).toHaveLength(1)
})

test('the program goes on as it is where Node has no way to begin it anew', () => {
  const env = {}
  const execve = (): never => {
    throw Object.assign(new Error('process.execve is not available'), { code: 'ERR_FEATURE_UNAVAILABLE' })
  }
  const program = { argv: ['/node', '/entry.js', 'serve'], env, execArgv: [], execPath: '/node', execve }
  expect(() => withOptions(['--a=1'], program)).not.toThrow()
})
