import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ComplianceInput,
  complianceOf,
  type Loss,
  type Run,
  type Skip,
} from '../../../rules/obligations/compliance.ts'
import type { Outcome } from '../../../rules/words.ts'
import { ended } from '../../support/ended.ts'

const MINUTE = 60_000
const LETTERS: Record<string, Outcome> = { '.': 'ok', F: 'failed', '?': 'unknown' }
/** One letter a minute, from minute 0 on; `-` is no result. */
const runs = (letters: string, delayMs = 0): Run[] =>
  [...letters].flatMap((letter, minute) => {
    const outcome = LETTERS[letter]
    const plannedAt = minute * MINUTE
    const reason = outcome === 'unknown' ? 'probe-hung' : null
    return outcome ? [{ plannedAt, startedAt: plannedAt + delayMs, outcome, reason, attempt: 0 }] : []
  })
const judge = (results: Run[], more: Partial<ComplianceInput> = {}) =>
  ended(
    complianceOf({
      period: { from: 0, to: 10 * MINUTE },
      results,
      skips: [],
      losses: [],
      everyMs: MINUTE,
      limitMs: 5 * MINUTE,
      active: { from: 0, to: null },
      monitored: null,
      asOf: 60 * MINUTE,
      ...more,
    }),
  )
const skip = (minute: number, reason = 'still-running'): Skip => ({
  fromAt: minute * MINUTE,
  toAt: minute * MINUTE,
  count: 1,
  reason,
})
const loss = (first: number | null, last: number | null, count: number, reason = 'evicted-age'): Loss => ({
  firstAt: first === null ? null : first * MINUTE,
  lastAt: last === null ? null : last * MINUTE,
  count,
  reason,
})

test('every plan is executed, unknown, skipped or missed, each with its reason', () => {
  expect(judge(runs('..F?.-..-.'), { skips: [skip(5)] })).toEqual({
    planned: 10,
    executed: 7,
    late: 0,
    unknown: 1,
    skipped: 1,
    missed: 1,
    reasons: { 'no-result': 1, 'probe-hung': 1, 'still-running': 1 },
    largestGapMs: 2 * MINUTE,
    largestGapFromAt: 2 * MINUTE,
    verdict: 'met',
  })
})

test('a start more than a second after its plan is late, and still executed', () => {
  expect(judge(runs('..........', 1000))).toMatchObject({ executed: 10, late: 0 })
  expect(judge(runs('..........', 1001))).toMatchObject({ executed: 10, late: 10 })
  expect(judge(runs('??????????', 5000))).toMatchObject({ unknown: 10, late: 0 })
})

test('a repetition is an execution, but no plan', () => {
  const repeated = { ...runs('.')[0], plannedAt: 7 * MINUTE, startedAt: 7 * MINUTE, attempt: 1 } as Run
  const found = judge([...runs('..'), repeated, ...runs('---------.')])
  expect(found).toMatchObject({ executed: 3, missed: 7, largestGapMs: 6 * MINUTE, verdict: 'breached' })
})

test.each([
  ['an ended distance beyond the limit', '.-----....', 'breached', 6, 0],
  ['one that is just the limit', '.----.....', 'met', 5, 0],
  ['one that still runs at the end', '...-------', 'not-proven', 8, 2],
  ['unknown runs are no executions', '.?????....', 'breached', 6, 0],
] as const)('%s: %s is %s', (_, letters, verdict, minutes, from) => {
  expect(judge(runs(letters))).toMatchObject({
    verdict,
    largestGapMs: minutes * MINUTE,
    largestGapFromAt: from * MINUTE,
  })
})

test.each([
  ['nothing at all', '----------', 0],
  ['a probe that never got an answer', '??????????', 0],
])(
  '%s has no figure: pending until the limit has run out since the activation, then not proven',
  (_, letters) => {
    const none = { executed: 0, largestGapMs: null, largestGapFromAt: null }
    expect(judge(runs(letters))).toMatchObject({ ...none, verdict: 'not-proven' })
    const since = (minutes: number) => ({ active: { from: (10 - minutes) * MINUTE, to: null } })
    expect(judge(runs(letters), since(5))).toMatchObject({ ...none, verdict: 'pending' })
    expect(judge(runs(letters), since(6))).toMatchObject({ ...none, verdict: 'not-proven' })
    // The period began a minute ago, the check long before it.
    const late = { period: { from: 9 * MINUTE, to: 10 * MINUTE } }
    expect(judge(runs(letters), late)).toMatchObject({ ...none, verdict: 'not-proven' })
    expect(judge(runs(letters), { limitMs: null })).toMatchObject({ ...none, verdict: 'unset' })
  },
)

test('what is not owed is not planned: before activation, after it, outside the monitored hours, after now', () => {
  const all = runs('..........')
  expect(judge(all, { active: { from: 2 * MINUTE, to: 6 * MINUTE } })).toMatchObject({
    planned: 4,
    executed: 4,
  })
  expect(judge(all, { asOf: 3 * MINUTE })).toMatchObject({ planned: 3, executed: 3 })
  const monitored = [
    { from: 0, to: 3 * MINUTE },
    { from: 8 * MINUTE, to: 99 * MINUTE },
  ]
  const night = judge(runs('...-----..'), { monitored, limitMs: MINUTE })
  expect(night).toMatchObject({ planned: 5, executed: 5, missed: 0, largestGapMs: MINUTE, verdict: 'met' })
  expect(judge(all, { active: { from: 20 * MINUTE, to: null } })).toMatchObject({
    planned: 0,
    verdict: 'pending',
  })
  expect(judge(all, { limitMs: null })).toMatchObject({ verdict: 'unset', largestGapMs: MINUTE })
  // Nothing yet, and nothing overdue.
  expect(judge([], { asOf: 2 * MINUTE })).toMatchObject({ planned: 2, missed: 2, verdict: 'pending' })
})

test('a distance over the turn of a period counts whole, in the one that it ends in', () => {
  const period = { from: 4 * MINUTE, to: 10 * MINUTE }
  const over = judge(runs('..-----...'), { period })
  expect(over).toMatchObject({
    planned: 6,
    executed: 3,
    missed: 3,
    largestGapMs: 6 * MINUTE,
    largestGapFromAt: MINUTE,
    verdict: 'breached',
  })
  expect(judge(runs('..-----...'), { period: { from: 0, to: 4 * MINUTE } })).toMatchObject({ verdict: 'met' })
})

test('an agent that starts anew plans more than the interval holds: nothing is missed for it', () => {
  const again = runs('..........').map((run) => ({
    ...run,
    plannedAt: run.plannedAt + 7,
    startedAt: run.startedAt + 7,
  }))
  expect(judge([...runs('..........'), ...again])).toMatchObject({ planned: 20, executed: 20, missed: 0 })
})

test.each([
  ['as many as it gave up', [loss(3, 7, 2)], { 'evicted-age': 2, 'no-result': 3 }],
  ['no more than are missing', [loss(3, 7, 99)], { 'evicted-age': 5 }],
  ['no more than its time holds', [loss(3, 4, 99)], { 'evicted-age': 2, 'no-result': 3 }],
  ['only one end is known', [loss(null, 5, 9)], { 'evicted-age': 1, 'no-result': 4 }],
  ['of no time', [loss(null, null, 9)], { 'no-result': 5 }],
  ['elsewhere', [loss(20, 30, 9)], { 'no-result': 5 }],
  ['told twice', [loss(3, 7, 2), loss(3, 7, 2)], { 'evicted-age': 2, 'no-result': 3 }],
  [
    'two of them',
    [loss(3, 7, 2), loss(3, 7, 2, 'disk-full')],
    { 'disk-full': 2, 'evicted-age': 2, 'no-result': 1 },
  ],
] as const)('missed plans that a loss explains: %s', (_, losses, reasons) => {
  const found = judge(runs('...-----..'), { losses: [...losses] })
  expect(found).toMatchObject({ missed: 5 })
  expect(found.reasons).toEqual(reasons)
  expect(judge(runs('...-----..'), { losses: losses.toReversed() })).toEqual(found)
})

test('a doubt of our own clock makes no breach of a distance across it', () => {
  const doubts = [{ from: 3 * MINUTE, to: 3 * MINUTE, because: 'own-clock-off' as const }]
  expect(judge(runs('.-----....'), { doubts })).toMatchObject({ verdict: 'not-proven' })
  expect(
    judge(runs('.-----....'), { doubts: [{ ...doubts[0], from: 9 * MINUTE, to: 9 * MINUTE } as never] }),
  ).toMatchObject({
    verdict: 'breached',
  })
})

test('a range of skips is as many single ones, also where results lie in it', () => {
  const cases = fc.record({
    first: fc.nat(12),
    count: fc.integer({ min: 1, max: 12 }),
    step: fc.constantFrom(1, 2),
    letters: fc.array(fc.constantFrom('.', '-', '?'), { maxLength: 20 }),
    from: fc.nat(8),
    monitored: fc.constantFrom(null, [{ from: 2 * MINUTE, to: 9 * MINUTE }]),
    loss: fc.constantFrom(null, loss(0, 9, 3)),
  })
  fc.assert(
    fc.property(cases, ({ first, count, step, letters, from, monitored, loss }) => {
      const minutes = Array.from({ length: count }, (_, index) => first + index * step)
      const range = {
        fromAt: first * MINUTE,
        toAt: (minutes.at(-1) ?? first) * MINUTE,
        count,
        reason: 'still-running',
      }
      const more = { period: { from: from * MINUTE, to: 14 * MINUTE }, monitored, losses: loss ? [loss] : [] }
      const single = judge(runs(letters.join('')), { ...more, skips: minutes.map((minute) => skip(minute)) })
      expect(judge(runs(letters.join('')), { ...more, skips: [range] })).toEqual(single)
      expect(judge(runs(letters.join('')), { ...more, skips: [range, range] })).toEqual(single)
    }),
    { numRuns: 1000, seed: 5 },
  )
})
