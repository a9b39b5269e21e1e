import { expect, test } from 'vitest'
import { type CheckPiece, failuresOf } from '../../../rules/report/failures.ts'
import { Runs } from '../../../rules/report/runs.ts'
import type { Outcome, Purpose } from '../../../rules/words.ts'

const MINUTE = 60_000
const STOP: Outcome[] = ['ok', 'failed', 'failed', 'failed', 'ok', 'ok']

function seen(check: string, purpose: Purpose = 'liveness', outcomes: Outcome[] = STOP) {
  const runs = new Runs()
  for (const [index, outcome] of outcomes.entries()) {
    const startedAt = index * MINUTE
    const times = { plannedAt: startedAt, startedAt, finishedAt: startedAt, receivedAt: startedAt }
    const said = { outcome, attempt: 0, reason: null, offsetMs: null }
    runs.add({ ...times, ...said }, 'host-1/epoch', index + 1)
  }
  runs.sort()
  const piece: CheckPiece = {
    ...{ check, service: 'shop', component: 'web', purpose, everyMs: MINUTE, timeoutMs: 1_000 },
    confirm: { failures: 2, everyMs: MINUTE },
    ...{ limitMs: null, activeFrom: 0, activeTo: null },
  }
  return { check, pieces: [piece], runs, losses: [] }
}

test('what people said of a check that several vantages do holds for each of them, and for no other check', () => {
  const said = [
    {
      ...{ kind: 'outage' as const, checks: ['shop/web/alive'], from: MINUTE, to: 4 * MINUTE },
      ...{ withdrawn: true, partialRecoveryAt: null },
    },
  ]
  const withdrawn = (check: string) => failuresOf(seen(check), said).map((one) => one.withdrawn)
  expect(withdrawn('shop/web/alive')).toEqual([true])
  expect(withdrawn('shop/web/alive@outside')).toEqual([true])
  expect(withdrawn('shop/web/alive2@outside')).toEqual([false])
})

test('a withdrawn time-error of a host, or gap in monitoring, takes no stop of its checks back', () => {
  for (const kind of ['time-error', 'monitoring-gap'] as const) {
    const about = { checks: ['shop/web/alive'], from: 0, to: 9 * MINUTE, partialRecoveryAt: null }
    const [failure] = failuresOf(seen('shop/web/alive'), [{ kind, ...about, withdrawn: true }])
    expect(failure?.withdrawn).toBe(false)
  }
})

test('a time that a window of response times was slow is a failure of its check, though every result is ok', () => {
  const check = 'shop/web/fast'
  const slow = { kind: 'slowdown' as const, checks: [check], withdrawn: false, partialRecoveryAt: null }
  const times = (outcomes: Outcome[], from: number, to: number | null) =>
    failuresOf(seen(check, 'performance', outcomes), [{ ...slow, from, to }]).map((one) => [
      one.kind,
      one.firstFailedAt / MINUTE,
      one.recoveredAt === null ? null : one.recoveredAt / MINUTE,
    ])
  const ok: Outcome[] = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok']
  expect(times(ok, 2 * MINUTE, 5 * MINUTE)).toEqual([['slowdown', 2, 5]])
  expect(times(ok, 2 * MINUTE, null)).toEqual([['slowdown', 2, null]])
  // Together with single results that were too slow it is one.
  expect(times(STOP, 2 * MINUTE, 9 * MINUTE)).toEqual([['slowdown', 1, 9]])
})
