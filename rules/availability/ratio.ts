/** 稼働率 against its value, by whole numbers: nothing is rounded before it is compared, and no figure is rounded up. */
import type { Verdict } from '../words.ts'
import type { Bounds, Partition } from './types.ts'

/** Both bounds over T = service hours − maintenance (III.2.1.1 BP i, ii; design, rule 4). */
export function boundsOf({ upMs, downMs, unknownMs }: Partition): Bounds {
  return { upMs, atMostMs: upMs + unknownMs, ofMs: upMs + downMs + unknownMs }
}

/**
 * A fraction in percent, cut after `digits` decimals: 0.99496 is `99.496` or `99.4`, never `99.5`.
 * Null of nothing. up/(up+down), of the known time alone, is `ratioText(upMs, upMs + downMs)`: 参考値 only.
 * @throws RangeError where a number is negative or not whole.
 */
export function ratioText(numerator: number, denominator: number, digits = 3): string | null {
  if (!isCount(numerator) || !isCount(denominator) || !isCount(digits))
    throw new RangeError('a ratio is of whole numbers')
  if (denominator === 0) return null
  const scaled = (BigInt(numerator) * 100n * 10n ** BigInt(digits)) / BigInt(denominator)
  const text = String(scaled).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * Whether availability reaches a percentage written in decimals (`99.5`): `met` where the lower bound does,
 * `breached` where even the upper one does not, `pending` where nothing was offered.
 * @throws RangeError for what is no percentage.
 */
export function availabilityVerdict(
  { upMs, atMostMs, ofMs }: Bounds,
  requiredPercent: string,
): Extract<Verdict, 'met' | 'breached' | 'not-proven' | 'pending'> {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(requiredPercent)
  if (!found) throw new RangeError(`${requiredPercent} is no percentage`)
  const [, whole = '', decimals = ''] = found
  if (ofMs === 0) return 'pending'
  const required = BigInt(whole + decimals) * BigInt(ofMs)
  const scale = 100n * 10n ** BigInt(decimals.length)
  if (BigInt(upMs) * scale >= required) return 'met'
  return BigInt(atMostMs) * scale < required ? 'breached' : 'not-proven'
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}
