/** What NTP answers are worth (RFC 5905): which are refused, and what the rest say together. */
import { delayOf, type Exchange, offsetOf } from './exchange.ts'

export interface NtpAnswer {
  leapIndicator: number
  mode: number
  stratum: number
  /** Unix milliseconds. T1 as the server repeated it. */
  origin: number
  receive: number
  transmit: number
  /** T4. */
  destination: number
}

export type NtpRefusal =
  | 'no-answer'
  | 'wrong-mode'
  | 'kiss-of-death'
  | 'unsynchronised'
  | 'foreign-origin'
  | 'no-time'

/** Milliseconds: `offset` is to be added to this host's clock. */
export interface NtpSample {
  offset: number
  delay: number
}

/** Why an answer counts for nothing; null where it counts. `sentFrom` and `sentTo` bound when the request was made. */
export function refuse(answer: NtpAnswer, sentFrom: number, sentTo: number): NtpRefusal | null {
  const { leapIndicator, mode, stratum, origin, receive, transmit, destination } = answer
  if (![origin, receive, transmit, destination].every(Number.isFinite)) return 'no-time'
  if (mode !== 4) return 'wrong-mode'
  if (stratum === 0) return 'kiss-of-death'
  if (!(stratum < 16) || leapIndicator === 3) return 'unsynchronised'
  if (origin < sentFrom || origin > sentTo) return 'foreign-origin'
  if (receive <= 0 || transmit <= 0) return 'no-time'
  return null
}

export function sampleOf({ origin, receive, transmit, destination }: NtpAnswer): NtpSample {
  const exchange: Exchange = { t1: origin, t2: receive, t3: transmit, t4: destination }
  return { offset: offsetOf(exchange), delay: delayOf(exchange) }
}

/** The sample of least delay: it holds the least asymmetry. Null of none. */
export function leastDelay(samples: readonly NtpSample[]): NtpSample | null {
  let least: NtpSample | null = null
  for (const sample of samples) if (!least || sample.delay < least.delay) least = sample
  return least
}

/** The middle value; of an even number the mean of the two in the middle. Null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
