/**
 * The clocks of a service's hosts against each other (III.1.1.5): each was measured against the collector's
 * clock, which is their common scale; how far that one itself is off does not matter.
 */

/** What one host's clock showed at an instant. */
export interface Reading {
  /** Unix ms, by the collector's clock. */
  at: number
  /** How far the host's clock is ahead of the collector's, milliseconds; negative where it is behind. */
  aheadMs: number
  /** Half the round trip of the measurement, milliseconds. */
  uncertaintyMs: number
}

/** Readings further apart in time than this say nothing of each other. */
export const TOGETHER_MS = 180_000
/** So many readings in a row say the same before it counts: one may have been caught by a pause of the host. */
const IN_A_ROW = 2
/** A clock that was off is right again when it is within this share of the limit: it must not flap around it. */
const CALM = 0.9
/** Readings of a host that are kept. */
export const KEPT_READINGS = 8

export interface Apart {
  host: string
  /** Of the first reading in the row that is beyond the limit, and of the last one within it before. */
  since: number
  lastWithinAt: number | null
  /** Distance to the clock that it is furthest from, milliseconds, signed. */
  byMs: number
  from: string
}

export interface HostClocks {
  /** Hosts whose clock is beyond the limit, beyond doubt. */
  apart: Apart[]
  /** Of the hosts that are known to be off those that are clearly within it again, with the first reading in the row that says so. */
  within: { host: string; since: number }[]
}

/**
 * Of two clocks that are further apart than the limit, the one is off that is further from the middle of all of
 * them and the collector's. What the uncertainty of the measurements leaves open is neither apart nor within.
 * `readings` by host, oldest first. A host whose newest reading is in order costs one look at each of the others.
 */
export function judgeHostClocks(
  readings: ReadonlyMap<string, readonly Reading[]>,
  limitMs: number,
  off: ReadonlySet<string>,
): HostClocks {
  const found: HostClocks = { apart: [], within: [] }
  for (const [host, own] of readings) {
    const look = (reading: Reading | undefined, withinMs: number) =>
      reading ? against(host, reading, readings, { limitMs, withinMs }) : null
    /** The newest readings that all say so; empty where they are too few. */
    const rowOf = (state: Against['state'], withinMs: number) => {
      const row = own.slice(own.findLastIndex((one) => look(one, withinMs)?.state !== state) + 1)
      return row.length < IN_A_ROW ? [] : row
    }
    const newest = look(own.at(-1), limitMs * CALM)
    if (newest?.furthest) {
      const [first] = rowOf('apart', limitMs)
      if (!first) continue
      const lastWithin = own.findLast((one) => look(one, limitMs)?.state === 'within')
      const { byMs, from } = newest.furthest
      found.apart.push({ host, since: first.at, lastWithinAt: lastWithin?.at ?? null, byMs, from })
    } else if (newest?.state === 'within' && off.has(host)) {
      const [first] = rowOf('within', limitMs * CALM)
      if (first) found.within.push({ host, since: first.at })
    }
  }
  return found
}

interface Against {
  state: 'apart' | 'within' | 'open'
  /** Where it is apart. */
  furthest: { byMs: number; from: string } | null
}

function against(
  host: string,
  reading: Reading,
  readings: ReadonlyMap<string, readonly Reading[]>,
  { limitMs, withinMs }: { limitMs: number; withinMs: number },
): Against {
  const others: (readonly [string, Reading])[] = []
  for (const [name, list] of readings) {
    const near = name === host ? null : nearest(list, reading.at)
    if (near) others.push([name, near])
  }
  if (others.length === 0) return { state: 'open', furthest: null }
  let middle: number | null = null
  let state: Against['state'] = 'within'
  let furthest: Against['furthest'] = null
  for (const [name, { aheadMs, uncertaintyMs }] of others) {
    const byMs = reading.aheadMs - aheadMs
    const doubt = reading.uncertaintyMs + uncertaintyMs
    if (Math.abs(byMs) + doubt <= withinMs) continue
    if (Math.abs(byMs) - doubt <= limitMs) {
      if (state === 'within') state = 'open'
      continue
    }
    middle ??= median([0, reading.aheadMs, ...others.map(([, one]) => one.aheadMs)])
    if (Math.abs(reading.aheadMs - middle) < Math.abs(aheadMs - middle)) continue
    state = 'apart'
    if (furthest === null || Math.abs(byMs) > Math.abs(furthest.byMs)) furthest = { byMs, from: name }
  }
  return { state, furthest }
}

function nearest(list: readonly Reading[], at: number): Reading | null {
  let best: Reading | null = null
  for (const one of list) if (best === null || Math.abs(one.at - at) < Math.abs(best.at - at)) best = one
  return best && Math.abs(best.at - at) <= TOGETHER_MS ? best : null
}

function median(values: readonly number[]): number {
  const inOrder = values.toSorted((a, b) => a - b)
  const half = inOrder.length / 2
  return ((inOrder[Math.ceil(half) - 1] ?? 0) + (inOrder[Math.floor(half)] ?? 0)) / 2
}
