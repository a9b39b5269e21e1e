/** What was over is told when it can be known, and not once what explained it has been forgotten (I2). */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { Fault } from './history.ts'
import { first } from './spoiled.ts'

const MINUTE = 60_000

/** The outage of 01:01 to 01:11, told at some minute of the world; what was executed in it came in at another. */
function said(a: { toldAt: number; arrivedAt?: number; faults?: Pick<Fault, 'kind' | 'from' | 'to'>[] }) {
  const history = handmade()
  const { world, end } = history
  const at = (minute: number) => world.from + minute * MINUTE
  const [runs, incident, notice] = [first(end.stored), first(end.incidents), first(end.notices)]
  incident.openedAt = at(a.toldAt)
  notice.createdAt = at(a.toldAt)
  Object.assign(notice.facts?.incident ?? {}, { recoveredAt: incident.recoveredAt })
  const { arrivedAt, faults = [] } = a
  runs.receivedAt = runs.receivedAt.map((one, place) =>
    arrivedAt !== undefined && (runs.startedAt[place] ?? 0) >= at(61) ? Math.max(one, at(arrivedAt)) : one,
  )
  world.faults = faults.map(({ kind, from, to }) => ({
    ...{ kind, who: 'collector', from: at(from) },
    to: to === null ? null : at(to),
  }))
  return checkInvariants(history).flatMap(({ violations }) =>
    violations.flatMap(({ what }) => (what.includes('had arrived by') ? what : [])),
  )
}

test('at once, when it arrives late, or once we are back', () => {
  expect(said({ toldAt: 72 })).toEqual([])
  expect(said({ toldAt: 116, arrivedAt: 115 })).toEqual([])
  expect(said({ toldAt: 118, faults: [{ kind: 'collector-killed', from: 62, to: 117 }] })).toEqual([])
})

test('where our clock was stepped meanwhile nothing is said of what was then', () => {
  expect(said({ toldAt: 117, faults: [{ kind: 'clock-step', from: 65, to: 66 }] })).toEqual([])
})

test('long after all of it had arrived: found', () => {
  const [what] = said({ toldAt: 117 })
  expect(what).toMatch('was over at')
  expect(said({ toldAt: 117, faults: [{ kind: 'clock-step', from: 10, to: 20 }] })).toHaveLength(1)
  expect(said({ toldAt: 119, faults: [{ kind: 'collector-killed', from: 62, to: 70 }] })).toHaveLength(1)
})
