import type { CheckSpec, CheckState, Episode, ExecutionGap, Health, Observation } from './types.ts'
export const WINDOW = 256
export function holdMs(spec: CheckSpec): number {
  return spec.everyMs + spec.timeoutMs + 1000
}
export function newCheckState(sinceAt: number): CheckState {
  return {
    checkpoint: {
      lastExecutedAt: null,
      lastOkAt: null,
      streak: null,
      running: null,
      heldSince: null,
      newest: null,
      ended: [],
    },
    window: [],
    sinceAt,
  }
}
export function observe(
  _state: CheckState,
  _spec: CheckSpec,
  _observations: Observation[],
): { state: CheckState; tooOld: Observation[] } {
  throw new Error('being written')
}
export function episodesOf(_state: CheckState, _spec: CheckSpec): Episode[] {
  throw new Error('being written')
}
export function healthOf(_state: CheckState, _spec: CheckSpec, _now: number): Health {
  throw new Error('being written')
}
export function lastExecutedAt(_state: CheckState): number | null {
  throw new Error('being written')
}
/** Since when nothing at all was heard, if that is longer than hold + grace at `now`. */
export function silentSince(
  _state: CheckState,
  _spec: CheckSpec,
  _now: number,
  _graceMs: number,
): number | null {
  throw new Error('being written')
}
export function executionGaps(
  _state: CheckState,
  _spec: CheckSpec,
  _limitMs: number,
  _now: number,
): ExecutionGap[] {
  throw new Error('being written')
}
export function largestGap(_state: CheckState, _fromAt: number, _toAt: number): number | null {
  throw new Error('being written')
}
