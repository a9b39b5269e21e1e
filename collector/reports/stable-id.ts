import { createHash } from 'node:crypto'

/** One id (a UUID by its form) for the same words, so that work done again writes the same row. */
export function stableId(...words: (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
