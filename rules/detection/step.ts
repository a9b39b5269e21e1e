/** One result after the other: the automaton that both the checkpoint and the window are folded with. */
import type { CheckSpec, Cursor, Episode, Observation } from './types.ts'

/** How long a result speaks for its check: until the next start, at most this many milliseconds (design, rule 1). */
export function holdMs(spec: Pick<CheckSpec, 'everyMs' | 'timeoutMs'>): number {
  return spec.everyMs + spec.timeoutMs + 1000
}

/** When an observation was known: its finish, never after its receipt (design, rule 2). */
export function knownAt(observation: Observation): number {
  return Math.min(observation.finishedAt, observation.receivedAt)
}

/** The order of results: by start, then by source. Negative where `a` comes first. */
export function compare(
  a: { startedAt: number; source: string },
  b: { startedAt: number; source: string },
): number {
  if (a.startedAt !== b.startedAt) return a.startedAt - b.startedAt
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0
}

export function emptyCursor(): Cursor {
  return {
    lastExecutedAt: null,
    lastOkAt: null,
    streak: null,
    running: null,
    heldSince: null,
    newest: null,
    ended: [],
  }
}

/**
 * Moves `cursor`, in place, over the next result in order, and returns the failure that it ended, if any:
 * a confirmed one with the result that confirms its recovery, an unconfirmed one with the first ok.
 * `cursor` must belong to the caller; episodes are replaced, never changed.
 */
export function step(cursor: Cursor, spec: CheckSpec, next: Observation): Episode | null {
  cursor.newest = { startedAt: next.startedAt, source: next.source }
  // Unknown is no response: it neither adds to a streak nor breaks one (design, rule 3).
  if (next.outcome === 'unknown') return null

  const silent = cursor.lastExecutedAt === null || next.startedAt - cursor.lastExecutedAt > holdMs(spec)
  const same = cursor.streak?.outcome === next.outcome
  if (silent || !same) cursor.heldSince = next.startedAt
  cursor.streak =
    cursor.streak && same
      ? { ...cursor.streak, count: cursor.streak.count + 1 }
      : { outcome: next.outcome, count: 1, firstStartedAt: next.startedAt }
  cursor.lastExecutedAt = next.startedAt

  const enough = cursor.streak.count >= spec.confirm.failures
  if (next.outcome === 'failed') {
    cursor.running ??= begin(cursor.lastOkAt, next)
    if (enough && cursor.running.confirmedAt === null)
      cursor.running = { ...cursor.running, confirmedAt: knownAt(next), confirmedBy: next.source }
    return null
  }
  cursor.lastOkAt = next.startedAt
  const running = cursor.running
  if (!running || (running.confirmedAt !== null && !enough)) return null
  cursor.running = null
  return { ...running, recoveredAt: cursor.streak.firstStartedAt, recoveryConfirmedAt: knownAt(next) }
}

function begin(lastOkAt: number | null, first: Observation): Episode {
  return {
    lastOkAt,
    firstFailedAt: first.startedAt,
    confirmedAt: null,
    confirmedBy: null,
    recoveredAt: null,
    recoveryConfirmedAt: null,
    reason: first.reason ?? null,
    message: first.message ?? null,
  }
}
