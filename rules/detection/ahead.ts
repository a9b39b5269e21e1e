/**
 * Results that a wall clock which was ahead put into a time to come. Each would be the newest until then, hide every
 * silence and end every failure: when the clock is set back they are set aside, and they arrive when their time comes.
 */
import { newCheckState, WINDOW } from './fold.ts'
import { compare } from './step.ts'
import type { Aside, CheckState, Observation } from './types.ts'

/** How far, in milliseconds, a result may lie ahead of now: what two clocks may differ by, and more. */
const AHEAD_MS = 60_000

/** How many wait at most: a whole window, and what comes to it while the clock is wrong. */
const WAITING = 2 * WINDOW

/** Whether something of a state lies further ahead of now than two clocks may differ. */
export function isAhead(newestAt: number, sinceAt: number, now: number): boolean {
  return Math.max(newestAt, sinceAt) - now > AHEAD_MS
}

/**
 * The state with what lies after `now` set aside. Where even the checkpoint lies there, what is folded into it can
 * not be put in order any more and the check begins anew; it waits with the others, see `resumed`. The same object
 * where nothing is ahead by more than two clocks may differ.
 */
export function setAside(state: CheckState, now: number): CheckState {
  const { checkpoint, window } = state
  const newestAt = window.at(-1)?.startedAt ?? checkpoint.newest?.startedAt ?? state.sinceAt
  if (!isAhead(newestAt, state.sinceAt, now)) return state
  const folded = checkpoint.newest?.startedAt ?? Number.NEGATIVE_INFINITY
  const toCome = window.filter(({ startedAt }) => startedAt > now)
  const before = state.aside?.folded ?? (folded > now ? checkpoint : undefined)
  const kept = { ...asideOf(state.aside, toCome, now), ...(before && { folded: before }) }
  const aside = kept.results.length > 0 ? { aside: kept } : {}
  if (Math.max(folded, state.sinceAt) > now) return { ...newCheckState(now), ...aside }
  const { slow, slowJudgedAt, aside: _, ...rest } = state
  return {
    ...rest,
    window: window.filter(({ startedAt }) => startedAt <= now),
    ...(slow && { slow: slow.filter(({ firstFailedAt }) => firstFailedAt <= now) }),
    ...(slowJudgedAt !== undefined && { slowJudgedAt: Math.min(slowJudgedAt, now) }),
    ...aside,
  }
}

/**
 * The state that goes on from what was folded before the clock was set back, once its time has come: it was the clock
 * that was behind then, and what it showed meanwhile lies before that. Where anything was executed since in the time of
 * it, the clock had been ahead: then that is what counts. The same object where there is nothing to go on from.
 */
export function resumed(state: CheckState, now: number): CheckState {
  if (!state.aside?.folded) return state
  const { folded, ...aside } = state.aside
  const foldedTo = folded.newest?.startedAt ?? Number.NEGATIVE_INFINITY
  if (foldedTo > now) return state
  const newestAt = state.window.at(-1)?.startedAt ?? state.checkpoint.newest?.startedAt ?? state.sinceAt
  if (newestAt >= foldedTo) return { ...state, aside }
  // Whoever judges next has to know: what was told meanwhile goes on by the right time.
  const leftOut = { from: aside.since - AHEAD_MS, to: foldedTo }
  return { ...state, checkpoint: folded, window: [], aside, leftOut }
}

/** Those whose time has come since, and what is left to be remembered: null once the last of them has come. */
export function comeOf(aside: Aside, now: number): { come: Observation[]; left: Aside | null } {
  const { results, upTo } = aside
  const come = results.filter(({ startedAt }) => startedAt > upTo && startedAt <= now)
  const isOver = (results.at(-1)?.startedAt ?? now) <= now
  return { come, left: isOver ? null : { ...aside, upTo: Math.max(upTo, now) } }
}

/** When the next of them comes; null where all have. */
export function comesAt({ results, upTo }: Aside): number | null {
  return results.find(({ startedAt }) => startedAt > upTo)?.startedAt ?? null
}

/** How many failed since the clock was set back, of those that were not known when it was. */
export function failedSince({ since, results }: Aside, window: readonly Observation[]): number {
  const known = new Set(results.map(({ source }) => source))
  return window.filter(
    ({ outcome, startedAt, source }) => outcome === 'failed' && startedAt > since && !known.has(source),
  ).length
}

/** Those that have come already are forgotten first, then the furthest. */
function asideOf(before: Aside | undefined, toCome: readonly Observation[], now: number): Aside {
  const known = new Set(toCome.map(({ source }) => source))
  const earlier = before?.results.filter(({ source }) => !known.has(source)) ?? []
  const all = [...earlier, ...toCome].toSorted(compare)
  const surplus = Math.max(0, all.length - WAITING)
  const passed = Math.min(surplus, all.filter(({ startedAt }) => startedAt <= now).length)
  return {
    since: before?.since ?? now,
    upTo: Math.min(before?.upTo ?? now, now),
    results: all.slice(passed, passed + WAITING),
  }
}
