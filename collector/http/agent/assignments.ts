/** What each agent shall check, from the revision in force, with an ETag that follows from its content. */
import { createHash } from 'node:crypto'
import type { AssignedCheck, Assignment } from '../../../rules/wire/v1.ts'
import type { Check, Revision } from '../../model.ts'

export interface Assignments {
  of(agent: string): Assignment
  /** Quoted, as in the header. */
  etagOf(agent: string): string
}

/** Each agent's ETag is made once per revision, and its assignment when it is asked for. */
export function makeAssignments(revision: () => Revision): Assignments {
  const made = new WeakMap<Revision, { checks: Map<string, Check[]>; etags: Map<string, string> }>()

  function known(current: Revision) {
    const before = made.get(current)
    if (before) return before
    const all = current.services.flatMap(({ components }) => components.flatMap(({ checks }) => checks))
    const fresh = { checks: Map.groupBy(all, ({ agent }) => agent), etags: new Map<string, string>() }
    made.set(current, fresh)
    return fresh
  }

  function of(agent: string): Assignment {
    const current = revision()
    const checks = (known(current).checks.get(agent) ?? []).map(
      ({ check, type, purpose, everyMs, timeoutMs, confirm, config }): AssignedCheck => ({
        ...{ check, type, purpose, everyMs, timeoutMs, confirm, config },
      }),
    )
    const reaches = current.ownNetwork?.[agent]
    return { wire: 1, revision: current.revision, checks, ...(reaches && { reaches }) }
  }

  return {
    of,
    etagOf(agent) {
      const { etags } = known(revision())
      const before = etags.get(agent)
      if (before !== undefined) return before
      const hash = createHash('sha256')
        .update(JSON.stringify(of(agent)))
        .digest('base64url')
        .slice(0, 27)
      etags.set(agent, `"${hash}"`)
      return `"${hash}"`
    },
  }
}

/** Whether an `If-None-Match` header names the ETag (weak comparison, RFC 9110 13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  return (header ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .some((one) => one === etag || one === '*')
}
