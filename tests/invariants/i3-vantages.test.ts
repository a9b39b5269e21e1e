/** What an outage stands on that began when the last place that answered fell silent (I3). */
import { expect, test } from 'vitest'
import { AGENT, handmade, OTHER } from './handmade.ts'
import type { History } from './history.ts'
import { outages } from './i3-outages.ts'
import { addRun, emptyRuns } from './runs.ts'
import { first } from './spoiled.ts'

const AT = Date.UTC(2026, 10, 1)
const at = (seconds: number) => AT + seconds * 1000
const HELD_TO = at(371)

/** Of one place, by their seconds: `f` failed, `o` ok; and by how many seconds a clock of ours that was ahead placed it later. */
type Drawn = [seconds: number, outcome: 'o' | 'f', later?: number][]

/** It fails from 60 on, answers twice, which ends nothing, and fails again. */
const CUT_OFF: Drawn = [
  ...([0] as const).map((one): [number, 'o'] => [one, 'o']),
  ...([60, 70, 80, 120, 180] as const).map((one): [number, 'f'] => [one, 'f']),
  ...([240, 250] as const).map((one): [number, 'o'] => [one, 'o']),
  [330, 'f'],
  ...([390, 400, 410] as const).map((one): [number, 'o'] => [one, 'o']),
]
/** Its last answer holds for 71 seconds. */
const OTHER_PLACE: Drawn = [0, 60, 120, 180, 240, 300].map((one) => [one, 'o'])

/** Two places look at one target; the outage begins when what the second one answered no longer holds. */
function seenBy(places: [Drawn, Drawn], down: [from: number, to: number][]): string[] {
  const history = lookedAt(places, down)
  const times = { firstFailedAt: HELD_TO, confirmedAt: HELD_TO, recoveredAt: at(390) }
  Object.assign(first(history.end.incidents), times)
  return violationsOf(history)
}

const violationsOf = (history: History) =>
  outages(history).violations.flatMap(({ what }) => (what.startsWith('outage') ? what : []))

function lookedAt(places: [Drawn, Drawn], down: [from: number, to: number][]): History {
  const history: History = handmade()
  const component = first(first(first(history.world.revisions).revision.services).components)
  const alive = first(component.checks)
  const named = ['host-1', 'host-2'].map((agent) => `shop/web/alive@${agent}`)
  component.checks = named.map((check) => ({ ...alive, check, of: 'shop/web/alive' }))
  const columns = places.map((drawn, place) => {
    const runs = emptyRuns(named[place] ?? '', place === 0 ? AGENT : OTHER)
    drawn.forEach(([seconds, outcome], seq) => {
      const times = { startedAt: at(seconds), finishedAt: at(seconds) + 100 }
      addRun(runs, { epoch: `epoch of ${place}`, seq: seq + 1, outcome, ...times })
    })
    return runs
  })
  history.world.executed = columns
  history.world.targets = [
    { check: 'shop/web/alive', down: down.map(([from, to]) => ({ from: at(from), to: at(to) })) },
  ]
  history.end.stored = columns.map((runs, place) => {
    const shown = (times: number[]) =>
      times.map((one, index) => one + (places[place]?.[index]?.[2] ?? 0) * 1000)
    const finishedAt = shown(runs.finishedAt)
    return {
      ...{ ...runs, startedAt: shown(runs.startedAt), finishedAt, receivedAt: finishedAt },
      uncertaintyMs: runs.seq.map(() => 1),
    }
  })
  return history
}

test('it stands on the failure that the other place had confirmed long before', () => {
  expect(
    seenBy(
      [CUT_OFF, OTHER_PLACE],
      [
        [50, 200],
        [320, 340],
      ],
    ),
  ).toEqual([])
})

test('of a target that was there it stands on nothing', () => {
  expect(seenBy([CUT_OFF, OTHER_PLACE], [])).toEqual([expect.stringContaining('0 of its 6 failed results')])
})

test('that the target was down once before is not enough: what fails last is of one that was down', () => {
  expect(seenBy([CUT_OFF, OTHER_PLACE], [[50, 200]])).toEqual([
    expect.stringContaining('what failed last before it is of a target that was up'),
  ])
})

test('a failure that recovered meanwhile confirms nothing that comes later', () => {
  const recovered = CUT_OFF.toSpliced(8, 0, [260, 'o'])
  expect(
    seenBy(
      [recovered, OTHER_PLACE],
      [
        [50, 200],
        [320, 340],
      ],
    ),
  ).toEqual([expect.stringContaining('1 of its 1 failed results')])
})

test('one that has not failed for longer than a result speaks is no stop any more', () => {
  const silent = CUT_OFF.filter(([seconds]) => seconds < 240)
  expect(seenBy([silent, OTHER_PLACE], [[50, 200]])).toEqual([
    expect.stringContaining('no executed result failed in it'),
  ])
})

/** One of two collectors is ten minutes ahead from 500 to 900: agents place what they execute by whichever they heard last. */
const AHEAD = 600
/** It fails until 640, and answers again by the clock that is right. */
const FAILED: Drawn = [
  [0, 'o'],
  ...([60, 70, 80, 120, 180, 240, 300, 360, 420, 480, 540, 600] as const).map((one): [number, 'f'] => [
    one,
    'f',
  ]),
  [640, 'f', AHEAD],
  ...([700, 760, 820] as const).map((one): [number, 'o'] => [one, 'o']),
]
/** It was dead meanwhile; its second answer is placed before the last failure, and holds until 751. */
const RISEN: Drawn = [
  [0, 'o'],
  [645, 'o', AHEAD],
  [680, 'o'],
]

/** Told when 1290 was shown, from 751 on; what came later left of it what begins at 811. */
function toldAhead({ isAhead, down }: { isAhead: boolean; down: [number, number][] }): string[] {
  const history = lookedAt([FAILED, RISEN], down)
  const ahead = [
    { at: at(0), offsetMs: 0 },
    { at: at(500), offsetMs: AHEAD * 1000 },
    { at: at(900), offsetMs: 0 },
  ]
  history.world.clocks = [
    { host: 'collector-1', changes: isAhead ? ahead : ahead.slice(0, 1) },
    { host: 'collector-2', changes: ahead.slice(0, 1) },
  ]
  const step = { kind: 'clock-step' as const, who: 'collector-1', from: at(500), to: at(900) }
  history.world.faults = isAhead ? [step] : []
  const incident = first(history.end.incidents)
  const times = { confirmedAt: at(1250), recoveredAt: at(1245), openedAt: at(1290) }
  Object.assign(incident, { ...times, firstFailedAt: at(811) })
  const notice = first(history.end.notices)
  notice.createdAt = at(1290)
  Object.assign(notice.facts?.incident ?? {}, { ...times, firstFailedAt: at(751) })
  return violationsOf(history)
}

test('what was told by a clock that was ahead of another one stands on what was known then', () => {
  expect(toldAhead({ isAhead: true, down: [[50, 645]] })).toEqual([])
})

test('that is so of a target that was down, and where clocks of ours were apart', () => {
  const nothing = expect.stringContaining('of its 1 failed results are of a target that really was down')
  expect(toldAhead({ isAhead: true, down: [] })).toEqual([nothing])
  expect(toldAhead({ isAhead: false, down: [[50, 645]] })).toContainEqual(nothing)
})
