/** One attempt of one delivery: composed, sent within its time, recorded with the receiver's answer. */
import { type DeliveryOutcome, type LeasedDelivery, type SealHead, StoreError } from '../store/port.ts'
import { againAfterMs } from './backoff.ts'
import type { Channel, SendResult } from './channels/channel.ts'
import { compose } from './compose.ts'
import type { OutboxDeps } from './outbox.ts'
import type { Recorder } from './recorder.ts'

type Deps = OutboxDeps & { record: Recorder }

/** How long a delivery is ours. */
export const LEASE_MS = 60_000
/** A transaction is cut after this long, well within the delivery's lease (design, rule 6). */
export const CUT_MS = 45_000
/** Distance of attempts to record an answer that the store did not take. */
const RECORD_AGAIN_MS = 1_000

/** A delivery that is ours to send. */
export interface Held {
  delivery: LeasedDelivery
  /** When it was asked for, monotonic. */
  leasedAt: number
}

export interface Sending extends Held {
  channel: Channel
  seal: SealHead | null
  /** Aborted when the outbox stops: the attempt is cut, and the answer is recorded at most once more. */
  stopping: AbortSignal
  /** Called once when the channel has answered, or was cut: its place is free while the answer is recorded. */
  sent(): void
}

/** Resolves when the answer is recorded, or can no longer be. Never rejects. */
export async function sendOne(deps: Deps, sending: Sending): Promise<void> {
  const { clock, metrics } = deps
  const { delivery, channel } = sending
  const startedAt = clock.now()
  const result = await attempt(deps, sending)
  sending.sent()
  const finishedAt = clock.now()
  const outcome = outcomeOf(delivery, result, finishedAt, deps.random())
  metrics.count('kijun_delivery_attempts_total', { channel: channel.name, outcome: outcome.outcome })
  // The receiver's words may quote the address: the log has the code only.
  if (outcome.outcome !== 'accepted') {
    const { id, attempt: number } = delivery
    const { outcome: became, code } = outcome
    deps.log.warn(
      { delivery: id, channel: channel.name, attempt: number, outcome: became, code },
      'a delivery was not accepted',
    )
  }
  const recorded = await record(deps, sending, sending.stopping, {
    ...{ startedAt, finishedAt, result: outcome },
  })
  if (!recorded || outcome.outcome !== 'accepted') return
  const { notice } = delivery
  const since =
    notice.kind === 'first' && notice.form === 'normal' ? notice.facts.incident.confirmedAt : notice.createdAt
  metrics.observe('kijun_detection_to_acceptance_seconds', Math.max(0, outcome.at - since) / 1000)
  if (delivery.dueAt !== null && outcome.at > delivery.dueAt)
    metrics.count('kijun_deliveries_late_total', { channel: channel.name })
}

/** Ends the lease of what was never begun, so that it is due at once, here or elsewhere. Never rejects. */
export async function handBack(deps: Deps & { stopping: AbortSignal }, held: Held): Promise<void> {
  const now = deps.clock.now()
  const result = { outcome: 'retry', againMs: 0, code: 'not-begun', answer: '' } as const
  await record(deps, held, deps.stopping, { startedAt: now, finishedAt: now, result })
}

/** The channel's answer, or `retry` where it took too long or broke. */
async function attempt(
  deps: OutboxDeps,
  { delivery, channel, seal, stopping }: Sending,
): Promise<SendResult> {
  const cut = new AbortController()
  const signal = AbortSignal.any([cut.signal, stopping])
  const cancel = deps.clock.after(CUT_MS, () => cut.abort())
  try {
    const { subject, text } = compose(delivery.notice, delivery.audience, seal)
    const { id, address: to, notice } = delivery
    // Not left to the channel: one that ignores the signal must not hold the slot.
    const whenCut = new Promise<SendResult>((resolve) => {
      const answer = { outcome: 'retry', code: 'cut', answer: '' } as const
      if (signal.aborted) resolve(answer)
      else signal.addEventListener('abort', () => resolve(answer), { once: true })
    })
    return await Promise.race([
      channel.send({ id, to, subject, text, language: notice.language, at: deps.clock.now() }, signal),
      whenCut,
    ])
  } catch (error) {
    deps.log.error({ err: error, delivery: delivery.id }, 'a channel broke while sending')
    return { outcome: 'retry', code: 'channel-broke', answer: '' }
  } finally {
    cancel()
  }
}

function outcomeOf(
  delivery: LeasedDelivery,
  result: SendResult,
  now: number,
  random: number,
): DeliveryOutcome {
  const { code, answer } = result
  if (result.outcome === 'accepted') return { outcome: 'accepted', at: now, answer }
  if (result.outcome === 'refused') return { outcome: 'refused', at: now, code, answer }
  const { attempt, createdAt, dueAt } = delivery
  const againMs = againAfterMs({ attempt, createdAt, dueAt, now, random })
  return againMs === null
    ? { outcome: 'expired', at: now, code, answer }
    : { outcome: 'retry', againMs, code, answer }
}

/**
 * Tries to record until the lease runs out: an answer that is lost repeats a mail. Returns whether it is
 * recorded by us.
 */
async function record(
  deps: Deps,
  { delivery, leasedAt }: Held,
  stopping: AbortSignal,
  what: { startedAt: number; finishedAt: number; result: DeliveryOutcome },
): Promise<boolean> {
  const { log, clock } = deps
  for (;;) {
    try {
      await deps.record({ id: delivery.id, token: delivery.token, ...what })
      return true
    } catch (error) {
      const code = error instanceof StoreError ? error.code : 'unknown'
      log.warn(
        { delivery: delivery.id, code, outcome: what.result.outcome },
        'could not record the answer to a delivery',
      )
      // A conflict: an earlier try was recorded, but its answer did not come back.
      const final = code === 'fenced' || code === 'not-found' || code === 'conflict'
      if (final || stopping.aborted || clock.monotonic() - leasedAt >= LEASE_MS) return false
      await new Promise<void>((resolve) => clock.after(RECORD_AGAIN_MS, resolve))
    }
  }
}
