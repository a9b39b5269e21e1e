import { expect, test } from 'vitest'
import { makeAnchors } from '../../agent/anchors.ts'
import type { NewItem } from '../../agent/spool/types.ts'
import { eventTime } from '../../rules/wire/event-time.ts'
import type { Anchor } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'

function setUp(aheadOfCollector: number) {
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  /** The collector's clock, which never steps. */
  const theirs = () => Date.UTC(2026, 10, 1) - aheadOfCollector + clock.monotonic()
  const anchors = makeAnchors(clock, (item) => items.push(item))
  const exchange = async (there: number, back: number) => {
    const sent = clock.monotonic()
    await clock.advance(there)
    const at = theirs()
    await clock.advance(back)
    anchors.exchanged(sent, clock.monotonic(), at, at)
  }
  const last = () => ({ seq: 1, ...items.at(-1) }) as unknown as Anchor
  return { clock, items, theirs, anchors, exchange, last }
}

test('an anchor at the start, after the first exchange, and then every minute', async () => {
  const { clock, items, anchors, exchange } = setUp(0)
  expect(items).toMatchObject([{ kind: 'anchor', mono: 0, offset: null, uncertainty: null }])
  await exchange(10, 10)
  expect(items.length).toBe(2)
  expect(items[1]).toMatchObject({ offset: 0, uncertainty: 10 })
  await exchange(10, 10)
  expect(items.length).toBe(2)
  for (let n = 0; n < 600; n += 1) {
    await clock.advance(1000)
    anchors.check()
  }
  expect(items.length).toBe(12)
})

test('event time is the collector time within the uncertainty, wherever the host clock is', async () => {
  const { clock, theirs, exchange, last } = setUp(3_600_000)
  await exchange(30, 10)
  await clock.advance(5000)
  const error = Math.abs(eventTime(last(), clock.monotonic()) - theirs())
  expect(error).toBeLessThanOrEqual(last().uncertainty ?? 0)
  expect(last().offset).toBe(-3_600_000 + 10)
})

test('the exchange of least delay counts', async () => {
  const { clock, anchors, exchange, last, theirs } = setUp(0)
  await exchange(500, 10)
  await exchange(5, 5)
  await exchange(10, 700)
  await clock.advance(60_000)
  anchors.check()
  // Half the round trip, and what two clocks may have parted in the minute since.
  expect(last()).toMatchObject({ uncertainty: 12, offset: 0 })
  expect(eventTime(last(), clock.monotonic())).toBe(theirs())
})

test('cut off from the collector, event time owns to what the clocks drift apart', async () => {
  const { clock, anchors, exchange, last } = setUp(0)
  await exchange(0, 0)
  for (let minute = 0; minute < 24; minute += 1) {
    await clock.advance(60_000)
    anchors.check()
  }
  // An oscillator that is 60 ppm off is 86 ms away after 24 minutes.
  expect(last().uncertainty).toBeGreaterThanOrEqual(87)
  expect(last().uncertainty).toBeLessThan(200)
})

test('a stepped wall clock makes an anchor at once; event time goes on without a jump, but in doubt', async () => {
  const { clock, items, anchors, exchange, last, theirs } = setUp(0)
  await exchange(1, 1)
  await clock.advance(1000)
  const before = last()
  clock.stepWall(-7_200_000)
  anchors.check()
  expect(items.length).toBe(3)
  const mono = clock.monotonic()
  expect(eventTime(last(), mono)).toBe(eventTime(before, mono))
  expect(eventTime(last(), mono)).toBe(theirs())
  // Half the round trip, and what they may have parted in the second since.
  expect(last().uncertainty).toBe(7_200_002)
  // The next exchange ends the doubt.
  await exchange(1, 1)
  expect(items.length).toBe(4)
  expect(last().uncertainty).toBe(1)
  expect(eventTime(last(), clock.monotonic())).toBe(theirs())
  clock.stepWall(400)
  anchors.check()
  expect(items.length).toBe(4)
})

test('after a suspension the next exchange sets event time right, whatever was measured before', async () => {
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  const anchors = makeAnchors(clock, (item) => items.push(item))
  let asleep = 0
  const theirs = () => Date.UTC(2026, 10, 1) + clock.monotonic() + asleep
  const exchange = async (ms: number) => {
    const sent = clock.monotonic()
    await clock.advance(ms)
    const at = theirs()
    await clock.advance(ms)
    anchors.exchanged(sent, clock.monotonic(), at, at)
  }
  await exchange(1)
  // The host sleeps an hour: its monotonic clock stands still, its wall clock wakes up right.
  asleep = 3_600_000
  clock.stepWall(asleep)
  anchors.check()
  await exchange(50)
  const last = { seq: 1, ...items.at(-1) } as unknown as Anchor
  expect(eventTime(last, clock.monotonic())).toBe(theirs())
  expect(last.uncertainty).toBe(50)
})

test("where the collector's clock is stepped, the next exchange counts, not the better ones before it", () => {
  const clock = makeVirtualClock()
  const items: NewItem[] = []
  const anchors = makeAnchors(clock, (item) => items.push(item))
  const exchange = (at: number, ms: number) => {
    const mono = clock.monotonic()
    anchors.exchanged(mono, mono + ms, at + ms / 2, at + ms / 2)
  }
  const start = Date.UTC(2026, 10, 1)
  exchange(start, 2)
  exchange(start - 7_200_000, 100)
  const last = { seq: 1, ...items.at(-1) } as unknown as Anchor
  expect(eventTime(last, clock.monotonic())).toBe(start - 7_200_000)
})

test.each([60_000, -60_000])(
  "a step of the collector's clock by %i ms within an exchange is no measurement",
  async (step) => {
    const { clock, anchors, exchange, last, theirs } = setUp(0)
    await exchange(10, 10)
    const before = last()
    const sent = clock.monotonic()
    await clock.advance(20)
    anchors.exchanged(sent, clock.monotonic(), theirs(), theirs() + step)
    await clock.advance(5_000)
    anchors.check()
    // It places by what it knew: by half the step off, it would be right by neither clock.
    expect(last()).toEqual(before)
    expect(eventTime(last(), clock.monotonic())).toBe(theirs())
    const again = clock.monotonic()
    await clock.advance(20)
    anchors.exchanged(again, clock.monotonic(), theirs() + step - 10, theirs() + step - 10)
    expect(eventTime(last(), clock.monotonic())).toBe(theirs() + step)
  },
)
