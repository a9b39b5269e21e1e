/** Amounts in words, for values that the guideline has no wording of: own values, and English readers. */
import { text } from '../text/catalogue.ts'
import { formatIsoDuration } from '../time/duration.ts'
import type { Language } from '../words.ts'
import type { Amount, OwnKind, ReferenceValue } from './edition.ts'
import { EDITION } from './items.ts'

/**
 * `20分以内`, `within 20 min`; `99.5%以上`; `ICカード又はID・パスワード`. The kind is that of the item (kindOfItem): an own
 * value may stand where the guideline sets none.
 */
export function describeAmount(kind: OwnKind, amount: Amount, language: Language): string {
  if (kind === 'one_of') return tokens(amount, 'amount.or', language)
  if (kind === 'all_of') return tokens(amount, 'amount.and', language)
  if (kind === 'coverage' && amount === '100') return text(language, 'amount.always')
  return text(language, `amount.${kind}`, { amount: formatIsoDuration(String(amount), language) })
}

function tokens(amount: Amount, joint: 'amount.or' | 'amount.and', language: Language): string {
  const all = Array.isArray(amount) ? amount : [String(amount)]
  return all.map((token) => EDITION.tokens[token]?.[language] ?? token).join(text(language, joint))
}

/** A reference value with its star: in Japanese as the guideline writes it, in English what it means; `-` where it sets none. */
export function describeReference(
  { text, required, kind, value }: ReferenceValue,
  language: Language,
): string {
  const words = language === 'ja' || kind === 'not_set' ? text : describeAmount(kind, value, language)
  return `${words}${required ? '*' : ''}`
}
