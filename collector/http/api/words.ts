/** What a person writes into a form. */
import { z } from 'zod'

/** One to `most` characters without outer blanks. */
export const wordsUpTo = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most)
    // Line breaks and tabs are a person's; other control characters have no place in a mail or a report.
    .refine(
      (text) => ![...text].some((c) => (c < ' ' && !'\n\r\t'.includes(c)) || c === '\u007f'),
      'has control characters',
    )
    // Half a letter would be kept as another one than was sent.
    .refine((text) => text.isWellFormed(), 'has half of a surrogate pair')
