import { expect, test } from 'vitest'
import { makePlan } from './plan.ts'
import { runSeed, type SeedRun, type SeedToRun } from './seed.ts'
import { runSeeds } from './seeds.ts'

const seed = (number: number): SeedToRun => {
  const plan = makePlan({ seed: number, days: 1 / 96, hosts: 1, faults: ['agent-kill', 'delay'] })
  return { plan, history: null, tell: false, shorten: false }
}

test('several processes run the seeds to the same bytes as one', { timeout: 120_000 }, async () => {
  const digests = new Map<number, string>()
  const done = ({ plan }: SeedToRun, { summary }: SeedRun) => digests.set(plan.seed, summary.digest)
  await runSeeds([seed(1), seed(2), seed(3)], { jobs: 2, done })
  expect([...digests.keys()].toSorted()).toEqual([1, 2, 3])
  const { summary } = await runSeed(seed(2))
  expect(digests.get(2)).toBe(summary.digest)
})

test('a process that ends before its seed is said', { timeout: 120_000 }, async () => {
  const nobody = { kind: 'agent-kill' as const, who: 'host-9', at: 0, forMs: 1 }
  const broken = { ...seed(4), plan: { ...seed(4).plan, faults: [nobody] } }
  await expect(runSeeds([broken], { jobs: 2, done: () => undefined })).rejects.toThrow('seed 4 ended')
})
