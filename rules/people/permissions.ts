/**
 * Who may do what: the closed list of permissions, and what each role holds. Deny by default: what a role's
 * row does not name it may not do, and a route that names no permission does not compile.
 *
 * The choices: an auditor sees all of it, the ledger and the people included, and changes nothing (who checks
 * must not be who acts); only an administrator lets people, programs and agents in; deciding what another
 * proposed is a manager's or an administrator's, and never the proposer's own (000 2.1.6); a customer reads
 * what concerns the services named in the account, and nothing of how they are run.
 */
import type { Role } from '../words.ts'

export const PERMISSIONS = [
  /** State, availability, guideline, incidents, obligations, notices, issued reports. Of named services only, where the account names some. */
  'read-service',
  /** How the services are run: checks, results, agents, the outbox, proposals, reports that were not issued. */
  'read-evidence',
  'read-ledger',
  'read-people',
  'acknowledge',
  'follow-up',
  'run-check',
  'record-phase',
  'propose',
  /** Approving or rejecting what another person proposed. */
  'decide',
  'issue-report',
  /** Holding results by law, so that nobody deletes them; ending that takes two persons. */
  'hold-results',
  'manage-agents',
  'manage-tokens',
  'manage-people',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const VIEWER = ['read-service', 'read-evidence'] as const
const ON_CALL = [...VIEWER, 'acknowledge', 'follow-up', 'run-check'] as const
const OPERATOR = [...ON_CALL, 'record-phase', 'propose'] as const
const MANAGER = [...OPERATOR, 'decide', 'issue-report', 'hold-results', 'read-ledger'] as const

export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  'on-call': ON_CALL,
  operator: OPERATOR,
  manager: MANAGER,
  auditor: [...VIEWER, 'read-ledger', 'read-people'],
  administrator: [...MANAGER, 'read-people', 'manage-agents', 'manage-tokens', 'manage-people'],
  customer: ['read-service'],
}

/** What is read before there is anybody who could log in, from the collector's own host alone (contract: HTTP). */
export const OPEN_READS: readonly Permission[] = ['read-service', 'read-evidence', 'read-ledger']

/**
 * What an API token may hold. Never people or tokens, so that a stolen one cannot make itself a successor; never
 * what counts as the act of a person: taking note, analysing, proposing, deciding, issuing.
 */
export const TOKEN_PERMISSIONS = [
  'read-service',
  'read-evidence',
  'read-ledger',
  'run-check',
  'manage-agents',
] as const satisfies readonly Permission[]
export type TokenPermission = (typeof TOKEN_PERMISSIONS)[number]

/** What can be held for single services; all else is about the whole. */
export const PER_SERVICE: readonly Permission[] = ['read-service']

/** What a token may do now: its scope, as far as its creator still holds it. */
export function heldByToken(scope: readonly string[], creator: Role): Permission[] {
  return ROLE_PERMISSIONS[creator].filter(
    (one) => scope.includes(one) && TOKEN_PERMISSIONS.some((allowed) => allowed === one),
  )
}

/** Services that both lists name; null is "all". */
export function bothServices(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null || other === null) return one ?? other
  return one.filter((service) => other.includes(service))
}
