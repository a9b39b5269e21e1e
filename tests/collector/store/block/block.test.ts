import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBlock, encodeBlock, UnreadableBlock } from '../../../../collector/store/block/block.ts'
import type { StoredBatch } from '../../../../collector/store/port.ts'
import type { Anchor, Item } from '../../../../rules/wire/v1.ts'
import { chanceOf, dayOf } from './days.ts'

const COLUMNS = 1
const AT = Date.UTC(2026, 10, 1)
const AGENT = 'a9e17000-0000-4000-8000-000000000001'

function day(types: string[], more: { minutes?: number; perBatch?: number; seed?: number } = {}) {
  let arrival = 0
  const { minutes = 1440, perBatch = 1, seed = 1 } = more
  const arrive = () => {
    arrival += 1
    return arrival
  }
  return dayOf({ agentId: AGENT, types, fromAt: AT, minutes, perBatch, chance: chanceOf(seed), arrive })
}

const results = (batches: StoredBatch[]) =>
  batches.flatMap(({ items }) => items.filter(({ kind }) => kind === 'result')).length

const anchor = fc.record({
  seq: fc.integer({ min: 1, max: 1000 }),
  mono: fc.integer({ min: 0, max: 1e13 }),
  wall: fc.integer({ min: 0, max: 8.64e15 }),
  offset: fc.option(fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }).map((x) => x + 0)),
  uncertainty: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
}) satisfies fc.Arbitrary<Anchor>
const check = fc.constantFrom('shop/web/alive', 'shop/web/works', 'mail/mx/port@host-1')
const mono = fc.integer({ min: 0, max: 1e13 })
const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const value = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((number) => number + 0),
  fc.integer({ min: -1e6, max: 1e6 }).map((number) => number / 1000 + 0),
  fc.string({ maxLength: 20 }),
)
const values = fc.dictionary(fc.constantFrom('total_ms', 'status', 'a', 'b', 'c', 'd', 'e'), value, {
  noNullPrototype: true,
})
const result = fc.record(
  {
    kind: fc.constant('result' as const),
    ...{ seq, check, planned: mono, started: mono, finished: mono, values },
    revision: fc.integer({ min: 1, max: 1e6 }),
    outcome: fc.constantFrom('ok', 'failed', 'unknown'),
    attempt: fc.integer({ min: 0, max: 1000 }),
    reason: fc.constantFrom('refused', 'timeout'),
    message: fc.string({ maxLength: 50 }),
  },
  {
    requiredKeys: [
      ...(['kind', 'seq', 'check', 'planned', 'started', 'finished', 'revision'] as const),
      ...(['outcome', 'attempt'] as const),
    ],
  },
)
const skipped = fc.record({
  kind: fc.constant('skipped' as const),
  ...{ seq, check, planned: mono },
  reason: fc.constantFrom('late-wake-up', 'still-running'),
})
const lost = fc.record({
  kind: fc.constant('lost' as const),
  ...{ seq, from: seq, to: seq, epoch: fc.uuid(), firstAt: fc.option(mono), lastAt: fc.option(mono) },
  ...{ count: fc.nat(), bytes: fc.nat(), reason: fc.constant('evicted-age') },
})
const item = fc.oneof(
  { weight: 5, arbitrary: result },
  skipped,
  anchor.map((one) => ({ kind: 'anchor' as const, ...one })),
  lost,
) as fc.Arbitrary<Item>
const batch = fc.record({
  arrival: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  agentId: fc.constant(AGENT),
  epoch: fc.constantFrom('e1', 'e2'),
  receivedAt: fc.integer({ min: 0, max: 8.64e15 }),
  base: anchor,
  items: fc.array(item, { minLength: 1, maxLength: 12 }),
}) satisfies fc.Arbitrary<StoredBatch>

describe('a block of batches', () => {
  test('gives the batches of a day back as they were, from the columns', () => {
    for (const types of [['tcp'], ['http'], ['ping', 'http', 'tcp']]) {
      const batches = day(types)
      const block = encodeBlock(batches)
      expect(block[0]).toBe(COLUMNS)
      expect(JSON.stringify(decodeBlock(block))).toBe(JSON.stringify(batches))
    }
  })

  test('is the same bytes for the same batches', () => {
    const batches = day(['tcp', 'http'])
    expect(encodeBlock(batches)).toEqual(encodeBlock(structuredClone(batches)))
  })

  test('gives back whatever an agent may have sent', () => {
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 8 }), (batches) => {
        expect(decodeBlock(encodeBlock(batches))).toEqual(batches)
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  test('keeps what no column holds, as long as it is data', () => {
    const [first] = day(['tcp'], { minutes: 1 })
    if (!first) throw new Error('no batch')
    const odd = [
      { ...first, items: first.items.map((one) => ({ ...one, later: { field: [1, 'x', null] } })) },
    ]
    const block = encodeBlock(odd as StoredBatch[])
    expect(block[0]).not.toBe(COLUMNS)
    expect(decodeBlock(block)).toEqual(odd)
  })

  test('costs little more than the noise in its values', () => {
    const perResult = (types: string[], perBatch?: number) => {
      const batches = day(types, perBatch === undefined ? {} : { perBatch })
      return encodeBlock(batches).length / results(batches)
    }
    // One value with some 10 bits of noise, one receipt, one end; half a year of them makes no difference.
    expect(perResult(['tcp'])).toBeLessThan(4)
    expect(
      perResult(
        Array.from({ length: 20 }, () => 'tcp'),
        20,
      ),
    ).toBeLessThan(2.2)
    expect(perResult(['tcp', 'http', 'ping'])).toBeLessThan(6)
  })

  test('of many checks with few results each is small too', () => {
    const batches = day(
      Array.from({ length: 1000 }, () => 'tcp'),
      { minutes: 8, perBatch: 50 },
    )
    expect(encodeBlock(batches).length / results(batches)).toBeLessThan(3)
  })

  test('is refused where any byte of it was changed, or its end is gone', () => {
    const block = encodeBlock(day(['tcp'], { minutes: 30 }))
    for (let place = 0; place < block.length; place += 7) {
      const damaged = block.slice()
      damaged[place] = (damaged[place] ?? 0) ^ 0x10
      expect(() => decodeBlock(damaged)).toThrow(UnreadableBlock)
    }
    for (const length of [0, 3, 8, 9, block.length - 1])
      expect(() => decodeBlock(block.slice(0, length))).toThrow(UnreadableBlock)
  })
})
