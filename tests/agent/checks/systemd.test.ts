import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeUnits, refusal, systemd } from '../../../agent/checks/systemd.ts'
import { readFailed, readUnits, type UnitState } from '../../../agent/checks/systemd-show.ts'
import { bareHost } from '../../../agent/host-side.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'

const captured = (name: string) => readFileSync(join(import.meta.dirname, 'captured/systemd', name), 'utf8')
const units = readUnits(captured('units.txt')) ?? []
const of = (name: string): UnitState => {
  const found = units.find(({ unit }) => unit === name)
  if (!found) throw new Error(`${name} was not captured`)
  return found
}
const NOW = Date.parse('2026-11-21T16:00:00Z')
const judged = (
  states: UnitState[],
  more: { failed?: string[]; earlier?: Map<string, number>; restarts?: object } = {},
) =>
  judgeUnits(
    {
      units: states.map(({ unit }) => unit),
      none: more.failed !== undefined,
      restarts: more.restarts ?? null,
    },
    states,
    more.failed ?? null,
    more.earlier ?? new Map(),
    NOW,
  )

test('units as systemd 252 tells them', () => {
  expect(units.map(({ unit, load, active, sub, result }) => [unit, load, active, sub, result])).toEqual([
    ['kijun-steady.service', 'loaded', 'active', 'running', 'success'],
    ['kijun-loop.service', 'loaded', 'active', 'running', 'success'],
    ['kijun-broken.service', 'loaded', 'failed', 'failed', 'exit-code'],
    ['kijun-once.service', 'loaded', 'inactive', 'dead', 'success'],
    ['no-such.service', 'not-found', 'inactive', 'dead', 'success'],
  ])
  expect(of('kijun-steady.service')).toMatchObject({
    restarts: 0,
    changedAt: Date.parse('2026-11-21T15:42:52Z'),
  })
  expect(of('kijun-loop.service').restarts).toBeGreaterThan(3)
  expect(of('no-such.service').changedAt).toBeNull()
  expect(readFailed(captured('failed.txt'))).toEqual(['kijun-broken.service', 'kijun-loop.service'])
})

test.each([
  ['kijun-steady.service', 'ok', undefined, undefined],
  ['kijun-broken.service', 'failed', 'unit-failed', 'kijun-broken.service failed (exit-code)'],
  ['kijun-once.service', 'failed', 'unit-not-active', 'kijun-once.service is inactive (dead)'],
  ['no-such.service', 'failed', 'no-such-unit', 'no-such.service is not known to systemd'],
])('%s: %s', (name, outcome, reason, message) => {
  const result = judged([of(name)])
  expect([result.outcome, result.reason, result.message]).toEqual([outcome, reason, message])
})

test('one unit has its figures, several have theirs by number', () => {
  expect(
    judged([of('kijun-steady.service')], { earlier: new Map([['kijun-steady.service', 0]]) }).values,
  ).toEqual({
    state: 'active/running',
    restarts: 0,
    restarts_since: 0,
    since_s: 1028,
  })
  expect(judged(units.slice(0, 3)).values).toMatchObject({
    unit1_name: 'kijun-steady.service',
    unit1_state: 'active/running',
    unit3_state: 'failed/failed',
    active_units: 2,
  })
  const ten = Array.from({ length: 10 }, () => of('kijun-steady.service'))
  expect(Object.keys(judged(ten, { failed: [] }).values ?? {}).length).toBe(32)
})

test('a restart loop is seen although the unit is active whenever it is looked at', () => {
  const loop = of('kijun-loop.service')
  const earlier = (restarts: number) => ({ earlier: new Map([[loop.unit, restarts]]) })
  expect(judged([loop]).reason).toBeUndefined()
  expect(judged([loop], earlier(loop.restarts)).reason).toBeUndefined()
  expect(judged([loop], earlier(loop.restarts - 2))).toMatchObject({
    outcome: 'ok',
    reason: 'unit-restarts',
    message: 'restarts of kijun-loop.service 2 (warning 0)',
  })
  expect(judged([loop], { ...earlier(0), restarts: { critical: 2 } })).toMatchObject({
    outcome: 'failed',
    reason: 'unit-restarts',
  })
  // Somebody started it anew: the count begins at 0 again.
  expect(judged([{ ...loop, restarts: 1 }], earlier(50)).values?.restarts_since).toBe(1)
})

test('the whole system: no unit may have failed', () => {
  expect(judged([], { failed: [] })).toMatchObject({ outcome: 'ok', values: { failed_units: 0 } })
  expect(judged([], { failed: ['a.service', 'b.mount'] })).toMatchObject({
    outcome: 'failed',
    reason: 'unit-failed',
    message: 'failed: a.service, b.mount',
  })
})

const ended = (code: number, stderr: string) =>
  ({ how: 'exit', code, stdout: '', stderr, held: false }) as const
test.each([
  [{ how: 'absent', stdout: '', stderr: '' } as const, 'no-systemd'],
  [ended(1, captured('no-systemd.txt')), 'no-systemd'],
  [ended(1, 'Failed to connect to bus: No such file or directory'), 'no-systemd'],
  [ended(1, 'Invalid unit name'), 'program-output'],
  [{ how: 'timeout', stdout: '', stderr: '' } as const, 'program-timeout'],
  [{ how: 'flood', stdout: '', stderr: '' } as const, 'program-output'],
])('%j is unknown: %s', (answer, reason) => {
  expect(refusal(answer)).toMatchObject({ outcome: 'unknown', reason })
})

test('every cut of the output is units or none', () => {
  const text = captured('units.txt')
  for (let cut = 0; cut < text.length; cut += 7) {
    const read = readUnits(text.slice(0, cut))
    expect(read === null || read.length > 0).toBe(true)
  }
})

test.each([
  [{ units: ['nginx.service', 'dev-disk-by\\x2duuid.device', 'getty@tty1.service'] }, []],
  [{ failed: 'none' }, []],
  [{}, ['']],
  [{ units: ['-a'] }, ['/units/0']],
  [{ units: ['ok.service', 'a*.service', 'b\nc', 'x y'] }, ['/units/1', '/units/2', '/units/3']],
  [{ units: ['a'], restarts: { warning: 3, critical: 1 } }, ['/restarts']],
])('%j has errors at %j', (config, paths) => {
  expect((CHECK_TYPES.systemd?.validate(config) ?? []).map(({ path }) => path)).toEqual(paths)
})

test('a unit that would be an option is refused also without the schema', () => {
  expect(() => systemd.prepare({ units: ['--no-block'] }, bareHost)).toThrow('must not begin with -')
})

test('what cannot be a count of restarts or a state is no answer', () => {
  const show = (restarts: string, active = 'active') =>
    `Id=a.service\nLoadState=loaded\nActiveState=${active}\nSubState=running\nNRestarts=${restarts}`
  expect(readUnits(show('3'))?.[0]?.restarts).toBe(3)
  for (const restarts of ['-1', '7e37', '0x10', '', '99999999999'])
    expect(readUnits(show(restarts))).toBeNull()
  expect(readUnits(show('0', 'active active'))).toBeNull()
})
