/** What failed counts as too late to be told only behind as many newer results as are kept, and where the ledger says so (I2). */
import { expect, test } from 'vitest'
import { WINDOW } from '../../rules/detection/fold.ts'
import type { Said } from '../reference/detection.ts'
import { cameTooLate } from './too-late.ts'

const MINUTE = 60_000
const CHECK = 'shop/web/alive'

/** Three failures of a clock that is behind, after `newer` results by the right one. */
function judged(newer: number, { subject = CHECK, alsoInTime = false } = {}): boolean {
  const result = (startedAt: number, outcome: 'o' | 'f', receivedAt = startedAt): Said => ({
    ...{ startedAt, finishedAt: startedAt, receivedAt, outcome, source: String(startedAt) },
  })
  const cameAt = 1_000 * MINUTE
  const said = [
    ...[1, 2, 3].map((minute) => result(minute * MINUTE, 'f', cameAt)),
    ...Array.from({ length: newer }, (_, minute) => result((10 + minute) * MINUTE, 'o')),
    ...(alsoInTime ? [result(4 * MINUTE, 'f')] : []),
  ]
  const ledger = [{ seq: 1, at: cameAt, kind: 'evaluation.too-old', subject }]
  return cameTooLate([CHECK], { from: MINUTE, to: 5 * MINUTE }, { said: { of: () => said }, ledger })
}

test('behind more than is kept, and told as that', () => {
  expect(judged(WINDOW)).toBe(true)
})

test('what could still be put in order did not come too late', () => {
  expect(judged(WINDOW - 1)).toBe(false)
})

test('what nobody wrote down was lost without a word', () => {
  expect(judged(WINDOW, { subject: 'shop/web/works' })).toBe(false)
})

test('what came in time beside it had to be told', () => {
  expect(judged(WINDOW, { alsoInTime: true })).toBe(false)
})
