import { expect, test } from 'vitest'
import { makeChecker } from '../../agent/checker.ts'
import type { CheckType, ProbeResult } from '../../agent/checks/types.ts'
import { confirm, unconfirmed } from '../../agent/confirm.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import type { ResultItem } from '../../rules/wire/v1.ts'
import type { Outcome } from '../../rules/words.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { loaderOf } from './fake-types.ts'

const RULE = { failures: 3, everyMs: 10_000 }

/** The repetition that each outcome asks for, one after the other. */
function repeats(outcomes: Outcome[], rule = RULE) {
  let state = unconfirmed
  return outcomes.map((outcome) => {
    const next = confirm(state, rule, outcome)
    state = next.state
    return next.repeat
  })
}

test('a first ok needs no repetition, a first failure does, until three stand in a row', () => {
  expect(repeats(['ok', 'ok'])).toEqual([null, null])
  expect(repeats(['failed', 'failed', 'failed', 'failed'])).toEqual([1, 2, null, null])
})

test('a change and a recovery are confirmed the same way', () => {
  expect(repeats(['ok', 'failed', 'failed', 'failed', 'ok', 'ok', 'ok', 'ok'])).toEqual([
    null,
    1,
    2,
    null,
    1,
    2,
    null,
    null,
  ])
})

test('an outcome that goes back ends the series; a new row begins at one', () => {
  expect(repeats(['ok', 'failed', 'ok', 'failed', 'failed', 'failed'])).toEqual([null, 1, null, 1, 2, null])
})

test('unknown neither confirms nor breaks a row', () => {
  expect(repeats(['ok', 'failed', 'unknown', 'failed', 'unknown', 'failed'])).toEqual([
    null,
    1,
    2,
    3,
    4,
    null,
  ])
  expect(repeats(['unknown', 'ok', 'unknown'])).toEqual([null, null, null])
})

test('a check that only says unknown is not repeated for ever', () => {
  const asked = repeats(['failed', ...Array.from({ length: 100 }, (): Outcome => 'unknown')])
  expect(asked.filter((repeat) => repeat !== null).length).toBe(50)
})

function setUpChecker(answers: (at: number) => ProbeResult) {
  const clock = makeVirtualClock()
  const items: { item: NewItem; urgent: boolean }[] = []
  const fake: CheckType = {
    name: 'tcp',
    description: { ja: '', en: '' },
    schema: {},
    targetKey: 'target',
    runs: 'network',
    prepare: () => async () => answers(clock.monotonic()),
  }
  const checker = makeChecker({
    clock,
    agent: 'host-1',
    concurrency: 10,
    put: (item, urgent) => items.push({ item, urgent }),
    load: loaderOf({ tcp: fake }),
  })
  const spec = {
    check: 'shop/web/alive',
    type: 'tcp',
    purpose: 'liveness' as const,
    everyMs: 60_000,
    timeoutMs: 5000,
    confirm: RULE,
    config: { target: 'localhost:1' },
  }
  const results = () => items.flatMap(({ item }) => (item.kind === 'result' ? [item as ResultItem] : []))
  return { clock, checker, spec, items, results }
}

test('repetitions come at their distance beside the base cadence, which they do not move', async () => {
  let down = false
  const { clock, checker, spec, items, results } = setUpChecker(() =>
    down ? { outcome: 'failed', reason: 'refused' } : { outcome: 'ok' },
  )
  checker.assign({ wire: 1, revision: 7, checks: [spec] })
  await clock.advance(180_000)
  const base = results().at(-1)?.planned ?? 0
  down = true
  await clock.advance(120_000)
  const failed = results().filter(({ outcome }) => outcome === 'failed')
  expect(failed.map(({ planned, attempt }) => [planned - base, attempt])).toEqual([
    [60_000, 0],
    [70_000, 1],
    [80_000, 2],
    [120_000, 0],
  ])
  expect(
    items
      .filter(({ item }) => item.kind === 'result' && item.outcome === 'failed')
      .every(({ urgent }) => urgent),
  ).toBe(true)
  expect(failed.every(({ revision }) => revision === 7)).toBe(true)
})

test('where the cadence is as quick as the repetitions, there are none', async () => {
  const { clock, checker, spec, results } = setUpChecker(() => ({ outcome: 'failed', reason: 'refused' }))
  checker.assign({ wire: 1, revision: 1, checks: [{ ...spec, everyMs: 5000 }] })
  await clock.advance(60_000)
  expect(results().length).toBeGreaterThan(10)
  expect(results().filter(({ attempt }) => attempt > 0)).toEqual([])
})

test('a type or configuration that this agent does not know costs unknown results of that check', async () => {
  const { clock, checker, spec, results } = setUpChecker(() => ({ outcome: 'ok' }))
  checker.assign({
    wire: 1,
    revision: 1,
    checks: [
      spec,
      { ...spec, check: 'shop/web/new', type: 'quantum', config: {} },
      { ...spec, check: 'shop/web/proto', type: 'constructor', config: {} },
      { ...spec, check: 'shop/web/bad', config: { target: '-oProxy:1' } },
    ],
  })
  await clock.advance(3000)
  expect(
    Object.fromEntries(results().map(({ check, outcome, reason }) => [check, [outcome, reason]])),
  ).toEqual({
    'shop/web/alive': ['ok', undefined],
    'shop/web/new': ['unknown', 'unknown-type'],
    'shop/web/proto': ['unknown', 'unknown-type'],
    'shop/web/bad': ['unknown', 'bad-config'],
  })
})

test('a check that is taken away ends with its repetitions', async () => {
  const { clock, checker, spec, results } = setUpChecker(() => ({ outcome: 'failed', reason: 'refused' }))
  checker.assign({ wire: 1, revision: 1, checks: [spec] })
  await clock.advance(3000)
  expect(results().length).toBe(1)
  checker.assign({ wire: 1, revision: 2, checks: [] })
  await clock.advance(120_000)
  expect(results().length).toBe(1)
  expect(clock.pending()).toBe(0)
})
