import { describe, expect, test } from 'vitest'
import { failuresOf, type MeasuredCheck, type Said } from '../../../rules/report/failures.ts'
import { type Run, Runs } from '../../../rules/report/runs.ts'
import type { Outcome } from '../../../rules/words.ts'

const AT = Date.UTC(2026, 10, 1)
const MINUTE = 60_000
const CHECK = 'shop/web/alive'

function add(
  runs: Runs,
  startedAt: number,
  outcome: Outcome = 'ok',
  more: Partial<Run & { seq: number; origin: string }> = {},
) {
  const { seq = 1, origin = 'agent/epoch', attempt = 0, reason = null, offsetMs = null } = more
  runs.add({ plannedAt: startedAt - 5, startedAt, outcome, attempt, reason, offsetMs }, origin, seq)
}

describe('runs in columns', () => {
  test('come out as they went in, by start and then by source, whatever the order was', () => {
    const runs = new Runs()
    add(runs, AT + 20, 'failed', { reason: 'refused', attempt: 2, seq: 7 })
    add(runs, AT, 'unknown', { reason: 'probe-hung' })
    add(runs, AT + 20, 'ok', { origin: 'agent/another', seq: 3, offsetMs: -1.5 })
    runs.sort()
    expect([...runs.between(AT, AT + 21)]).toEqual([
      {
        plannedAt: AT - 5,
        startedAt: AT,
        outcome: 'unknown',
        attempt: 0,
        reason: 'probe-hung',
        offsetMs: null,
      },
      {
        plannedAt: AT + 15,
        startedAt: AT + 20,
        outcome: 'ok',
        attempt: 0,
        reason: null,
        offsetMs: -1.5,
      },
      {
        plannedAt: AT + 15,
        startedAt: AT + 20,
        outcome: 'failed',
        attempt: 2,
        reason: 'refused',
        offsetMs: null,
      },
    ])
    expect([0, 1, 2].map((place) => runs.sourceAt(place))).toEqual([
      'agent/epoch/1',
      'agent/another/3',
      'agent/epoch/7',
    ])
    expect([...runs.between(AT + 1, AT + 20)]).toEqual([])
    expect(() => runs.at(3)).toThrow(RangeError)
  })

  test('hold more than they began with room for', () => {
    const runs = new Runs()
    for (let index = 999; index >= 0; index -= 1)
      add(runs, AT + index * MINUTE, index % 2 === 0 ? 'ok' : 'failed', { seq: index + 1 })
    runs.sort()
    expect(runs.length).toBe(1000)
    expect([runs.at(0).startedAt, runs.sourceAt(0)]).toEqual([AT, 'agent/epoch/1'])
    expect([runs.at(999).outcome, runs.sourceAt(999)]).toEqual(['failed', 'agent/epoch/1000'])
    expect(runs.placeOf(AT + 500 * MINUTE)).toBe(500)
  })
})

describe('confirmed failures of a check', () => {
  /** One letter a minute: . ok, x failed, ? unknown. */
  function checkOf(line: string, pieces: Partial<MeasuredCheck['pieces'][number]>[] = [{}]): MeasuredCheck {
    const runs = new Runs()
    const outcomes: Record<string, Outcome> = { '.': 'ok', x: 'failed', '?': 'unknown' }
    for (const [minute, letter] of [...line].entries())
      if (outcomes[letter]) add(runs, AT + minute * MINUTE, outcomes[letter], { seq: minute + 1 })
    const spec = { check: CHECK, service: 'shop', component: 'web', purpose: 'liveness' as const }
    const times = {
      everyMs: MINUTE,
      timeoutMs: 10_000,
      confirm: { failures: 2, everyMs: 10_000 },
      limitMs: 5 * MINUTE,
    }
    return {
      ...{ check: CHECK, runs, losses: [] },
      pieces: pieces.map((piece) => ({ ...spec, ...times, activeFrom: AT, activeTo: null, ...piece })),
    }
  }
  const spans = (check: MeasuredCheck, said: Said[] = []) =>
    failuresOf(check, said).map(({ firstFailedAt, recoveredAt }) => [
      (firstFailedAt - AT) / MINUTE,
      recoveredAt === null ? null : (recoveredAt - AT) / MINUTE,
    ])

  test.each([
    ['one failed run is no failure', '..x..', []],
    ['it begins with the first failed run', '..xx..', [[2, 4]]],
    ['one ok run within does not end it', '.xx.x..', [[1, 5]]],
    ['unknown neither adds nor breaks', '.x?x?..', [[1, 5]]],
    ['it runs on', '..xxx', [[2, null]]],
  ])('%s', (_, line, expected) => expect(spans(checkOf(line))).toEqual(expected))

  test('one that runs when the check is taken away ends there, and after a break the check begins anew', () => {
    const gone = AT + 4 * MINUTE
    expect(spans(checkOf('..xx...', [{ activeTo: gone }]))).toEqual([[2, 4]])
    const back = [{ activeTo: gone }, { activeFrom: gone + MINUTE }]
    expect(spans(checkOf('..xxxx..', back))).toEqual([[2, 4]])
    // Values that change without a break do not interrupt it.
    const changed = [{ activeTo: gone }, { activeFrom: gone, timeoutMs: 20_000 }]
    expect(spans(checkOf('..xxxx..', changed))).toEqual([[2, 6]])
  })

  test('what people said of an incident holds for what it overlaps, of its checks alone', () => {
    const said = (more: Partial<Said>): Said => ({
      ...{
        kind: 'outage',
        checks: [CHECK],
        from: AT + 2 * MINUTE,
        to: AT + 4 * MINUTE,
        withdrawn: true,
        partialRecoveryAt: null,
      },
      ...more,
    })
    const check = checkOf('..xx...xx..')
    const withdrawn = (one: Said) => failuresOf(check, [one]).map((failure) => failure.withdrawn)
    expect(withdrawn(said({}))).toEqual([true, false])
    expect(withdrawn(said({ to: null }))).toEqual([true, true])
    expect(withdrawn(said({ checks: ['shop/web/other'] }))).toEqual([false, false])
    const partial = failuresOf(check, [said({ withdrawn: false, partialRecoveryAt: AT + 3 * MINUTE })])
    expect(partial.map(({ partialRecoveryAt }) => partialRecoveryAt)).toEqual([AT + 3 * MINUTE, null])
  })
})
