/** What the address names of agents and checks; every view is a link, and names are taken apart again as they were. */
import { PURPOSES, type Purpose } from '../../rules/words.ts'

export const STATES = ['down', 'unknown', 'warned', 'up'] as const
export type ShownState = (typeof STATES)[number]
/** How far back the graph of a check reaches, hours. */
export const SPANS = { '3h': 3, '24h': 24, '7d': 7 * 24, '30d': 30 * 24 } as const
export type Span = keyof typeof SPANS
/** Of clocks, which are kept by the hour. */
export const CLOCK_SPANS = ['24h', '7d', '30d'] as const
export type ClockSpan = (typeof CLOCK_SPANS)[number]

export interface CheckFilter {
  service: string | null
  component: string | null
  purpose: Purpose | null
  state: ShownState | null
  text: string | null
}

export type MonitoredPlace =
  /** `#agents` */
  | { page: 'agents' }
  /** `#agents/NAME` */
  | { page: 'agent'; name: string }
  /** `#checks?service=shop&state=down&text=…` */
  | { page: 'checks'; filter: CheckFilter }
  /** `#checks/shop/web/alive@host-2?span=24h` */
  | { page: 'check'; service: string; component: string; check: string; span: Span }
  /** `#clocks/SERVICE?span=30d` */
  | { page: 'clocks'; service: string; span: ClockSpan }

export const noFilter: CheckFilter = {
  service: null,
  component: null,
  purpose: null,
  state: null,
  text: null,
}

/** Null where it names nothing of this kind. `rest` are the parts behind the first slash, as the address has them. */
export function monitoredPlace(
  head: string,
  rest: readonly string[],
  asked: URLSearchParams,
): MonitoredPlace | null {
  const parts = rest.map(decoded)
  if (parts.includes(null)) return null
  const [first = '', second = '', third = ''] = parts.map(String)
  if (head === 'agents') {
    if (rest.length === 0) return { page: 'agents' }
    return rest.length === 1 && first !== '' ? { page: 'agent', name: first } : null
  }
  if (head === 'clocks') {
    const span = CLOCK_SPANS.find((one) => one === asked.get('span')) ?? '7d'
    return rest.length === 1 && first !== '' ? { page: 'clocks', service: first, span } : null
  }
  if (head !== 'checks') return null
  if (rest.length === 0) return { page: 'checks', filter: filterOf(asked) }
  if (rest.length !== 3 || first === '' || second === '' || third === '') return null
  const span = (Object.keys(SPANS) as Span[]).find((one) => one === asked.get('span')) ?? '3h'
  return { page: 'check', service: first, component: second, check: third, span }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // Not made by this page.
    return null
  }
}

function filterOf(asked: URLSearchParams): CheckFilter {
  return {
    service: asked.get('service') || null,
    component: asked.get('component') || null,
    purpose: PURPOSES.find((one) => one === asked.get('purpose')) ?? null,
    state: STATES.find((one) => one === asked.get('state')) ?? null,
    text: asked.get('text')?.trim().slice(0, 200) || null,
  }
}

/** A name as a part of an address: `@` stays readable. */
const part = (name: string) => encodeURIComponent(name).replaceAll('%40', '@')

export const agentHash = (name: string) => `#agents/${part(name)}`

/** The clocks of a service's hosts. */
export function clocksHash(service: string, span: ClockSpan = '7d'): string {
  return `#clocks/${part(service)}${span === '7d' ? '' : `?span=${span}`}`
}

/** Of a check by its full name. */
export function checkHash(check: string, span: Span = '3h'): string {
  return `#checks/${check.split('/').map(part).join('/')}${span === '3h' ? '' : `?span=${span}`}`
}

export function checksHash(filter: Partial<CheckFilter> = {}): string {
  const asked = filterQuery({ ...noFilter, ...filter })
  return asked === '' ? '#checks' : `#checks?${asked}`
}

/** The filter as the address and the API write it, without what is not set. */
export function filterQuery(filter: CheckFilter): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== null) asked.set(name, value)
  return String(asked)
}

/** The check's path of the API. */
export function checkPath({
  service,
  component,
  check,
}: {
  service: string
  component: string
  check: string
}) {
  return `checks/${[service, component, check].map(part).join('/')}`
}
