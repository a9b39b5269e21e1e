/** The page's place in the browser: its address and what it remembers. */
import { LANGUAGES, type Language } from '../../rules/words.ts'

const LANGUAGE_KEY = 'kijun.language'

/** The language chosen here before; null where none was, or where the browser keeps nothing. */
export function readLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(LANGUAGE_KEY)
    return LANGUAGES.find((one) => one === kept) ?? null
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
    return null
  }
}

export function writeLanguage(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language)
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
    return
  }
}

/** The token of `#enrol=…`, taken out of the address bar and the history at once; null where there is none. */
export function takeEnrolToken(): string | null {
  const token = enrolTokenOf(location.hash)
  if (token !== null) history.replaceState(null, '', location.pathname + location.search)
  return token
}

export function enrolTokenOf(hash: string): string | null {
  return /^#enrol=(?<token>[\w.~-]+)$/.exec(hash)?.groups?.token ?? null
}
