/**
 * Most results are routine: ok after ok, in order and on plan. What they do to a cursor follows from how many they
 * were and from the last of them, without stepping through each.
 */
import { holdMs } from './step.ts'
import type { CheckSpec, CheckState, Cursor } from './types.ts'

/** Whether the next ok result in order may be routine: a run of ok, nothing running, the newest result an executed one. */
export function isCalm({ streak, running, newest, lastExecutedAt }: Cursor): boolean {
  return streak?.outcome === 'ok' && running === null && newest?.startedAt === lastExecutedAt
}

/**
 * The cursor after `count` ok results in order, each at most `holdMs` after the one before, from a calm cursor on.
 * @param last the newest of them
 */
export function afterRoutine(
  cursor: Cursor,
  count: number,
  last: { startedAt: number; source: string },
): Cursor {
  if (count === 0 || !cursor.streak) return cursor
  const { startedAt, source } = last
  return {
    ...cursor,
    ...{ lastExecutedAt: startedAt, lastOkAt: startedAt, newest: { startedAt, source } },
    streak: { ...cursor.streak, count: cursor.streak.count + count },
  }
}

/**
 * How many results at the end of a window are routine: each ok, at most `withinMs` (and a hold) after the one before,
 * which was ok. All of them only where the checkpoint was calm as well.
 */
export function routineRun(state: CheckState, spec: CheckSpec, withinMs: number): number {
  const { window, checkpoint } = state
  const most = Math.min(withinMs, holdMs(spec))
  let run = 0
  for (let at = window.length - 1; at >= 0; at -= 1) {
    const { outcome, startedAt } = window[at] ?? { outcome: 'unknown', startedAt: 0 }
    if (outcome !== 'ok') return Math.max(0, run - 1)
    const before = window[at - 1]
    if (before === undefined) {
      const first = isCalm(checkpoint) && startedAt - (checkpoint.lastExecutedAt ?? 0) <= most
      return first ? run + 1 : run
    }
    if (startedAt - before.startedAt > most) return run
    run += 1
  }
  return run
}
