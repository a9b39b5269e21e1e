/** A check seen from several places: what fails, what is cut off, and what nobody knows. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdMs } from '../../../rules/detection/step.ts'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { together } from '../../../rules/incidents/vantages.ts'
import { applied, checkOf, drawn, MINUTE, SECOND, viewFrom, worldOf } from './world.ts'

const at = (place: string, more: Partial<CheckSpec> = {}) =>
  checkOf(`web/alive@${place}`, 'liveness', { of: 'shop/web/alive', everyMs: 20 * SECOND, ...more })
const here = at('here')
const there = at('there')
const heard = (index: number) => index * 10 * SECOND + 200
const HOLD = holdMs(here)
const kinds = (decision: {
  changes: { type: string; incident: { kind: string; reason: string | null } }[]
}) => decision.changes.map(({ type, incident }) => `${type} ${incident.kind}`)
const until = (world: ReturnType<typeof worldOf>, letters: number) =>
  Array.from({ length: letters }, (_, index) => world.at(heard(index)))

test('what fails from everywhere is a stop, since the last vantage could not reach it, known with the last confirmation', () => {
  const world = worldOf([
    [here, drawn('here', '.FFFFF....')],
    [there, drawn('there', '...FFFF...')],
  ])
  until(world, 10)
  expect(world.incidents).toMatchObject([
    {
      kind: 'outage',
      checks: ['shop/web/alive'],
      lastOkAt: 20 * SECOND,
      firstFailedAt: 30 * SECOND,
      confirmedAt: 40 * SECOND + 100,
      recoveredAt: 60 * SECOND,
      recoveryConfirmedAt: 70 * SECOND + 100,
    },
  ])
})

test('one vantage that fails while another answers is cut off: staff are told, and nothing is down', () => {
  const world = worldOf([
    [here, drawn('here', '.FFFFFF....')],
    [there, drawn('there', '...........')],
  ])
  until(world, 11)
  expect(world.incidents).toMatchObject([
    {
      kind: 'monitoring-gap',
      reason: 'cut-off-vantage',
      component: null,
      checks: ['shop/web/alive@here'],
      firstFailedAt: 10 * SECOND,
      confirmedAt: 40 * SECOND + 100,
      recoveredAt: 70 * SECOND,
    },
  ])
})

test('before another vantage answered after the confirmation nobody is told of one that is cut off', () => {
  const world = worldOf([
    [here, drawn('here', '.FFFFFFFFF')],
    [there, drawn('there', '. ')],
  ])
  for (const letter of [0, 1, 2]) expect(kinds(world.at(heard(letter)))).toEqual([])
})

test('a silent vantage has no say: what fails from the other one is down', () => {
  const world = worldOf([
    [here, drawn('here', '...............')],
    [there, drawn('there', '..')],
  ])
  // Only silence: a gap of the silent one`s checks, and the service is up.
  for (let letter = 0; letter < 15; letter += 1) world.at(heard(letter))
  expect(world.incidents).toMatchObject([{ kind: 'monitoring-gap', checks: ['shop/web/alive@there'] }])

  const dead = worldOf([
    [here, drawn('here', '...FFFFFFFFFF')],
    [there, drawn('there', '...')],
  ])
  for (let letter = 0; letter < 13; letter += 1) dead.at(heard(letter))
  const silentAt = 20 * SECOND + HOLD
  expect(dead.incidents.filter(({ kind }) => kind === 'outage')).toMatchObject([
    { firstFailedAt: silentAt, confirmedAt: silentAt, lastOkAt: 20 * SECOND, recoveredAt: null },
  ])
  expect(dead.incidents.map(({ kind }) => kind).toSorted()).toEqual(['monitoring-gap', 'outage'])
})

test('results that are only late are no silence', () => {
  const late = drawn('there', '..........', 20 * SECOND).map((one) => ({
    ...one,
    receivedAt: one.receivedAt + 25 * SECOND,
  }))
  const world = worldOf([
    [here, drawn('here', '.FFFFFFFFFFF')],
    [there, [...drawn('there', '..'), ...late]],
  ])
  for (let now = 200; now < 110 * SECOND; now += SECOND)
    expect(world.at(now).changes.filter(({ incident }) => incident.kind === 'outage')).toEqual([])
})

test('a vantage that says unknown has no say once its last answer no longer holds, and that is decided by time', () => {
  const world = worldOf([
    [here, drawn('here', '.FFFFFFFFFFFF')],
    [there, drawn('there', '.???????????')],
  ])
  const heldTo = HOLD
  const decision = world.at(heard(2))
  expect(decision.nextAt).toBe(heldTo + 1)
  expect(world.at(heldTo).changes).toEqual([])
  expect(kinds(world.at(heldTo + 1))).toEqual(['opened outage'])
})

test('what a fault check sees is put together in the same way', () => {
  const works = (place: string) =>
    checkOf(`web/works@${place}`, 'fault', { of: 'shop/web/works', everyMs: 20 * SECOND })
  const failing = (one: string, other: string) => {
    const world = worldOf([
      [here, drawn('here', '.........')],
      [there, drawn('there', '.........')],
      [works('here'), drawn('w-here', one)],
      [works('there'), drawn('w-there', other)],
    ])
    until(world, 9)
    return world.incidents.map(({ kind, checks }) => [kind, checks])
  }
  expect(failing('.FFFF....', '.FFFF....')).toEqual([['fault', ['shop/web/works']]])
  expect(failing('.FFFF....', '.........')).toEqual([['monitoring-gap', ['shop/web/works@here']]])
})

test('what is slow from one place only is neither a slowdown nor a vantage that is cut off', () => {
  const fast = (place: string) =>
    checkOf(`web/fast@${place}`, 'performance', { of: 'shop/web/fast', everyMs: 20 * SECOND })
  const slow = (one: string, other: string) => {
    const world = worldOf([
      [fast('here'), drawn('f-here', one)],
      [fast('there'), drawn('f-there', other)],
    ])
    until(world, 9)
    return world.incidents.map(({ kind }) => kind)
  }
  expect(slow('.FFFFFFF.', '.........')).toEqual([])
  expect(slow('.FFFFFFF.', '.FFFFFFF.')).toEqual(['slowdown'])
})

/** What each vantage says at an instant, one result after the other, without any algebra. */
function saying(
  spec: CheckSpec,
  results: Observation[],
): (at: number) => 'up' | 'down' | 'may-be' | 'unknown' {
  const executed = results.filter(({ outcome }) => outcome !== 'unknown')
  const failures: { from: number; to: number; confirmed: boolean }[] = []
  let beganAt: number | null = null
  let confirmed = false
  let streak: Observation[] = []
  for (const one of executed) {
    streak = streak[0]?.outcome === one.outcome ? [...streak, one] : [one]
    const enough = streak.length >= spec.confirm.failures
    if (one.outcome === 'failed') {
      beganAt ??= one.startedAt
      confirmed ||= enough
    } else if (beganAt !== null && (enough || !confirmed)) {
      failures.push({ from: beganAt, to: streak[0]?.startedAt ?? 0, confirmed })
      beganAt = null
      confirmed = false
    }
  }
  if (beganAt !== null) failures.push({ from: beganAt, to: Infinity, confirmed })
  return (at) => {
    const failure = failures.find(({ from, to }) => from <= at && at < to)
    const last = executed.findLast(({ startedAt }) => startedAt <= at)
    const holds = last !== undefined && at < last.startedAt + holdMs(spec)
    // Who answers again, but not often enough yet, makes no stop of another one's silence; nor does who is silent too.
    if (failure) return failure.confirmed && holds && last.outcome === 'failed' ? 'down' : 'may-be'
    return holds && last.outcome === 'ok' ? 'up' : 'unknown'
  }
}

test('a thousand histories: the failures together are what every second says by itself', () => {
  const history = fc.string({ unit: fc.constantFrom('.', '.', 'F', 'F', '?', ' '), maxLength: 14 })
  const cases = fc.array(history, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(cases, (texts) => {
      const checks = texts.map((text, index): [CheckSpec, Observation[]] => {
        const spec = at(`v${index}`)
        // Each at its own second.
        return [spec, drawn(spec.check, text, (index * 3 + 1) * SECOND)]
      })
      const now = 30 * MINUTE
      const views = checks.map(([spec, results]) => viewFrom(spec, results, now))
      const [one] = together(views, now).checks
      const stretches = one?.episodes ?? []
      const says = checks.map(([spec, results]) => saying(spec, results))
      for (let instant = 0; instant < 5 * MINUTE; instant += SECOND) {
        const said = says.map((one) => one(instant))
        const down = !said.includes('up') && (said.includes('down') || said.includes('may-be'))
        const inside = stretches.find(
          ({ firstFailedAt, recoveredAt }) => firstFailedAt <= instant && instant < (recoveredAt ?? Infinity),
        )
        if ((inside !== undefined) !== down) expect.fail(`at ${instant}: ${texts.join(' | ')}`)
        if (down && !said.includes('may-be') && inside?.confirmedAt == null)
          expect.fail(`not confirmed at ${instant}: ${texts.join(' | ')}`)
      }
      for (const { firstFailedAt, confirmedAt, lastOkAt } of stretches) {
        expect(confirmedAt ?? Infinity).toBeGreaterThanOrEqual(firstFailedAt)
        expect(lastOkAt ?? Number.NEGATIVE_INFINITY).toBeLessThan(firstFailedAt)
      }
    }),
    { numRuns: 1000, seed: 20_261_121 },
  )
})

test('where the one that fails answered last, the silence of the other is no stop before it fails again', () => {
  const everyMs = MINUTE
  const told = (text: string) => {
    const world = worldOf([
      [at('here', { everyMs }), drawn(here.check, text)],
      [at('there', { everyMs }), drawn(there.check, '...')],
    ])
    for (let now = 0; now <= 130 * SECOND; now += SECOND) world.at(now)
    return world.incidents.find(({ kind }) => kind === 'outage')?.confirmedAt
  }
  // What it answered at 20 s holds for 66 s.
  expect(told('......FF. ')).toBeUndefined()
  expect(told('......FF.F')).toBe(90 * SECOND + 100)
  expect(told('......FFF')).toBe(86 * SECOND)
})

test('where the one that fails fell silent long before, the silence of the other is no stop', () => {
  const everyMs = MINUTE
  const told = (text: string) => {
    const world = worldOf([
      [at('here', { everyMs }), drawn(here.check, text)],
      [at('there', { everyMs }), drawn(there.check, '............')],
    ])
    for (let now = 0; now <= 300 * SECOND; now += SECOND) world.at(now)
    return world.incidents.find(({ kind }) => kind === 'outage')?.confirmedAt
  }
  // What the other answered at 110 s holds until 176 s.
  expect(told('FFF')).toBeUndefined()
  expect(told('FFF         F')).toBe(176 * SECOND)
  expect(told('FFF                F')).toBe(190 * SECOND + 100)
})

test('in any order of arrival, and decided again, the incidents are the same', () => {
  const history = fc.string({ unit: fc.constantFrom('.', '.', 'F', 'F', '?', ' '), maxLength: 20 })
  fc.assert(
    fc.property(
      fc.tuple(history, history),
      fc.infiniteStream(fc.integer({ min: 0, max: 90 * SECOND })),
      ([one, other], delays) => {
        const late = (spec: CheckSpec, text: string): [CheckSpec, Observation[]] => [
          spec,
          drawn(spec.check, text).map((result) => ({
            ...result,
            receivedAt: result.receivedAt + (delays.next().value ?? 0),
          })),
        ]
        const checks = [late(here, one), late(there, other)]
        const world = worldOf(checks, [], 20 * MINUTE)
        const instants = checks.flatMap(([, results]) => results.map(({ receivedAt }) => receivedAt))
        for (const now of [...new Set(instants)].toSorted((a, b) => a - b)) {
          world.at(now)
          expect(world.at(now).changes).toEqual([])
        }
        const end = 30 * MINUTE
        world.at(end)
        expect(world.at(end).changes).toEqual([])
        const whole = worldOf(checks, [], 20 * MINUTE)
        const decision = whole.at(end)
        const text = (incidents: typeof world.incidents) =>
          incidents
            .filter(({ kind, reason }) => kind === 'outage' || reason === 'cut-off-vantage')
            .map(({ id: _, ...incident }) => JSON.stringify(incident))
        expect(text(world.incidents)).toEqual(expect.arrayContaining(text(applied([], decision))))
      },
    ),
    { numRuns: 300, seed: 20_261_121 },
  )
})
