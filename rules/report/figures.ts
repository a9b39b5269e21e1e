/** What was found of one evaluation item in a window: the figures that its row is judged by. Pure. */
import type { Achieved } from '../api/types.ts'
import type { ReferenceValue } from '../guideline/edition.ts'
import type { ValueInForce } from '../guideline/value.ts'
import type { Obligation } from '../obligations/types.ts'
import { verdictOf } from '../obligations/verdict.ts'
import { parseIsoDuration } from '../time/duration.ts'
import { OBLIGATION_STATES, type ObligationState, type Verdict } from '../words.ts'

export type Counts = Record<ObligationState, number>

export interface ItemFigures {
  counts: Counts
  achieved: Achieved | null
  /** Against the value in force. */
  verdict: Verdict
  /** Against the reference value alone, as far as the figures say more than the verdict does; null if they do not. */
  referenceVerdict: Verdict | null
}

export function noCounts(): Counts {
  return Object.fromEntries(OBLIGATION_STATES.map((state) => [state, 0])) as Counts
}

/** Worst first: one breach breaches, and what is not proven is never met. */
const WORST: readonly Verdict[] = ['breached', 'not-proven', 'met', 'pending', 'unset', 'not-measured']

/** The worst of verdicts over parts of one item; `pending` of none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return WORST.find((verdict) => verdicts.includes(verdict)) ?? 'pending'
}

/** What the figures of an item say with nothing measured and nothing owed. */
export function nothingFound(): ItemFigures {
  return { counts: noCounts(), achieved: null, verdict: 'pending', referenceVerdict: null }
}

type Owed = Pick<Obligation, 'state' | 'marginMs' | 'limitMs'>

/**
 * From the obligations of a window, and for an interval item also the largest distance that was measured
 * (`largestMs`, null where nothing was). Withdrawn ones are counted and judge nothing.
 */
export function figuresOfObligations(a: {
  value: ValueInForce
  obligations: readonly Owed[]
  interval?: { largestMs: number | null; verdict?: Verdict }
}): ItemFigures {
  const { value, obligations, interval } = a
  const counts = noCounts()
  for (const { state } of obligations) counts[state] += 1
  const decided = obligations.filter(({ state }) => state === 'met' || state === 'breached')
  const spans = decided.flatMap(({ limitMs, marginMs }) => (marginMs === null ? [] : [limitMs - marginMs]))
  const longestMs = largestOf([...spans, ...(interval ? [interval.largestMs] : [])])
  const inForceMs = spanOf(value.inForce) ?? largestOf(obligations.map(({ limitMs }) => limitMs))
  const verdict =
    interval && inForceMs !== null
      ? worstOf([
          verdictOf(counts, { achievedMs: interval.largestMs, inForceMs }),
          ...(interval.verdict ? [interval.verdict] : []),
        ])
      : verdictOf(counts)
  // A breach without a margin never came to an end: how it stands to another value is not known.
  const endless = decided.some(({ state, marginMs }) => state === 'breached' && marginMs === null)
  return {
    counts,
    achieved:
      longestMs === null ? null : { of: interval ? 'largest-interval' : 'longest-delay', ms: longestMs },
    verdict,
    referenceVerdict: endless ? null : spanAgainst(value.reference, longestMs, counts),
  }
}

/** How a span stands to the reference value alone; null where it does not tell. */
function spanAgainst(reference: ReferenceValue, achievedMs: number | null, counts: Counts): Verdict | null {
  const limitMs = spanOf(reference.value)
  if (limitMs === null || achievedMs === null) return null
  if (achievedMs > limitMs) return 'breached'
  return counts['not-proven'] > 0 ? 'not-proven' : 'met'
}

/** The reference value's verdict, given that over the value in force and what the figures say of it. */
export function againstReference(value: ValueInForce, figures: ItemFigures): Verdict {
  const { standing } = value
  if (standing === 'unset' || standing === 'provider') return 'unset'
  // A looser promise misses the reference value whatever was achieved (design, rule 10).
  if (standing === 'looser') return 'breached'
  if (standing === 'stricter' && figures.verdict === 'breached' && figures.referenceVerdict !== null)
    return figures.referenceVerdict
  return figures.verdict
}

const spanOf = (amount: unknown) => (typeof amount === 'string' ? parseIsoDuration(amount) : null)

function largestOf(spans: readonly (number | null)[]): number | null {
  let largest: number | null = null
  for (const span of spans) if (span !== null && (largest === null || span > largest)) largest = span
  return largest
}
