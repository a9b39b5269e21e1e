/** A stop that a clock which was behind put before the service was there counts as told where it was told then. */
import { expect, test } from 'vitest'
import { finderOf } from './found.ts'
import { handmade } from './handmade.ts'
import { missingOnes } from './i2-notices.ts'
import { servicesOf } from './known.ts'
import { first } from './spoiled.ts'

const MINUTE = 60_000

/** Its outage has gone on with what followed, half an hour after it; `loaded` minutes after its stop the service was there. */
function judged(loaded: number, spoil: (told: { incidentId: string }) => void = () => undefined): string[] {
  const history = handmade()
  const incident = first(history.end.incidents)
  const stoppedAt = incident.firstFailedAt
  incident.firstFailedAt += 30 * MINUTE
  incident.recoveredAt = stoppedAt + 40 * MINUTE
  first(history.world.revisions).at = stoppedAt + loaded * MINUTE
  spoil(first(history.end.notices))
  const finder = finderOf('I2', history)
  missingOnes(history, servicesOf(history), finder)
  return finder.judgement().violations.flatMap(({ what }) => (what.includes('no outage says so') ? what : []))
}

test('one that was told, and whose outage went on with what followed by the right time', () => {
  expect(judged(5)).toEqual([])
})

test('one of a time in which the service was there is told as what it is', () => {
  expect(judged(-5)).toHaveLength(1)
})

test('one that nobody was told of is missing', () => {
  expect(
    judged(5, (notice) => {
      notice.incidentId = 'another'
    }),
  ).toHaveLength(1)
})
