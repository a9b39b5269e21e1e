/**
 * Results that a wall clock which was ahead put into a time to come. Each would be the newest until then, hide every
 * silence and end every failure: when the clock is set back they are set aside, and they arrive when their time comes.
 */
import { newCheckState, WINDOW } from './fold.ts'
import { compare } from './step.ts'
import type { Aside, CheckState, Observation } from './types.ts'

/** How far, in milliseconds, a result may lie ahead of now: what two clocks may differ by, and more. */
const AHEAD_MS = 60_000

/** Whether something of a state lies further ahead of now than two clocks may differ. */
export function isAhead(newestAt: number, sinceAt: number, now: number): boolean {
  return Math.max(newestAt, sinceAt) - now > AHEAD_MS
}

/**
 * The state with what lies after `now` set aside. Where even the checkpoint lies there, what is folded into it can
 * not be put in order any more and the check begins anew. The same object where nothing is ahead by more than two
 * clocks may differ.
 */
export function setAside(state: CheckState, now: number): CheckState {
  const { checkpoint, window } = state
  const newestAt = window.at(-1)?.startedAt ?? checkpoint.newest?.startedAt ?? state.sinceAt
  if (!isAhead(newestAt, state.sinceAt, now)) return state
  const folded = checkpoint.newest?.startedAt ?? Number.NEGATIVE_INFINITY
  const toCome = window.filter(({ startedAt }) => startedAt > now)
  const kept = asideOf(state.aside, toCome, now)
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

/** At most a window of them: those that have come already are forgotten first, then the furthest. */
function asideOf(before: Aside | undefined, toCome: readonly Observation[], now: number): Aside {
  const known = new Set(toCome.map(({ source }) => source))
  const earlier = before?.results.filter(({ source }) => !known.has(source)) ?? []
  const all = [...earlier, ...toCome].toSorted(compare)
  const surplus = Math.max(0, all.length - WINDOW)
  const passed = Math.min(surplus, all.filter(({ startedAt }) => startedAt <= now).length)
  return {
    since: before?.since ?? now,
    upTo: Math.min(before?.upTo ?? now, now),
    results: all.slice(passed, passed + WINDOW),
  }
}
