/** Where results are placed that were executed while their agent reached nobody, and our clock was stepped (I1). */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { FaultKind } from './history.ts'

const MINUTE = 60_000
const STEP_MS = 30_000

/** Our clock is ahead from 00:20 on; what is executed from 01:00 to 01:10 is placed by one that is ahead by so much. */
function said(aheadMs: number, ...faults: [FaultKind, who: string, from: number, to: number][]): string[] {
  const history = handmade()
  const { world, end } = history
  const at = (minute: number) => world.from + minute * MINUTE
  for (const runs of end.stored ?? [])
    runs.startedAt = runs.startedAt.map((trueAt) => {
      const isInIt = trueAt >= at(60) && trueAt < at(70)
      return trueAt + (isInIt ? aheadMs : trueAt >= at(20) ? STEP_MS : 0)
    })
  const changes = [
    { at: world.from, offsetMs: 0 },
    { at: at(20), offsetMs: STEP_MS },
  ]
  world.clocks = [{ host: 'collector', changes }]
  world.faults = [
    { kind: 'clock-step', who: 'collector', from: at(20), to: null },
    ...faults.map(([kind, who, from, to]) => ({ kind, who, from: at(from), to: at(to) })),
  ]
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I1' ? violations.flatMap(({ what }) => (what.includes('is stored at') ? what : [])) : [],
  )
}

test('by our clock as it is, or as it was when its agent heard of it', () => {
  expect(said(STEP_MS)).toEqual([])
  expect(said(0, ['partition', 'host-1', 19, 75])).toEqual([])
  expect(said(0, ['partition', '*', 21, 40], ['collector-killed', 'collector', 39, 75])).toEqual([])
})

test.each<[string, number, [FaultKind, string, number, number][]]>([
  ['by a clock as it was once, though its agent heard of it since', 0, []],
  ['where the partition was over long before', 0, [['partition', 'host-1', 19, 40]]],
  ['where it was another one that reached nobody', 0, [['partition', 'host-2', 19, 75]]],
  ['by a clock as it never was', STEP_MS / 2, [['partition', 'host-1', 19, 75]]],
])('and not %s', (_, aheadMs, faults) => {
  expect(said(aheadMs, ...faults).length).toBeGreaterThan(0)
})
