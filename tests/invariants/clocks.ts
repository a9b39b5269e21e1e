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
  const names = (clocks ?? []).flatMap(({ host }) => (host.startsWith('collector') ? host : []))
  const shown = names.map((host) => shownAt(clocks, host, trueAt))
  return shown.length === 0
    ? { least: trueAt, most: trueAt }
    : { least: Math.min(...shown), most: Math.max(...shown) }
}
