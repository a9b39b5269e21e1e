/** An outage of a redundant service that was told, and that later evidence or another configuration does not bear out. */
import { expect, test } from 'vitest'
import type { Expression, Structure } from '../../../rules/service-model/types.ts'
import { checkOf, drawn, MINUTE, SECOND, worldOf } from './world.ts'

const component = (id: string): Expression => ({ kind: 'component', component: id })
const PAIR: Structure = {
  redundancy: { kind: 'any', of: [component('db1'), component('db2')] },
  stopMeans: 'service',
  dependsOn: new Map(),
}
const alive = (id: string) => checkOf(`${id}/alive`, 'liveness', { everyMs: 10 * SECOND })
const dead = drawn('db1', `...${'F'.repeat(57)}`)
const late = drawn('db2', '....F.F.....................')

test('it ends with the answers that show the service there, and not with the part that stays dead', () => {
  // Of db2 the failures come in time, and the answer between them two minutes late.
  const second = late.map((one) =>
    one.startedAt === 50 * SECOND ? { ...one, receivedAt: one.receivedAt + 2 * MINUTE } : one,
  )
  const world = worldOf(
    [
      [alive('db1'), dead],
      [alive('db2'), second],
    ],
    [],
    undefined,
    PAIR,
  )
  for (let now = 10 * SECOND; now <= 4 * MINUTE; now += 10 * SECOND) world.at(now + SECOND)
  const outages = world.incidents.filter(({ kind }) => kind === 'outage')
  expect(outages).toHaveLength(1)
  expect(outages[0]?.recoveredAt).toBe(70 * SECOND)
  expect(world.incidents.filter(({ kind }) => kind === 'fault')).toMatchObject([
    { component: 'db1', impact: 'none', recoveredAt: null },
  ])
})

test('while nothing says that the service is there, it stays', () => {
  const silent = late.filter(({ startedAt }) => startedAt <= 60 * SECOND && startedAt !== 50 * SECOND)
  const world = worldOf(
    [
      [alive('db1'), dead],
      [alive('db2'), silent],
    ],
    [],
    undefined,
    PAIR,
  )
  for (let now = 10 * SECOND; now <= 9 * MINUTE; now += 10 * SECOND) world.at(now + SECOND)
  expect(world.incidents.filter(({ kind }) => kind === 'outage')).toMatchObject([{ recoveredAt: null }])
})

test('one that takes over in the instant in which the other dies: the outage that was told ends, the dead one is told', () => {
  // That the first answers again is known five seconds after the second one's failure is confirmed.
  const first = drawn('db1', '.FFF.......................').map((one) => ({
    ...one,
    receivedAt: one.receivedAt + 5 * SECOND,
  }))
  const world = worldOf(
    [
      [alive('db1'), first],
      [alive('db2'), drawn('db2', '....FFFFFFFFFFFFFFFFFFFFFFF')],
    ],
    [],
    undefined,
    PAIR,
  )
  for (let now = SECOND; now <= 4 * MINUTE; now += SECOND) world.at(now)
  const [outage, ...more] = world.incidents.filter(({ kind }) => kind === 'outage')
  expect(more).toEqual([])
  expect(outage).toMatchObject({ firstFailedAt: 40 * SECOND, confirmedAt: 50 * SECOND + 100 })
  expect(outage?.recoveredAt).toBe(50 * SECOND)
  const open = world.incidents.filter(({ recoveredAt }) => recoveredAt === null)
  expect(open).toMatchObject([{ kind: 'fault', component: 'db2', impact: 'none' }])
})
