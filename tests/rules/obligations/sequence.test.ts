import { expect, test } from 'vitest'
import { judgeDelays, type Trigger } from '../../../rules/obligations/delay.ts'
import { judgePerEvent } from '../../../rules/obligations/per-event.ts'
import { judgeSequence, type SequenceEvent } from '../../../rules/obligations/sequence.ts'

const at = (text: string) => Date.parse(`${text}+09:00`)
const due = { zone: 'Asia/Tokyo', months: 'calendar', days: 'elapsed' } as const
const SINCE = at('2026-01-31T12:00')
const issued = (text: string, recorded?: string): SequenceEvent => ({
  id: text,
  at: at(text),
  recordedAt: recorded === undefined ? null : at(recorded),
})
const reports = (now: string, events: SequenceEvent[], more = {}) =>
  judgeSequence({
    subject: 'report/customers',
    sinceAt: SINCE,
    value: 'P1M',
    due,
    now: at(now),
    events,
    ...more,
  })

test('monthly reports: from activation, at the due time in time, one millisecond later late', () => {
  const { obligations, nextAt } = reports('2026-04-01T00:00', [
    issued('2026-02-28T12:00'),
    issued('2026-03-28T12:00:00.001'),
  ])
  expect(obligations).toMatchObject([
    {
      key: `report/customers#${SINCE}`,
      state: 'met',
      marginMs: 0,
      because: 'next-in-time',
      endAt: at('2026-02-28T12:00'),
    },
    { state: 'breached', marginMs: -1, because: 'next-late', decidedAt: at('2026-03-28T12:00') },
    { state: 'open', dueAt: at('2026-04-28T12:00:00.001'), decidedAt: null },
  ])
  expect(nextAt).toBe(at('2026-04-28T12:00:00.002'))
})

test('a report that never came is breached from its due time on, and says by how much once it comes', () => {
  const never = reports('2026-03-05T00:00', [])
  expect(never).toMatchObject({
    obligations: [
      {
        state: 'breached',
        because: 'none-came',
        decidedAt: at('2026-02-28T12:00'),
        marginMs: null,
        endAt: null,
      },
    ],
    nextAt: null,
  })
  const late = reports('2026-03-05T00:00', [issued('2026-03-01T12:00')])
  expect(late.obligations[0]).toMatchObject({ key: never.obligations[0]?.key, marginMs: -86_400_000 })
})

test('issued in time and written down late is met, issued ahead of now or before activation is nothing', () => {
  const written = reports('2026-03-05T00:00', [issued('2026-02-20T12:00', '2026-03-04T12:00')])
  expect(written.obligations[0]).toMatchObject({
    state: 'met',
    because: 'evidence-came-later',
    decidedAt: at('2026-03-04T12:00'),
  })
  const none = reports('2026-02-01T00:00', [issued('2026-01-30T00:00'), issued('2026-02-02T00:00')])
  expect(none.obligations).toMatchObject([{ state: 'open', clockFrom: SINCE }])
})

test('nothing is owed after the end of the service, and what was overdue by then stays breached', () => {
  const ended = (untilAt: string) => reports('2026-06-01T00:00', [], { untilAt: at(untilAt) }).obligations
  expect(ended('2026-02-28T12:00')).toEqual([])
  expect(ended('2026-02-28T12:01')).toMatchObject([{ state: 'breached', endAt: at('2026-02-28T12:01') }])
})

test('a doubt of our own clock counts where one of the two instants lies in it, not between them', () => {
  const judge = (from: string, to: string) =>
    reports('2026-03-01T00:00', [issued('2026-02-20T12:00')], {
      doubts: [{ from: at(from), to: at(to), because: 'own-clock-unknown' }],
    }).obligations[0]
  expect(judge('2026-02-01T00:00', '2026-02-02T00:00')).toMatchObject({ state: 'met' })
  expect(judge('2026-02-20T00:00', '2026-02-21T00:00')).toMatchObject({
    state: 'not-proven',
    because: 'own-clock-unknown',
  })
  expect(judge('2026-01-31T00:00', '2026-01-31T12:00')).toMatchObject({ state: 'not-proven' })
})

const RELEASE = at('2026-11-20T10:00')
const HOUR = 3_600_000
const patches = (now: number, ...triggers: Trigger[]) =>
  judgeDelays({ triggers, value: 'PT24H', due, now: RELEASE + now * HOUR })
const patch = (doneAfter: number | null, id = 'CVE-1', recordedAfter?: number): Trigger => ({
  id,
  at: RELEASE,
  doneAt: doneAfter === null ? null : RELEASE + doneAfter * HOUR,
  recordedAt: recordedAfter === undefined ? null : RELEASE + recordedAfter * HOUR,
})

test.each([
  [24, patch(null), 'open', null, null],
  [24.5, patch(null), 'breached', null, 'not-done'],
  [30, patch(24), 'met', 0, 'done-in-time'],
  [30, patch(25), 'breached', -HOUR, 'done-late'],
  [30, patch(20, 'CVE-1', 28), 'met', 4 * HOUR, 'evidence-came-later'],
  // Applied ahead of the vendor's release.
  [30, patch(-1), 'met', 25 * HOUR, 'done-in-time'],
  // Not done yet at that time.
  [3, patch(20), 'open', null, null],
] as const)('after %i h, patching %j is %s', (now, trigger, state, marginMs, because) => {
  expect(patches(now, trigger).obligations).toMatchObject([{ state, marginMs, because, subject: 'CVE-1' }])
})

test('delays: each trigger once, in order, by its earliest instants, and when to look again', () => {
  const rows = patches(10, patch(null, 'b'), patch(30, 'a'), patch(9, 'a'), {
    ...patch(null, 'c'),
    at: RELEASE + 99 * HOUR,
  })
  expect(rows.obligations.map(({ key, state }) => [key, state])).toEqual([
    ['a', 'met'],
    ['b', 'open'],
  ])
  expect(rows.nextAt).toBe(RELEASE + 24 * HOUR + 1)
})

test('each backup is verified before the next one, or within a grace', () => {
  const events = [1, 2, 3].map((day) => ({ id: `b${day}`, at: day * 100 }))
  const verified = (event: string, when: number) => ({ event, at: when })
  const judge = (graceMs: number | null, now: number, ...verifications: { event: string; at: number }[]) =>
    judgePerEvent({ events: events.toReversed(), verifications, graceMs, now }).obligations.map(
      ({ state, because }) => because ?? state,
    )
  const some = [verified('b1', 200), verified('b2', 301), verified('x', 1)]
  expect(judge(null, 400, ...some)).toEqual(['verified', 'verified-late', 'open'])
  expect(judge(null, 400, verified('b1', 150), verified('b3', 390))).toEqual([
    'verified',
    'not-verified',
    'verified',
  ])
  expect(judge(50, 350, ...some)).toEqual(['verified-late', 'verified-late', 'open'])
  expect(judge(50, 351, ...some)).toEqual(['verified-late', 'verified-late', 'not-verified'])
  // A verification before its backup is none.
  expect(judge(null, 250, verified('b1', 99))).toEqual(['not-verified', 'open'])
  const open = judgePerEvent({ events, verifications: some, graceMs: 50, now: 350 })
  expect(open.nextAt).toBe(351)
})
