/** Confirmed failures, of single checks and of what they make up together, joined to what one incident tells. */
import type { CheckSpec, Episode } from '../detection/types.ts'
import type { CheckView, Incident } from './types.ts'

/** A confirmed failure that counts for an incident. */
export interface Stretch extends Omit<Episode, 'confirmedAt' | 'confirmedBy'> {
  /** The checks that it is a failure of, in the order of their first failure: one, or those that stopped together. */
  checks: string[]
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

/** Whether a failure lasts at an instant. */
export function lastsAt({ firstFailedAt, recoveredAt }: Span, at: number): boolean {
  return firstFailedAt <= at && at < (recoveredAt ?? Infinity)
}

/** How long a failure may need from its first failed result to its confirmation (milliseconds). */
export function confirmationMs({ everyMs, timeoutMs, confirm }: CheckSpec): number {
  return everyMs + timeoutMs + confirm.failures * confirm.everyMs
}

/** The confirmed failures of a check. */
export function stretchesOf(view: CheckView): Stretch[] {
  return view.episodes.flatMap(({ confirmedAt, confirmedBy: _, partial = false, ...episode }) =>
    confirmedAt === null
      ? []
      : [{ ...episode, confirmedAt, checks: [view.spec.check], partial, heldUntil: null }],
  )
}

/** Joins overlapping failures, each group one incident of that scope, in order of time. */
export function joined(
  scope: Pick<Incident, 'service' | 'kind' | 'component'>,
  stretches: Stretch[],
): Wanted[] {
  return groupsOf(stretches).map((group) => ({ ...scope, ...together(group) }))
}

/** Failures of which one is enough, as those apart in time that they are together. */
export function union(stretches: readonly Stretch[]): Stretch[] {
  return groupsOf(stretches).map(together)
}

type Group = [Stretch, ...Stretch[]]

function groupsOf(stretches: readonly Stretch[]): Group[] {
  const inOrder = stretches.toSorted(
    (a, b) => a.firstFailedAt - b.firstFailedAt || order(a.checks[0] ?? '', b.checks[0] ?? ''),
  )
  const groups: Group[] = []
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
  return groups
}

/** Begins with the first member, is detected with the first confirmation and recovers with the last member. */
function together(group: Group): Stretch {
  const [first] = group
  return {
    checks: [...new Set(group.flatMap(({ checks }) => checks))],
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

/** By code unit, as everything that is stored is sorted. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The latest of instants; null while one of them is not known. */
function latest(instants: (number | null)[]): number | null {
  return instants.reduce(
    (a, b) => (a === null || b === null ? null : Math.max(a, b)),
    Number.NEGATIVE_INFINITY,
  )
}

/** The earliest of instants; null while one of them is none. */
export function earliest(instants: (number | null)[]): number | null {
  return instants.reduce(
    (a, b) => (a === null || b === null ? null : Math.min(a, b)),
    Number.POSITIVE_INFINITY,
  )
}
