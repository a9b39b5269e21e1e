/**
 * Two levels of a limit: 目標レベル (warning) and 受け入れられないレベル (critical), 001 2.2.2.9 and 2.2.3.16.
 * The generated validators call this by the schema keyword `worse`.
 */
import { parseDuration } from '../duration.ts'

/** Which way a value gets worse. */
export type Worse = 'higher' | 'lower'

/** A level as written, as a number: durations in milliseconds. Null where it is none. */
export function levelOf(written: unknown): number | null {
  if (typeof written === 'number') return written
  return typeof written === 'string' ? parseDuration(written) : null
}

/** Whether warning lies beyond critical, so that it could never be told alone. Equal levels are in order. */
export function misordered(limits: { warning?: unknown; critical?: unknown }, worse: Worse): boolean {
  const [warning, critical] = [levelOf(limits.warning), levelOf(limits.critical)]
  if (warning === null || critical === null) return false
  return worse === 'higher' ? warning > critical : warning < critical
}
