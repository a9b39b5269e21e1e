/** Says what was ended since it cannot be read: once, when the store ends it. */
import type { UnreadableDelivery } from '../store/port.ts'
import type { OutboxDeps } from './outbox.ts'

type Deps = Pick<OutboxDeps, 'log' | 'metrics'>

export function sayUnreadable({ log, metrics }: Deps, ended: readonly UnreadableDelivery[]): void {
  for (const [because, all] of Map.groupBy(ended, (one) => one.because)) {
    metrics.count('kijun_deliveries_unreadable_total', { because }, all.length)
    const notices = [...new Set(all.map(({ noticeId }) => noticeId))]
    log.error(
      { because, notices, deliveries: all.map(({ id }) => id) },
      'deliveries are sent to nobody: what is stored of them cannot be read',
    )
  }
}

/** Notices that got no recipients. */
export function sayUnexpanded({ log, metrics }: Deps, notices: readonly string[]): void {
  if (notices.length === 0) return
  metrics.count('kijun_notices_unreadable_total', {}, notices.length)
  log.error({ notices }, 'notices are for nobody: what is stored of them cannot be read')
}
