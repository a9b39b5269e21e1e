import { expect, test } from 'vitest'
import type { Channel, SendResult } from '../../../collector/notices/channels/channel.ts'
import { type LineDeps, makeLine } from '../../../collector/notices/line.ts'
import type { DeliveryRecord, LeasedDelivery } from '../../../collector/store/port.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const ACCEPTED: SendResult = { outcome: 'accepted', code: null, answer: '250 ok' }

/** A line over a store that has so many deliveries, and a channel that answers as told. */
function lineWith(
  deliveries: number,
  send: Channel['send'],
  more: { lastSeal?: () => Promise<null>; failed?: unknown[] } = {},
) {
  const clock = makeVirtualClock()
  const asked: number[] = []
  const records: DeliveryRecord[] = []
  let made = 0
  const store = {
    async leaseDeliveries({ limit, now }: { limit: number; now: number }) {
      asked.push(limit)
      const leased = Array.from({ length: Math.min(limit, deliveries - made) }, () => {
        made += 1
        const notice = {
          ...{
            kind: 'recovery',
            form: 'normal',
            language: 'ja',
            timezone: 'Asia/Tokyo',
            audiences: ['users'],
          },
          facts: {
            serviceName: 's',
            componentName: null,
            incident: {
              id: 'i',
              kind: 'outage',
              component: null,
              checks: ['c'],
              lastOkAt: null,
              firstFailedAt: now,
              confirmedAt: now,
              recoveredAt: now,
              recoveryConfirmedAt: now,
              reason: null,
              message: null,
            },
          },
        }
        const due = { createdAt: now, dueAt: null, attempt: 1, audience: 'users' }
        return { id: `d${made}`, address: 'u@c.example', token: 1, notice, ...due }
      }) as unknown as LeasedDelivery[]
      return { leased, unreadable: [] }
    },
    lastSeal: more.lastSeal ?? (async () => null),
  }
  const deps = {
    ...{ store, clock, owner: 'me', random: () => 0.5, newId: () => 'id', onChange: () => undefined },
    channel: { name: 'mail', send, close: async () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { count: () => undefined, observe: () => undefined, set: () => undefined },
    record: async (record: DeliveryRecord) => void records.push(record),
    stopping: new AbortController().signal,
    answered: () => undefined,
    failed: (error: unknown) => {
      if (!more.failed) throw error
      more.failed.push(error)
    },
  } as unknown as LineDeps
  return { line: makeLine(deps), clock, asked, records }
}

test('who answers at once has more leased ahead, up to a bound', async () => {
  const { line, clock, asked, records } = lineWith(2_000, async () => ACCEPTED)
  line.fill()
  for (let n = 0; n < 500; n += 1) await clock.advance(5)
  expect(asked[0]).toBe(10)
  expect(Math.max(...asked)).toBeGreaterThan(100)
  expect(Math.max(...asked)).toBeLessThanOrEqual(210)
  expect(new Set(records.map(({ id }) => id)).size).toBe(2_000)
  expect(records.every(({ result }) => result.outcome === 'accepted')).toBe(true)
})

test('what waits too long for a place is handed back unsent, due at once', async () => {
  let begun = 0
  const answers: ((answer: SendResult) => void)[] = []
  const { line, clock, records } = lineWith(400, async () => {
    begun += 1
    if (begun <= 300) return ACCEPTED
    return new Promise((resolve) => answers.push(resolve))
  })
  line.fill()
  for (let n = 0; n < 100; n += 1) await clock.advance(5)
  await clock.advance(12_000)
  expect(begun, 'ten at a time').toBe(310)
  expect(answers, 'none of them answered').toHaveLength(10)
  const back = records.filter(({ result }) => result.outcome === 'retry')
  expect(back.length).toBeGreaterThan(50)
  expect(back[0]).toMatchObject({ result: { code: 'not-begun', againMs: 0 } })
})

test('at a stop what was not begun is handed back, and what was is waited for', async () => {
  const answers: ((answer: SendResult) => void)[] = []
  let begun = 0
  const { line, clock, records } = lineWith(400, async () => {
    begun += 1
    return begun <= 150 ? ACCEPTED : new Promise((resolve) => answers.push(resolve))
  })
  line.fill()
  for (let n = 0; n < 100; n += 1) await clock.advance(5)
  const before = records.length
  let ended = false
  const stopped = line.stop().then(() => {
    ended = true
  })
  await clock.advance(0)
  expect(records.length).toBeGreaterThan(before)
  expect(records.slice(before).every(({ result }) => result.outcome === 'retry')).toBe(true)
  expect(ended).toBe(false)
  for (const answer of answers) answer(ACCEPTED)
  await stopped
  expect(records.slice(-answers.length).every(({ result }) => result.outcome === 'accepted')).toBe(true)
})

test('where the seal cannot be read nothing is leased, so that nothing waits for a lease to run out', async () => {
  let isAway = true
  const failed: unknown[] = []
  const lastSeal = async () => {
    if (isAway) throw new Error('away')
    return null
  }
  const { line, clock, asked, records } = lineWith(5, async () => ACCEPTED, { lastSeal, failed })
  line.fill()
  await clock.advance(0)
  expect([failed.length, asked.length]).toEqual([1, 0])
  isAway = false
  line.fill()
  await clock.advance(0)
  expect(records).toHaveLength(5)
})
