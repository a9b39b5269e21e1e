import { expect, test } from 'vitest'
import { FORMAT, type History } from './history.ts'
import { fewer, shrink, storyOf } from './shrink.ts'

test('of a hundred elements the two that matter together are left', async () => {
  let asked = 0
  const list = Array.from({ length: 100 }, (_, at) => at)
  const left = await fewer(list, async (some) => {
    asked += 1
    return some.includes(17) && some.includes(71)
  })
  expect(left).toEqual([17, 71])
  expect(asked).toBeLessThan(100)
})

const HOUR = 3_600_000
const fault = (who: string, at: number, forMs: number) => ({ kind: 'partition', who, at, forMs })

/** A world that goes over a cap where a long fault of host-1 lies before one of host-2. */
function run(plan: { seed: number; days: number; hosts: number; faults: ReturnType<typeof fault>[] }) {
  const first = plan.faults.find(({ who, forMs }) => who === 'host-1' && forMs >= 60_000)
  const second = plan.faults.find(({ who, at }) => who === 'host-2' && first !== undefined && at > first.at)
  const isOver = second !== undefined && plan.hosts >= 2 && plan.days * 24 * HOUR > second.at
  const history: History = {
    format: FORMAT,
    replay: `seed ${plan.seed}`,
    world: {
      ...{ from: 0, to: 1, agents: [], revisions: [], targets: [], executed: [] },
      faults: plan.faults.map(({ who, at, forMs }) => ({ kind: 'partition', who, from: at, to: at + forMs })),
    },
    end: { at: 1, now: 1 },
    limits: [{ what: 'spool bytes', largest: isOver ? 2 : 1, cap: 1, at: 0 }],
  }
  return Promise.resolve(history)
}

test('a violation is shown by the fewest faults, hosts and days, with its seed and a timeline', async () => {
  const noise = Array.from({ length: 40 }, (_, at) => fault(`host-${3 + (at % 6)}`, at * HOUR, 30_000))
  const plan = {
    ...{ seed: 7, days: 4, hosts: 8 },
    faults: [...noise, fault('host-1', 2 * HOUR, 900_000), fault('host-2', 5 * HOUR, 600_000)],
  }
  const found = await shrink({ plan, invariant: 'I6', run })
  expect(found?.plan.faults.map(({ who }) => who)).toEqual(['host-1', 'host-2'])
  expect(found?.plan.faults[0]?.forMs).toBeLessThan(120_000)
  expect(found?.plan.hosts).toBe(2)
  expect(found?.plan.days).toBeLessThan(0.3)
  const story = found ? storyOf(found, plan.faults.length).join('\n') : ''
  expect(story).toContain('seed 7')
  expect(story).toContain('2 of 42 faults')
  expect(story).toContain('1970-01-01T02:00:00.000Z partition host-1')
  expect(story).toContain('I6 VIOLATED')
})

test('what holds is not made shorter, and the number of runs is bounded', async () => {
  const plan = { seed: 1, days: 1, hosts: 1, faults: [] }
  expect(await shrink({ plan, invariant: 'I6', run })).toBe(null)
  let runs = 0
  const counted = (one: Parameters<typeof run>[0]) => {
    runs += 1
    return run(one)
  }
  const many = [fault('host-1', HOUR, 900_000), fault('host-2', 2 * HOUR, 900_000)]
  const noise = Array.from({ length: 30 }, (_, at) => fault('host-1', at, 1000))
  const bounded = {
    plan: { seed: 1, days: 1, hosts: 3, faults: [...many, ...noise] },
    invariant: 'I6',
    run: counted,
  }
  await shrink({ ...bounded, invariant: 'I6', most: 5 })
  expect(runs).toBe(5)
})
