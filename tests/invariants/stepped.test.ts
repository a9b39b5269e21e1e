/** How long an outage is by a clock of ours that was stepped (I3): as much longer as the step, and not otherwise. */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { FaultKind } from './history.ts'
import { first } from './spoiled.ts'

const MINUTE = 60_000
const STEP_MS = 30_000

/** The outage of 01:01 to 01:11, longer by so much; our clock was ahead until a minute of the world, and others' faults before. */
function said(a: { longerMs: number; backAt: number; faults: [FaultKind, number, number][] }): string[] {
  const history = handmade()
  const { world, end } = history
  const at = (minute: number) => world.from + minute * MINUTE
  const [runs, incident] = [first(end.stored), first(end.incidents)]
  const back = incident.recoveredAt ?? 0
  runs.startedAt = runs.startedAt.map((startedAt) => (startedAt >= back ? startedAt + a.longerMs : startedAt))
  incident.recoveredAt = back + a.longerMs
  const changes = [
    { at: world.from, offsetMs: STEP_MS },
    { at: at(a.backAt), offsetMs: 0 },
  ]
  world.clocks = [{ host: 'collector', changes }]
  world.faults = [
    { kind: 'clock-step', who: 'collector', from: world.from, to: at(a.backAt) },
    ...a.faults.map(([kind, from, to]) => ({ kind, who: 'collector', from: at(from), to: at(to) })),
  ]
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I3' ? violations.flatMap(({ what }) => (what.includes('apart') ? what : [])) : [],
  )
}

test.each<[string, number, number, [FaultKind, number, number][]]>([
  ['a step in it makes it as much shorter', -STEP_MS, 65, []],
  ['or does not, where one collector was not stepped', 0, 65, []],
  ['of a step shortly before an agent may not know yet', STEP_MS, 58, []],
  ['of one long ago neither, where it reached nobody since', STEP_MS, 20, [['collector-killed', 15, 66]]],
  [
    'whatever kept it from it',
    STEP_MS,
    5,
    [
      ['partition', 4, 30],
      ['collector-frozen', 29, 62],
    ],
  ],
])('%s', (_, longerMs, backAt, faults) => {
  expect(said({ longerMs, backAt, faults })).toEqual([])
})

test.each<[string, number, number, [FaultKind, number, number][]]>([
  ['no step makes it longer by something else', STEP_MS + 9_000, 65, []],
  ['nor by half of it', STEP_MS / 2, 65, []],
  ['a step long ago makes it no longer', STEP_MS, 20, []],
  ['nor where an agent heard of the clock since', STEP_MS, 20, [['collector-killed', 15, 40]]],
  ['nor where something else was the matter with it', STEP_MS, 20, [['duplicate', 15, 66]]],
])('%s: found', (_, longerMs, backAt, faults) => {
  const [what] = said({ longerMs, backAt, faults })
  expect(what).toMatch(`lasts ${600_000 + longerMs} ms by its results, which lay 600000 ms apart`)
})

/** The first failed result of an outage that another result cut short; two more follow it, received by a clock set back by so much. */
function cutShort(earlierMs: number, isDown = true): string[] {
  const history = handmade()
  const { world, end } = history
  const [runs, incident] = [first(end.stored), first(end.incidents)]
  const from = incident.firstFailedAt
  if (!isDown) first(world.targets).down = []
  runs.receivedAt = runs.receivedAt.map((at) => (at > from && at < from + MINUTE ? at - earlierMs : at))
  Object.assign(incident, { confirmedAt: from - earlierMs + 20_150, recoveredAt: from + 5_000 })
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I3' ? violations.flatMap(({ what }) => (what.startsWith('outage') ? what : [])) : [],
  )
}

test('what confirmed an outage is known by when it was received, though a clock that was set back says that before it was executed', () => {
  expect(cutShort(5 * MINUTE)).toEqual([])
  const [what] = cutShort(5 * MINUTE, false)
  expect(what).toMatch('0 of its 3 failed results are of a target that really was down')
})

test('what was received after an outage was confirmed did not confirm it', () => {
  const history = handmade()
  const incident = first(history.end.incidents)
  const from = incident.firstFailedAt
  Object.assign(incident, { confirmedAt: from + 8_000, recoveredAt: from + 5_000 })
  const [what] = checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I3' ? violations.map((one) => one.what) : [],
  )
  expect(what).toMatch('1 of its 1 failed results are of a target that really was down, and 3 confirm one')
})
