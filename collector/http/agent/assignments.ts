/** What each agent shall check, from the revision in force, with an ETag that follows from its content. */
import { createHash } from 'node:crypto'
import type { AssignedCheck, Assignment } from '../../../rules/wire/v1.ts'
import type { Revision } from '../../model.ts'

export interface Assigned {
  /** Quoted, as in the header. */
  etag: string
  assignment: Assignment
}

/** Returns a function from an agent's name to its assignment; each is made once per revision. */
export function makeAssignments(revision: () => Revision): (agent: string) => Assigned {
  const made = new WeakMap<Revision, Map<string, Assigned>>()
  return (agent) => {
    const current = revision()
    const byAgent = made.get(current) ?? new Map<string, Assigned>()
    made.set(current, byAgent)
    const known = byAgent.get(agent)
    if (known) return known
    const assigned = assign(current, agent)
    byAgent.set(agent, assigned)
    return assigned
  }
}

function assign(revision: Revision, agent: string): Assigned {
  const checks = revision.services
    .flatMap((service) => service.components.flatMap((component) => component.checks))
    .filter((check) => check.agent === agent)
    .map(
      ({ check, type, purpose, everyMs, timeoutMs, confirm, config }): AssignedCheck => ({
        check,
        type,
        purpose,
        everyMs,
        timeoutMs,
        confirm,
        config,
      }),
    )
  const reaches = revision.ownNetwork?.[agent]
  const assignment: Assignment = { wire: 1, revision: revision.revision, checks, ...(reaches && { reaches }) }
  const hash = createHash('sha256').update(JSON.stringify(assignment)).digest('base64url').slice(0, 27)
  return { etag: `"${hash}"`, assignment }
}

/** Whether an `If-None-Match` header names the ETag (weak comparison, RFC 9110 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  return (header ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*')
}
