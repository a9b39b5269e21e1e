/** What a host's clock showed at a true instant. */
import type { HostClock } from './history.ts'

export function shownAt(clocks: readonly HostClock[] | undefined, host: string, trueAt: number): number {
  const changes = clocks?.find((one) => one.host === host)?.changes ?? []
  const last = changes.filter(({ at }) => at <= trueAt).at(-1)
  if (!last) return trueAt
  return trueAt + last.offsetMs + ((last.driftPpm ?? 0) * (trueAt - last.at)) / 1_000_000
}
