import { expect, test } from 'vitest'
import { judgeFollowUp } from '../../../rules/obligations/follow-up.ts'
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
