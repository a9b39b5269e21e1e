/** The page's place in the browser: its address and what it remembers. */
import { LANGUAGES, type Language } from '../../rules/words.ts'
import { type MonitoredPlace, monitoredPlace } from './place-monitored.ts'

const LANGUAGE_KEY = 'kijun.language'

/** Which rows of the guideline page are shown: all, what needs an eye, what this version measures. */
export const SHOWINGS = ['all', 'attention', 'measured'] as const
export type Showing = (typeof SHOWINGS)[number]

/** What the address names: the fragment says it all, so that every view is a link and the browser's "back" works. */
export type Place =
  /** `#`, `#outbox`, `#incident-ID`: how things are now. */
  | { page: 'now'; anchor: string | null }
  /** `#guideline`, `#guideline/SERVICE?month=2026-11&item=III.1.1.1.b&show=attention`; `item` is unfolded. */
  | GuidelinePlace
  /** `#operators`: who may come in, and tokens; `#account`: the own account. */
  | { page: 'operators' }
  | { page: 'account' }
  | MonitoredPlace

export const isMonitored = (place: Place): place is MonitoredPlace =>
  !['now', 'guideline', 'operators', 'account'].includes(place.page)

export interface GuidelinePlace {
  page: 'guideline'
  service: string | null
  /** Null: the current month so far. */
  month: string | null
  item: string | null
  show: Showing
}

/** What a fragment names; one that nobody made is the page of now. */
export function placeOf(hash: string): Place {
  const { path = '', query = '' } = /^#(?<path>[^?]*)(?:\?(?<query>.*))?$/s.exec(hash)?.groups ?? {}
  const [head = '', ...rest] = path.split('/')
  if ((head === 'operators' || head === 'account') && rest.length === 0) return { page: head }
  const asked = new URLSearchParams(query)
  const monitored = monitoredPlace(head, rest, asked)
  if (monitored !== null) return monitored
  if (head !== 'guideline') return { page: 'now', anchor: path === '' ? null : path }
  const month = asked.get('month') ?? ''
  return {
    page: 'guideline',
    service: decoded(rest.join('/')),
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    item: asked.get('item'),
    show: SHOWINGS.find((one) => one === asked.get('show')) ?? 'all',
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text) || null
  } catch {
    // Not made by this page: as if no service were named.
    return null
  }
}

/** The fragment of a place of the guideline page, as a link has it. */
export function guidelineHash(place: Partial<Omit<GuidelinePlace, 'page'>>): string {
  const { service = null, month = null, item = null, show = 'all' } = place
  const asked = new URLSearchParams()
  if (month !== null) asked.set('month', month)
  if (show !== 'all') asked.set('show', show)
  if (item !== null) asked.set('item', item)
  const query = asked.size > 0 ? `?${asked}` : ''
  return `#guideline${service === null ? '' : `/${encodeURIComponent(service)}`}${query}`
}

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
  return taken(enrolTokenOf(location.hash))
}

/** The same of `#reset=…`. */
export function takeResetToken(): string | null {
  return taken(/^#reset=(?<token>[\w.~-]+)$/.exec(location.hash)?.groups?.token ?? null)
}

function taken(token: string | null): string | null {
  if (token !== null) history.replaceState(null, '', location.pathname + location.search)
  return token
}

export function enrolTokenOf(hash: string): string | null {
  return /^#enrol=(?<token>[\w.~-]+)$/.exec(hash)?.groups?.token ?? null
}
