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

/** Of one place, by their seconds: `f` failed, `o` ok. */
type Drawn = [seconds: number, outcome: 'o' | 'f'][]

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
  history.end.stored = columns.map((runs) => ({
    ...{ ...runs, receivedAt: runs.finishedAt, uncertaintyMs: runs.seq.map(() => 1) },
  }))
  const times = { firstFailedAt: HELD_TO, confirmedAt: HELD_TO, recoveredAt: at(390) }
  Object.assign(first(history.end.incidents), times)
  return outages(history).violations.flatMap(({ what }) => (what.startsWith('outage') ? what : []))
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
