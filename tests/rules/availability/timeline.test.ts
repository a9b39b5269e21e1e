import { describe, expect, test } from 'vitest'
import type { CheckHistory, CheckResult } from '../../../rules/availability/check.ts'
import { type Failure, type TimelineInput, timelineOf } from '../../../rules/availability/timeline.ts'
import { INTERPRETATIONS, interpretationOf } from '../../../rules/guideline/interpretation.ts'

const MINUTE = 60_000

/** `.` ok, `F` failed, `?` unknown, one a minute from minute 0 on; a space is nothing. */
function results(outcomes: string, check: string): CheckResult[] {
  const names = { '.': 'ok', F: 'failed', '?': 'unknown' } as const
  return [...outcomes].flatMap((letter, minute) => {
    const outcome = names[letter as keyof typeof names]
    return outcome ? [{ startedAt: minute * MINUTE, outcome, source: `${check}/${minute}` }] : []
  })
}

/** Every minute, ten seconds of timeout: a result holds for 71 s. */
function history(check: string, outcomes: string, more: Partial<CheckHistory> = {}): CheckHistory {
  return {
    check,
    purpose: 'liveness',
    everyMs: MINUTE,
    timeoutMs: 10_000,
    results: results(outcomes, check),
    activeFrom: 0,
    activeTo: null,
    ...more,
  }
}

/** In minutes. */
function failure(from: number, to: number | null, more: Partial<Failure> = {}): Failure {
  return {
    id: 'i1',
    kind: 'outage',
    check: 'a',
    firstFailedAt: from * MINUTE,
    recoveredAt: to === null ? null : to * MINUTE,
    partialRecoveryAt: null,
    withdrawn: false,
    ...more,
  }
}

/** Spans as `state from-to because`, in minutes (and seconds). */
function timeline(checks: CheckHistory[], failures: Failure[] = [], more: Partial<TimelineInput> = {}) {
  const clock = (at: number) => `${Math.floor(at / MINUTE)}${at % MINUTE ? `:${(at % MINUTE) / 1000}` : ''}`
  return timelineOf({
    period: { from: 0, to: 10 * MINUTE },
    checks,
    failures,
    interpretation: interpretationOf(),
    withdrawals: 'applied',
    ...more,
  }).map(({ state, from, to, because }) => `${state} ${clock(from)}-${clock(to)} ${because.join(' ')}`.trim())
}

describe('the state of one check', () => {
  test('a result holds until the next start', () => {
    expect(timeline([history('a', '...FF.....')])).toEqual(['up 0-3', 'down 3-5 a', 'up 5-10'])
  })

  test('at most the interval, the timeout and a second: then silence is unknown', () => {
    expect(timeline([history('a', '...   ....')])).toEqual([
      'up 0-3:11',
      'unknown 3:11-6 silent a',
      'up 6-10',
    ])
    expect(timeline([history('a', '..F   ....')])).toEqual([
      'up 0-2',
      'down 2-3:11 a',
      'unknown 3:11-6 silent a',
      'up 6-10',
    ])
  })

  test('an unknown result is unknown from its start, and before the first one nothing is known', () => {
    expect(timeline([history('a', '  ..?.....')])).toEqual([
      'unknown 0-2 no-result-yet a',
      'up 2-4',
      'unknown 4-5 probe-unknown a',
      'up 5-10',
    ])
  })

  test('a result from before the period speaks into it', () => {
    const period = { from: MINUTE / 2, to: MINUTE }
    expect(timeline([history('a', '.')], [], { period })).toEqual(['up 0:30-1'])
  })

  test('a result counts once, where it is first', () => {
    const twice = [
      { startedAt: 0, outcome: 'ok' as const, source: 'x/1' },
      { startedAt: 5 * MINUTE, outcome: 'failed' as const, source: 'x/1' },
    ]
    expect(timeline([history('a', '', { results: twice })])).toEqual([
      'up 0-1:11',
      'unknown 1:11-10 silent a',
    ])
  })

  test('changed values leave the results in force, as long as both allow', () => {
    const slow = history('a', '', {
      everyMs: 5 * MINUTE,
      results: results('.    .', 'a'),
      activeTo: 7 * MINUTE,
    })
    const fast = history('a', '         .', { activeFrom: 7 * MINUTE })
    // The last slow result, of minute 5, is too old for the fast values from minute 7 on.
    expect(timeline([fast, slow])).toEqual(['up 0-7', 'unknown 7-9 silent a', 'up 9-10'])
    const same = [
      history('a', '.......', { activeTo: 6 * MINUTE + 1 }),
      history('a', '       ...', { activeFrom: 6 * MINUTE + 1 }),
    ]
    expect(timeline(same)).toEqual(['up 0-10'])
  })

  test('after a break it begins anew, and what it said while it was not configured counts for nothing', () => {
    const before = history('a', '..........', { activeTo: 3 * MINUTE })
    const after = history('a', '        ..', { activeFrom: 5 * MINUTE })
    expect(timeline([before, after])).toEqual([
      'up 0-3',
      'unknown 3-5 no-liveness-check',
      'unknown 5-8 no-result-yet a',
      'up 8-10',
    ])
  })
})

describe('the state of the service', () => {
  test('down if any liveness check is, else unknown if any is', () => {
    expect(timeline([history('a', '...F......'), history('b', '..???.....')])).toEqual([
      'up 0-2',
      'unknown 2-3 probe-unknown b',
      'down 3-4 a',
      'unknown 4-5 probe-unknown b',
      'up 5-10',
    ])
  })

  test('nothing asked is nothing known', () => {
    expect(timeline([])).toEqual(['unknown 0-10 no-liveness-check'])
    expect(timeline([history('f', '..........', { purpose: 'fault' })])).toEqual([
      'unknown 0-10 no-liveness-check',
    ])
  })

  test('time-sync and evidence decide nothing', () => {
    const others = [
      history('t', 'FFFFFFFFFF', { purpose: 'time-sync' }),
      history('e', '??????????', { purpose: 'evidence' }),
    ]
    expect(timeline([history('a', '..........'), ...others])).toEqual(['up 0-10'])
  })
})

describe('faultCounts and slowdownCounts (requirements, section 5: III.2.1.1 is silent)', () => {
  const checks = [
    history('a', '..........'),
    history('f', '.FF?......', { purpose: 'fault' }),
    history('p', '.....F  ..', { purpose: 'performance' }),
  ]
  const failures = [
    failure(1, 4, { id: 'f1', kind: 'fault', check: 'f' }),
    failure(5, 8, { id: 's1', kind: 'slowdown', check: 'p' }),
  ]
  test.each([
    ['up', 'up', ['up 0-10']],
    ['down', 'up', ['up 0-1', 'down 1-3 f f1', 'unknown 3-4 probe-unknown f f1', 'up 4-10']],
    ['up', 'down', ['up 0-5', 'down 5-6:11 p s1', 'unknown 6:11-8 silent p s1', 'up 8-10']],
  ] as const)('faults %s, slowdowns %s', (faultCounts, slowdownCounts, expected) => {
    const interpretation = { ...interpretationOf(), faultCounts, slowdownCounts }
    expect(timeline(checks, failures, { interpretation })).toEqual(expected)
  })

  test('a fault check that is silent outside of a failure adds nothing', () => {
    const interpretation = interpretationOf({ faultCounts: 'down' })
    const silent = [history('a', '..........'), history('f', '..   ?  F.', { purpose: 'fault' })]
    expect(timeline(silent, [], { interpretation })).toEqual(['up 0-8', 'down 8-9 f', 'up 9-10'])
  })
})

describe('confirmed failures', () => {
  test('downtime begins with the first failed result and ends with the recovery: confirmation shortens nothing', () => {
    expect(timeline([history('a', '..FFFFF...')], [failure(2, 7)])).toEqual([
      'up 0-2',
      'down 2-7 a i1',
      'up 7-10',
    ])
  })

  test('a single ok within a confirmed failure does not interrupt it', () => {
    const alone = [history('a', '..FFF.FF..')]
    expect(timeline(alone, [failure(2, 8)])).toEqual([
      'up 0-2',
      'down 2-5 a i1',
      'down 5-6 i1',
      'down 6-8 a i1',
      'up 8-10',
    ])
    // Nor does somebody else's silence make the certain uncertain.
    expect(timeline([...alone, history('b', '.....?....')], [failure(2, 8)])[2]).toBe('down 5-6 i1')
  })

  test('a failure that was never confirmed is down as long as it held', () => {
    expect(timeline([history('a', '..F.......')])).toEqual(['up 0-2', 'down 2-3 a', 'up 3-10'])
  })

  test('silence within an outage is unknown, never down', () => {
    expect(timeline([history('a', '..FFF    .')], [failure(2, 9)])).toEqual([
      'up 0-2',
      'down 2-5:11 a i1',
      'unknown 5:11-9 silent a i1',
      'up 9-10',
    ])
  })

  test('an outage that lasts, of a check that is asked no longer, is still down', () => {
    const checks = [history('a', '..FFF', { activeTo: 5 * MINUTE }), history('b', '..........')]
    expect(timeline(checks, [failure(2, null)])).toEqual(['up 0-2', 'down 2-5 a i1', 'down 5-10 i1'])
  })

  test('a gap in monitoring and a fault of an external network are no stop of the service', () => {
    const others = [
      failure(2, 9, { kind: 'monitoring-gap' }),
      failure(2, 9, { id: 'x', kind: 'external-network' }),
    ]
    expect(timeline([history('a', '..........')], others)).toEqual(['up 0-10'])
  })
})

describe('withdrawals: reports show the figures with and without', () => {
  const checks = [history('a', '..FFF?FF..'), history('b', '...F......')]
  const failures = [failure(2, 8, { withdrawn: true })]

  test('applied, what its checks failed is up, what was unknown stays so, and others still count', () => {
    expect(timeline(checks, failures)).toEqual([
      'up 0-2',
      'up 2-3 withdrawn i1',
      'down 3-4 b',
      'up 4-5 withdrawn i1',
      'unknown 5-6 probe-unknown a',
      'up 6-8 withdrawn i1',
      'up 8-10',
    ])
  })

  test('ignored, it is an outage like any other', () => {
    expect(timeline(checks, failures, { withdrawals: 'ignored' })).toEqual([
      'up 0-2',
      'down 2-3 a i1',
      'down 3-4 a b i1',
      'down 4-5 a i1',
      'unknown 5-6 probe-unknown a i1',
      'down 6-8 a i1',
      'up 8-10',
    ])
  })

  test('another failure of the same check, not withdrawn, outranks it', () => {
    const both = [...failures, failure(4, 8, { id: 'i2' })]
    expect(timeline([history('a', '..FFFFFF..')], both)).toEqual([
      'up 0-2',
      'up 2-4 withdrawn i1',
      'down 4-8 a i2',
      'up 8-10',
    ])
  })
})

describe('downtimeEnds (requirements, section 5)', () => {
  const checks = [history('a', '..FFFFF...')]
  const failures = [failure(2, 7, { partialRecoveryAt: 5 * MINUTE })]
  test.each([
    ['full-recovery', ['up 0-2', 'down 2-7 a i1', 'up 7-10']],
    ['partial-recovery', ['up 0-2', 'down 2-5 a i1', 'up 5-7 partial-recovery i1', 'up 7-10']],
  ] as const)('%s', (downtimeEnds, expected) => {
    expect(INTERPRETATIONS.downtimeEnds.choices).toContain(downtimeEnds)
    expect(timeline(checks, failures, { interpretation: interpretationOf({ downtimeEnds }) })).toEqual(
      expected,
    )
  })

  test('a partial recovery from before the failure ends nothing before it began', () => {
    const interpretation = interpretationOf({ downtimeEnds: 'partial-recovery' })
    const early = [failure(2, 7, { partialRecoveryAt: MINUTE })]
    expect(timeline([history('a', '.FFFFFF...')], early, { interpretation })).toEqual([
      'up 0-1',
      'down 1-2 a',
      'up 2-7 partial-recovery i1',
      'up 7-10',
    ])
  })
})

test('a month of a check a minute takes little time and is one span', () => {
  const minutes = 30 * 1440
  const many = Array.from({ length: minutes }, (_, n) => ({
    startedAt: n * MINUTE,
    outcome: 'ok' as const,
    source: `agent/epoch/${n}`,
  }))
  const checks = ['a', 'b', 'c'].map((name) => history(name, '', { results: many }))
  expect(timeline(checks, [], { period: { from: 0, to: minutes * MINUTE } })).toEqual([`up 0-${minutes}`])
})
