/** What was found of one evaluation item in a window: the figures that its row is judged by. Pure. */
import type { Achieved } from '../api/types.ts'
import type { ValueInForce } from '../guideline/value.ts'
import type { Obligation } from '../obligations/types.ts'
import { spanFigure, verdictOf } from '../obligations/verdict.ts'
import { parseIsoDuration } from '../time/duration.ts'
import { OBLIGATION_STATES, type ObligationState, type Verdict } from '../words.ts'

export type Counts = Record<ObligationState, number>

export interface ItemFigures {
  counts: Counts
  achieved: Achieved | null
  /** Against the value in force. */
  verdict: Verdict
  /** What the same facts are worth against the reference value; null where they do not say. */
  reference: 'met' | 'breached' | 'not-proven' | null
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
  return { counts: noCounts(), achieved: null, verdict: 'pending', reference: null }
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
  const referenceMs = spanOf(value.reference.value)
  return {
    counts,
    achieved:
      longestMs === null ? null : { of: interval ? 'largest-interval' : 'longest-delay', ms: longestMs },
    verdict,
    reference: referenceMs === null ? null : referenceFigure(obligations, referenceMs, interval?.largestMs),
  }
}

/** An interval item has rows of its misses only: where there are none, the largest distance says it. */
function referenceFigure(
  obligations: readonly Owed[],
  referenceMs: number,
  largestMs: number | null = null,
): ItemFigures['reference'] {
  const found = spanFigure(obligations, referenceMs)
  if (largestMs === null || found === 'breached') return found
  if (largestMs > referenceMs) return 'breached'
  return found ?? 'met'
}

const spanOf = (amount: unknown) => (typeof amount === 'string' ? parseIsoDuration(amount) : null)

function largestOf(spans: readonly (number | null)[]): number | null {
  let largest: number | null = null
  for (const span of spans) if (span !== null && (largest === null || span > largest)) largest = span
  return largest
}
