import { expect, test } from 'vitest'
import { checkInvariants } from '../invariants/check.ts'
import { verdictOf } from '../invariants/history.ts'
import { linesOf } from '../invariants/print.ts'
import { KEPT } from './kept.ts'
import { FAULT_NAMES, makePlan } from './plan.ts'
import { runPlan } from './run.ts'

const HOUR = 1 / 24
/** Seconds of CPU, on a machine that does other things as well. */
const WITHIN = { timeout: 120_000 }
/** Nothing has to be decided by then. */
const SHORTLY = { quiesceMs: 60_000 }

test('the same seed gives the same history, byte for byte, and another seed another', WITHIN, async () => {
  const plan = (seed: number) => makePlan({ seed, days: HOUR / 2, hosts: 1, faults: [...FAULT_NAMES] })
  const [one, again, other] = [
    await runPlan(plan(1), SHORTLY),
    await runPlan(plan(1), SHORTLY),
    await runPlan(plan(2), SHORTLY),
  ]
  expect(again.digest).toBe(one.digest)
  expect(other.digest).not.toBe(one.digest)
})

test(
  'questions that are known to be answered with nothing are not asked, and nothing else comes of it',
  WITHIN,
  async () => {
    const faults = ['collector-kill', 'collector-freeze', 'mail-refuse', 'clock-step'] as const
    const plan = makePlan({ seed: 4, days: HOUR / 2, hosts: 1, faults })
    const [one, asked] = [await runPlan(plan, SHORTLY), await runPlan(plan, { ...SHORTLY, thorough: true })]
    expect(asked.digest).toBe(one.digest)
    const calls = ({ spent }: typeof one) => [...spent.values()].reduce((sum, verb) => sum + verb.calls, 0)
    expect(calls(one)).toBeLessThan(0.75 * calls(asked))
  },
)

for (const { why, plan, suffers, examines } of KEPT)
  test(`a kept plan holds: ${why}`, WITHIN, async () => {
    const { history } = await runPlan(plan)
    const judgements = checkInvariants(history)
    const violated = judgements.filter((one) => verdictOf(one) === 'violated')
    expect(violated, linesOf(judgements).join('\n')).toEqual([])
    const kinds = new Set((history.world.faults ?? []).map(({ kind }) => kind))
    expect(suffers.filter((kind) => !kinds.has(kind))).toEqual([])
    const examined = judgements.flatMap((one) =>
      Object.entries(one.examined).flatMap(([what, count]) => (count > 0 ? `${one.invariant} ${what}` : [])),
    )
    expect(examined).toEqual(expect.arrayContaining(examines))
  })

test('a service that stops is told of by mail, and every invariant holds', async () => {
  const plan = makePlan({ seed: 1, days: 2 * HOUR, hosts: 1, faults: [] })
  plan.faults = [{ kind: 'outage', who: 'service-1/host-1', at: 1_800_000, forMs: 1_200_000 }]
  const { history } = await runPlan(plan)
  expect(history.end.incidents).toMatchObject([{ kind: 'outage', service: 'service-1' }])
  const told = new Set(history.world.mail?.map(({ to }) => to))
  expect(told).toContain('user1@customer.example')
  expect(history.world.died).toEqual([])
  const judgements = checkInvariants(history)
  expect(
    judgements.filter((one) => verdictOf(one) === 'violated'),
    linesOf(judgements).join('\n'),
  ).toEqual([])
})
