/** What evaluation holds of a check, packed and read back in between, says what `observe` says of the same results. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeldCheck } from '../../../collector/evaluation/held.ts'
import { type Row, resultOf } from '../../../collector/store/packed-rows.ts'
import { unpackState } from '../../../collector/store/packed-state.ts'
import { episodesOf, healthOf, newCheckState, observe } from '../../../rules/detection/fold.ts'
import { executionsOf } from '../../../rules/detection/gaps.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import { OUTCOMES } from '../../../rules/words.ts'
import { MINUTE, spec } from '../../rules/detection/histories.ts'

const SINCE = Date.UTC(2026, 10, 1)
const SPEC = spec(2)
const HOLD_MS = SPEC.everyMs + SPEC.timeoutMs + 1_000
const AGENT = 'f31c2ce4-6d3b-44f5-a8e6-0fbb0a1b8b50/5a7f6a7e-06ad-44a2-a8f3-3d7f8a8e7f10'
const bounds = { routineMs: HOLD_MS, heardMs: HOLD_MS + 10_000, quietMs: HOLD_MS, offsetMs: 500 }
const placed = () => ({ bounds, due: { at: 0, otherAt: 0, judgedAt: 0, calm: true } })

/** Up to what the wire takes, on both sides. */
const rarely = <T>(common: T, extreme: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(common) }, { weight: 1, arbitrary: extreme })
/** Results alike, one after the other. */
const stretch = fc.record({
  outcome: fc.constantFrom(...OUTCOMES, 'ok', 'ok'),
  count: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 400 }) },
  ),
  everyMs: fc.constantFrom(10_000, MINUTE, MINUTE, MINUTE, 3 * MINUTE),
  seqStep: rarely(1, fc.maxSafeNat()),
  finished: rarely(100, fc.integer({ min: -1e13, max: 1e13 })),
  planned: rarely(0, fc.integer({ min: -1e13, max: 1e13 })),
  attempt: fc.nat({ max: 1000 }),
  offsetMs: fc.option(fc.oneof(fc.integer({ min: -600, max: 600 }), fc.integer({ min: -1e15, max: 1e15 })), {
    nil: undefined,
  }),
  message: fc.option(fc.string({ unit: 'grapheme', maxLength: 8 }), { nil: undefined }),
  /** The last of them comes only after so many that follow it. */
  late: rarely(0, fc.integer({ min: 1, max: 30 })),
  /** What happens to what is held of them before the last of them comes. */
  before: fc.constantFrom('nothing', 'close', 'read', 'look'),
})
type Before = 'nothing' | 'close' | 'read' | 'look'

/** As they arrive, each with what happens before it. */
const arrivals = fc.array(stretch, { minLength: 1, maxLength: 14 }).map((stretches) => {
  const found: { row: Row; before: Before; place: number }[] = []
  let at = SINCE
  let seq = 1
  for (const { outcome, count, everyMs, seqStep, finished, planned, late, before, ...rest } of stretches)
    for (let n = 1; n <= count; n += 1) {
      at += everyMs
      seq = (seq + (n === 1 ? seqStep : 1)) % Number.MAX_SAFE_INTEGER
      const why = outcome === 'failed' ? { reason: 'refused' } : { reason: undefined }
      const times = {
        plannedAt: at + planned,
        startedAt: at,
        finishedAt: at + finished,
        receivedAt: at + 200,
      }
      const row: Row = { ...times, ...why, ...rest, outcome, responseMs: undefined, origin: AGENT, seq }
      const last = n === count
      found.push({ row, before: last ? before : 'nothing', place: found.length + (last ? late + 0.5 : 0) })
    }
  return found.toSorted((a, b) => a.place - b.place)
})

/** What is said of a check, as far as both remember: neither how long a window is nor where it is cut. */
function saidOf(state: CheckState, now: number, from: number) {
  const { executions } = executionsOf(state)
  return {
    episodes: episodesOf(state, SPEC)
      .filter(({ confirmedAt, recoveredAt }) => confirmedAt !== null || (recoveredAt ?? now) >= from)
      .slice(-60),
    health: healthOf(state, SPEC, now),
    executedAt: executions.at(-1)?.startedAt ?? state.checkpoint.lastExecutedAt,
    heardAt: state.window.at(-1)?.startedAt ?? state.checkpoint.newest?.startedAt,
  }
}

test('whatever comes, and however often it is packed and read back', () => {
  fc.assert(
    fc.property(arrivals, (came) => {
      let expected = newCheckState(SINCE)
      let held = HeldCheck.of(expected, SPEC, placed())
      let now = SINCE
      const compare = () => {
        const from = expected.window[0]?.startedAt ?? SINCE
        expect(saidOf(held.state(now), now, from)).toEqual(saidOf(expected, now, from))
      }
      for (const { row, before } of came) {
        if (before === 'close') held.close()
        if (before === 'read') held = HeldCheck.read(held.packed(), SPEC, placed())
        if (before !== 'nothing') compare()
        now = Math.max(now, row.startedAt + 200)
        expected = observe(expected, SPEC, [resultOf(row)]).state
        // As folding does it.
        if (held.isRoutine(row, now)) held.addRoutine(row)
        else if (!held.addNext(row, now)) held.insert([resultOf(row)], now, () => null)
      }
      compare()
      const { window } = unpackState(held.packed())
      expect(window.slice(-expected.window.length || window.length)).toEqual(expected.window)
      held = HeldCheck.read(held.packed(), SPEC, placed())
      compare()
    }),
    { numRuns: 60, seed: 19 },
  )
})
