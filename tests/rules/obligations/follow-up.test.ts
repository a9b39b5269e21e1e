import { expect, test } from 'vitest'
import { judgeFollowUp, judgeFollowUps } from '../../../rules/obligations/follow-up.ts'
import { type JudgedDelivery, judgeNotice } from '../../../rules/obligations/notice.ts'

const DUE = 1000
const accepted = (acceptedAt: number, more: Partial<JudgedDelivery> = {}): JudgedDelivery => ({
  audience: 'admin',
  state: 'accepted',
  acceptedAt,
  endedAt: acceptedAt,
  channel: 'mail',
  ...more,
})

const to = (person: string, at: number) => accepted(at, { person })
const refused = (person: string) =>
  accepted(100, { person, state: 'refused', acceptedAt: null, endedAt: 100 })
const waiting = (person: string) =>
  accepted(100, { person, state: 'waiting', acceptedAt: null, endedAt: null })

test('without a follow-up it is open, then breached; a written one is judged by its last contact', () => {
  const judge = (now: number, ...deliveries: JudgedDelivery[]) =>
    judgeFollowUp({ dueAt: DUE, now, notice: deliveries.length > 0 ? { expanded: true, deliveries } : null })
  expect(judge(DUE)).toEqual({ state: 'open', decidedAt: null, marginMs: null, because: null })
  expect(judge(DUE + 1)).toEqual({
    state: 'breached',
    decidedAt: DUE + 1,
    marginMs: null,
    because: 'no-follow-up',
  })
  expect(judge(DUE + 9, accepted(400), accepted(DUE))).toMatchObject({ state: 'met', marginMs: 0 })
  expect(judge(DUE + 9, accepted(400), accepted(DUE + 1))).toMatchObject({
    state: 'breached',
    because: 'accepted-late',
  })
  // Users are not owed it: their acceptance keeps nothing.
  expect(judge(DUE - 1, accepted(400, { audience: 'users' }))).toMatchObject({ because: 'no-recipient' })
})

test.each([
  ['relay', accepted(400), 'met', 600],
  ['recipient-server', accepted(400), 'not-proven', null],
  ['recipient-server', accepted(400, { recipientServerAt: 700 }), 'met', 300],
  ['recipient-server', accepted(400, { recipientServerAt: DUE + 5 }), 'breached', -5],
  ['acknowledged', accepted(400, { recipientServerAt: 700 }), 'not-proven', null],
  ['acknowledged', accepted(400, { acknowledgedAt: 999 }), 'met', 1],
  // No stamp can be earlier than the relay's.
  ['acknowledged', accepted(DUE + 3), 'breached', -3],
] as const)('with %s counting, %j is %s', (reachedBy, delivery, state, marginMs) => {
  const input = { dueAt: DUE, expanded: true, deliveries: [delivery], owed: ['admin'], reachedBy } as const
  expect(judgeNotice({ ...input, now: DUE + 10 })).toMatchObject({ state, marginMs })
  // Until the due time is over a stamp may still come.
  if (state === 'not-proven')
    for (const now of [500, DUE]) expect(judgeNotice({ ...input, now }).state).toBe('open')
})

test('what is decided across a doubt of our own clock is proven neither way', () => {
  const doubts = [{ from: 300, to: 350, because: 'own-clock-off' as const }]
  const judge = (from: number, at: number, now: number) =>
    judgeNotice({
      dueAt: DUE,
      now,
      expanded: true,
      deliveries: at < now ? [accepted(at)] : [{ ...accepted(at), state: 'waiting', acceptedAt: null }],
      owed: ['admin'],
      clock: { from, doubts },
    })
  expect(judge(100, 200, 400).state).toBe('met')
  expect(judge(100, 300, 400)).toMatchObject({ state: 'not-proven', because: 'own-clock-off', marginMs: 700 })
  expect(judge(350, 900, 901).state).toBe('not-proven')
  expect(judge(351, 900, 901).state).toBe('met')
  expect(judge(100, DUE + 1, DUE + 2)).toMatchObject({ state: 'not-proven', because: 'own-clock-off' })
  expect(judge(100, DUE + 9, DUE + 2)).toMatchObject({ state: 'not-proven', because: 'own-clock-off' })
  // Still open: nothing is decided that a doubt could touch.
  expect(judge(100, DUE + 9, DUE)).toMatchObject({ state: 'open', because: null })
})

test.each<[string, JudgedDelivery[][], number, string, number | null]>([
  ['one that reaches nobody leaves time for another', [[refused('a')]], 500, 'open -', null],
  ['and is breached when the time is over', [[refused('a')]], DUE + 1, 'breached recipient-not-reached', 0],
  ['the second one keeps it', [[refused('a')], [to('a', 700)]], 800, 'met accepted-in-time', 1],
  ['also to another person', [[refused('a')], [to('b', 700)]], 800, 'met accepted-in-time', 1],
  ['the earliest counts', [[to('a', 400)], [to('a', 300)]], 800, 'met accepted-in-time', 1],
  [
    'each to half of them',
    [
      [to('a', 1), refused('b')],
      [refused('a'), to('b', 9)],
    ],
    800,
    'met accepted-in-time',
    null,
  ],
  [
    'a late one after a lost one',
    [[refused('a')], [to('a', DUE + 1)]],
    DUE + 2,
    'breached accepted-late',
    null,
  ],
  [
    'one under way takes nothing from one that came',
    [[to('a', 5)], [waiting('a')]],
    9,
    'met accepted-in-time',
    0,
  ],
  ['nobody to write to, until the time is over', [[]], 9, 'open -', null],
  ['nobody to write to', [[]], DUE + 1, 'not-proven no-recipient', 0],
  ['none written', [], DUE + 1, 'breached no-follow-up', null],
])('several follow-ups: %s', (_, notices, now, expected, by) => {
  const written = notices.map((deliveries) => ({ expanded: true, deliveries }))
  const judged = judgeFollowUps({ dueAt: DUE, now, written })
  expect([`${judged.state} ${judged.because ?? '-'}`, judged.by]).toEqual([expected, by])
})

test('a follow-up in time across a doubt of our own clock is not proven at once', () => {
  const doubts = [{ from: 300, to: 350, because: 'own-clock-off' as const }]
  const written = [{ expanded: true, deliveries: [to('a', 400)] }]
  const judged = judgeFollowUps({ dueAt: DUE, now: 500, written, clock: { from: 100, doubts } })
  expect(judged).toMatchObject({ state: 'not-proven', because: 'own-clock-off', marginMs: 600, by: 0 })
})

test('a follow-up that cannot be read keeps nothing, and keeps none that can be read from keeping it', () => {
  const of = (at: number, more = {}) => ({ expanded: true, deliveries: [accepted(at)], ...more })
  const unread = of(200, { unreadable: true })
  const judge = (now: number, ...written: ReturnType<typeof of>[]) =>
    judgeFollowUps({ dueAt: DUE, now, written })
  expect(judge(DUE, unread)).toMatchObject({ state: 'open' })
  expect(judge(DUE + 1, unread)).toMatchObject({ state: 'not-proven', because: 'notice-unreadable', by: 0 })
  expect(judge(500, unread, of(400))).toMatchObject({ state: 'met', marginMs: 600, by: 1 })
  expect(judge(DUE + 9, unread, of(DUE + 5))).toMatchObject({ state: 'breached', by: null })
})
