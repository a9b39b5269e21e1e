/** What is left until a due time, or how far it is past, as the console shows it. */
export interface Countdown {
  /** `soon`: less than a quarter of the limit is left. */
  state: 'running' | 'soon' | 'over'
  /** `12:34`, `1:02:03`, `53:04:05`: hours are not folded into days. */
  text: string
}

/** At the due time itself the limit is still kept; one millisecond later it is over. */
export function countdown(dueAt: number, now: number, limitMs: number | null = null): Countdown {
  const left = dueAt - now
  if (left < 0) return { state: 'over', text: clockFace(Math.floor(-left / 1000)) }
  // Rounded up: "00:00" must not be read while time is left.
  const text = clockFace(Math.ceil(left / 1000))
  return { state: limitMs !== null && left < limitMs / 4 ? 'soon' : 'running', text }
}

function clockFace(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`
}
