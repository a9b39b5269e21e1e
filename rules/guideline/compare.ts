/** How one amount stands to another of the same kind. What cannot be compared promises nothing: it is looser. */
import { type CalendarDuration, fixedMs, parseCalendarDuration } from '../time/duration.ts'
import type { Amount, OwnKind } from './edition.ts'

export type Comparison = 'equal' | 'stricter' | 'looser'

type Compare = (own: Amount, reference: Amount) => Comparison

const BY_KIND: Record<OwnKind | 'not_set', Compare> = {
  max_interval: ofDurations('most'),
  max_delay: ofDurations('most'),
  max_deviation: ofDurations('most'),
  min_retention: ofDurations('least'),
  min_duration: ofDurations('least'),
  min_ratio: ofDecimals,
  min_count: ofDecimals,
  coverage: ofDecimals,
  one_of: ofTokens((own, reference) => own.size > 0 && includesAll(reference, own)),
  all_of: ofTokens((own, reference) => includesAll(own, reference)),
  per_event: ofKindAlone,
  implemented: ofKindAlone,
  // The guideline has nothing to compare with.
  not_set: () => 'equal',
}

/** How an own amount stands to the reference value's, in the worst case that the calendar allows. */
export function compareAmounts(kind: OwnKind | 'not_set', own: Amount, reference: Amount): Comparison {
  return BY_KIND[kind](own, reference)
}

/** `most`: the longer the looser; `least`: the shorter the looser. */
function ofDurations(bound: 'most' | 'least'): Compare {
  return (own, reference) => {
    const [a, b] = [own, reference].map((amount) =>
      typeof amount === 'string' ? parseCalendarDuration(amount) : null,
    )
    if (!a || !b) return 'looser'
    const { least, most } = differenceMs(a, b)
    if (least === 0 && most === 0) return 'equal'
    return (bound === 'most' ? most <= 0 : least >= 0) ? 'stricter' : 'looser'
  }
}

const DAY_MS = 24 * 60 * 60 * 1000
/** The Gregorian calendar repeats after 400 years. */
const CYCLE = { months: 400 * 12, days: 146_097, fromYear: 2000 }

/** The least and the most that `a` can be longer than `b`, both counted from the first day of the same month. */
function differenceMs(a: CalendarDuration, b: CalendarDuration): { least: number; most: number } {
  const [ofA, ofB] = [a.years * 12 + a.months, b.years * 12 + b.months]
  const fixed = fixedMs(a) - fixedMs(b)
  if (ofA === ofB) return { least: fixed, most: fixed }
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let start = 0; start < CYCLE.months; start++) {
    const difference = (daysOf(start, ofA) - daysOf(start, ofB)) * DAY_MS + fixed
    least = Math.min(least, difference)
    most = Math.max(most, difference)
  }
  return { least, most }
}

/** Days of so many months from the start of a month of the cycle. */
function daysOf(start: number, months: number): number {
  const cycles = Math.floor(months / CYCLE.months)
  const rest = months - cycles * CYCLE.months
  const ms = Date.UTC(CYCLE.fromYear, start + rest) - Date.UTC(CYCLE.fromYear, start)
  return cycles * CYCLE.days + ms / DAY_MS
}

/** More is stricter. Exact: 99.5 is 99.50, and 99.4999… is less, however many digits it has. */
function ofDecimals(own: Amount, reference: Amount): Comparison {
  const [a, b] = [own, reference].map(digitsOf)
  if (!a || !b) return 'looser'
  const places = Math.max(a.fraction.length, b.fraction.length)
  const scaled = ({ whole, fraction }: Digits) => BigInt(whole + fraction.padEnd(places, '0'))
  if (scaled(a) === scaled(b)) return 'equal'
  return scaled(a) > scaled(b) ? 'stricter' : 'looser'
}

interface Digits {
  whole: string
  fraction: string
}

function digitsOf(amount: Amount): Digits | null {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(String(amount))
  return found ? { whole: found[1] ?? '', fraction: found[2] ?? '' } : null
}

function ofTokens(holds: (own: Set<string>, reference: Set<string>) => boolean): Compare {
  return (own, reference) => {
    const [a, b] = [tokensOf(own), tokensOf(reference)]
    if (!holds(a, b)) return 'looser'
    return a.size === b.size ? 'equal' : 'stricter'
  }
}

function includesAll(all: Set<string>, some: Set<string>): boolean {
  return [...some].every((token) => all.has(token))
}

function tokensOf(amount: Amount): Set<string> {
  return new Set(typeof amount === 'string' ? [amount] : Array.isArray(amount) ? amount : [])
}

/** The kind says it all: only the same can be promised. */
function ofKindAlone(own: Amount): Comparison {
  return own === null ? 'equal' : 'looser'
}
