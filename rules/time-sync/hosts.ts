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
const TOGETHER_MS = 180_000
/** So many readings in a row say the same before it counts: one may have been caught by a pause of the host. */
const IN_A_ROW = 2
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
  /** Hosts whose clock is within it again, beyond doubt, with the first reading in the row that says so. */
  within: { host: string; since: number }[]
}

/**
 * Of two clocks that are further apart than the limit, the one is off that is further from the middle of all of
 * them and the collector's. What the uncertainty of the measurements leaves open is neither apart nor within.
 * `readings` by host, oldest first.
 */
export function judgeHostClocks(
  readings: ReadonlyMap<string, readonly Reading[]>,
  limitMs: number,
): HostClocks {
  const found: HostClocks = { apart: [], within: [] }
  for (const [host, own] of readings) {
    const said = own.map((reading) => ({ at: reading.at, ...against(host, reading, readings, limitMs) }))
    const last = said.slice(-IN_A_ROW)
    if (last.length < IN_A_ROW) continue
    const row = (state: 'apart' | 'within') => {
      const before = said.findLastIndex((one) => one.state !== state)
      return said[before + 1]?.at ?? 0
    }
    const newest = said.at(-1)
    if (newest?.furthest && last.every(({ state }) => state === 'apart')) {
      const lastWithin = said.findLast(({ state }) => state === 'within')
      const { byMs, from } = newest.furthest
      found.apart.push({ host, since: row('apart'), lastWithinAt: lastWithin?.at ?? null, byMs, from })
    } else if (last.every(({ state }) => state === 'within'))
      found.within.push({ host, since: row('within') })
  }
  return found
}

interface Against {
  state: 'apart' | 'within' | 'open'
  furthest: { byMs: number; from: string } | null
}

function against(
  host: string,
  reading: Reading,
  readings: ReadonlyMap<string, readonly Reading[]>,
  limitMs: number,
): Against {
  const others = [...readings].flatMap(([name, list]) => {
    const near = name === host ? null : nearest(list, reading.at)
    return near ? [{ name, ...near }] : []
  })
  if (others.length === 0) return { state: 'open', furthest: null }
  const middle = median([0, reading.aheadMs, ...others.map(({ aheadMs }) => aheadMs)])
  let state: Against['state'] = 'within'
  let furthest: Against['furthest'] = null
  for (const { name, aheadMs, uncertaintyMs } of others) {
    const byMs = reading.aheadMs - aheadMs
    const doubt = reading.uncertaintyMs + uncertaintyMs
    const beyond = Math.abs(byMs) - doubt > limitMs
    const mine = Math.abs(reading.aheadMs - middle) >= Math.abs(aheadMs - middle)
    if (beyond && mine) {
      state = 'apart'
      if (furthest === null || Math.abs(byMs) > Math.abs(furthest.byMs)) furthest = { byMs, from: name }
    } else if (state === 'within' && !beyond && Math.abs(byMs) + doubt > limitMs) state = 'open'
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
