/** A data centre of 40 servers behind a switch: what a dead switch, a dead fabric and dead servers make of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import type { Expression, Structure } from '../../../rules/service-model/types.ts'
import type { Outcome } from '../../../rules/words.ts'
import { checkOf, MINUTE, SECOND, worldOf } from './world.ts'

const SERVERS = Array.from({ length: 40 }, (_, index) => `s${String(index + 1).padStart(2, '0')}`)
const END = 40 * MINUTE
const component = (id: string): Expression => ({ kind: 'component', component: id })
const any = (...names: string[]): Expression => ({ kind: 'any', of: names.map(component) })
/** Servers stand in twenty pairs: each pair must keep one. */
const PAIRS = Array.from({ length: 20 }, (_, pair) =>
  any(SERVERS[2 * pair] ?? '', SERVERS[2 * pair + 1] ?? ''),
)

/** When a component does not answer, minutes: from, until. Its works check fails with it. */
type Dead = Record<string, [number, number]>

/** Each check runs every minute at a second of its own; a change of outcome is confirmed ten seconds later. */
function resultsOf(spec: CheckSpec, seconds: number, says: (at: number) => Outcome): Observation[] {
  const found: Observation[] = []
  let outcome: Outcome = 'ok'
  for (let startedAt = seconds * SECOND, plan = startedAt; startedAt < END; ) {
    const said = says(startedAt)
    const changed = said !== outcome
    outcome = said
    const times = { plannedAt: plan, startedAt, finishedAt: startedAt + 100, receivedAt: startedAt + 200 }
    found.push({ ...times, outcome, attempt: 0, source: `${spec.check}#${startedAt}` })
    if (changed) startedAt += 10 * SECOND
    else {
      while (plan <= startedAt) plan += MINUTE
      startedAt = plan
    }
  }
  return found
}

function centre(
  switches: string[],
  dead: Dead,
  structure: Structure,
  late: (at: number) => number = () => 0,
) {
  const checks = [...switches, ...SERVERS].flatMap((name, index) =>
    (['alive', 'works'] as const).map((check, place): [CheckSpec, Observation[]] => {
      const spec = checkOf(`${name}/${check}`, check === 'alive' ? 'liveness' : 'fault')
      const behind = SERVERS.includes(name) && structure.dependsOn.has(name)
      const cut = switches.every((one) => dead[one])
      const says = (at: number): Outcome => {
        const down = (one: string) => {
          const [from, until] = dead[one] ?? [Infinity, Infinity]
          return from * MINUTE <= at && at < until * MINUTE
        }
        return down(name) || (behind && cut && switches.every(down)) ? 'failed' : 'ok'
      }
      const results = resultsOf(spec, (index * 13 + place * 7) % 60, says)
      return [spec, results.map((one) => ({ ...one, receivedAt: one.receivedAt + late(one.startedAt) }))]
    }),
  )
  return { checks, structure }
}

/** Decides every ten seconds; returns what was told, in order. */
function run({ checks, structure }: ReturnType<typeof centre>) {
  const world = worldOf(checks, [], END, structure)
  const told: string[] = []
  for (let now = 0; now <= END + 5 * MINUTE; now += 10 * SECOND)
    for (const { type, incident } of world.at(now).changes)
      if (type !== 'corrected') told.push(`${type} ${incident.kind} ${incident.component ?? '-'}`)
  return { incidents: world.incidents, told }
}

const dependsOn = (...on: string[]) => new Map(SERVERS.map((name) => [name, on]))
const ONE_SWITCH: Structure = {
  redundancy: { kind: 'all', of: [component('switch'), ...PAIRS] },
  stopMeans: 'service',
  dependsOn: dependsOn('switch'),
}
/** The switch is no part of what must be up: it only explains. */
const HIDDEN: Structure = { ...ONE_SWITCH, redundancy: { kind: 'all', of: PAIRS } }
const PLAIN_ALL: Structure = { ...ONE_SWITCH, redundancy: null }
const FABRIC: Structure = {
  redundancy: { kind: 'all', of: [any('sw1', 'sw2'), ...PAIRS] },
  stopMeans: 'service',
  dependsOn: dependsOn('sw1', 'sw2'),
}

describe('one switch dies', () => {
  test.each([
    ['as a part of what must be up', ONE_SWITCH],
    ['that only explains', HIDDEN],
    ['where nothing is redundant', PLAIN_ALL],
  ])('%s: one incident, told once and ended once', (_, structure) => {
    const { incidents, told } = run(centre(['switch'], { switch: [5, 20] }, structure))
    expect(told).toEqual(['opened outage -', 'recovered outage -'])
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatchObject({ kind: 'outage', dueTo: 'switch' })
    expect(incidents[0]?.firstFailedAt).toBeGreaterThanOrEqual(5 * MINUTE)
    expect(incidents[0]?.firstFailedAt).toBeLessThan(6 * MINUTE + 10 * SECOND)
  })

  test('a server that stays down is told as a fault once the service is back', () => {
    const dead = { switch: [5, 20], s07: [5, 30] } satisfies Dead
    const { incidents, told } = run(centre(['switch'], dead, ONE_SWITCH))
    expect(told).toEqual(['opened outage -', 'recovered outage -', 'opened fault s07', 'recovered fault s07'])
    const [, fault] = incidents
    expect(fault).toMatchObject({ impact: 'none', checks: ['shop/s07/alive'] })
    expect(fault?.firstFailedAt).toBeGreaterThanOrEqual(20 * MINUTE)
  })

  test('a server that was down before stays told by itself, and is no part of what the switch explains', () => {
    const dead = { switch: [15, 20], s07: [5, 30] } satisfies Dead
    const { told } = run(centre(['switch'], dead, ONE_SWITCH))
    expect(told).toEqual(['opened fault s07', 'opened outage -', 'recovered outage -', 'recovered fault s07'])
  })
})

describe('without the switch', () => {
  test('forty servers that fail one by one are forty faults', () => {
    // One of each pair first, one after the other; then the others: never two of a pair at once.
    const dead: Dead = Object.fromEntries(
      SERVERS.map((name, index) =>
        index % 2 === 0 ? [name, [3 + index / 8, 15]] : [name, [20 + index / 8, 33]],
      ),
    )
    const { incidents, told } = run(centre(['switch'], dead, ONE_SWITCH))
    expect(told.filter((one) => one.startsWith('opened')).toSorted()).toEqual(
      SERVERS.map((name) => `opened fault ${name}`),
    )
    expect(new Set(incidents.map(({ component: name, impact }) => `${name} ${impact}`)).size).toBe(40)
    expect(incidents.every(({ impact, dueTo }) => impact === 'none' && dueTo === undefined)).toBe(true)
  })

  test('a pair that dies is an outage of its own, due to nothing', () => {
    const { incidents, told } = run(centre(['switch'], { s01: [5, 30], s02: [12, 20] }, ONE_SWITCH))
    expect(told).toEqual(['opened fault s01', 'opened outage -', 'recovered outage -', 'recovered fault s01'])
    const [fault, outage] = incidents
    expect(outage).toMatchObject({ checks: ['shop/s01/alive', 'shop/s02/alive'] })
    expect(outage).not.toHaveProperty('dueTo')
    // A clock of its own: not that of the fault.
    expect(outage?.confirmedAt).toBeGreaterThan((fault?.confirmedAt ?? Infinity) + 6 * MINUTE)
    expect(outage?.firstFailedAt).toBeGreaterThanOrEqual(12 * MINUTE)
  })

  test('where any component`s stop is one of the service, a pair keeps nothing up', () => {
    const each: Structure = { ...ONE_SWITCH, stopMeans: 'any-component' }
    const { told } = run(centre(['switch'], { s01: [5, 20] }, each))
    expect(told).toEqual(['opened outage -', 'recovered outage -'])
  })
})

describe('a fabric of two switches', () => {
  test('one of them is a fault without impact; the other one then stops the service, with a clock of its own', () => {
    const dead = { sw1: [5, 30], sw2: [12, 20] } satisfies Dead
    const { incidents, told } = run(centre(['sw1', 'sw2'], dead, FABRIC))
    expect(told).toEqual(['opened fault sw1', 'opened outage -', 'recovered outage -', 'recovered fault sw1'])
    const [fault, outage] = incidents
    expect(outage).toMatchObject({ dueTo: 'sw2' })
    expect(outage?.confirmedAt).toBeGreaterThan(12 * MINUTE)
    expect(fault?.recoveredAt).toBeGreaterThanOrEqual(30 * MINUTE)
  })

  test('a fault says that it has no impact until the service stops', () => {
    const { checks, structure } = centre(['sw1', 'sw2'], { sw1: [5, 30], sw2: [12, 20] }, FABRIC)
    const world = worldOf(checks, [], END, structure)
    world.at(8 * MINUTE)
    expect(world.incidents).toMatchObject([{ kind: 'fault', component: 'sw1', impact: 'none' }])
    world.at(15 * MINUTE)
    expect(world.incidents[0]).not.toHaveProperty('impact')
  })

  test('a server that fails behind one dead switch is a fault of its own: the other switch carries it', () => {
    const { told } = run(centre(['sw1', 'sw2'], { sw1: [5, 30], s09: [12, 20] }, FABRIC))
    expect(told).toEqual([
      'opened fault sw1',
      'opened fault s09',
      'recovered fault s09',
      'recovered fault sw1',
    ])
  })

  test('both at once are one outage and no fault', () => {
    const { told } = run(centre(['sw1', 'sw2'], { sw1: [5, 20], sw2: [5, 20] }, FABRIC))
    expect(told).toEqual(['opened outage -', 'recovered outage -'])
  })
})

test('a redundant part is not said to be without impact before the others have answered since', () => {
  const spec = (name: string) => checkOf(`${name}/alive`, 'liveness')
  const results = (name: string, outcomes: [number, Outcome][]) =>
    outcomes.map(([seconds, outcome]): Observation => {
      const startedAt = seconds * SECOND
      const times = {
        plannedAt: startedAt,
        startedAt,
        finishedAt: startedAt + 100,
        receivedAt: startedAt + 200,
      }
      return { ...times, outcome, attempt: 0, source: `${name}#${startedAt}` }
    })
  const pair: Structure = { redundancy: any('a', 'b'), stopMeans: 'service', dependsOn: new Map() }
  const world = worldOf(
    [
      [
        spec('a'),
        results('a', [
          [0, 'ok'],
          [60, 'failed'],
          [70, 'failed'],
        ]),
      ],
      [
        spec('b'),
        results('b', [
          [50, 'ok'],
          [110, 'ok'],
        ]),
      ],
    ],
    [],
    END,
    pair,
  )
  expect(world.at(71 * SECOND)).toMatchObject({ changes: [], held: [{ because: 'liveness-not-yet-known' }] })
  expect(world.at(111 * SECOND).changes).toMatchObject([
    { type: 'opened', incident: { kind: 'fault', impact: 'none', confirmedAt: 70 * SECOND + 100 } },
  ])
  const silent = worldOf(
    [
      [
        spec('a'),
        results('a', [
          [0, 'ok'],
          [60, 'failed'],
          [70, 'failed'],
        ]),
      ],
      [spec('b'), []],
    ],
    [],
    END,
    pair,
  )
  // Nobody knows of the other one: told in the end, but with no word on the impact.
  const { nextAt } = silent.at(71 * SECOND)
  expect(nextAt).not.toBeNull()
  const [opened] = silent.at(nextAt ?? 0).changes
  expect(opened).toMatchObject({ type: 'opened', incident: { kind: 'fault', component: 'a' } })
  expect(opened?.incident).not.toHaveProperty('impact')
})

test('results in whatever order they arrive give the same incidents in the end', () => {
  const cases: [string[], Dead, Structure][] = [
    [['switch'], { switch: [5, 20], s07: [5, 30] }, ONE_SWITCH],
    [['sw1', 'sw2'], { sw1: [5, 30], sw2: [12, 20] }, FABRIC],
  ]
  const text = (incidents: Incident[]) => incidents.map(({ id: _, ...one }) => JSON.stringify(one)).toSorted()
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      fc.infiniteStream(fc.integer({ min: 0, max: 120 })),
      ([switches, dead, structure], delays) => {
        const late = () => (delays.next().value ?? 0) * SECOND
        const disorder = centre(switches, dead, structure, late)
        const world = worldOf(disorder.checks, [], 3 * END, structure)
        for (let now = 0; now < END + 3 * MINUTE; now += 45 * SECOND) {
          world.at(now)
          expect(world.at(now).changes).toEqual([])
        }
        const whole = worldOf(disorder.checks, [], 3 * END, structure)
        whole.at(END + 3 * MINUTE)
        world.at(END + 3 * MINUTE)
        // What partial evidence made us tell besides is over.
        expect(text(world.incidents)).toEqual(expect.arrayContaining(text(whole.incidents)))
        expect(world.incidents.every(({ recoveredAt }) => recoveredAt !== null)).toBe(true)
      },
    ),
    { numRuns: 6, seed: 20_261_121 },
  )
})

test('where a pair counts no longer as one, what was told as a fault of it ends as a fault', () => {
  const pair: Structure = { redundancy: any('s01', 's02'), stopMeans: 'service', dependsOn: new Map() }
  const { checks } = centre(['switch'], { s01: [5, 20] }, pair)
  const decideUntil = (world: ReturnType<typeof worldOf>, from: number, to: number) => {
    for (let now = from; now < to; now += 10 * SECOND) world.at(now)
    return world.incidents
  }
  const [fault, ...others] = decideUntil(worldOf(checks, [], END, pair), 0, 10 * MINUTE)
  expect(fault).toMatchObject({ kind: 'fault', component: 's01', impact: 'none' })
  expect(others).toEqual([])
  const known = fault ? [{ ...fault, id: 'told' }] : []
  const after = decideUntil(worldOf(checks, known, END), 10 * MINUTE, 25 * MINUTE)
  expect(after.find(({ id }) => id === 'told')?.recoveryConfirmedAt).toBeGreaterThan(20 * MINUTE)
  expect(after.map(({ kind }) => kind).toSorted()).toEqual(['fault', 'outage'])
})
