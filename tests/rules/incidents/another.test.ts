/** What fails anew after what was told was over is an incident of its own, however late the evidence of its end came. */
import { expect, test } from 'vitest'
import type { Observation } from '../../../rules/detection/types.ts'
import { checkOf, drawn, MINUTE, SECOND, type World, worldOf } from './world.ts'

const alive = checkOf('web/alive', 'liveness')
const fast = checkOf('web/fast', 'performance')
/** Everything that was cut off arrives at once. */
const LATE = 3 * MINUTE
const late = (all: Observation[]) => all.map((one) => ({ ...one, receivedAt: LATE }))

/** Slow from 10 s on, while nothing shows that it is dead; that it was comes late, and so does `then`, from 30 s on. */
function slowThen(then: string): World {
  const world = worldOf([
    [alive, [...drawn('alive', '.    .'), ...late(drawn('alive', 'FF..  ...........', 12 * SECOND))]],
    [fast, [...drawn('fast', '.FF'), ...late(drawn('fast', then, 30 * SECOND))]],
  ])
  world.at(MINUTE)
  expect(world.incidents).toMatchObject([
    { id: 'i1', kind: 'slowdown', firstFailedAt: 10 * SECOND, recoveredAt: null },
  ])
  return world
}
const slowdowns = ({ incidents }: World) => incidents.filter(({ kind }) => kind === 'slowdown')

test('a slowdown that a stop explains after all ends with its own answers, and the next one is told by itself', () => {
  const world = slowThen(' ..    FF')
  const { changes } = world.at(LATE)
  expect(changes.filter(({ incident }) => incident.kind === 'slowdown')).toMatchObject([
    { type: 'opened', learnedAfterEnd: false },
    { type: 'recovered' },
  ])
  expect(slowdowns(world)).toMatchObject([
    {
      id: 'i1',
      firstFailedAt: 10 * SECOND,
      recoveredAt: 40 * SECOND,
      recoveryConfirmedAt: 50 * SECOND + 100,
    },
    { firstFailedAt: 100 * SECOND, confirmedAt: 110 * SECOND + 100, recoveredAt: null },
  ])
  expect(world.at(LATE + SECOND).changes).toEqual([])
})

test('what goes on without an answer after that stop is the one that was told', () => {
  const world = slowThen('FFFFFFFFF')
  world.at(LATE)
  expect(slowdowns(world)).toMatchObject([{ id: 'i1', recoveredAt: null }])
})

test('so is what had begun by when it was confirmed: the answers in between correct its beginning', () => {
  const world = worldOf([
    [alive, []],
    [
      fast,
      [
        ...drawn('fast', 'F F   '),
        ...late(drawn('fast', '.', 10 * SECOND)),
        ...late(drawn('fast', 'F', 60 * SECOND)),
      ],
    ],
  ])
  for (const now of [2 * MINUTE, LATE]) world.at(now)
  expect(slowdowns(world)).toMatchObject([{ id: 'i1', firstFailedAt: 20 * SECOND, recoveredAt: null }])
})

test('one that was over, and told so, is shortened by the same and not moved to what fails now', () => {
  // Its end was told by two answers that came in time; those before it, and what failed in between, are late.
  const world = worldOf([
    [alive, [...drawn('alive', '.    .'), ...late(drawn('alive', 'FF..  ...........', 12 * SECOND))]],
    [fast, [...drawn('fast', '.FF            ..'), ...late(drawn('fast', '..    FFF', 40 * SECOND))]],
  ])
  for (const now of [MINUTE, 165 * SECOND]) world.at(now)
  expect(slowdowns(world)).toMatchObject([{ firstFailedAt: 10 * SECOND, recoveredAt: 150 * SECOND }])
  world.at(LATE)
  expect(slowdowns(world)).toMatchObject([
    { id: 'i1', firstFailedAt: 10 * SECOND, recoveredAt: 40 * SECOND },
    { firstFailedAt: 100 * SECOND, recoveredAt: 150 * SECOND },
  ])
})
