/** What was told stands when what it was told on has left what is kept of its checks: time alone changes nothing. */
import { expect, test } from 'vitest'
import { ENDED, WINDOW } from '../../../rules/detection/fold.ts'
import type { CheckSpec } from '../../../rules/detection/types.ts'
import type { Structure } from '../../../rules/service-model/types.ts'
import { checkOf, drawn, SECOND, worldOf } from './world.ts'

const at = (place: string): CheckSpec =>
  checkOf(`web/alive@${place}`, 'liveness', { of: 'shop/web/alive', everyMs: 10 * SECOND })
const [here, there] = [at('here'), at('there')]
const long = (text: string) => text + '.'.repeat(WINDOW + 20)
const letters = WINDOW + 40

const toldBy = ({ incidents }: ReturnType<typeof worldOf>) =>
  incidents.filter(({ kind }) => kind !== 'monitoring-gap')

function decidedEach(world: ReturnType<typeof worldOf>) {
  const after: unknown[] = []
  for (let letter = 0; letter < letters; letter += 1) {
    const { changes } = world.at(letter * 10 * SECOND + 200)
    if (letter > 30) after.push(...changes.filter(({ incident }) => incident.kind !== 'monitoring-gap'))
  }
  return after
}

test('what failed because a component stopped that several places look at is never told by itself', () => {
  const world = worldOf([
    [here, drawn('here', long('...FFFFFFFF....'))],
    [there, drawn('there', long('...FFFFFFFF....'))],
    [checkOf('web/works', 'fault'), drawn('works', '..FFFFFFFFF....')],
    [checkOf('web/fast', 'performance'), drawn('fast', '..FFFFFFFFF....')],
  ])
  expect(decidedEach(world)).toEqual([])
  expect(toldBy(world)).toMatchObject([{ kind: 'outage', recoveredAt: 110 * SECOND }])
})

test.each([
  ['one that others made longer', '.FFF...FFF........', 10, 150],
  ['one that began before another place was put together', '.....FFFF..FFFF....', 30, 150],
  ['one that others make longer still', `.FFF..${'F'.repeat(WINDOW + 40)}`, 10, null],
])('an outage keeps its beginning and its end: %s', (_, other, from, to) => {
  const world = worldOf([
    [here, drawn('here', long('...FFFFFFFFFFFF....'))],
    [there, drawn('there', long('...FFFFFFFFFFFF....'))],
    [checkOf('db/alive', 'liveness'), drawn('db', other)],
  ])
  expect(decidedEach(world)).toEqual([])
  expect(toldBy(world)).toMatchObject([
    { kind: 'outage', firstFailedAt: from * SECOND, recoveredAt: to && to * SECOND },
  ])
})

test('what a stop explained is not told when its check has failed more often than it remembers', () => {
  const flaps = `..FFFFFF..${'FF..'.repeat(ENDED + WINDOW)}`
  const world = worldOf([
    [checkOf('web/alive', 'liveness', { everyMs: 10 * SECOND }), drawn('alive', flaps)],
    [checkOf('web/works', 'fault'), drawn('works', '.FFFFFFF..')],
  ])
  for (let letter = 0; letter < flaps.length; letter += 5) world.at(letter * 10 * SECOND + 200)
  expect(new Set(toldBy(world).map(({ kind }) => kind))).toEqual(new Set(['outage']))
  expect(toldBy(world)[0]).toMatchObject({ firstFailedAt: 20 * SECOND, recoveredAt: 80 * SECOND })
})

test('a stop without impact of a redundant component keeps what it says', () => {
  const structure: Structure = {
    redundancy: {
      kind: 'any',
      of: ['web', 'db'].map((component) => ({ kind: 'component' as const, component })),
    },
    ...{ stopMeans: 'service', dependsOn: new Map() },
  }
  const world = worldOf(
    [
      [here, drawn('here', long('..FFFFFFFFFFFF....'))],
      [there, drawn('there', long('..FFFFFFFFFFFF....'))],
      [checkOf('db/alive', 'liveness', { everyMs: 10 * SECOND }), drawn('db', long('.......FFF.....'))],
    ],
    [],
    undefined,
    structure,
  )
  expect(decidedEach(world)).toEqual([])
  expect(
    toldBy(world).map(({ kind, firstFailedAt, recoveredAt }) => [kind, firstFailedAt, recoveredAt]),
  ).toEqual([
    ['fault', 20 * SECOND, 140 * SECOND],
    ['outage', 70 * SECOND, 100 * SECOND],
  ])
})
