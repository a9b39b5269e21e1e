/** Integers as text, short where they are small: base64 VLQ as in source maps, but for the whole range of safe integers. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Int8Array(128).fill(-1)
for (let value = 0; value < DIGITS.length; value += 1) VALUES[DIGITS.charCodeAt(value)] = value

/** Bits of a digit that carry the number; the sixth says that more follow. */
const BASE = 32
const LARGEST = (Number.MAX_SAFE_INTEGER - 1) / 2

/** Nearly all that is written lies within it, on both sides of 0. */
const NEAR = 512
const KNOWN = Array.from({ length: 2 * NEAR }, (_, i) => written(i - NEAR))

/** @throws RangeError where the number is no integer, or beyond ± 2^52. */
export function digitsOf(number: number): string {
  return KNOWN[number + NEAR] ?? written(number)
}

function written(number: number): string {
  if (!Number.isInteger(number) || Math.abs(number) > LARGEST)
    throw new RangeError(`${number} is no integer that can be packed`)
  let rest = number < 0 ? -number * 2 + 1 : number * 2
  let digits = ''
  for (; rest >= BASE; rest = Math.floor(rest / BASE)) digits += DIGITS[BASE + (rest % BASE)]
  return digits + DIGITS[rest]
}

/** @throws RangeError where the text holds anything else, or ends within a number. */
export function readDigits(digits: string): number[] {
  const numbers: number[] = []
  let number = 0
  let weight = 1
  for (let at = 0; at < digits.length; at += 1) {
    const value = VALUES[digits.charCodeAt(at)] ?? -1
    if (value < 0) throw new RangeError(`no digit at ${at}`)
    number += (value % BASE) * weight
    weight *= BASE
    if (value >= BASE) continue
    numbers.push(number % 2 === 1 ? -(number - 1) / 2 : number / 2)
    number = 0
    weight = 1
  }
  if (weight !== 1) throw new RangeError('the last number ends half way')
  return numbers
}
