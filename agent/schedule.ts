/**
 * When each check is due, on the monotonic clock alone: a stepped wall clock changes nothing here.
 *
 * A check's plans lie on a grid `phase + k · every`, where `phase` is a stable splay of (agent, check), so that
 * a host's checks spread over their interval, the same way after every start. A check that is new here does
 * not wait for its place in the grid: its first plan falls within min(every, 0.5 s), spread by the same
 * splay; the next is the following place in the grid, so that the distance of two plans is never beyond the interval.
 * (Where that place would follow within a second, the first plan is that place.)
 *
 * A check whose interval is changed goes on from its last plan: it comes no earlier than the new interval after it
 * (what is under way would cost it that turn), and no later than the longer of the two. Its places are then those
 * of that plan; the grid comes back with the next start of the program.
 */
import { createHash } from 'node:crypto'
import type { Clock } from '../rules/clock.ts'

/** The first plan of a new check falls within this, milliseconds. */
const FIRST_WITHIN_MS = 500
/** A grid place this near to a first plan is the first plan. */
const SAME_PLAN_MS = 1000
/** Missed plans of one check that are recorded one by one after a late wake-up. */
const MOST_MISSED = 20
/** Longest timer that Node keeps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface Scheduled {
  check: string
  everyMs: number
}

export interface ScheduleEvents {
  /** The plan is due now; `nextPlan` is the one after it. */
  due(check: string, planned: number, nextPlan: number): void
  /** The plan passed while the host slept or the program was stopped. */
  missed(check: string, planned: number): void
  /** A timer came this many milliseconds after its plan. */
  woke?(lateMs: number): void
}

export interface Schedule {
  /** What is to be run from now on: a check that stays keeps its grid, a new one starts, an absent one ends. */
  set(checks: readonly Scheduled[]): void
  /** The plan after now; null for a check that is not scheduled. */
  nextPlan(check: string): number | null
  stop(): void
}

/** A stable number in [0, 1) for an agent and a check. */
export function splay(agent: string, check: string): number {
  const digest = createHash('sha256').update(`${agent}\n${check}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

/** First plan, and the one after it, of a check that becomes known at `now`. All are milliseconds of the monotonic clock. */
export function firstPlans(now: number, everyMs: number, share: number): { first: number; second: number } {
  const phase = Math.floor(share * everyMs)
  const placeAfter = (t: number) => phase + Math.ceil((t - phase) / everyMs) * everyMs
  const soon = Math.floor(now + share * Math.min(everyMs, FIRST_WITHIN_MS))
  const place = placeAfter(soon)
  const first = place - soon <= SAME_PLAN_MS ? place : soon
  return { first, second: placeAfter(first + 1) }
}

/** Where a check stood when its interval was changed; `last` is null where it has not run yet. */
interface Standing {
  everyMs: number
  last: number | null
  next: number
}

/**
 * The next plan of a check that has another interval from `now` on, between the new and the old distance from its
 * last plan. Where the new one has passed already, many checks may have been changed at once: each has its own share of it.
 */
export function changedPlan(now: number, before: Standing, everyMs: number, share: number): number {
  const { last, next } = before
  if (last === null || everyMs >= before.everyMs) return next
  const due = last + everyMs
  return Math.min(next, due >= now ? due : Math.floor(now + share * everyMs))
}

/** `agent` is the stable name of this agent for the splay. */
export function makeSchedule(clock: Clock, agent: string, events: ScheduleEvents): Schedule {
  type Entry = Standing & { after: number; cancel: () => void }
  const entries = new Map<string, Entry>()

  function begin(everyMs: number, check: string): Entry {
    const { first, second } = firstPlans(clock.monotonic(), everyMs, splay(agent, check))
    return { everyMs, last: null, next: first, after: second, cancel: () => undefined }
  }

  function goOn(before: Entry, everyMs: number, check: string): Entry {
    const next = changedPlan(clock.monotonic(), before, everyMs, splay(agent, check))
    return { everyMs, last: before.last, next, after: next + everyMs, cancel: () => undefined }
  }

  function arm(check: string, entry: Entry): void {
    const wait = Math.min(Math.max(0, entry.next - clock.monotonic()), LONGEST_TIMER_MS)
    entry.cancel = clock.after(wait, () => wake(check, entry))
  }

  function wake(check: string, entry: Entry): void {
    const now = clock.monotonic()
    // Timers may come a fraction of a millisecond early; only a bounded long wait comes earlier.
    if (now < entry.next - 2) {
      arm(check, entry)
      return
    }
    events.woke?.(Math.max(0, now - entry.next))
    const passed: number[] = []
    while (entry.after <= now) {
      passed.push(entry.next)
      entry.next = entry.after
      entry.after += entry.everyMs
      if (passed.length > MOST_MISSED) passed.shift()
    }
    for (const planned of passed) events.missed(check, planned)
    const planned = entry.next
    entry.last = planned
    entry.next = entry.after
    entry.after += entry.everyMs
    arm(check, entry)
    events.due(check, planned, entry.next)
  }

  return {
    set(checks) {
      const wanted = new Map(checks.map(({ check, everyMs }) => [check, everyMs]))
      const changed = new Map<string, Entry>()
      for (const [check, entry] of entries) {
        const everyMs = wanted.get(check)
        if (everyMs === entry.everyMs) continue
        if (everyMs !== undefined) changed.set(check, entry)
        entry.cancel()
        entries.delete(check)
      }
      for (const [check, everyMs] of wanted) {
        if (entries.has(check)) continue
        const before = changed.get(check)
        const entry = before ? goOn(before, everyMs, check) : begin(everyMs, check)
        entries.set(check, entry)
        arm(check, entry)
      }
    },
    nextPlan: (check) => entries.get(check)?.next ?? null,
    stop() {
      for (const entry of entries.values()) entry.cancel()
      entries.clear()
    },
  }
}
