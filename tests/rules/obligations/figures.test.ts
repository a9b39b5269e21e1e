/** Shares, retention, figures and statements. */
import { expect, test } from 'vitest'
import { judgeAttested } from '../../../rules/obligations/attested.ts'
import { judgeLevels } from '../../../rules/obligations/level.ts'
import { coverageOf, judgeRatio } from '../../../rules/obligations/ratio.ts'
import { judgeRetention, type Kept } from '../../../rules/obligations/retention.ts'

const period = { from: 0, to: 100_000 }
const ratio = (upMs: number, unknownMs: number, more = {}) =>
  judgeRatio({
    subject: 'III.2.1.1.a',
    period,
    bounds: { upMs, atMostMs: upMs + unknownMs, ofMs: 100_000 },
    required: '99.5',
    closed: true,
    problem: null,
    ...more,
  })

test.each([
  [99_500, 0, 'met', 'ratio-reached'],
  // 99.499 % must not be shown as met.
  [99_499, 0, 'breached', 'ratio-missed'],
  [99_499, 1, 'not-proven', 'unknown-time'],
  [0, 100_000, 'not-proven', 'unknown-time'],
  [0, 99_499, 'breached', 'ratio-missed'],
  [100_000, 0, 'met', 'ratio-reached'],
] as const)('%i ms up and %i unknown of 100 s is %s', (up, unknown, state, because) => {
  expect(ratio(up, unknown)).toMatchObject({ state, because, decidedAt: period.to, dueAt: period.to })
  expect(ratio(up, unknown, { closed: false })).toMatchObject({ state: 'open', decidedAt: null })
  expect(ratio(up, unknown, { problem: 'holiday-data-ends' })).toMatchObject({
    state: 'not-proven',
    because: 'holiday-data-ends',
  })
})

test('nothing offered has no ratio, and what is no percentage is refused', () => {
  const none = { bounds: { upMs: 0, atMostMs: 0, ofMs: 0 } }
  expect(ratio(0, 0, none)).toMatchObject({ state: 'not-proven', because: 'nothing-offered' })
  expect(() => ratio(1, 0, { required: 'most' })).toThrow(RangeError)
})

test('what nobody vouches for is not covered, and a hole outranks a claim', () => {
  const spans = [
    { from: 0, to: 60, covered: true },
    { from: 50, to: 70, covered: false },
    { from: 90, to: 200, covered: true },
  ]
  expect(coverageOf(spans, { from: 10, to: 100 })).toEqual({ upMs: 50, atMostMs: 70, ofMs: 90 })
})

const at = (text: string) => Date.parse(`${text}T00:00:00+09:00`)
const DAY = 86_400_000
const due = { zone: 'Asia/Tokyo', months: 'calendar', days: 'elapsed' } as const
const kept = (more: Partial<Kept>): Kept => ({
  id: 'r',
  createdAt: at('2026-01-31'),
  goneAt: null,
  seenAt: null,
  ...more,
})
const retention = (now: string, records: Kept[], more = {}) =>
  judgeRetention({
    records,
    value: 'P1M',
    due,
    from: 'creation',
    checkedWithinMs: 2 * DAY,
    now: at(now),
    ...more,
  })

test.each([
  [{ goneAt: at('2026-02-27') }, 'breached', 'gone-early', -DAY],
  [{ goneAt: at('2026-02-28') }, 'met', 'kept-long-enough', 0],
  [{ goneAt: at('2026-03-02') }, 'met', 'kept-long-enough', 2 * DAY],
  [{ seenAt: at('2026-03-01') }, 'met', 'kept-long-enough', DAY],
  // Looked at shortly before its time was over: that far it is known.
  [{ seenAt: at('2026-02-27') }, 'met', 'kept-so-far', null],
  [{ seenAt: at('2026-02-20') }, 'not-proven', 'not-checked', null],
  [{}, 'not-proven', 'not-checked', null],
] as const)('a record of a month with %j is %s', (more, state, because, marginMs) => {
  expect(retention('2026-03-05', [kept(more)])).toMatchObject([
    { state, because, marginMs, dueAt: at('2026-02-28'), clockFrom: at('2026-01-31') },
  ])
})

test('retention while it runs: as far as the last look reaches; rows of one record are one', () => {
  const run = (seenAt: string) => retention('2026-02-10', [kept({ seenAt: at(seenAt) })])[0]
  expect(run('2026-02-08')).toMatchObject({ state: 'met', because: 'kept-so-far' })
  expect(run('2026-02-07')).toMatchObject({ state: 'not-proven', because: 'not-checked' })
  const rows = retention('2026-02-10', [
    kept({ seenAt: at('2026-02-09') }),
    kept({ goneAt: at('2026-02-10') }),
    kept({ id: 'later', createdAt: at('2026-02-11') }),
  ])
  expect(rows).toMatchObject([{ key: 'r', state: 'breached', because: 'gone-early' }])
})

test('retention from the end of the service: while it is offered, nothing may go (III.2.1.2 a)', () => {
  const from = { from: 'service-end' as const }
  const old = kept({ createdAt: at('2020-01-01'), seenAt: at('2026-02-09') })
  expect(retention('2026-02-10', [old], from)).toMatchObject([{ state: 'met', dueAt: at('2026-03-10') }])
  const gone = kept({ createdAt: at('2020-01-01'), goneAt: at('2026-02-09') })
  expect(retention('2026-02-10', [gone], from)).toMatchObject([{ state: 'breached', because: 'gone-early' }])
  const ended = { ...from, serviceEndAt: at('2025-12-31') }
  expect(retention('2026-02-10', [gone], ended)).toMatchObject([{ state: 'met', dueAt: at('2026-01-31') }])
})

const levels = (bound: 'least' | 'most', ...values: (number | null)[]) =>
  judgeLevels({
    subject: 'db/clock',
    bound,
    limit: 5,
    now: 1000,
    levels: values.map((value, index) => ({ id: `r${index}`, at: index * 10, value })).toReversed(),
  })

test('a run of figures beyond the limit is one breach, with its worst', () => {
  const rows = levels('most', 1, -5, 7, -9, 8, null, 3)
  expect(rows.map(({ state, clockFrom, endAt }) => [state, clockFrom, endAt])).toEqual([
    ['met', 0, 20],
    ['breached', 20, 50],
    ['not-proven', 50, 60],
    ['met', 60, null],
  ])
  expect(rows[1]?.evidence).toEqual({ worst: -9, limit: 5, by: 'r3', at: 30 })
  expect(levels('least', 5, 6)).toMatchObject([{ state: 'met', evidence: { worst: 5 } }])
  expect(levels('least', 4)).toMatchObject([{ state: 'breached', because: 'level-missed' }])
  expect(levels('least')).toEqual([])
})

test('an attested figure proves nothing after it ran out', () => {
  const judge = (now: number) =>
    judgeLevels({
      subject: 'ups',
      bound: 'least',
      limit: 5,
      now,
      levels: [
        { id: 'a', at: 0, value: 9, validUntil: 50 },
        { id: 'b', at: 80, value: 9 },
      ],
    }).map(({ state, clockFrom }) => [state, clockFrom])
  expect(judge(50)).toEqual([['met', 0]])
  expect(judge(60)).toEqual([
    ['met', 0],
    ['not-proven', 50],
  ])
  expect(judge(90).at(-1)).toEqual(['met', 80])
})

const said = (token: string, holds = true, validUntil: number | null = null, at = 10) => ({
  id: `${token}@${at}`,
  token,
  holds,
  at,
  validUntil,
})
const TWO = ['ic-card', 'password']

test.each([
  ['one_of', TWO, [said('password')], 'met', 'attested'],
  ['one_of', TWO, [said('biometrics')], 'breached', 'attested-otherwise'],
  ['one_of', TWO, [said('password', false), said('ic-card', false)], 'breached', 'attested-otherwise'],
  ['one_of', TWO, [said('password', false)], 'not-proven', 'not-attested'],
  ['one_of', TWO, [said('password', true, 99)], 'not-proven', 'attestation-expired'],
  ['one_of', TWO, [said('password', true, 100)], 'met', 'attested'],
  ['all_of', TWO, [said('password'), said('ic-card')], 'met', 'attested'],
  ['all_of', TWO, [said('password')], 'not-proven', 'not-attested'],
  ['all_of', TWO, [said('password'), said('ic-card', false)], 'breached', 'attested-otherwise'],
  ['all_of', TWO, [said('password'), said('ic-card', true, 50)], 'not-proven', 'attestation-expired'],
  ['implemented', ['III.4.2.1.b'], [], 'not-proven', 'not-attested'],
  ['implemented', ['III.4.2.1.b'], [said('III.4.2.1.b')], 'met', 'attested'],
  ['implemented', ['III.4.2.1.b'], [said('III.4.2.1.b', false)], 'breached', 'attested-otherwise'],
  // A later statement replaces an earlier one; one of tomorrow says nothing of today.
  [
    'implemented',
    ['x'],
    [said('x', true, null, 5), said('x', false, null, 6)],
    'breached',
    'attested-otherwise',
  ],
  ['implemented', ['x'], [said('x', true, null, 101)], 'not-proven', 'not-attested'],
] as const)('%s of %j with %j is %s', (kind, tokens, attestations, state, because) => {
  for (const list of [attestations, attestations.toReversed()]) {
    const row = judgeAttested({ subject: 's', kind, tokens, attestations: list, now: 100 })
    expect(row).toMatchObject({ state, because })
  }
})
