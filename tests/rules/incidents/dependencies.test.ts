/** What fails because of another component waits for it, is covered by it, and is told where it is not. */
import { expect, test } from 'vitest'
import { confirmationMs } from '../../../rules/incidents/stretch.ts'
import type { Expression, Structure } from '../../../rules/service-model/types.ts'
import { checkOf, drawn, MINUTE, SECOND, worldOf } from './world.ts'

const any = (...names: string[]): Expression => ({
  kind: 'any',
  of: names.map((component) => ({ kind: 'component', component })),
})
const made = (
  dependsOn: Record<string, string[]>,
  redundancy: Expression | null = any('app1', 'app2'),
): Structure => ({ redundancy, stopMeans: 'service', dependsOn: new Map(Object.entries(dependsOn)) })
const BEHIND = made({ app1: ['switch'], app2: ['switch'] })

const alive = (name: string) => checkOf(`${name}/alive`, 'liveness')
const works = (name: string) => checkOf(`${name}/works`, 'fault')
const heard = (index: number) => index * 10 * SECOND + 200
type Drawn = [ReturnType<typeof alive>, string]

function played(drawings: Drawn[], structure: Structure, known = drawings.map(([, text]) => text.length)) {
  const world = worldOf(
    drawings.map(([spec, text]) => [spec, drawn(spec.check, text)]),
    [],
    60 * MINUTE,
    structure,
  )
  const told: string[] = []
  const at = (now: number) => {
    const decision = world.at(now)
    for (const { type, incident } of decision.changes)
      if (type !== 'corrected') told.push(`${type} ${incident.kind} ${incident.component ?? '-'}`)
    return decision
  }
  for (let index = 0; index < Math.max(...known); index += 1) at(heard(index))
  return { world, told, at }
}

test('a dependent`s failure waits until its dependency has answered since, and is told where that is there', () => {
  const { told, at } = played(
    [
      [alive('switch'), '.     '],
      [alive('app1'), '..FFFF'],
      [alive('app2'), '......'],
    ],
    BEHIND,
    [4],
  )
  expect(told).toEqual([])
  expect(at(heard(3)).held).toMatchObject([{ check: 'shop/app1/alive', because: 'liveness-not-yet-known' }])
  const answered = played(
    [
      [alive('switch'), '.    .....'],
      [alive('app1'), '..FFFFFFFF'],
      [alive('app2'), '..........'],
    ],
    BEHIND,
  )
  expect(answered.told).toEqual(['opened fault app1'])
  expect(answered.world.incidents).toMatchObject([{ impact: 'none', confirmedAt: 30 * SECOND + 100 }])
})

test('it waits no longer than the dependency needs to be confirmed', () => {
  const { told, at } = played(
    [
      [alive('switch'), '.'],
      [alive('app1'), '..FFFF'],
      [alive('app2'), '......'],
    ],
    BEHIND,
  )
  const { nextAt } = at(heard(5))
  expect(nextAt).toBe(30 * SECOND + 100 + confirmationMs(alive('switch')))
  at((nextAt ?? 0) - 1)
  expect(told).toEqual([])
  at(nextAt ?? 0)
  expect(told).toEqual(['opened fault app1'])
})

test('a stop of the service waits too, so that our people read where it comes from; its clock does not', () => {
  const { told, world } = played(
    [
      [alive('switch'), '.    FFF'],
      [alive('app1'), '..FFFFFF'],
      [alive('app2'), '..FFFFFF'],
    ],
    BEHIND,
  )
  expect(told).toEqual(['opened outage -'])
  expect(world.incidents).toMatchObject([
    { dueTo: 'switch', firstFailedAt: 20 * SECOND, confirmedAt: 30 * SECOND + 100 },
  ])
})

test('whatever fails of a dependent is covered: faults, slowdowns, and down the whole chain', () => {
  const chain = made({ app1: ['rack'], app2: ['rack'], rack: ['switch'] })
  const { told, at, world } = played(
    [
      [alive('switch'), '.FFFFFFF'],
      [alive('rack'), '.FFFFFFF'],
      [alive('app1'), '.FFFFFFF'],
      [works('app1'), '.FFFFFFF'],
      [alive('app2'), '.FFFFFFF'],
      [checkOf('app2/fast', 'performance'), '.FFFFFFF'],
    ],
    chain,
  )
  expect(told).toEqual(['opened outage -'])
  expect(world.incidents).toMatchObject([{ dueTo: 'switch' }])
  const held = at(heard(7)).held.map(({ check, because }) => `${check} ${because}`)
  expect(held.toSorted()).toEqual([
    'shop/app1/alive covered-by-dependency',
    'shop/app1/works covered-by-dependency',
    'shop/app2/alive covered-by-dependency',
    'shop/app2/fast covered-by-dependency',
    'shop/rack/alive covered-by-dependency',
    'shop/switch/alive covered-by-outage',
  ])
})

test('what only works wrongly behind a dead switch is covered as well, and told once the switch is back and it is not', () => {
  const { told } = played(
    [
      [alive('switch'), '.FFFF..........'],
      [works('app1'), '..FFFFFFFFFFFF..'],
      [alive('other'), '...............'],
    ],
    made({ app1: ['switch'] }, any('switch', 'other')),
  )
  expect(told).toEqual([
    'opened fault switch',
    'recovered fault switch',
    'opened fault app1',
    'recovered fault app1',
  ])
})

test('a vantage that is cut off from what lies behind a dead switch is told of the switch only', () => {
  const seen = (place: string) => checkOf(`app1/alive@${place}`, 'liveness', { of: 'shop/app1/alive' })
  const drawings = (text: string): Drawn[] => [
    [alive('switch'), text],
    [seen('near'), '...............'],
    [seen('far'), '.FFFFFFFFFFF...'],
    [alive('other'), '...............'],
  ]
  const behind = made({ app1: ['switch'] }, any('switch', 'other'))
  expect(played(drawings('.FFFFFFFFFF....'), behind).told).toEqual([
    'opened fault switch',
    'recovered fault switch',
  ])
  expect(played(drawings('...............'), behind).told).toEqual([
    'opened monitoring-gap -',
    'recovered monitoring-gap -',
  ])
})

test('a stop that comes from two failures at once is due to none of them alone', () => {
  const { world } = played(
    [
      [alive('switch'), '.FFFFF'],
      [alive('app1'), '.FFFFF'],
      [alive('app2'), '.FFFFF'],
      [alive('db'), '.FFFFF'],
    ],
    made(
      { app1: ['switch'], app2: ['switch'] },
      { kind: 'all', of: [any('app1', 'app2'), { kind: 'component', component: 'db' }] },
    ),
  )
  expect(world.incidents).toHaveLength(1)
  expect(world.incidents[0]).not.toHaveProperty('dueTo')
})

test('an external network that lies behind a dead switch is no failure of that network', () => {
  const isp = checkOf('isp/alive', 'liveness', { external: true })
  const drawings = (text: string): Drawn[] => [
    [alive('switch'), text],
    [isp, '.FFFFFFF.....'],
  ]
  const behind = made({ isp: ['switch'] }, null)
  expect(played(drawings('.FFFFFF......'), behind).told).toEqual(['opened outage -', 'recovered outage -'])
  expect(played(drawings('.............'), behind).told).toEqual([
    'opened external-network isp',
    'recovered external-network isp',
  ])
})

test('a circle in what depends on what ends', () => {
  const { told } = played([[alive('a'), '.FFFF']], made({ a: ['b'], b: ['a'] }, null))
  expect(told).toEqual(['opened outage -'])
})
