import { expect, test } from 'vitest'
import { decideLoss } from '../../../rules/incidents/loss.ts'
import type { Incident } from '../../../rules/incidents/types.ts'

const HOUR = 3_600_000
const NOW = 1_800_000_000_000
const decide = (firstAt: number | null, lastAt: number | null, incidents: Incident[] = []) =>
  decideLoss({
    service: 'shop',
    loss: { firstAt, lastAt, reason: 'evicted-age' },
    incidents,
    now: NOW,
    newId: () => 'new',
  })
const opened = (firstAt: number, lastAt: number) => {
  const change = decide(firstAt, lastAt)
  if (!change) throw new Error('a first loss is a gap')
  return change.incident
}

test('a loss is a gap that is over, from its first to its last record', () => {
  expect(decide(NOW - 5 * HOUR, NOW - 4 * HOUR)).toMatchObject({
    type: 'opened',
    learnedAfterEnd: true,
    incident: { kind: 'monitoring-gap', firstFailedAt: NOW - 5 * HOUR, recoveredAt: NOW - 4 * HOUR },
  })
})

test('losses near to each other are one gap, those far apart are two', () => {
  const known = opened(NOW - 5 * HOUR, NOW - 4 * HOUR)
  expect(decide(NOW - 3.5 * HOUR, NOW - 3 * HOUR, [known])).toMatchObject({
    type: 'corrected',
    incident: { id: known.id, firstFailedAt: NOW - 5 * HOUR, recoveredAt: NOW - 3 * HOUR },
  })
  expect(decide(NOW - 4.5 * HOUR, NOW - 4.2 * HOUR, [known])).toBeNull()
  expect(decide(NOW - 2.9 * HOUR, NOW - 2 * HOUR, [known])?.type).toBe('opened')
  expect(decide(NOW - 4.5 * HOUR, NOW - 4 * HOUR, [{ ...known, service: 'other' }])?.type).toBe('opened')
})

test('times that its host cannot know, or that no clock shows, are bounded', () => {
  expect(decide(null, null)?.incident).toMatchObject({ firstFailedAt: NOW, recoveredAt: NOW })
  expect(decide(0, NOW + HOUR)?.incident).toMatchObject({
    firstFailedAt: NOW - 90 * 24 * HOUR,
    recoveredAt: NOW,
  })
})
