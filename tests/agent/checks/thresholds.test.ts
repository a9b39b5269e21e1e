import { describe, expect, test } from 'vitest'
import {
  judgeReadings,
  type Limits,
  limitsOf,
  limitsSchema,
  type Reading,
} from '../../../agent/checks/thresholds.ts'
import { validatorOf } from './schema-validator.ts'

const reading = (value: number | null, limits: Limits | null, more: Partial<Reading> = {}): Reading => ({
  text: 'space of /var',
  value,
  limits,
  worse: 'higher',
  reason: 'disk-space',
  show: (percent) => `${percent} %`,
  ...more,
})

describe('one reading', () => {
  const both = { warning: 80, critical: 90 }
  test.each([
    [80, 'ok', undefined, undefined],
    [80.1, 'ok', 'disk-space', 'space of /var 80.1 % (warning 80 %)'],
    [90, 'ok', 'disk-space', 'space of /var 90 % (warning 80 %)'],
    [90.1, 'failed', 'disk-space', 'space of /var 90.1 % (critical 90 %)'],
  ])('%d percent is %s', (value, outcome, reason, message) => {
    const judged = judgeReadings([reading(value, both)])
    expect([judged.outcome, judged.reason, judged.message]).toEqual([outcome, reason, message])
  })

  test('where lower is worse, levels are beneath', () => {
    const days = (value: number) =>
      judgeReadings([reading(value, { warning: 30, critical: 7 }, { worse: 'lower' })]).outcome
    expect([days(6.9), days(7), days(29)]).toEqual(['failed', 'ok', 'ok'])
  })

  test('without a limit nothing is judged, read or not', () => {
    expect(judgeReadings([reading(100, null), reading(null, null)])).toEqual({ outcome: 'ok' })
  })
})

describe('several readings', () => {
  test('the worst leads; a failure is not hidden by what could not be read', () => {
    expect(
      judgeReadings([
        reading(85, { warning: 80 }, { text: 'A' }),
        reading(null, { critical: 90 }, { text: 'B', missing: 'did not answer' }),
        reading(5, { critical: 1 }, { text: 'C', reason: 'load' }),
      ]),
    ).toEqual({
      outcome: 'failed',
      reason: 'load',
      message: 'C 5 % (critical 1 %); B: did not answer; A 85 % (warning 80 %)',
    })
  })

  test('what has a limit and could not be read is never ok', () => {
    expect(judgeReadings([reading(85, { warning: 80 }), reading(null, { critical: 90 })])).toMatchObject({
      outcome: 'unknown',
      reason: 'not-readable',
    })
    expect(judgeReadings([reading(Number.NaN, { critical: 90 })]).outcome).toBe('unknown')
  })
})

describe('limits as written', () => {
  const percent = validatorOf(
    limitsSchema({ unit: 'number', worse: 'higher', what: 'percent', minimum: 0, maximum: 100 }),
  )
  const age = validatorOf(limitsSchema({ unit: 'duration', worse: 'lower', what: 'left' }))

  test.each([
    [90],
    [{ critical: 90 }],
    [{ warning: 80 }],
    [{ warning: 80, critical: 90 }],
    [{ warning: 90, critical: 90 }],
  ])('%j is accepted', (written) => {
    expect(percent(written)).toEqual([])
  })

  test.each([
    [{ warning: 91, critical: 90 }, 'must have its warning before its critical level'],
    [{}, 'must NOT have fewer than 1 properties'],
    ['90', 'must be number,object'],
    [101, 'must be <= 100'],
    [{ critical: 101 }, 'must be <= 100'],
    [{ critical: 90, fatal: 99 }, 'must NOT have additional properties'],
  ])('%j is refused', (written, message) => {
    expect(percent(written)).toEqual([message])
  })

  test('durations compare by their length, not by their letters', () => {
    expect(age({ warning: '30d', critical: '168h' })).toEqual([])
    expect(age({ warning: '7d', critical: '169h' })).toEqual([
      'must have its warning before its critical level',
    ])
    expect(limitsOf({ warning: '30d', critical: '168h' }, 'lower')).toEqual({
      warning: 2_592_000_000,
      critical: 604_800_000,
    })
    expect(limitsOf('1s', 'higher')).toEqual({ critical: 1000 })
    expect(limitsOf(undefined, 'higher')).toBeNull()
    expect(() => limitsOf({ warning: 2, critical: 1 }, 'higher')).toThrow(
      'warning must not lie beyond critical',
    )
  })
})
