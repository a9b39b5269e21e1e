/** What was told of a part of a failure, and was corrected to a later part, follows from what was known when it was told. */
import { expect, test } from 'vitest'
import type { Said } from '../reference/detection.ts'
import { detections } from './detections.ts'
import { finderOf } from './found.ts'
import { handmade } from './handmade.ts'
import { servicesOf } from './known.ts'
import { first } from './spoiled.ts'

const AT = Date.UTC(2026, 10, 1)
const at = (seconds: number) => AT + seconds * 1000
const results = (outcome: Said['outcome'], seconds: readonly number[]): Said[] =>
  seconds.map((one) => ({
    ...{
      startedAt: at(one),
      finishedAt: at(one + 1),
      receivedAt: at(one + 1),
      outcome,
      source: `a/e/${one}`,
    },
  }))

/** It stops twice and is there in between and after; what works wrongly does so all the time, each two minutes. */
const SAID: Record<string, Said[]> = {
  alive: [
    ...results('f', [0, 10, 20, 60, 480, 490, 500]),
    ...results('o', [120, 130, 140, 540, 550, 560, 600]),
  ],
  works: results('f', [60, 70, 80, 180, 300, 420, 540, 660, 780]),
}

/** Told at 425 of what fails since `told`; by what came later it fails beside the stops since 540. */
function judged(told: number): string[] {
  const history = handmade()
  const of = (check: string) => SAID[check.split('/').at(-1) ?? ''] ?? []
  const said = { checks: [], named: (check: string) => [check], of }
  const incident = first(history.end.incidents)
  const fault = { ...incident, kind: 'fault' as const, component: 'web', checks: ['shop/web/works'] }
  const now = { ...fault, firstFailedAt: at(540), confirmedAt: at(661), recoveredAt: null, openedAt: at(425) }
  history.end.incidents = [now]
  const notice = first(history.end.notices)
  notice.createdAt = now.openedAt
  Object.assign(notice.facts?.incident ?? {}, { firstFailedAt: at(told), recoveredAt: null })
  const finder = finderOf('I2', history)
  detections(history, servicesOf(history), { said, finder })
  return finder.judgement().violations.map(({ what }) => what)
}

test('it stands on the part that it was told of', () => {
  expect(judged(180)).toEqual([])
})

test('a part that nothing began with follows from nothing', () => {
  expect(judged(200)).toEqual([expect.stringContaining('follows from nothing that was known then')])
})

test('what had not happened yet was not known', () => {
  expect(judged(540)).toEqual([expect.stringContaining('follows from nothing that was known then')])
})
