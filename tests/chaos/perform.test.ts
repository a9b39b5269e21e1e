import { existsSync, rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { INVARIANTS, type Judgement } from '../invariants/history.ts'
import { makeRandom } from '../support/random.ts'
import { perform } from './perform.ts'
import { SCENARIOS } from './registry.ts'
import type { Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

const NOTHING = Object.fromEntries(Object.keys(INVARIANTS).map((name) => [name, 'nothing is done']))
const run = (work: (stage: Stage) => Promise<void>, more: Partial<Scenario> = {}, broken?: AbortSignal) =>
  perform({
    scenario: {
      name: 'tried',
      fault: 'none',
      shows: 'nothing',
      needs: {},
      notExamined: NOTHING,
      limitMs: 60_000,
      run: work,
      ...more,
    },
    seed: 7,
    broken: broken ?? new AbortController().signal,
    heard({ text }) {
      const [, directory] = /its files are kept in: (.*)/.exec(text) ?? []
      if (directory) kept.push(directory)
    },
  })

/** What failed keeps its files. */
const kept: string[] = []
afterAll(() => {
  for (const directory of kept) rmSync(directory, { recursive: true })
})

test('what a scenario made is undone in the reverse order, whatever became of it', async () => {
  const undone: string[] = []
  let directory = ''
  const outcome = await run(async (stage) => {
    directory = stage.directory
    for (const what of ['first', 'second']) stage.undo(what, () => undone.push(what))
    stage.verify('it holds', true)
  })
  expect(outcome).toMatchObject({
    outcome: 'held',
    seed: 7,
    replay: 'npm run chaos -- --seed 7 --only tried',
  })
  expect(undone).toEqual(['second', 'first'])
  expect(existsSync(directory)).toBe(false)

  const thrown = await run(async (stage) => {
    stage.undo('last', () => undone.push('after a throw'))
    stage.undo('cannot', () => Promise.reject(new Error('busy')))
    throw new Error('the scenario broke')
  })
  expect(thrown.outcome).toBe('failed')
  expect(undone.at(-1)).toBe('after a throw')
  const said = thrown.findings.filter(({ kind }) => kind === 'FAILED').map(({ text }) => text)
  expect(said).toEqual([
    expect.stringContaining('the scenario broke'),
    'cannot could not be undone: Error: busy',
  ])
})

const judgement = (more: Partial<Judgement>): Judgement => ({
  ...{ invariant: 'I1', examined: { stored: 4 }, missing: [], violations: [], more: 0 },
  ...more,
})

test('a scenario that does not examine what it says, or examines what it says it cannot, has failed', async () => {
  const { I1: _, ...others } = NOTHING
  const none = await run(async () => undefined, { notExamined: others })
  expect(none.outcome).toBe('failed')
  expect(none.findings.map(({ text }) => text)).toContain('I1 is examined, as the scenario says')
  const judged = async (stage: Stage) => stage.judged([judgement({})])
  const held = await run(judged, { notExamined: others })
  expect([held.outcome, held.invariants.I1, held.invariants.I2]).toEqual(['held', 'holds', 'not examined'])
  expect((await run(judged)).outcome).toBe('failed')
})

test('a violated invariant fails the scenario, with what violates it, and is not done once more', async () => {
  const violations = [{ what: '2 acknowledged items are not stored', at: null, timeline: [] }]
  const outcome = await run(
    async (stage) => {
      stage.judged([judgement({ violations })])
      await stage.until('a day that never comes', () => false)
    },
    { limitMs: 50 },
  )
  expect(outcome).toMatchObject({ outcome: 'failed', overTime: false, invariants: { I1: 'violated' } })
  expect(outcome.findings[0]?.text).toContain('2 acknowledged items are not stored')
})

test('a scenario that does not end is cut at its limit, and says what it waited for', async () => {
  const outcome = await run((stage) => stage.until('a day that never comes', () => false), { limitMs: 50 })
  expect(outcome).toMatchObject({ outcome: 'failed', overTime: true })
  expect(outcome.findings[0]?.text).toMatch(
    /it ends within 0.05 s.*still waiting for: a day that never comes/,
  )
})

test('a program that was started ends when the run is broken off', async () => {
  const breaking = new AbortController()
  let pid = 0
  const outcome = await run(
    async (stage) => {
      const program = stage.start('--eval', ['console.log("here"); setInterval(() => {}, 1000)'])
      pid = program.child.pid ?? 0
      await program.line(/here/)
      breaking.abort(new Error('broken off'))
      await stage.pass(1_000_000)
    },
    {},
    breaking.signal,
  )
  expect(outcome.outcome).toBe('failed')
  expect(pid).toBeGreaterThan(0)
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('what the machine lacks makes a scenario "not shown", and it is not begun', async () => {
  let begun = false
  const needs = { programs: ['no-such-program'] }
  const begin = async () => {
    begun = true
  }
  const outcome = await run(begin, { needs })
  expect(outcome.outcome).toBe('not-shown')
  expect(outcome.findings[0]?.text).toBe('tried: needs no-such-program')
  expect(begun).toBe(false)
})

test('a seed determines the choices of a scenario, and another name other ones', () => {
  const row = (seed: number, name: string) => {
    const random = makeRandom(seed, name)
    return Array.from({ length: 20 }, () => random.int(1, 1000))
  }
  expect(row(1, 'a')).toEqual(row(1, 'a'))
  expect(row(1, 'b')).not.toEqual(row(1, 'a'))
  expect(row(2, 'a')).not.toEqual(row(1, 'a'))
  expect(row(3, 'c').every((value) => value >= 1 && value <= 1000)).toBe(true)
})

test('every scenario has a name of its own and says what it does', () => {
  const names = SCENARIOS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, fault, shows, notExamined, limitMs } of SCENARIOS) {
    for (const why of Object.values(notExamined)) expect(why.length).toBeGreaterThan(10)
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(Math.min(fault.length, shows.length)).toBeGreaterThan(10)
    expect(limitMs).toBeLessThanOrEqual(240_000)
  }
})
