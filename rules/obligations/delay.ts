/**
 * "Within the value after it": patches from their release to the start of the work (III.1.1.6 a, III.5.2.1 b),
 * virus definitions from their release to the update (III.2.2.1 a, III.5.2.1 a).
 */
import { doubtAt } from './doubt.ts'
import { type DueRules, dueAt } from './due.ts'
import type { Judged } from './judged.ts'
import type { JudgedRows } from './sequence.ts'
import type { ClockDoubt } from './types.ts'

/** What starts a clock, and when what it asks for was done. */
export interface Trigger {
  id: string
  at: number
  /** Null while it is not done; may lie before `at`. */
  doneAt: number | null
  /** When it was written down here that it is done, if that was later. */
  recordedAt?: number | null
}

export interface DelayInput {
  /** In any order; rows of one id are one: its earliest instants count. */
  triggers: readonly Trigger[]
  /** The value in force, an ISO 8601 duration. */
  value: string
  due: DueRules
  now: number
  doubts?: readonly ClockDoubt[]
}

/** One obligation per trigger up to `now`: met, breached (late, or not at all once the due time is over), or open. */
export function judgeDelays(input: DelayInput): JudgedRows {
  const { now } = input
  const obligations = merged(input.triggers)
    .filter(({ at }) => at <= now)
    .map((trigger) => judged(input, trigger))
  const open = obligations.flatMap((one) => (one.state === 'open' ? [one.dueAt + 1] : []))
  return { obligations, nextAt: open.length > 0 ? Math.min(...open) : null }
}

function judged({ value, due: rules, now, doubts = [] }: DelayInput, trigger: Trigger): Judged {
  const due = dueAt(trigger.at, value, rules)
  const doneAt = trigger.doneAt !== null && trigger.doneAt <= now ? trigger.doneAt : null
  const row: Judged = {
    key: trigger.id,
    subject: trigger.id,
    clockFrom: trigger.at,
    dueAt: due,
    limitMs: due - trigger.at,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    endAt: doneAt,
    evidence: {},
  }
  if (doneAt === null && now <= due) return row
  const doubt = doubtAt(doubts, trigger.at, doneAt ?? due)
  const inTime = doneAt !== null && doneAt <= due
  const knownAt = Math.max(doneAt ?? due, trigger.recordedAt ?? trigger.at, trigger.at)
  const late = doneAt === null ? 'not-done' : 'done-late'
  const because = !inTime ? late : knownAt > due ? 'evidence-came-later' : 'done-in-time'
  return {
    ...row,
    state: doubt ? 'not-proven' : inTime ? 'met' : 'breached',
    decidedAt: inTime ? knownAt : due,
    marginMs: doneAt === null ? null : due - doneAt,
    because: doubt?.because ?? because,
    evidence: doneAt === null ? {} : { doneAt, tookMs: doneAt - trigger.at },
  }
}

function merged(triggers: readonly Trigger[]): Trigger[] {
  const byId = new Map<string, Trigger>()
  for (const trigger of triggers) {
    const before = byId.get(trigger.id)
    byId.set(trigger.id, before ? earlier(before, trigger) : trigger)
  }
  return [...byId.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function earlier(a: Trigger, b: Trigger): Trigger {
  const at = Math.min(a.at, b.at)
  const done = [a, b].filter(({ doneAt }) => doneAt !== null)
  const known = ({ doneAt, recordedAt }: Trigger) => Math.max(doneAt ?? 0, recordedAt ?? 0)
  const [first] = done.toSorted((x, y) => (x.doneAt ?? 0) - (y.doneAt ?? 0) || known(x) - known(y))
  return { id: a.id, at, doneAt: first?.doneAt ?? null, recordedAt: first?.recordedAt ?? null }
}
