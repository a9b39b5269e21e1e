import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Incident } from '../../../rules/incidents/types.ts'
import { type JudgedDelivery, judgeNotice, openNoticeObligation } from '../../../rules/obligations/notice.ts'
import type { Audience } from '../../../rules/words.ts'

const DUE = 1_200_000
const OWED: Audience[] = ['users', 'admin']
const accepted = (
  audience: Audience,
  acceptedAt: number,
  more: Partial<JudgedDelivery> = {},
): JudgedDelivery => ({
  audience,
  state: 'accepted',
  acceptedAt,
  endedAt: acceptedAt,
  channel: 'mail',
  ...more,
})
const ended = (
  audience: Audience,
  state: 'refused' | 'expired',
  endedAt: number,
  more = {},
): JudgedDelivery => ({
  audience,
  state,
  acceptedAt: null,
  endedAt,
  channel: 'mail',
  ...more,
})
const waiting = (audience: Audience, more = {}): JudgedDelivery => ({
  audience,
  state: 'waiting',
  acceptedAt: null,
  endedAt: null,
  channel: 'mail',
  ...more,
})
const judge = (deliveries: JudgedDelivery[], now: number, expanded = true, owed = OWED) =>
  judgeNotice({ dueAt: DUE, now, expanded, deliveries, owed })

test('the last owed recipient decides, at the due time still in time', () => {
  const last = [accepted('users', 5000), accepted('admin', DUE)]
  expect(judge(last, DUE + 99)).toEqual({
    state: 'met',
    decidedAt: DUE + 99,
    marginMs: 0,
    because: 'accepted-in-time',
  })
  const late = [accepted('users', 5000), accepted('admin', DUE + 1)]
  expect(judge(late, DUE + 99)).toMatchObject({ state: 'breached', marginMs: -1, because: 'accepted-late' })
  expect(judge([...last, accepted('manager', DUE + 1)], DUE + 99)).toMatchObject({ state: 'met' })
})

test('it is open until the due time is over, and breached from then on', () => {
  for (const [deliveries, expanded] of [
    [[accepted('users', 5000), waiting('admin')], true],
    [[accepted('users', 5000)], false],
    [[], false],
  ] as [JudgedDelivery[], boolean][]) {
    expect(judge(deliveries, DUE, expanded)).toEqual({
      state: 'open',
      decidedAt: null,
      marginMs: null,
      because: null,
    })
    expect(judge(deliveries, DUE + 1, expanded)).toMatchObject({
      state: 'breached',
      decidedAt: DUE + 1,
      marginMs: null,
    })
  }
})

test('a user refused for good in time is unreachable and no breach', () => {
  expect(judge([ended('users', 'refused', DUE), accepted('admin', 10)], DUE)).toMatchObject({
    state: 'met',
    because: 'accepted-in-time-except-unreachable',
  })
  expect(judge([ended('users', 'refused', DUE + 1), accepted('admin', 10)], DUE + 1).state).toBe('breached')
  expect(judge([ended('users', 'expired', DUE), accepted('admin', 10)], DUE).state).toBe('breached')
})

test('an administrative contact that cannot be reached is a breach, unless a second channel reached it', () => {
  const refused = ended('admin', 'refused', 10, { person: 'p' })
  expect(judge([accepted('users', 5), refused], 20)).toMatchObject({
    state: 'breached',
    marginMs: null,
    because: 'recipient-not-reached',
  })
  const second = { channel: 'sms', person: 'p' }
  expect(judge([accepted('users', 5), refused, waiting('admin', second)], 20).state).toBe('open')
  expect(judge([accepted('users', 5), refused, accepted('admin', 15, second)], 20).state).toBe('met')
  expect(judge([accepted('users', 5), refused, accepted('admin', DUE + 1, second)], DUE + 2).state).toBe(
    'breached',
  )
  // Another contact's acceptance does not stand in for it.
  expect(judge([refused, accepted('admin', 15, { person: 'q' })], 20).state).toBe('breached')
  // Not everyone has a delivery yet: a second channel may still come.
  expect(judge([refused], 20, false).state).toBe('open')
})

test('nobody to tell, or nobody reachable, proves nothing', () => {
  expect(judge([], 20)).toMatchObject({ state: 'not-proven', because: 'no-recipient', marginMs: null })
  expect(judge([accepted('manager', 5)], 20)).toMatchObject({ state: 'not-proven', because: 'no-recipient' })
  expect(judge([ended('users', 'refused', 10)], 20)).toMatchObject({
    state: 'not-proven',
    because: 'nobody-reachable',
  })
})

const delivery = fc.oneof(
  fc
    .tuple(fc.constantFrom<Audience>('users', 'admin', 'manager'), fc.nat(2 * DUE))
    .map(([a, at]) => accepted(a, at)),
  fc
    .tuple(
      fc.constantFrom<Audience>('users', 'admin'),
      fc.constantFrom('refused', 'expired'),
      fc.nat(2 * DUE),
    )
    .map(([a, state, at]) => ended(a, state, at)),
  fc.constantFrom<Audience>('users', 'admin').map((audience) => waiting(audience)),
)

test('a later due time never turns met into anything else, nor does the order of deliveries matter', () => {
  const cases = fc.record({
    deliveries: fc.array(delivery, { maxLength: 6 }),
    now: fc.nat(3 * DUE),
    dueAt: fc.nat(2 * DUE),
    more: fc.nat(DUE),
    expanded: fc.boolean(),
  })
  const rank = { breached: 0, open: 1, 'not-proven': 1, met: 2 }
  fc.assert(
    fc.property(cases, ({ deliveries, now, dueAt, more, expanded }) => {
      const strict = judgeNotice({ dueAt, now, expanded, deliveries, owed: OWED })
      const loose = judgeNotice({ dueAt: dueAt + more, now, expanded, deliveries, owed: OWED })
      expect(rank[loose.state]).toBeGreaterThanOrEqual(rank[strict.state])
      expect(judgeNotice({ dueAt, now, expanded, deliveries: deliveries.toReversed(), owed: OWED })).toEqual(
        strict,
      )
      if (strict.state === 'met') expect(strict.marginMs).toBeGreaterThanOrEqual(0)
      if (strict.state === 'open') expect(now).toBeLessThanOrEqual(dueAt)
    }),
    { numRuns: 2000 },
  )
})

test('no deadline lies before its clock, and its clock is the detection', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (firstFailedAt, confirming, valueMs) => {
      const confirmedAt = firstFailedAt + confirming
      const incident: Incident = {
        id: 'i1',
        service: 'shop',
        kind: 'outage',
        component: null,
        checks: ['shop/web/alive'],
        lastOkAt: null,
        firstFailedAt,
        confirmedAt,
        discoveredAt: firstFailedAt,
        recoveredAt: null,
        recoveryConfirmedAt: null,
        reason: null,
        message: null,
      }
      const opened = openNoticeObligation({ id: 'o1', incident, item: 'III.1.1.1.b', valueMs })
      expect(opened).toMatchObject({
        service: 'shop',
        subject: 'i1',
        state: 'open',
        limitMs: valueMs,
        decidedAt: null,
      })
      expect(opened.clockFrom).toBe(confirmedAt)
      expect(opened.dueAt - opened.clockFrom).toBe(valueMs)
    }),
  )
})

test('of a notice that cannot be read nothing is proven but that it was late', () => {
  const unread = (deliveries: JudgedDelivery[], now: number) =>
    judgeNotice({ dueAt: DUE, now, expanded: true, deliveries, owed: OWED, unreadable: true })
  const both = (at: number) => [accepted('users', at), accepted('admin', at)]
  const unproven = { state: 'not-proven', because: 'notice-unreadable', marginMs: null }
  expect(unread(both(5), 10)).toMatchObject(unproven)
  expect(unread([ended('users', 'expired', 5), ended('admin', 'expired', 5)], 10)).toMatchObject(unproven)
  expect(unread([ended('users', 'refused', 5)], 10)).toMatchObject(unproven)
  expect(unread([], 10)).toMatchObject(unproven)
  expect(unread([accepted('users', 5), waiting('admin')], DUE)).toMatchObject({ state: 'open' })
  expect(unread([accepted('users', 5), waiting('admin')], DUE + 1)).toMatchObject(unproven)
  expect(unread(both(DUE + 7), DUE + 9)).toMatchObject({
    state: 'breached',
    because: 'accepted-late',
    marginMs: -7,
  })
})
