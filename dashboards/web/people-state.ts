/** What the pages of people and of the own account know. */
import type {
  IssuedToken,
  Me,
  OperatorSummary,
  SessionSummary,
  TokenSummary,
} from '../../rules/api/people.ts'
import type { Role } from '../../rules/words.ts'
import { emptyList, type Fetched, type Listed, nothingFetched } from './state.ts'

export interface PeopleState {
  operators: Listed<OperatorSummary>
  tokens: Listed<TokenSummary>
  sessions: Listed<SessionSummary>
  me: Fetched<Me>
  /** A link for a new password, with whose it is; shown this once. */
  resetLink: { operator: string; url: string } | null
  /** Shown this once. */
  issued: IssuedToken | null
  /** The role chosen in a form, by the form's key: a customer's needs more. */
  chosen: Map<string, Role>
}

export function nobodyKnown(): PeopleState {
  return {
    ...{ operators: emptyList(), tokens: emptyList(), sessions: emptyList(), me: nothingFetched('me') },
    ...{ resetLink: null, issued: null, chosen: new Map() },
  }
}
