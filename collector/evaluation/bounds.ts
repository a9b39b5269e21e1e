/** Up to when results of a check, and their absence, say nothing that has to be judged. */
import { holdMs } from '../../rules/detection/fold.ts'
import type { CheckSpec } from '../../rules/detection/types.ts'
import { EDITION, intervalItemOf } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import type { Watched } from './configured.ts'

/** How long a result may be under way to us before its check counts as silent. */
export const DELIVERY_GRACE_MS = 10_000
/** How long results may be under way before their absence counts as a gap: an agent sends live results before its backlog. */
export const EVIDENCE_GRACE_MS = 60_000

/** Milliseconds each. */
export interface Bounds {
  /** The next start is no further from the last one than this: it holds until then, and no interval is exceeded (III.1.1.1 a). */
  routineMs: number
  /** The newest result is no older than this when the next one comes: neither silence nor a gap was told meanwhile. */
  heardMs: number
  /** So long after the last start nothing has to be looked at where nothing more comes. */
  quietMs: number
  /** The largest offset within the value in force (III.1.1.5); Infinity where there is none. */
  offsetMs: number
}

/** When a service is to be judged. */
export interface Due {
  /** -Infinity: now. */
  at: number
  /** Of that, what no routine result puts off. */
  otherAt: number
  judgedAt: number
  /** Routine results of its checks change nothing. */
  calm: boolean
}

export function boundsOf({ service, earlierLimits }: Watched, spec: CheckSpec): Bounds {
  const item = intervalItemOf(spec)
  const limits = item === null ? [] : [limitMsOf(service.values[item]), ...earlierOf(earlierLimits.get(item))]
  const limitMs = limits.reduce<number>(
    (least, one) => Math.min(least, one ?? least),
    Number.POSITIVE_INFINITY,
  )
  const hold = holdMs(spec)
  const owed =
    spec.purpose === 'time-sync' ? limitMsOf(service.values[EDITION.measures.timeSyncOffset]) : null
  return {
    routineMs: Math.min(hold, limitMs),
    heardMs: Math.min(hold + DELIVERY_GRACE_MS, limitMs),
    quietMs: Math.min(hold + DELIVERY_GRACE_MS, limitMs + EVIDENCE_GRACE_MS),
    offsetMs: owed ?? Number.POSITIVE_INFINITY,
  }
}

const earlierOf = (limits: readonly { limitMs: number | null }[] = []) => limits.map(({ limitMs }) => limitMs)
