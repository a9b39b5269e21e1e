import { expect, test } from 'vitest'
import { type CheckPiece, failuresOf } from '../../../rules/report/failures.ts'
import { Runs } from '../../../rules/report/runs.ts'

const MINUTE = 60_000

function seen(check: string) {
  const runs = new Runs()
  const outcomes = ['ok', 'failed', 'failed', 'failed', 'ok', 'ok'] as const
  for (const [index, outcome] of outcomes.entries()) {
    const startedAt = index * MINUTE
    const times = { plannedAt: startedAt, startedAt, finishedAt: startedAt, receivedAt: startedAt }
    const said = { outcome, attempt: 0, reason: null, offsetMs: null }
    runs.add({ ...times, ...said }, 'host-1/epoch', index + 1)
  }
  runs.sort()
  const piece: CheckPiece = {
    ...{ check, service: 'shop', component: 'web', purpose: 'liveness', everyMs: MINUTE, timeoutMs: 1_000 },
    confirm: { failures: 2, everyMs: MINUTE },
    ...{ limitMs: null, activeFrom: 0, activeTo: null },
  }
  return { check, pieces: [piece], runs, losses: [] }
}

test('what people said of a check that several vantages do holds for each of them, and for no other check', () => {
  const said = [
    { checks: ['shop/web/alive'], from: MINUTE, to: 4 * MINUTE, withdrawn: true, partialRecoveryAt: null },
  ]
  const withdrawn = (check: string) => failuresOf(seen(check), said).map((one) => one.withdrawn)
  expect(withdrawn('shop/web/alive')).toEqual([true])
  expect(withdrawn('shop/web/alive@outside')).toEqual([true])
  expect(withdrawn('shop/web/alive2@outside')).toEqual([false])
})
