/** A new assignment in the middle of the work: what stays goes on without a gap, and nothing that was begun is lost. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeChecker } from '../../agent/checker.ts'
import type { CheckType, ProbeResult } from '../../agent/checks/types.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import type { AssignedCheck, ResultItem } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { loaderOf } from './fake-types.ts'

const spec = (check: string, more: Partial<AssignedCheck> = {}): AssignedCheck => ({
  check,
  type: 'tcp',
  purpose: 'liveness',
  everyMs: 60_000,
  timeoutMs: 5_000,
  confirm: { failures: 3, everyMs: 10_000 },
  config: { target: '127.0.0.1:1' },
  ...more,
})

function setUp() {
  const clock = makeVirtualClock()
  const items: { item: NewItem; urgent: boolean }[] = []
  const probe = { tookMs: 100, says: { outcome: 'ok' } as ProbeResult }
  const tcp: CheckType = {
    ...{ name: 'tcp', description: { ja: '', en: '' }, schema: {}, targetKey: null, runs: 'network' },
    prepare: () => () => new Promise((done) => clock.after(probe.tookMs, () => done(probe.says))),
  }
  const put = (item: NewItem, urgent: boolean) => items.push({ item, urgent })
  const checker = makeChecker({ clock, agent: 'host-1', concurrency: 50, put, load: loaderOf({ tcp }) })
  let revision = 0
  const assign = (...checks: AssignedCheck[]) => {
    revision += 1
    checker.assign({ wire: 1, revision, checks })
  }
  const results = (check: string) =>
    items.flatMap(({ item }) => (item.kind === 'result' && item.check === check ? [item as ResultItem] : []))
  return { clock, checker, items, assign, results, probe }
}

test.each([
  ['goes on as it was', [spec('a/b/stays')]],
  ['gets another time-out', [spec('a/b/stays', { timeoutMs: 3000 })]],
  ['gets another target', [spec('a/b/stays', { config: { target: '127.0.0.1:2' } })]],
  ['gets another interval', [spec('a/b/stays', { everyMs: 30_000 })]],
  ['is taken away', []],
])('what runs while its check %s ends as a result of the revision that it began under', async (_, next) => {
  const { clock, assign, results, probe } = setUp()
  probe.tookMs = 4000
  assign(spec('a/b/stays'))
  await clock.advance(1500)
  assign(...next)
  await clock.advance(5000)
  expect(results('a/b/stays')).toMatchObject([{ outcome: 'ok', revision: 1 }])
})

test('a confirmation under way goes on over a reload that leaves its check as it is', async () => {
  const { clock, assign, items, results, probe } = setUp()
  assign(spec('a/b/stays'))
  await clock.advance(61_000)
  probe.says = { outcome: 'failed', reason: 'refused' }
  const before = results('a/b/stays').length
  while (results('a/b/stays').length < before + 2) await clock.advance(1000)
  assign(spec('a/b/stays'), spec('a/b/new'))
  while (results('a/b/stays').length < before + 3) await clock.advance(1000)
  const [first, second, third] = results('a/b/stays').slice(before)
  expect([first?.attempt, second?.attempt, third?.attempt]).toEqual([0, 1, 2])
  expect((third?.started ?? 0) - (second?.started ?? 0)).toBe(10_000)
  expect(items.at(-1)?.urgent).toBe(true)
})

test('over any reloads the starts of a check that stays keep within the longer of two intervals', async () => {
  const EVERY = [5000, 20_000, 60_000, 240_000]
  const reload = fc.record({
    waitMs: fc.integer({ min: 0, max: 200_000 }),
    everyMs: fc.constantFrom(...EVERY),
    timeoutMs: fc.constantFrom(1000, 5000),
    target: fc.constantFrom('127.0.0.1:1', '127.0.0.1:2'),
    others: fc.integer({ min: 0, max: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(reload, { minLength: 2, maxLength: 8 }), async (reloads) => {
      const { clock, checker, assign, results, items } = setUp()
      const held: { at: number; everyMs: number }[] = []
      for (const { waitMs, everyMs, timeoutMs, target, others } of reloads) {
        held.push({ at: clock.monotonic(), everyMs })
        const more = Array.from({ length: others }, (_, i) => spec(`a/new/${i}`, { everyMs: 7000 }))
        assign(spec('a/b/stays', { everyMs, timeoutMs, config: { target } }), ...more)
        await clock.advance(waitMs)
      }
      await clock.advance(2 * Math.max(...EVERY))
      expect(items.filter(({ item }) => item.kind === 'skipped')).toEqual([])
      const starts = [...results('a/b/stays').map(({ started }) => started), clock.monotonic()]
      for (let i = 1; i < starts.length; i += 1) {
        const [from, to] = [starts[i - 1] ?? 0, starts[i] ?? 0]
        const within = held.filter(({ at }, k) => at < to && (held[k + 1]?.at ?? Infinity) > from)
        expect(to - from).toBeLessThanOrEqual(Math.max(...within.map(({ everyMs }) => everyMs)) + 1)
      }
      checker.stop()
    }),
    { seed: 20261121, numRuns: 40 },
  )
})
