import { expect, test } from 'vitest'
import { decide } from '../../../rules/incidents/decide.ts'
import { LOOKBACK_MS } from '../../../rules/incidents/settle.ts'
import { checkOf, drawn, MINUTE, SECOND, viewFrom, worldOf } from './world.ts'

const alive = checkOf('web/alive', 'liveness')
const works = checkOf('web/works', 'fault')
const db = checkOf('db/alive', 'liveness')
const fast = checkOf('web/fast', 'performance')
const kinds = (decision: { changes: { type: string; incident: { kind: string } }[] }) =>
  decision.changes.map(({ type, incident }) => `${type} ${incident.kind}`)
/** The instant at which the letter at `index` has been received. */
const heard = (index: number) => index * 10 * SECOND + 200

test('an outage opens with the confirming result and recovers with the confirmed recovery', () => {
  const world = worldOf([[alive, drawn('alive', '..FFF...')]])
  expect(world.at(heard(2)).changes).toEqual([])
  const opened = world.at(heard(3))
  expect(opened.changes).toEqual([
    {
      type: 'opened',
      learnedAfterEnd: false,
      because: 'confirmed failure',
      incident: {
        id: 'i1',
        service: 'shop',
        kind: 'outage',
        component: null,
        checks: ['shop/web/alive'],
        lastOkAt: 10 * SECOND,
        firstFailedAt: 20 * SECOND,
        confirmedAt: 30 * SECOND + 100,
        discoveredAt: 30 * SECOND + 100,
        recoveredAt: null,
        recoveryConfirmedAt: null,
        reason: 'alive failed',
        message: null,
      },
    },
  ])
  expect(world.at(heard(4)).changes).toEqual([])
  expect(world.at(heard(5)).changes).toEqual([])
  const recovered = world.at(heard(6))
  expect(recovered.changes).toMatchObject([
    {
      type: 'recovered',
      incident: { id: 'i1', recoveredAt: 50 * SECOND, recoveryConfirmedAt: 60 * SECOND + 100 },
    },
  ])
  expect(world.at(heard(7)).changes).toEqual([])
})

test('overlapping stops of several components are one outage, until the last recovers', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FFFF....')],
    [db, drawn('db', '..FFFFF..')],
  ])
  expect(kinds(world.at(heard(2)))).toEqual(['opened outage'])
  expect(world.at(heard(3)).changes).toMatchObject([
    { type: 'corrected', incident: { id: 'i1', checks: ['shop/web/alive', 'shop/db/alive'] } },
  ])
  // The first component is up again; the second is not.
  expect(world.at(heard(7)).changes).toEqual([])
  expect(world.at(heard(8)).changes).toMatchObject([
    { type: 'recovered', incident: { id: 'i1', firstFailedAt: 10 * SECOND, recoveredAt: 70 * SECOND } },
  ])
})

test('stops apart in time are two outages', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FF......')],
    [db, drawn('db', '.....FF..')],
  ])
  for (let letter = 0; letter < 9; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([
    { id: 'i1', checks: ['shop/web/alive'], recoveredAt: 30 * SECOND },
    { id: 'i2', checks: ['shop/db/alive'], recoveredAt: 70 * SECOND },
  ])
})

test('a recovery waits for another check that fails since before it, but not for ever', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FF.....')],
    [db, drawn('db', '..F')],
  ])
  world.at(heard(2))
  const waiting = world.at(heard(4))
  const until = 20 * SECOND + MINUTE + 5 * SECOND + 20 * SECOND
  expect(waiting).toMatchObject({ changes: [], nextAt: until })
  expect(world.at(until - 1).changes).toEqual([])
  expect(world.at(until).changes).toMatchObject([
    { type: 'recovered', incident: { recoveredAt: 30 * SECOND } },
  ])
})

test('a fault is the component`s own where its liveness answers', () => {
  const world = worldOf([
    [alive, drawn('alive', '.........')],
    [works, drawn('works', '.FFF...')],
  ])
  expect(world.at(heard(2)).changes).toMatchObject([
    { type: 'opened', incident: { kind: 'fault', component: 'web', checks: ['shop/web/works'] } },
  ])
  for (const letter of [3, 4, 5]) world.at(heard(letter))
  expect(world.incidents).toMatchObject([{ kind: 'fault', recoveredAt: 40 * SECOND }])
})

test('a fault is held until its liveness check can have answered, then opened anyway', () => {
  const checks: Parameters<typeof worldOf>[0] = [
    [alive, drawn('alive', '.')],
    [works, drawn('works', '.FFFFFFFFFFFFFFFFFFFF')],
  ]
  const world = worldOf(checks, [], 10 * MINUTE)
  const untilAt = 20 * SECOND + 100 + MINUTE + 5 * SECOND + 20 * SECOND
  expect(world.at(heard(2))).toEqual({
    changes: [],
    held: [{ check: 'shop/web/works', because: 'liveness-not-yet-known', untilAt }],
    nextAt: untilAt,
  })
  expect(world.at(untilAt - 1).changes).toEqual([])
  const opened = world.at(untilAt)
  expect(opened.changes).toMatchObject([
    { type: 'opened', incident: { kind: 'fault', confirmedAt: 20 * SECOND + 100 } },
  ])
  expect(opened.held).toEqual([])
})

test('a stop is told once: the fault that it causes is covered, also while it is confirmed', () => {
  const world = worldOf([
    [alive, drawn('alive', '...FFF....')],
    [works, drawn('works', '..FFFFF...')],
  ])
  expect(world.at(heard(3)).held).toMatchObject([{ because: 'liveness-not-yet-known' }])
  const outage = world.at(heard(4))
  expect(kinds(outage)).toEqual(['opened outage'])
  expect(outage.held).toEqual([{ check: 'shop/web/works', because: 'covered-by-outage', untilAt: null }])
  for (const letter of [5, 6, 7, 8, 9]) world.at(heard(letter))
  expect(world.incidents.map(({ kind }) => kind)).toEqual(['outage'])
})

test('what still fails after the stop is a fault of its own, by results after it', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FFF......')],
    [works, drawn('works', '.FFFFFFFF..')],
  ])
  for (const letter of [2, 3, 4]) world.at(heard(letter))
  // The recovery is confirmed by the second ok (letter 5); a failed result started after that proves it.
  expect(kinds(world.at(heard(5)))).toEqual(['recovered outage'])
  expect(world.at(heard(6)).changes).toMatchObject([
    {
      type: 'opened',
      incident: { kind: 'fault', firstFailedAt: 40 * SECOND, confirmedAt: 60 * SECOND + 100, lastOkAt: 0 },
    },
  ])
  for (const letter of [7, 8, 9, 10]) world.at(heard(letter))
  expect(world.incidents).toMatchObject([{ kind: 'outage' }, { kind: 'fault', recoveredAt: 90 * SECOND }])
})

test('a stop that begins after a fault was told leaves it told', () => {
  const checks = (upTo: number) =>
    worldOf([
      [alive, drawn('alive', '....FFFF..'.slice(0, upTo))],
      [works, drawn('works', '.FFFFFFF..'.slice(0, upTo))],
    ])
  const world = checks(10)
  for (let letter = 0; letter < 10; letter += 1) world.at(heard(letter))
  expect(world.incidents.map(({ kind }) => kind)).toEqual(['fault', 'outage'])
  // Learned of in one go, it is the same.
  const late = checks(10)
  late.at(heard(9))
  const untold = <T extends { id: string }>({ id: _, ...rest }: T) => rest
  const sorted = (incidents: typeof world.incidents) =>
    incidents.map(untold).toSorted((a, b) => a.firstFailedAt - b.firstFailedAt)
  expect(sorted(late.incidents)).toEqual(sorted(world.incidents))
})

test('a slowdown is an incident of its component, covered by its stop like a fault', () => {
  const slow = worldOf([
    [alive, drawn('alive', '......')],
    [fast, drawn('fast', '.FF...')],
  ])
  expect(slow.at(heard(2)).changes).toMatchObject([
    { type: 'opened', incident: { kind: 'slowdown', component: 'web' } },
  ])
  const stopped = worldOf([
    [alive, drawn('alive', '.FF...')],
    [fast, drawn('fast', '.FF...')],
  ])
  expect(kinds(stopped.at(heard(3)))).toEqual(['opened outage'])
})

test('a stop learned of after its end is opened and over in one', () => {
  const world = worldOf([[alive, drawn('alive', '.FFF...')]])
  const decision = world.at(10 * MINUTE)
  expect(decision.changes[0]).toMatchObject({
    type: 'opened',
    learnedAfterEnd: true,
    incident: { kind: 'outage', recoveredAt: 40 * SECOND },
  })
})

test('what ended before the look back is history', () => {
  const views = (now: number) => [viewFrom(alive, drawn('alive', '.FFF...'), now, 2 * LOOKBACK_MS)]
  const at = (now: number) =>
    decide({ service: 'shop', checks: views(now), incidents: [], now, newId: () => 'i' }).changes.length
  const confirmedAt = 50 * SECOND + 100
  expect(at(confirmedAt + LOOKBACK_MS)).toBe(1)
  expect(at(confirmedAt + LOOKBACK_MS + 1)).toBe(0)
})

test('silence is a monitoring-gap of the service; it opens and closes no outage', () => {
  const world = worldOf([
    [alive, [...drawn('alive', '.FF'), ...drawn('alive', '.............', 10 * MINUTE)]],
    [db, [...drawn('db', '...'), ...drawn('db', '..', 12 * MINUTE)]],
  ])
  world.at(heard(2))
  const hold = 66 * SECOND
  const silent = 20 * SECOND + hold
  expect(world.at(silent + 30 * SECOND).changes).toEqual([])
  expect(world.at(silent + 30 * SECOND + 1).changes).toMatchObject([
    {
      type: 'opened',
      incident: {
        kind: 'monitoring-gap',
        component: null,
        checks: ['shop/db/alive', 'shop/web/alive'],
        firstFailedAt: silent,
        confirmedAt: silent + 30 * SECOND + 1,
        recoveredAt: null,
      },
    },
  ])
  expect(world.at(5 * MINUTE).changes).toEqual([])
  expect(kinds(world.at(10 * MINUTE + heard(1)))).toEqual(['recovered outage'])
  expect(world.at(12 * MINUTE + heard(0)).changes).toMatchObject([
    { type: 'recovered', incident: { kind: 'monitoring-gap', recoveredAt: 12 * MINUTE } },
  ])
})

test('a check that falls silent later joins the gap', () => {
  const world = worldOf([
    [alive, drawn('alive', '.')],
    [db, drawn('db', '............')],
  ])
  world.at(2 * MINUTE)
  expect(world.incidents).toMatchObject([{ checks: ['shop/web/alive'] }])
  expect(world.at(10 * MINUTE).changes).toMatchObject([
    {
      type: 'corrected',
      incident: { id: 'i1', checks: ['shop/web/alive', 'shop/db/alive'], firstFailedAt: 66 * SECOND },
    },
  ])
})

test('unknown results recover nothing', () => {
  const world = worldOf([[alive, drawn('alive', '.FF?????????')]])
  for (let letter = 0; letter < 12; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([{ kind: 'outage', recoveredAt: null }])
})

test('earlier evidence corrects an incident under its id; a person`s earlier report stays', () => {
  const early = drawn('alive', 'F', 10 * SECOND).map((one) => ({ ...one, receivedAt: heard(9) }))
  const world = worldOf([[alive, [...drawn('alive', '. FFFFFFFF'), ...early]]])
  world.at(heard(3))
  const [told] = world.incidents
  if (!told) throw new Error('the outage is told')
  world.incidents = [{ ...told, discoveredAt: 5 * SECOND }]
  expect(world.at(heard(9)).changes).toMatchObject([
    {
      type: 'corrected',
      incident: {
        id: told.id,
        firstFailedAt: 10 * SECOND,
        confirmedAt: 20 * SECOND + 100,
        discoveredAt: 5 * SECOND,
      },
    },
  ])
})

test('later evidence reopens an incident that had recovered', () => {
  // The failed results between arrive late: they break the streak that had confirmed the recovery.
  const late = drawn('alive', 'F', 55 * SECOND).map((one) => ({ ...one, receivedAt: heard(8) }))
  const world = worldOf([[alive, [...drawn('alive', '.FFF ..F'), ...late]]])
  for (const letter of [2, 5, 6, 7]) world.at(heard(letter))
  expect(world.incidents).toMatchObject([{ id: 'i1', recoveredAt: 50 * SECOND }])
  expect(world.at(heard(8)).changes).toMatchObject([
    { type: 'reopened', incident: { id: 'i1', recoveredAt: null, recoveryConfirmedAt: null } },
  ])
})

test('an incident whose confirmation later evidence takes away ends when its checks answer', () => {
  const between = drawn('alive', '.', 25 * SECOND).map((one) => ({ ...one, receivedAt: heard(4) }))
  const world = worldOf([[alive, [...drawn('alive', '..FF ..'), ...between]]])
  world.at(heard(3))
  expect(world.at(heard(4)).changes).toEqual([])
  expect(world.at(heard(5)).changes).toMatchObject([
    { type: 'recovered', incident: { id: 'i1', recoveredAt: 25 * SECOND } },
  ])
  expect(world.at(heard(6)).changes).toEqual([])
})

test('of two stops that later evidence makes one, each ends with it', () => {
  const late = [...drawn('alive', 'F', 35 * SECOND), ...drawn('alive', '.', 70 * SECOND)]
  const results = [
    ...drawn('alive', '.FF..FF ....'),
    ...late.map((one) => ({ ...one, receivedAt: heard(10) })),
  ]
  const world = worldOf([[alive, results]])
  for (const letter of [2, 4, 6, 9]) world.at(heard(letter))
  expect(world.incidents).toMatchObject([
    { id: 'i1', firstFailedAt: 10 * SECOND, recoveredAt: 30 * SECOND },
    { id: 'i2', firstFailedAt: 50 * SECOND, recoveredAt: 80 * SECOND },
  ])
  world.at(heard(10))
  expect(world.incidents).toMatchObject([
    { id: 'i1', firstFailedAt: 10 * SECOND, recoveredAt: 70 * SECOND },
    { id: 'i2', firstFailedAt: 50 * SECOND, recoveredAt: 70 * SECOND },
  ])
  expect(world.at(heard(11)).changes).toEqual([])
})

test('an incident whose check was removed ends with its monitoring: no recovery is confirmed, none is told', () => {
  const known = worldOf([[alive, drawn('alive', '.FF')]])
  known.at(heard(2))
  const world = worldOf([[db, drawn('db', '....')]], known.incidents)
  const ended = { recoveredAt: heard(3), recoveryConfirmedAt: null, firstFailedAt: 10 * SECOND }
  expect(world.at(heard(3)).changes).toMatchObject([
    { type: 'corrected', because: 'monitoring-ended', incident: ended },
  ])
  expect(world.at(heard(3)).changes).toEqual([])
})

test('what still fails when the monitoring of its stop ended is told by itself', () => {
  const known = worldOf([
    [alive, drawn('alive', '.FF')],
    [works, drawn('works', '.FF')],
  ])
  expect(kinds(known.at(heard(2)))).toEqual(['opened outage'])
  const world = worldOf([[works, drawn('works', '.FFFFF')]], known.incidents)
  expect(kinds(world.at(heard(3)))).toEqual(['corrected outage'])
  expect(kinds(world.at(heard(4)))).toEqual(['opened fault'])
})

test('what a stop covered stays covered when its liveness check is configured no more', () => {
  const known = worldOf([
    [alive, drawn('alive', '.FF..FF')],
    [works, drawn('works', '.FF..FF')],
  ])
  for (let letter = 0; letter < 7; letter += 1) known.at(heard(letter))
  expect(known.incidents.map(({ kind, recoveredAt }) => [kind, recoveredAt])).toEqual([
    ['outage', 30 * SECOND],
    ['outage', null],
  ])
  const world = worldOf([[works, drawn('works', '.FF..FFF..')]], known.incidents)
  expect(kinds(world.at(heard(7)))).toEqual(['corrected outage'])
  for (let letter = 8; letter < 10; letter += 1) expect(world.at(heard(letter)).changes).toEqual([])
})

test('a liveness check that is renamed in the middle of an outage neither shortens it nor uncovers a fault', () => {
  const known = worldOf([
    [alive, drawn('alive', '.FF')],
    [works, drawn('works', '.FF')],
  ])
  known.at(heard(2))
  const world = worldOf(
    [
      [checkOf('web/answers', 'liveness'), drawn('answers', '   FFF..')],
      [works, drawn('works', '.FFFFFF..')],
    ],
    known.incidents,
  )
  for (let letter = 3; letter < 9; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([
    {
      id: 'i1',
      kind: 'outage',
      checks: ['shop/web/alive', 'shop/web/answers'],
      lastOkAt: 0,
      firstFailedAt: 10 * SECOND,
      confirmedAt: 20 * SECOND + 100,
      recoveredAt: 60 * SECOND,
    },
  ])
  expect(world.at(heard(9)).changes).toEqual([])
})

test('a liveness check in place of one that is configured no more ends its outage, and shortens nothing', () => {
  const known = worldOf([
    [alive, drawn('alive', '.FF')],
    [db, drawn('db', '....')],
  ])
  known.at(heard(2))
  const renamed = checkOf('web/answers', 'liveness')
  const world = worldOf(
    [
      [renamed, drawn('answers', '    .')],
      [db, drawn('db', '......')],
    ],
    known.incidents,
  )
  expect(world.at(heard(3)).changes).toEqual([])
  expect(world.at(heard(4)).changes).toMatchObject([
    { type: 'recovered', incident: { id: 'i1', checks: ['shop/web/alive'], recoveredAt: 40 * SECOND } },
  ])
  expect(world.at(heard(5)).changes).toEqual([])
})

test('an external network that fails is its own incident, of all its checks, and no stop or fault of the service', () => {
  const dead = checkOf('isp/alive', 'liveness', { external: true })
  const wrong = checkOf('isp/works', 'fault', { external: true })
  const world = worldOf([
    [alive, drawn('alive', '.......')],
    [dead, drawn('dead', '..FFF..')],
    [wrong, drawn('wrong', '.FFFFF..')],
  ])
  expect(world.at(heard(2)).changes).toMatchObject([
    { type: 'opened', incident: { kind: 'external-network', component: 'isp', checks: ['shop/isp/works'] } },
  ])
  expect(kinds(world.at(heard(3)))).toEqual(['corrected external-network'])
  expect(kinds(world.at(heard(6)))).toEqual([])
  expect(kinds(world.at(heard(7)))).toEqual(['recovered external-network'])
  expect(world.incidents).toHaveLength(1)
})

test('incidents of other services are left alone', () => {
  const known = worldOf([[alive, drawn('alive', '.FF')]])
  known.at(heard(2))
  const foreign = known.incidents.map((incident) => ({ ...incident, service: 'other' }))
  const world = worldOf([[alive, drawn('alive', '....')]], foreign)
  expect(world.at(heard(3)).changes).toEqual([])
})

test('a stop that begins when another ends is an outage of its own', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FF...')],
    [db, drawn('db', '...FFF')],
  ])
  for (let letter = 0; letter < 6; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([
    { checks: ['shop/web/alive'], recoveredAt: 30 * SECOND },
    { checks: ['shop/db/alive'], firstFailedAt: 30 * SECOND, recoveredAt: null },
  ])
})

test('an outage is detected with the first confirmation, whichever member fails first', () => {
  const slow = checkOf('web/alive', 'liveness', { confirm: { failures: 5, everyMs: 10 * SECOND } })
  const world = worldOf([
    [slow, drawn('alive', '.FFFFFF')],
    [db, drawn('db', '..FFFFF')],
  ])
  for (let letter = 0; letter < 7; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([
    {
      firstFailedAt: 10 * SECOND,
      confirmedAt: 30 * SECOND + 100,
      checks: ['shop/web/alive', 'shop/db/alive'],
    },
  ])
})

test('a recovery does not wait for a check that began to fail after it', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FF....')],
    [db, drawn('db', '...F')],
  ])
  world.at(heard(2))
  expect(kinds(world.at(heard(4)))).toEqual(['recovered outage'])
})

test('a stop that shows only at the next liveness check covers the fault that was seen first', () => {
  // The fault is confirmed at 20 s; the next liveness check is at 70 s, within its hold.
  const within = worldOf([
    [alive, drawn('alive', '.      FFFF')],
    [works, drawn('works', '.FFFFFFFFFF')],
  ])
  for (const now of [heard(2), heard(7), heard(8), 10 * MINUTE]) within.at(now)
  const stops = within.incidents.filter(({ kind }) => kind !== 'monitoring-gap')
  expect(stops.map(({ kind }) => kind)).toEqual(['outage'])
  // One that begins after the hold was over finds the fault told already, in one go as well.
  const beyond = worldOf([
    [alive, drawn('alive', '.           FFFF')],
    [works, drawn('works', '.FFFFFFFFFFFFFFF')],
  ])
  beyond.at(10 * MINUTE)
  expect(beyond.incidents.map(({ kind }) => kind)).toEqual(['outage', 'fault', 'monitoring-gap'])
})

test('an open incident waits for its checks where their history is lost', () => {
  const known = worldOf([[alive, drawn('alive', '.FF')]])
  known.at(heard(2))
  const world = worldOf([[alive, drawn('alive', '.', 9 * MINUTE)]], known.incidents, 10 * MINUTE)
  expect(world.at(8 * MINUTE).changes).toEqual([])
  expect(kinds(world.at(10 * MINUTE))).toEqual(['recovered outage'])
  const earlier = worldOf([[alive, drawn('alive', '.')]], known.incidents, 10 * MINUTE)
  expect(earlier.at(8 * MINUTE).changes).toEqual([])
})

test('an incident whose end reached into another one`s time does not take its place', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FF..FFF..')],
    [db, drawn('db', '..........')],
  ])
  for (let letter = 0; letter < 10; letter += 1) world.at(heard(letter))
  const [first, second] = world.incidents
  if (!first || !second) throw new Error('two outages are told')
  world.incidents = [{ ...first, recoveredAt: 65 * SECOND }, second]
  expect(world.at(heard(9)).changes).toMatchObject([
    { type: 'corrected', incident: { id: first.id, firstFailedAt: 10 * SECOND, recoveredAt: 30 * SECOND } },
  ])
})

test('a fault that outlasts its window keeps its beginning', () => {
  const failing = 'F'.repeat(600)
  const world = worldOf([
    [alive, drawn('alive', `.FFF${'.'.repeat(600)}`)],
    [works, drawn('works', `.FFF${failing}..`)],
  ])
  for (const letter of [3, 5, 6, 7, 100, 300, 500, 601]) world.at(heard(letter))
  const fault = { kind: 'fault', firstFailedAt: 40 * SECOND, confirmedAt: 60 * SECOND + 100 }
  expect(world.incidents).toMatchObject([{ kind: 'outage' }, { ...fault, recoveredAt: null }])
  world.at(heard(605))
  expect(world.incidents).toMatchObject([{ kind: 'outage' }, { ...fault, recoveredAt: 6040 * SECOND }])
})

test('beside an outage that was withdrawn, what fails later is an outage of its own; the withdrawn one ends by itself', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FFFFFFFF...')],
    [db, drawn('db', '....FFF.....')],
  ])
  expect(kinds(world.at(heard(2)))).toEqual(['opened outage'])
  world.withdrawn.set('i1', heard(3))
  expect(kinds(world.at(heard(4)))).toEqual([])
  expect(world.at(heard(5)).changes).toMatchObject([
    { type: 'opened', incident: { id: 'i2', checks: ['shop/db/alive'] } },
  ])
  expect(world.at(heard(8)).changes).toMatchObject([{ type: 'recovered', incident: { id: 'i2' } }])
  expect(world.at(heard(10)).changes).toMatchObject([
    { type: 'recovered', incident: { id: 'i1', checks: ['shop/web/alive'] } },
  ])
  expect(world.at(heard(11)).changes).toEqual([])
})

test('a stop that was withdrawn covers no fault that is confirmed later; one that it covered before it leaves covered', () => {
  const world = worldOf([
    [alive, drawn('alive', '.FFFFFFFFFFFFFFF')],
    [works, drawn('works', '.FFFF...FFFFFFFF')],
  ])
  world.at(heard(5))
  expect(world.incidents.map(({ kind }) => kind)).toEqual(['outage'])
  world.withdrawn.set('i1', heard(6))
  expect(kinds(world.at(heard(7)))).toEqual([])
  const later = Array.from({ length: 8 }, (_, index) => kinds(world.at(heard(8 + index)))).flat()
  expect(later).toEqual(['opened fault'])
})
