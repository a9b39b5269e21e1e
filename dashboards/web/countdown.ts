/** What is left until a due time, or how far it is past, as the console shows it. */
export interface Countdown {
  /** `soon`: less than a quarter of the limit is left. */
  state: 'running' | 'soon' | 'over'
  /** `12:34`, `1:02:03`, `53:04:05`: hours are not folded into days. */
  text: string
  /** From two days on nobody counts seconds: the span in whole hours, never more than is left; null below. */
  wholeHoursMs: number | null
}

const HOUR_MS = 3_600_000
const IN_WORDS_HOURS = 48

function wholeHours(ms: number): number | null {
  const hours = Math.floor(ms / HOUR_MS)
  return hours < IN_WORDS_HOURS ? null : hours * HOUR_MS
}

/** At the due time itself the limit is still kept; one millisecond later it is over. */
export function countdown(dueAt: number, now: number, limitMs: number | null = null): Countdown {
  const left = dueAt - now
  const wholeHoursMs = wholeHours(Math.abs(left))
  if (left < 0) return { state: 'over', text: clockFace(Math.floor(-left / 1000)), wholeHoursMs }
  // Rounded up: "00:00" must not be read while time is left.
  const text = clockFace(Math.ceil(left / 1000))
  return { state: limitMs !== null && left < limitMs / 4 ? 'soon' : 'running', text, wholeHoursMs }
}

function clockFace(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`
}
