/** What a host's clock showed at a true instant. */
import type { HostClock } from './history.ts'

function shownAt(clocks: readonly HostClock[] | undefined, host: string, trueAt: number): number {
  const changes = clocks?.find((one) => one.host === host)?.changes ?? []
  const last = changes.filter(({ at }) => at <= trueAt).at(-1)
  if (!last) return trueAt
  return trueAt + last.offsetMs + ((last.driftPpm ?? 0) * (trueAt - last.at)) / 1_000_000
}

/** What the clocks of all collectors showed then, from the earliest to the latest; true time where nothing is said of any. */
export function shownByCollectors(
  clocks: readonly HostClock[] | undefined,
  trueAt: number,
): { least: number; most: number } {
  const names = collectorsIn(clocks)
  const shown = names.map((host) => shownAt(clocks, host, trueAt))
  return shown.length === 0
    ? { least: trueAt, most: trueAt }
    : { least: Math.min(...shown), most: Math.max(...shown) }
}

const collectorsIn = (clocks: readonly HostClock[] | undefined) =>
  (clocks ?? []).flatMap(({ host }) => (host.startsWith('collector') ? host : []))

/** By how much a clock of a collector was ahead of true time at any moment of a span; null where nothing is said of any. */
export function offsetsOfCollectors(
  clocks: readonly HostClock[] | undefined,
  from: number,
  to: number,
): number[] | null {
  const names = collectorsIn(clocks)
  if (names.length === 0) return null
  const offsets = names.flatMap((host) => {
    const changes = clocks?.find((one) => one.host === host)?.changes ?? []
    const turns = changes.flatMap(({ at }) => (at > from && at <= to ? at : []))
    return [from, ...turns].map((at) => shownAt(clocks, host, at) - at)
  })
  return [...new Set(offsets)]
}

/** The first true instant at which a collector's clock showed this or more. */
function firstShownAt(clocks: readonly HostClock[] | undefined, shown: number): number {
  const ours = (clocks ?? []).filter(({ host }) => host.startsWith('collector'))
  const first = ours.flatMap(({ host, changes }) => {
    const edges = [Number.NEGATIVE_INFINITY, ...changes.map(({ at }) => at)]
    return edges.flatMap((from, place) => {
      const to = edges[place + 1] ?? Number.POSITIVE_INFINITY
      const own = place === 0 ? 0 : shownAt(clocks, host, from) - from
      const at = Math.max(from, shown - own)
      return at < to ? at : []
    })
  })
  return first.length === 0 ? shown : Math.min(...first)
}

/**
 * The latest that a collector's clock would show at a true instant, had it gone on as at some instant since it showed
 * `from`: what was due by a clock that was ahead was over by it, though it was set back before the rest happened.
 */
export function shownWithoutSetting(
  clocks: readonly HostClock[] | undefined,
  from: number,
  trueAt: number,
): number {
  const begun = firstShownAt(clocks, from)
  return trueAt + Math.max(...(offsetsOfCollectors(clocks, Math.min(begun, trueAt), trueAt) ?? [0]))
}
