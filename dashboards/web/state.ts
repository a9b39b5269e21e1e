/** What the page knows. Views read it; only `main.ts` changes it. */
import type {
  AgentSummary,
  CheckSummary,
  DeliverySummary,
  Guideline,
  IncidentSummary,
  IssuedReport,
  NoticeSummary,
  ObligationSummary,
  ProposalSummary,
  ResultRow,
  ServiceSummary,
  Status,
} from '../../rules/api/types.ts'
import type { ServiceAvailability } from '../../rules/report/types.ts'
import type { Language, ObligationState } from '../../rules/words.ts'
import type { ApiFailure } from './api.ts'
import { type Monitored, nothingMonitored } from './monitored-state.ts'
import { nobodyKnown, type PeopleState } from './people-state.ts'
import type { Place } from './place.ts'

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

/** One answer as last read, and the path that it answers: of another path it is not shown. */
export interface Fetched<T> {
  path: string | null
  value: T | null
  at: number | null
  failure: ApiFailure | null
}

/** What stands behind one row of the guideline page, read when it is unfolded. */
export interface Why {
  /** Service, month and item. */
  key: string | null
  /** By state, as far as there are any. */
  obligations: Map<ObligationState, Listed<ObligationSummary>>
  /** Whether those that were met are wanted too. */
  met: boolean
  availability: Fetched<ServiceAvailability>
}

export interface Lists {
  services: Listed<ServiceSummary>
  open: Listed<IncidentSummary>
  recovered: Listed<IncidentSummary>
  checks: Listed<CheckSummary>
  agents: Listed<AgentSummary>
  notices: Listed<NoticeSummary>
  deliveries: Listed<DeliverySummary>
  /** Proposals that await a decision, and those that were approved. */
  waiting: Listed<ProposalSummary>
  approved: Listed<ProposalSummary>
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
  place: Place
  status: Status | null
  statusFailure: ApiFailure | null
  /** `cut`: nothing shown is live; it is as of `contactAt`. */
  link: { state: 'connecting' | 'live' | 'cut'; contactAt: number | null }
  lists: Lists
  guideline: Fetched<Guideline>
  why: Why
  /** Issued reports of the service of the guideline page. */
  reports: { service: string | null; list: Listed<IssuedReport> }
  /** An incident that the address names and that no list holds (any more). */
  incident: Fetched<IncidentSummary>
  /** The one-time link for another operator, shown this once. */
  invitation: string | null
  /** What the pages of agents and checks show. */
  monitored: Monitored
  people: PeopleState
  /** Checks whose latest results are unfolded. */
  results: Map<string, Listed<ResultRow>>
  /** By `verb:subject`. */
  attempts: Map<string, Attempt>
  /** From the enrolment link; the address bar no longer has it. */
  enrolToken: string | null
  /** From a link for a new password; the address bar no longer has it. */
  resetToken: string | null
  /** The API answered 401: only the login is shown. */
  loginNeeded: boolean
}

export function emptyList<T>(): Listed<T> {
  return { items: null, at: null, failure: null, more: false, pages: 1 }
}

export function nothingFetched<T>(path: string | null = null): Fetched<T> {
  return { path, value: null, at: null, failure: null }
}

export function noWhy(key: string | null = null): Why {
  return { key, obligations: new Map(), met: false, availability: nothingFetched() }
}

export function initialState(language: Language, place: Place, enrolToken: string | null): State {
  return {
    language,
    place,
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
      waiting: emptyList(),
      approved: emptyList(),
    },
    guideline: nothingFetched(),
    why: noWhy(),
    reports: { service: null, list: emptyList() },
    incident: nothingFetched(),
    invitation: null,
    monitored: nothingMonitored(),
    people: nobodyKnown(),
    results: new Map(),
    attempts: new Map(),
    enrolToken,
    resetToken: null,
    loginNeeded: false,
  }
}
