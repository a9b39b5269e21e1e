import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Part,
  packDocument,
  packState,
  readableState,
  readDocument,
  unpackState,
} from '../../../collector/store/packed-state.ts'
import { digitsOf, readDigits } from '../../../collector/store/vlq.ts'
import { newCheckState, observe, WINDOW } from '../../../rules/detection/fold.ts'
import type { CheckState, Observation } from '../../../rules/detection/types.ts'
import { OUTCOMES } from '../../../rules/words.ts'
import { spec, timeline } from '../../rules/detection/histories.ts'

const roundTrip = (state: CheckState) => unpackState(packState(state))

/** As clocks say it, or as only a liar does. */
const instant = fc.oneof(
  { weight: 50, arbitrary: fc.integer({ min: 0, max: 2 ** 48 - 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: -8.64e15, max: 8.64e15 }) },
)
const anyRow: fc.Arbitrary<Observation> = fc.record(
  {
    plannedAt: instant,
    startedAt: instant,
    finishedAt: instant,
    receivedAt: instant,
    outcome: fc.constantFrom(...OUTCOMES),
    attempt: fc.nat({ max: 1000 }),
    offsetMs: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
    responseMs: fc.nat({ max: 100_000 }),
    reason: fc.string(),
    message: fc.string({ unit: 'grapheme' }),
    source: fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom('a/e', 'b/e', ''), fc.maxSafeNat()).map(([origin, seq]) => `${origin}/${seq}`),
      fc.constantFrom('a/e/007', 'a/e/1e3', 'a/e/-1', 'a/e/', '/', '1'),
    ),
  },
  {
    requiredKeys: ['plannedAt', 'startedAt', 'finishedAt', 'receivedAt', 'outcome', 'attempt', 'source'],
    noNullPrototype: true,
  },
)

test('a packed state is the same state, whatever its rows hold', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), instant, (window, sinceAt) => {
      const state = { ...newCheckState(sinceAt), window }
      expect(roundTrip(state)).toEqual(state)
    }),
  )
})

test('what was folded for good and what failed is kept with it', () => {
  const results = timeline(`${'.'.repeat(20)}FFFF${'.'.repeat(300)}FF?F`)
  const { state } = observe(newCheckState(0), spec(), results)
  expect(state.checkpoint.ended).toHaveLength(1)
  expect(roundTrip(state)).toEqual(state)
  const slow = { ...state, slow: state.checkpoint.ended, slowJudgedAt: 1_800_000_000_000 }
  expect(roundTrip(slow)).toEqual(slow)
})

test('a whole window of a check that answers stays below a page of the database', () => {
  // Starts, durations and ways that differ a little each time, as real ones do.
  const rows = Array.from({ length: WINDOW }, (_, i): Observation => {
    const startedAt = 1_760_000_000_000 + i * 60_000 + ((i * 7) % 13)
    const finishedAt = startedAt + 3 + ((i * 31) % 45)
    return {
      plannedAt: startedAt - (i % 3),
      startedAt,
      finishedAt,
      receivedAt: finishedAt + 50 + ((i * 17) % 40),
      outcome: 'ok',
      attempt: 0,
      source: `0d0c4f5e-7f39-4c5e-9b57-0d0c4f5e7f39/1d0c4f5e-7f39-4c5e-9b57-0d0c4f5e7f39/${i * 20 + (i % 4)}`,
    }
  })
  const { state } = observe(newCheckState(1_760_000_000_000), spec(), rows)
  expect(state.window).toHaveLength(WINDOW)
  expect(roundTrip(state)).toEqual(state)
  expect(packState(state).length).toBeLessThan(3_800)
  expect(packState(state).length * 10).toBeLessThan(JSON.stringify(state).length)
})

test('numbers keep their value up to 2^52; what is none is refused', () => {
  const largest = (Number.MAX_SAFE_INTEGER - 1) / 2
  const numbers = [0, 1, -1, 15, 16, -16, 2 ** 31, -(2 ** 31), 1_760_000_000_000, largest, -largest]
  expect(readDigits(numbers.map(digitsOf).join(''))).toEqual(numbers)
  for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, largest + 1])
    expect(() => digitsOf(bad)).toThrow(RangeError)
  for (const bad of ['g', 'A ', 'é']) expect(() => readDigits(bad)).toThrow(RangeError)
})

test('a text that ends half way is an error, never a shorter window', () => {
  const packed = packState({ ...newCheckState(0), window: timeline('..F') })
  const document = readDocument(packed)
  const [part = never()] = document.parts
  const cut = (more: Partial<Part>) => packDocument({ ...document, parts: [{ ...part, ...more }] })
  expect(() => unpackState(cut({ rows: part.rows.slice(0, -1) }))).toThrow('half way')
  expect(() => unpackState(cut({ texts: [] }))).toThrow('lacks')
})

test('whatever bit of it turned, a state is refused and not read as another', () => {
  const packed = packState({ ...newCheckState(1_790_000_000_000), window: timeline('..F.') })
  const bytes = Buffer.from(packed)
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const turned = Buffer.from(bytes)
    turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(readableState(turned.toString() as typeof packed)).toBeNull()
  }
})

function never(): never {
  throw new Error('a state without a part')
}
