/** Where an invariant collects what it looked at and what it found. */
import type { Fault, History, Invariant, Judgement, Violation } from './history.ts'

/** Violations of one invariant that are listed; the others are counted. */
const LISTED = 20
/** How much before a violation its timeline reaches, milliseconds, and how many lines it has at most. */
const BEFORE_MS = 600_000
const LINES = 30

export interface Finder {
  /** Adds to what was looked at. */
  examine(what: string, count: number): void
  missing(what: string): void
  violate(what: string, at?: number | null, timeline?: Violation['timeline']): void
  judgement(): Judgement
}

export function finderOf(invariant: Invariant, history: History): Finder {
  const found: Judgement = { invariant, examined: {}, missing: [], violations: [], more: 0 }
  return {
    examine(what, count) {
      found.examined[what] = (found.examined[what] ?? 0) + count
    },
    missing(what) {
      if (!found.missing.includes(what)) found.missing.push(what)
    },
    violate(what, at = null, timeline = []) {
      if (found.violations.length >= LISTED) found.more += 1
      else
        found.violations.push({ what, at, timeline: [...around(history, at), ...timeline].toSorted(byTime) })
    },
    judgement: () => found,
  }
}

const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at

/** What the world suffered at that time, or shortly before. */
function around({ world }: History, at: number | null): Violation['timeline'] {
  if (at === null) return []
  const near = (world.faults ?? []).filter(
    ({ from, to }) => from <= at && (to ?? Number.POSITIVE_INFINITY) >= at - BEFORE_MS,
  )
  return near
    .slice(-LINES)
    .flatMap((fault) => [
      { at: fault.from, what: textOf(fault) },
      ...(fault.to !== null && fault.to <= at ? [{ at: fault.to, what: `over: ${textOf(fault)}` }] : []),
    ])
}

function textOf({ kind, who, note }: Fault): string {
  return note === undefined ? `${kind} ${who}` : `${kind} ${who} (${note})`
}
