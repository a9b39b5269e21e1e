/** A checksum before a text that the store keeps: a bit that turned would be read as if nothing were wrong. */
import { crc32 } from 'node:zlib'

/** Hexadecimal digits of the checksum. */
const SUM = 8

/** The text with its checksum before it; the sum is that of `beside` as well, which lies elsewhere. */
export const withSum = (text: string, beside = '') =>
  `${crc32(text, crc32(beside)).toString(16).padStart(SUM, '0')}${text}`

/** The text alone; null where it, or what lies beside it, is not as it was written. */
export function withoutSum(summed: string, beside = ''): string | null {
  const text = summed.slice(SUM)
  return summed === withSum(text, beside) ? text : null
}
