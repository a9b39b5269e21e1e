/** What grew between two samples, per second; a counter that began anew gives none. */
import type { CpuTimes, DiskCounters, NetCounters } from './host-proc.ts'

/** Counters of 32 bits wrap; one that fell from its last tenth did. */
const WRAP = 2 ** 32

/** By how much a counter grew; null where it was set back (a device that came anew, a restarted container). */
export function grown(before: number, now: number): number | null {
  if (now >= before) return now - before
  return before < WRAP && before >= 0.9 * WRAP ? now + WRAP - before : null
}

export interface CpuShares {
  busy: number
  iowait: number
  steal: number
}

/** Percent of all CPUs' time between two samples. */
export function cpuShares(before: CpuTimes, now: CpuTimes): CpuShares | null {
  const total = now.total - before.total
  if (total <= 0) return null
  // The kernel's count of iowait and idle may fall a little.
  const percent = (part: number) => Math.min(100, Math.max(0, (part / total) * 100))
  return {
    busy: percent(total - (now.idle - before.idle) - (now.iowait - before.iowait)),
    iowait: percent(now.iowait - before.iowait),
    steal: percent(now.steal - before.steal),
  }
}

/** Per second over `ms`, of each device that both samples know and whose counters all grew. */
function rates<Counters extends object, Key extends string>(
  before: ReadonlyMap<string, Counters>,
  now: ReadonlyMap<string, Counters>,
  ms: number,
  read: (counters: Counters) => Record<Key, number>,
): Map<string, Record<Key, number>> {
  const found = new Map<string, Record<Key, number>>()
  for (const [name, counters] of now) {
    const earlier = before.get(name)
    if (!earlier || ms <= 0) continue
    const [old, fresh] = [read(earlier), read(counters)]
    const grownBy = (Object.keys(fresh) as Key[]).map((key) => [key, grown(old[key], fresh[key])] as const)
    if (grownBy.some(([, by]) => by === null)) continue
    found.set(
      name,
      Object.fromEntries(grownBy.map(([key, by]) => [key, ((by ?? 0) * 1000) / ms])) as Record<Key, number>,
    )
  }
  return found
}

/** KiB per second, and percent of the time in which the device had something to do. */
export const diskRates = (
  before: ReadonlyMap<string, DiskCounters>,
  now: ReadonlyMap<string, DiskCounters>,
  ms: number,
) =>
  rates(before, now, ms, ({ readKib, writtenKib, busyMs }) => ({
    read: readKib,
    write: writtenKib,
    // Of 1000 ms, as percent.
    busy: busyMs / 10,
  }))

/** KiB per second. */
export const networkRates = (
  before: ReadonlyMap<string, NetCounters>,
  now: ReadonlyMap<string, NetCounters>,
  ms: number,
) =>
  rates(before, now, ms, ({ receivedBytes, sentBytes }) => ({
    receive: receivedBytes / 1024,
    send: sentBytes / 1024,
  }))
