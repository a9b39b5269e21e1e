import { expect, test } from 'vitest'
import { checkInvariants } from '../invariants/check.ts'
import { verdictOf } from '../invariants/history.ts'
import { linesOf } from '../invariants/print.ts'
import { FAULT_NAMES, makePlan } from './plan.ts'
import { runPlan } from './run.ts'

const HOUR = 1 / 24

test('the same seed gives the same history, byte for byte, and another seed another', async () => {
  const plan = (seed: number) => makePlan({ seed, days: HOUR / 2, hosts: 1, faults: [...FAULT_NAMES] })
  const [one, again, other] = [await runPlan(plan(1)), await runPlan(plan(1)), await runPlan(plan(2))]
  expect(again.digest).toBe(one.digest)
  expect(other.digest).not.toBe(one.digest)
}, 60_000)

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
}, 60_000)
