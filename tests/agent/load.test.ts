/** Check types are loaded when a check of them is assigned: that delays a first run at most, and never another check. */
import { expect, test } from 'vitest'
import { makeChecker } from '../../agent/checker.ts'
import { type LoadedType, type LoadType, loadType } from '../../agent/checks/load.ts'
import { CHECKS } from '../../agent/checks/registry.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'
import type { AssignedCheck, ResultItem } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

const spec = (type: string): AssignedCheck => ({
  ...{ check: `a/b/${type}`, type, purpose: 'liveness', everyMs: 10_000, timeoutMs: 1000, config: {} },
  confirm: { failures: 3, everyMs: 10_000 },
})
const fine: LoadedType = {
  ...{ name: 'fine', description: { ja: '', en: '' }, schema: {}, targetKey: null, runs: 'host' },
  validate: () => [],
  prepare: () => async () => ({ outcome: 'ok' }),
}

function setUp(load: LoadType) {
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  const checker = makeChecker({
    ...{ clock, agent: 'host-1', concurrency: 10, load },
    put: (item: NewItem) => items.push(item),
  })
  const of = (type: string) =>
    items.filter(
      (item): item is NewItem & ResultItem => item.kind === 'result' && item.check === `a/b/${type}`,
    )
  return { clock, checker, items, of }
}

test('a type that takes long to load delays the first run of its checks, and no other check', async () => {
  let loaded = (_: LoadedType) => {}
  const { clock, checker, items, of } = setUp((name) =>
    name === 'slow' ? new Promise((resolve) => (loaded = resolve)) : Promise.resolve(fine),
  )
  checker.assign({ wire: 1, revision: 1, checks: [spec('slow'), spec('fine')] })
  expect(checker.counts().assigned).toBe(2)
  while (checker.counts().running === 0) await clock.advance(100)
  await clock.advance(100)
  loaded(fine)
  await clock.advance(30_000)
  for (const results of [of('fine'), of('slow')]) {
    expect(results.length).toBeGreaterThanOrEqual(3)
    expect(results.every(({ outcome }) => outcome === 'ok')).toBe(true)
  }
  expect(items.filter(({ kind }) => kind === 'skipped')).toEqual([])
  checker.stop()
})

test('a type that cannot be loaded costs its own checks unknown results with the reason', async () => {
  const { clock, checker, of } = setUp(async (name) => {
    if (name === 'broken') throw new Error('no such module')
    return fine
  })
  checker.assign({ wire: 1, revision: 1, checks: [spec('broken'), spec('fine')] })
  await clock.advance(15_000)
  expect(of('broken')[0]).toMatchObject({
    ...{ outcome: 'unknown', reason: 'type-not-loaded', message: 'no such module', revision: 1 },
  })
  expect(of('fine')[0]).toMatchObject({ outcome: 'ok' })
  checker.stop()
})

test.each(Object.keys(CHECKS))(
  'the type %s loads with the validator that the collector has',
  async (name) => {
    const type = await loadType(name)
    expect(type?.name).toBe(name)
    expect(type?.runs).toBe(CHECK_TYPES[name]?.runs)
    expect(type?.targetKey).toBe(CHECK_TYPES[name]?.targetKey)
    const wrong = { nobodyKnowsThis: 1 }
    expect(type?.validate(wrong)).toEqual(CHECK_TYPES[name]?.validate(wrong))
    expect(type?.validate(wrong).length).toBeGreaterThan(0)
  },
)

test.each(['nothing', 'toString', '__proto__'])('there is no type %s', async (name) => {
  expect(await loadType(name)).toBeNull()
})
