/** What every view gets. */
import { type TextKey, text } from '../../../rules/text/catalogue.ts'
import type { Language, ObligationState, Phase, ProposalKind } from '../../../rules/words.ts'
import type { PeopleActions } from '../acting-people.ts'
import type { ListName, State } from '../state.ts'

export interface Actions extends PeopleActions {
  setLanguage(language: Language): void
  retryNow(): void
  more(list: ListName): void
  toggleResults(check: string): void
  /** `path` is the check's of the API. */
  runNow(path: string): void
  /** Further checks of the page of checks, or of an agent's. */
  moreChecks(): void
  acknowledge(incident: string): void
  followUp(incident: string, form: HTMLFormElement): void
  enrol(form: HTMLFormElement): void
  leaveEnrolment(): void
  logIn(form: HTMLFormElement): void
  logOut(): void
  /** To the place of a fragment, as if a link were followed. */
  go(hash: string): void
  toMain(event: Event): void
  /** Reads the obligations that were met too. */
  showMet(): void
  moreWhy(state: ObligationState): void
  propose(kind: ProposalKind, subject: string, form: HTMLFormElement): void
  decide(proposal: string, decision: 'approve' | 'reject'): void
  recordPhase(incident: string, phase: Phase): void
  issueReport(service: string, form: HTMLFormElement): void
}

export interface View {
  state: State
  /** The collector's clock, Unix milliseconds: one instant for the whole pass. */
  now: number
  language: Language
  /** Zone that instants without a service of their own are shown in. */
  zone: string
  say: (key: TextKey, values?: Record<string, string | number>) => string
  act: Actions
}

/** Signs of scripts that run from right to left, and signs that turn the direction. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/

/** In a sentence a name never turns the words around it. A sign that would end the isolation is shown as unreadable. */
function isolated(value: string | number): string | number {
  if (typeof value === 'number' || !TURNING.test(value)) return value
  return `\u2068${value.replaceAll(/[\u2066-\u2069]/g, '\ufffd')}\u2069`
}

export function sayIn(language: Language): View['say'] {
  return (key, values = {}) =>
    text(
      language,
      key,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)])),
    )
}
