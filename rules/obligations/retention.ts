/**
 * Retention (III.2.1.2 a, III.2.1.3 a b, III.4.4.1 a, III.4.4.2 b): what was created must be there until its time is
 * over, counted from its creation or from the end of the service.
 */
import { type DueRules, dueAt } from './due.ts'
import type { Judged } from './judged.ts'

export interface Kept {
  id: string
  createdAt: number
  /** When it was gone: expired, erased, lost; null while it is there. */
  goneAt: number | null
  /** When somebody last looked and found it; null: nobody did. */
  seenAt: number | null
}

export interface RetentionInput {
  /** In any order; rows of one id are one. */
  records: readonly Kept[]
  /** The value in force, an ISO 8601 duration. */
  value: string
  due: DueRules
  /** `service-end`: everything must be there until the value after the end of the service. */
  from: 'creation' | 'service-end'
  /** Null while the service is offered. */
  serviceEndAt?: number | null
  /** For how long, milliseconds, having looked proves that a record is still there. */
  checkedWithinMs: number
  now: number
}

/**
 * One obligation per record. Breached: it was gone too early. Met: it was seen until its time was over, or it is
 * there as far as the last look reaches (`kept-so-far`; a later look may say otherwise, and then it is a breach).
 * Not proven: nobody looked within `checkedWithinMs`. While a service is offered, its documents are due at the
 * earliest when it would end now.
 */
export function judgeRetention(input: RetentionInput): Judged[] {
  return merged(input.records)
    .filter(({ createdAt }) => createdAt <= input.now)
    .map((record) => judged(input, record))
}

function judged(input: RetentionInput, record: Kept): Judged {
  const { now, serviceEndAt = null, from, checkedWithinMs } = input
  const startsAt = from === 'creation' ? record.createdAt : Math.max(serviceEndAt ?? now, record.createdAt)
  const due = dueAt(startsAt, input.value, input.due)
  const { goneAt, seenAt } = record
  const row: Omit<Judged, 'state' | 'because'> = {
    key: record.id,
    subject: record.id,
    clockFrom: record.createdAt,
    dueAt: due,
    limitMs: due - record.createdAt,
    decidedAt: goneAt ?? seenAt ?? now,
    marginMs: null,
    endAt: goneAt,
    evidence: { createdAt: record.createdAt, seenAt, goneAt },
  }
  if (goneAt !== null && goneAt < due)
    return { ...row, state: 'breached', because: 'gone-early', marginMs: goneAt - due }
  if (goneAt !== null || (seenAt !== null && seenAt >= due))
    return { ...row, state: 'met', because: 'kept-long-enough', marginMs: (goneAt ?? seenAt ?? due) - due }
  if (seenAt === null || Math.min(now, due) - seenAt > checkedWithinMs)
    return { ...row, state: 'not-proven', because: 'not-checked' }
  return { ...row, state: 'met', because: 'kept-so-far' }
}

function merged(records: readonly Kept[]): Kept[] {
  const byId = new Map<string, Kept>()
  for (const one of records) {
    const before = byId.get(one.id)
    if (!before) byId.set(one.id, one)
    else
      byId.set(one.id, {
        id: one.id,
        createdAt: Math.min(before.createdAt, one.createdAt),
        goneAt: least(before.goneAt, one.goneAt),
        seenAt: least(before.seenAt, one.seenAt, Math.max),
      })
  }
  return [...byId.values()].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

function least(a: number | null, b: number | null, pick = Math.min): number | null {
  return a === null || b === null ? (a ?? b) : pick(a, b)
}
