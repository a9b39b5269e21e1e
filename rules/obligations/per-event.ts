/** "After every one": each backup is verified (III.2.3.2 a), before the next one or within a stated grace. */
import { doubtAt } from './doubt.ts'
import type { Judged } from './judged.ts'
import type { JudgedRows } from './sequence.ts'
import type { ClockDoubt } from './types.ts'

export interface PerEventInput {
  /** In any order; each id once. */
  events: readonly { id: string; at: number }[]
  /** What was verified when; of several the first counts. One of an unknown event counts for nothing. */
  verifications: readonly { event: string; at: number }[]
  /** Time for the verification, milliseconds; null: until the next event. */
  graceMs: number | null
  now: number
  doubts?: readonly ClockDoubt[]
}

/** One obligation per event; the last one without a grace stays open until the next event. */
export function judgePerEvent(input: PerEventInput): JudgedRows {
  const { graceMs, now, verifications, doubts = [] } = input
  const events = inOrder(input.events).filter(({ at }) => at <= now)
  let nextAt: number | null = null
  const obligations = events.map((event, index): Judged => {
    const due = graceMs === null ? events[index + 1]?.at : event.at + graceMs
    const done = verifications.filter((one) => one.event === event.id && one.at <= now && one.at >= event.at)
    const doneAt = done.length > 0 ? Math.min(...done.map(({ at }) => at)) : null
    const row: Judged = {
      key: event.id,
      subject: event.id,
      clockFrom: event.at,
      dueAt: due ?? now,
      limitMs: (due ?? now) - event.at,
      state: 'open',
      decidedAt: null,
      marginMs: null,
      because: null,
      endAt: doneAt,
      evidence: doneAt === null ? {} : { doneAt },
    }
    if (doneAt === null && (due === undefined || now <= due)) {
      if (due !== undefined) nextAt = Math.min(nextAt ?? due + 1, due + 1)
      return row
    }
    const inTime = doneAt !== null && (due === undefined || doneAt <= due)
    const doubt = doubtAt(doubts, event.at, doneAt ?? row.dueAt)
    return {
      ...row,
      state: doubt ? 'not-proven' : inTime ? 'met' : 'breached',
      decidedAt: inTime ? doneAt : row.dueAt,
      marginMs: doneAt === null || due === undefined ? null : due - doneAt,
      because: doubt?.because ?? (inTime ? 'verified' : doneAt === null ? 'not-verified' : 'verified-late'),
    }
  })
  return { obligations, nextAt }
}

function inOrder(events: PerEventInput['events']) {
  const seen = new Set<string>()
  return events
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .filter(({ id }) => !seen.has(id) && seen.add(id))
}
