/** What the page knows. Views read it; only `main.ts` changes it. */
import type {
  AgentSummary,
  CheckSummary,
  DeliverySummary,
  IncidentSummary,
  NoticeSummary,
  ResultRow,
  ServiceSummary,
  Status,
} from '../../rules/api/types.ts'
import type { Language } from '../../rules/words.ts'
import type { ApiFailure } from './api.ts'

/** One list as last read. It stays when a later read fails, and `at` says of when it is. */
export interface Listed<T> {
  /** Null before the first answer. */
  items: T[] | null
  /** Collector's time of the last good answer. */
  at: number | null
  failure: ApiFailure | null
  /** Whether there are more than read, and how many pages to read. */
  more: boolean
  pages: number
}

export interface Lists {
  services: Listed<ServiceSummary>
  open: Listed<IncidentSummary>
  recovered: Listed<IncidentSummary>
  checks: Listed<CheckSummary>
  agents: Listed<AgentSummary>
  notices: Listed<NoticeSummary>
  deliveries: Listed<DeliverySummary>
}
export type ListName = keyof Lists

/** How one action of the person at the page goes. */
export type Attempt =
  | { state: 'busy' }
  | { state: 'done' }
  | { state: 'failed'; failure: ApiFailure }
  | { state: 'invalid'; fields: string[] }

export interface State {
  language: Language
  status: Status | null
  statusFailure: ApiFailure | null
  /** `cut`: nothing shown is live; it is as of `contactAt`. */
  link: { state: 'connecting' | 'live' | 'cut'; contactAt: number | null }
  lists: Lists
  /** Checks whose latest results are unfolded. */
  results: Map<string, Listed<ResultRow>>
  /** By `verb:subject`. */
  attempts: Map<string, Attempt>
  /** From the enrolment link; the address bar no longer has it. */
  enrolToken: string | null
  /** The API answered 401: only the login is shown. */
  loginNeeded: boolean
}

export function emptyList<T>(): Listed<T> {
  return { items: null, at: null, failure: null, more: false, pages: 1 }
}

export function initialState(language: Language, enrolToken: string | null): State {
  return {
    language,
    status: null,
    statusFailure: null,
    link: { state: 'connecting', contactAt: null },
    lists: {
      services: emptyList(),
      open: emptyList(),
      recovered: emptyList(),
      checks: emptyList(),
      agents: emptyList(),
      notices: emptyList(),
      deliveries: emptyList(),
    },
    results: new Map(),
    attempts: new Map(),
    enrolToken,
    loginNeeded: false,
  }
}
