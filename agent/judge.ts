/** From what a probe answered to what may be sent: the wire's bounds hold, and nonsense is unknown. */
import { LIMITS } from '../rules/wire/limits.ts'
import { OUTCOMES, type Outcome } from '../rules/words.ts'

export interface Judged {
  outcome: Outcome
  reason?: string | undefined
  message?: string | undefined
  values?: Record<string, number | string> | undefined
}

const lied = (message: string): Judged => ({ outcome: 'unknown', reason: 'probe-lied', message })

/** Text for people on one line within the wire's limit; where that cuts a letter in two, half of it is none. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to go
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
  return line.slice(0, LIMITS.message).toWellFormed()
}

/** A probe's answer as a result; unknown with `probe-lied` where it is none. */
export function judge(answer: unknown): Judged {
  if (typeof answer !== 'object' || answer === null) return lied('the probe answered nothing')
  const { outcome, reason, message, values } = answer as Record<string, unknown>
  const known = OUTCOMES.find((word) => word === outcome)
  if (!known) return lied('the probe answered no outcome')
  if (reason !== undefined && !(typeof reason === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(reason))) {
    return lied('the probe answered no reason code')
  }
  if (known !== 'ok' && reason === undefined) return lied('the probe gave no reason')
  const bad = wrongValue(values)
  if (bad !== null) return lied(bad)
  const judged: Judged = { outcome: known }
  if (typeof reason === 'string') judged.reason = reason
  if (typeof message === 'string' && message !== '') judged.message = oneLine(message)
  if (values !== undefined) judged.values = rounded(values as Record<string, number | string>)
  return judged
}

function wrongValue(values: unknown): string | null {
  if (values === undefined) return null
  if (typeof values !== 'object' || values === null) return 'the probe answered values that are none'
  const entries = Object.entries(values)
  if (entries.length > LIMITS.values) return `the probe answered ${entries.length} values`
  for (const [name, value] of entries) {
    const number = typeof value === 'number' && Math.abs(value) <= 1e15
    const text = typeof value === 'string' && value.length <= LIMITS.valueText
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(name) || !(number || text)) return `the value ${oneLine(name)} is none`
  }
  return null
}

/** Microseconds suffice. */
function rounded(values: Record<string, number | string>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  )
}

/** What a thrown error means: the time-out passed on is the target's, anything else is the probe's own fault. */
export function thrown(error: unknown, signal: AbortSignal): Judged {
  if (signal.aborted && error === signal.reason) {
    return { outcome: 'failed', reason: 'timeout', message: 'no answer in time' }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { outcome: 'unknown', reason: 'probe-threw', message: oneLine(message) }
}
