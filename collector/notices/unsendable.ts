import type { StoredNotice } from '../store/port.ts'
import { compose } from './compose.ts'
import type { OutboxDeps } from './outbox.ts'

/** Newest notices looked at when there is no channel. */
const LOOK = 100

/**
 * Where no channel is configured, deliveries stay waiting and each notice is said once in the log, so that
 * the operator reads it somewhere; without addresses. Returns the step to call after each expansion.
 */
export function sayUnsendable(
  deps: Pick<OutboxDeps, 'store' | 'channels' | 'log'>,
): (made: number) => Promise<void> {
  let said = new Set<string>()
  let first = true
  return async (made) => {
    if (deps.channels.size > 0 || (made === 0 && !first)) return
    first = false
    const { items } = await deps.store.notices({ limit: LOOK, cursor: null })
    for (const notice of items) {
      if (said.has(notice.id) || notice.settledAt !== null) continue
      deps.log.warn(
        { ...named(notice), waiting: notice.counts.waiting },
        'no channel is configured: this notice is not sent',
      )
    }
    said = new Set(items.map((notice) => notice.id))
  }
}

function named(notice: StoredNotice) {
  const { id, service, kind, form, audiences, incidentId, facts } = notice
  const subject = facts ? compose({ ...notice, facts }, audiences[0] ?? 'manager', null).subject : null
  return { notice: id, incident: incidentId, service, kind, form, audiences, subject }
}
