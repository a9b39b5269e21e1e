/** How far the clocks of a service's hosts were from each other (III.1.1.5): pure, so that it can be tested as data. */
import type { HostClock, ServiceClocks } from '../../rules/api/clocks.ts'
import type { CheckSummary } from '../../rules/api/types.ts'

export const HOUR_MS = 3_600_000

/** One hour on the common scale, the collector's clock; milliseconds. */
export interface Spread {
  at: number
  /** The hosts measured in it, by name: how far ahead at least and at most. */
  hosts: { host: string; leastMs: number; mostMs: number }[]
  /** So far apart two of them were at some time of it, at least; null where fewer than two were measured. */
  apartMs: number | null
  /** Hosts that are beyond the limit, and the ones to blame: of two, the one further from the middle of all. */
  beyond: string[]
}

interface Measured {
  host: string
  leastMs: number
  mostMs: number
  /** Half the round trip of its measurement. */
  doubtMs?: number
}

/** The newest measurements of those hosts that are there, against each other. */
export function newestOf(
  { hosts, limitMs }: Pick<ServiceClocks, 'hosts' | 'limitMs'>,
  away: ReadonlySet<string>,
): Pick<Spread, 'apartMs' | 'beyond'> {
  const measured = hosts.flatMap(({ host, latest }): Measured[] => {
    if (latest === null || away.has(host)) return []
    const { aheadMs, uncertaintyMs } = latest
    return [{ host, leastMs: aheadMs, mostMs: aheadMs, doubtMs: uncertaintyMs }]
  })
  return apart(measured, limitMs)
}

/** Every hour of which something is known, oldest first. */
export function spreadsOf({ hosts, limitMs }: Pick<ServiceClocks, 'hosts' | 'limitMs'>): Spread[] {
  const byHour = new Map<number, Spread['hosts']>()
  for (const { host, hours } of hosts)
    for (const { at, leastMs, mostMs } of hours) {
      const hour = Date.parse(at)
      byHour.set(hour, [...(byHour.get(hour) ?? []), { host, leastMs, mostMs }])
    }
  return [...byHour]
    .toSorted(([a], [b]) => a - b)
    .map(([at, measured]) => ({ at, hosts: measured, ...apart(measured, limitMs) }))
}

/**
 * When one host was furthest ahead the other one was at most where it was furthest itself, so the difference of
 * the two farthest, and of the two least, is a distance that there surely was.
 */
function apart(measured: readonly Measured[], limitMs: number | null): Pick<Spread, 'apartMs' | 'beyond'> {
  if (measured.length < 2) return { apartMs: null, beyond: [] }
  let apartMs = 0
  const beyond = new Set<string>()
  for (const side of ['leastMs', 'mostMs'] as const) {
    const middle = median([0, ...measured.map((one) => one[side])])
    const off = (one: Spread['hosts'][number]) => Math.abs(one[side] - middle)
    for (const one of measured)
      for (const other of measured) {
        const distance = Math.abs(one[side] - other[side])
        apartMs = Math.max(apartMs, distance)
        const sure = distance - (one.doubtMs ?? 0) - (other.doubtMs ?? 0)
        if (one !== other && limitMs !== null && sure > limitMs && off(one) >= off(other))
          beyond.add(one.host)
      }
  }
  return { apartMs, beyond: measured.flatMap(({ host }) => (beyond.has(host) ? [host] : [])) }
}

function median(values: readonly number[]): number {
  const inOrder = values.toSorted((a, b) => a - b)
  const half = inOrder.length / 2
  return ((inOrder[Math.ceil(half) - 1] ?? 0) + (inOrder[Math.floor(half)] ?? 0)) / 2
}

/** Least and most of one host over all its hours, milliseconds ahead; null where it was never measured. */
export function extremes({ hours }: HostClock): { leastMs: number; mostMs: number } | null {
  if (hours.length === 0) return null
  return {
    leastMs: Math.min(...hours.map((one) => one.leastMs)),
    mostMs: Math.max(...hours.map((one) => one.mostMs)),
  }
}

/** Stretches of whole hours of [from, to] in which none of the given hours lies. `hours` oldest first. */
export function withoutHours(hours: readonly number[], from: number, to: number): [number, number][] {
  const found: [number, number][] = []
  let end = from
  for (const at of [...hours, to]) {
    if (at - end >= HOUR_MS) found.push([end, at])
    end = Math.max(end, at + HOUR_MS)
  }
  return found
}

/** Services that several hosts do checks for, in the order of the checks. */
export function ofSeveralHosts(checks: readonly CheckSummary[]): string[] {
  return [...Map.groupBy(checks, ({ service }) => service)]
    .filter(([, own]) => new Set(own.map(({ agent }) => agent)).size > 1)
    .map(([service]) => service)
}
