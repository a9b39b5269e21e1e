/**
 * The one message catalogue: every text that a person reads, in Japanese and English.
 * A text is a template with `{name}` places; the parts by room are merged here.
 */
import type { Language } from '../words.ts'
import { CODES } from './codes.ts'
import { CONSOLE } from './console.ts'
import { GUIDELINE } from './guideline.ts'
import { MAIL } from './mail.ts'
import { MEASURED } from './measured.ts'
import { MONITORED } from './monitored.ts'
import { PEOPLE } from './people.ts'
import { RULES } from './rules.ts'
import { WORDS } from './words.ts'

const CATALOGUE = {
  ...{ ...WORDS, ...MAIL, ...CODES, ...CONSOLE, ...GUIDELINE },
  ...{ ...MONITORED, ...MEASURED, ...PEOPLE, ...RULES },
}
export type TextKey = keyof typeof CATALOGUE

/** The text in one language with its places filled in. A place without a value stays visible, it is never dropped. */
export function text(language: Language, key: TextKey, values: Record<string, string | number> = {}): string {
  return CATALOGUE[key][language].replace(/\{(\w+)\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  )
}

/** A stable reason code in words; one that the catalogue does not know stays as it is. */
export function codeText(language: Language, code: string): string {
  const key = `code.${code}`
  return Object.hasOwn(CODES, key) ? text(language, key as TextKey) : code
}
