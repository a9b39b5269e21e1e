/**
 * "After every one, the next within the value": reports (III.1.1.7 a, III.1.1.4 a), backups (III.2.3.1 a), scans
 * (III.2.1.4), signatures (III.3.1.5 a). One obligation per distance; the last one stands open.
 */
import { doubtAt } from './doubt.ts'
import { type DueRules, dueAt } from './due.ts'
import type { Judged } from './judged.ts'
import type { ClockDoubt } from './types.ts'

/** Something that was done at its own time. */
export interface SequenceEvent {
  id: string
  at: number
  /** When it was written down here, if that was later. */
  recordedAt?: number | null
}

export interface SequenceInput {
  subject: string
  /** In any order; what repeats an instant counts once, what lies before the activation or after `now` not at all. */
  events: readonly SequenceEvent[]
  /** Activation: the first one is owed from then on. */
  sinceAt: number
  /** End of the service: nothing is owed from then on. */
  untilAt?: number | null
  /** The value in force, an ISO 8601 duration. */
  value: string
  due: DueRules
  now: number
  doubts?: readonly ClockDoubt[]
}

export interface JudgedRows {
  /** In order of their clocks. */
  obligations: Judged[]
  /** When judging again may say something else without new facts; null if never. */
  nextAt: number | null
}

/**
 * Met where the next came at or before the due time, breached where it came later, or not at all: then from
 * the due time on, and a late one only adds by how much. Not proven where one of the two instants lies in a
 * doubt of our own clock. What was done in time and written down late turns the breach to met.
 */
export function judgeSequence(input: SequenceInput): JudgedRows {
  const { sinceAt, untilAt = null, now } = input
  const endAt = Math.min(untilAt ?? Number.POSITIVE_INFINITY, now)
  const events = inOrder(input.events).filter(({ at }) => at > sinceAt && at <= endAt)
  const starts = [sinceAt, ...events.map(({ at }) => at)]
  const obligations: Judged[] = []
  let nextAt: number | null = null
  for (const [index, clockFrom] of starts.entries()) {
    const due = dueAt(clockFrom, input.value, input.due)
    const next = events[index]
    if (next) obligations.push(ended(input, clockFrom, due, next))
    else if (endAt > due) obligations.push(neverCame(input, clockFrom, due))
    else if (untilAt === null || now < untilAt) {
      obligations.push(row(input, clockFrom, due))
      nextAt = due + 1
    }
  }
  return { obligations, nextAt }
}

function ended(input: SequenceInput, clockFrom: number, due: number, next: SequenceEvent): Judged {
  const knownAt = Math.max(next.at, next.recordedAt ?? next.at)
  const inTime = next.at <= due
  const doubt = doubtAt(input.doubts ?? [], clockFrom, next.at)
  const because = !inTime ? 'next-late' : knownAt > due ? 'evidence-came-later' : 'next-in-time'
  return {
    ...row(input, clockFrom, due),
    state: doubt ? 'not-proven' : inTime ? 'met' : 'breached',
    decidedAt: inTime ? knownAt : due,
    marginMs: due - next.at,
    because: doubt?.because ?? because,
    endAt: next.at,
    evidence: { by: next.id, toAt: next.at, gapMs: next.at - clockFrom },
  }
}

function neverCame(input: SequenceInput, clockFrom: number, due: number): Judged {
  const doubt = doubtAt(input.doubts ?? [], clockFrom, due)
  return {
    ...row(input, clockFrom, due),
    state: doubt ? 'not-proven' : 'breached',
    decidedAt: due,
    because: doubt?.because ?? 'none-came',
    endAt: input.untilAt ?? null,
  }
}

function row({ subject }: SequenceInput, clockFrom: number, due: number): Judged {
  return {
    key: `${subject}#${clockFrom}`,
    subject,
    clockFrom,
    dueAt: due,
    limitMs: due - clockFrom,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    endAt: null,
    evidence: {},
  }
}

/** By their own time; of several at one instant the one that was written down first, then by id. */
function inOrder(events: readonly SequenceEvent[]): SequenceEvent[] {
  const known = ({ at, recordedAt }: SequenceEvent) => Math.max(at, recordedAt ?? at)
  const sorted = events.toSorted((a, b) => a.at - b.at || known(a) - known(b) || (a.id < b.id ? -1 : 1))
  return sorted.filter((event, index) => sorted[index - 1]?.at !== event.at)
}
