import { expect, test } from 'vitest'
import type { Configured } from '../../../collector/evaluation/configured.ts'
import { makeUsualTimes } from '../../../collector/evaluation/usual.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import { addTo, emptySketch } from '../../../rules/performance/sketch.ts'

const HOUR = 3_600_000
const CHECK = 'shop/web/fast'
const hours = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({ startedAt: Date.UTC(2026, 5, 1) + (from + n) * HOUR }))

test('hours of what is judged are known, though earlier ones come late', async () => {
  const sketch = emptySketch()
  for (let n = 0; n < 30; n += 1) addTo(sketch, 100)
  const usual = makeUsualTimes({
    sketches: async ({ checks, hours: asked }) =>
      checks.flatMap((check) => asked.map((hourAt) => ({ check, hourAt, sketch }))),
  })
  const rule = { percentile: 95, minSamples: 20, deviation: 'medium', limitMs: null }
  // Only these of a configuration are asked for.
  const configured = {
    checks: new Map([[CHECK, { service: 'shop', partition: 1, spec: { slowdown: rule } }]]),
    services: new Map([['shop', { service: { timezone: 'Asia/Tokyo' } }]]),
  } as unknown as Configured
  const know = (results: { startedAt: number }[], window: object[]) =>
    usual.know({
      ...{ configured, found: { results: new Map([[CHECK, results]]) } },
      stateOf: () => ({ window }) as CheckState,
    })
  await know(hours(40, 100), [])
  await know(hours(0, 40), hours(40, 100))
  expect(hours(0, 100).filter(({ startedAt }) => usual.at(CHECK, startedAt) === null)).toEqual([])
  // And forgotten when they are not asked for any more.
  await know(hours(200, 201), [])
  const left = hours(0, 100).filter(({ startedAt }) => usual.at(CHECK, startedAt) !== null)
  expect(left.length).toBeLessThanOrEqual(64)
})
