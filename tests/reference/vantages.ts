/**
 * One check seen from several places, by another way: at each instant everyone who looks at it is asked anew what its
 * newest result says. Nobody answers, and everyone who says failed has confirmed it: then it has stopped. Takes nothing
 * from the production rules.
 */
import { type Failed, failuresIn, type Said } from './detection.ts'

export interface Stopped {
  from: number
  /** Infinity while it lasts. */
  to: number
  confirmedAt: number
}

/** One whose end is known as well. */
export interface Ended extends Stopped {
  /** When it was known that it was over; Infinity while it lasts. */
  recoveryConfirmedAt: number
}

export interface Looker {
  said: readonly Said[]
  /** Results in a row that confirm. */
  enough: number
  /** How long a result speaks, milliseconds. */
  holdMs: number
  /** Nobody can know yet that it is silent: its newest answer speaks on until something else comes of it. */
  isLate?: boolean
}

interface Seen extends Looker {
  executed: Said[]
  failures: Failed[]
  /** Start of the newest result, executed or not. */
  newestAt: number
}

/** Until when an executed result speaks, unless another one follows. */
function heldToOf({ newestAt, holdMs, isLate }: Seen, startedAt: number): number {
  return isLate && newestAt <= startedAt ? Number.POSITIVE_INFINITY : startedAt + holdMs
}

const endOf = ({ recoveredAt }: Failed) => recoveredAt ?? Number.POSITIVE_INFINITY

export function stoppedForAll(lookers: readonly Looker[]): Ended[] {
  const seen = lookers.map((one): Seen => {
    const executed = one.said
      .filter(({ outcome }) => outcome !== 'u')
      .sort((a, b) => a.startedAt - b.startedAt || (a.source < b.source ? -1 : 1))
    const newestAt = one.said.reduce((at, { startedAt }) => Math.max(at, startedAt), Number.NEGATIVE_INFINITY)
    return { ...one, executed, newestAt, failures: failuresIn(one.said, one.enough) }
  })
  const failing = seen.flatMap(({ failures }) => failures)
  // Nothing changes but where a failure begins or ends, and where an answer within one begins or no longer holds.
  const edges = new Set<number>()
  for (const one of failing) {
    edges.add(one.firstFailedAt)
    edges.add(endOf(one))
  }
  const spans = spansOf(failing)
  for (const one of seen) {
    // Both in order of time: what lies before one is not asked of the next.
    let place = 0
    one.executed.forEach(({ startedAt }, index) => {
      const heldTo = heldToOf(one, startedAt)
      const to = Math.min(heldTo, one.executed[index + 1]?.startedAt ?? heldTo)
      while ((spans[place]?.to ?? Number.POSITIVE_INFINITY) < startedAt) place += 1
      for (const at of [startedAt, to]) if (isIn(spans, at, place)) edges.add(at)
    })
  }
  const inOrder = [...edges].sort((a, b) => a - b)
  const found: Ended[] = []
  for (let place = 0; place + 1 < inOrder.length; place += 1) {
    const [from = 0, to = 0] = [inOrder[place], inOrder[place + 1]]
    const now = stateAt(seen, from, to)
    if (now === null) continue
    const last = found[found.length - 1]
    if (last && last.to === from) {
      last.to = to
      last.confirmedAt = Math.min(last.confirmedAt, now)
    } else found.push({ from, to, confirmedAt: now, recoveryConfirmedAt: Number.POSITIVE_INFINITY })
  }
  for (const one of found)
    if (one.to !== Number.POSITIVE_INFINITY) one.recoveryConfirmedAt = overAt(seen, one.to)
  return found.filter(({ confirmedAt }) => confirmedAt !== Number.POSITIVE_INFINITY)
}

interface Span {
  from: number
  to: number
}

/** Times in which any of them lasts, in order and apart from each other. */
function spansOf(failures: readonly Failed[]): Span[] {
  const spans: Span[] = []
  for (const one of [...failures].sort((a, b) => a.firstFailedAt - b.firstFailedAt)) {
    const last = spans[spans.length - 1]
    if (last && one.firstFailedAt <= last.to) last.to = Math.max(last.to, endOf(one))
    else spans.push({ from: one.firstFailedAt, to: endOf(one) })
  }
  return spans
}

/** Whether an instant lies in one of them, of which those before a place end earlier. */
function isIn(spans: readonly Span[], at: number, place: number): boolean {
  for (let next = place; next < spans.length; next += 1) {
    const { from, to } = spans[next] ?? { from: Number.POSITIVE_INFINITY, to: 0 }
    if (from > at) return false
    if (at <= to) return true
  }
  return false
}

/** The newest of what began by an instant, of what is in order of time. */
function newestBy(executed: readonly Said[], at: number): Said | undefined {
  let [low, high] = [0, executed.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((executed[middle]?.startedAt ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return executed[low - 1]
}

/** When it was known that a stop was over: the first of those who ended it, by an answer or by its failure's end. */
function overAt(seen: readonly Seen[], to: number): number {
  const known = seen.flatMap(({ executed, failures }) => {
    const ended = failures.find(({ recoveredAt }) => recoveredAt === to)
    if (ended) return ended.recoveryConfirmedAt ?? to
    // One answer does not end what was confirmed.
    if (failures.some((one) => one.confirmedAt !== null && one.firstFailedAt <= to && to < endOf(one)))
      return []
    const answer = executed.find(({ startedAt, outcome }) => startedAt === to && outcome === 'o')
    return answer ? Math.min(answer.finishedAt, answer.receivedAt) : []
  })
  return known.length > 0 ? Math.min(...known) : to
}

/** Null where somebody answers or nobody fails; else when it is known that it has stopped, Infinity where it is not. */
function stateAt(seen: readonly Seen[], from: number, to: number): number | null {
  const newest = ({ executed }: Seen) => newestBy(executed, from)
  const failureOf = ({ failures }: Seen) =>
    failures.find((one) => one.firstFailedAt <= from && from < endOf(one))
  const answers = seen.some((one) => {
    const last = newest(one)
    if (last?.outcome !== 'o' || from >= heldToOf(one, last.startedAt)) return false
    const own = failureOf(one)
    return own === undefined || own.confirmedAt === null
  })
  if (answers) return null
  const failed = seen.filter((one) => failureOf(one) !== undefined)
  if (failed.length === 0) return null
  const confirmed = failed.map((one) => failureOf(one)?.confirmedAt ?? Number.POSITIVE_INFINITY)
  const knownAt = Math.max(...confirmed)
  if (knownAt === Number.POSITIVE_INFINITY || knownAt >= from) return knownAt
  // Who answered last, though not often enough, has to fail again before the silence of another one is a stop; and so
  // has who is silent: what it said holds no longer.
  const saysFailed = (one: Seen) => {
    const last = newest(one)
    return last?.outcome === 'f' && from < last.startedAt + one.holdMs
  }
  if (failed.some(saysFailed)) return from
  const again = failed.flatMap(({ executed }) =>
    executed.flatMap((one) =>
      one.outcome === 'f' && one.startedAt >= from && one.startedAt < to
        ? Math.min(one.finishedAt, one.receivedAt)
        : [],
    ),
  )
  return Math.min(Number.POSITIVE_INFINITY, ...again)
}
