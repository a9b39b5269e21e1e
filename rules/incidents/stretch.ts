/** Confirmed failures of single checks, joined to what one incident tells. */
import type { CheckSpec, Episode } from '../detection/types.ts'
import type { CheckView, Incident } from './types.ts'

/** A confirmed failure of one check that counts for an incident. */
export interface Stretch extends Omit<Episode, 'confirmedAt' | 'confirmedBy'> {
  check: string
  confirmedAt: number
  /** Its true beginning has left the window: an incident that knows it already keeps what it says. */
  partial: boolean
  /** It is not told by itself before this instant; null if nothing holds it. */
  heldUntil: number | null
}

/** What an incident says by the evidence of now; it has an id once it is matched or opened. */
export type Wanted = Omit<Incident, 'id' | 'discoveredAt'> & {
  partial: boolean
  /** Set while every member is held: it is not opened before the first of them is free. */
  heldUntil: number | null
}

export interface Span {
  firstFailedAt: number
  recoveredAt: number | null
}

/** Whether two failures share time; one that lasts has no end. Touching ones do not. */
export function overlap(a: Span, b: Span): boolean {
  return (
    a.firstFailedAt === b.firstFailedAt ||
    (a.firstFailedAt < (b.recoveredAt ?? Infinity) && b.firstFailedAt < (a.recoveredAt ?? Infinity))
  )
}

/** How long a failure may need from its first failed result to its confirmation (milliseconds). */
export function confirmationMs({ everyMs, timeoutMs, confirm }: CheckSpec): number {
  return everyMs + timeoutMs + confirm.failures * confirm.everyMs
}

/** The confirmed failures of a check. */
export function stretchesOf(view: CheckView): Stretch[] {
  return view.episodes.flatMap(({ confirmedAt, confirmedBy: _, ...episode }) =>
    confirmedAt === null
      ? []
      : [{ ...episode, confirmedAt, check: view.spec.check, partial: false, heldUntil: null }],
  )
}

/** Joins overlapping failures, each group one incident of that scope, in order of time. */
export function joined(
  scope: Pick<Incident, 'service' | 'kind' | 'component'>,
  stretches: Stretch[],
): Wanted[] {
  const inOrder = stretches.toSorted(
    (a, b) => a.firstFailedAt - b.firstFailedAt || (a.check < b.check ? -1 : a.check > b.check ? 1 : 0),
  )
  const groups: Stretch[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const stretch of inOrder) {
    const group = groups.at(-1)
    const ends = stretch.recoveredAt ?? Infinity
    if (group && stretch.firstFailedAt < end) {
      group.push(stretch)
      end = Math.max(end, ends)
    } else {
      groups.push([stretch])
      end = ends
    }
  }
  return groups.flatMap((group) => {
    const first = group[0]
    return first ? [{ ...scope, ...tell(first, group) }] : []
  })
}

/** Begins with the first member, is detected with the first confirmation and recovers with the last member. */
function tell(first: Stretch, group: Stretch[]) {
  return {
    checks: [...new Set(group.map((stretch) => stretch.check))],
    lastOkAt: first.lastOkAt,
    firstFailedAt: first.firstFailedAt,
    confirmedAt: Math.min(...group.map((stretch) => stretch.confirmedAt)),
    recoveredAt: latest(group.map((stretch) => stretch.recoveredAt)),
    recoveryConfirmedAt: latest(group.map((stretch) => stretch.recoveryConfirmedAt)),
    reason: first.reason,
    message: first.message,
    partial: first.partial,
    heldUntil: earliest(group.map((stretch) => stretch.heldUntil)),
  }
}

/** The latest of instants; null while one of them is not known. */
function latest(instants: (number | null)[]): number | null {
  return instants.reduce(
    (a, b) => (a === null || b === null ? null : Math.max(a, b)),
    Number.NEGATIVE_INFINITY,
  )
}

/** The earliest of instants; null while one of them is none. */
function earliest(instants: (number | null)[]): number | null {
  return instants.reduce(
    (a, b) => (a === null || b === null ? null : Math.min(a, b)),
    Number.POSITIVE_INFINITY,
  )
}
