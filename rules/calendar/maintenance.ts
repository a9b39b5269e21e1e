/** What of announced work is 定期保守時間, taken off the service hours (III.2.1.1 BP i); all else of a stop is down. */
import type { WindowJudgement } from '../availability/types.ts'
import { isDay, localDayOf, startOfDay } from '../time/day.ts'
import { difference, intersection, lengthMs, union } from './intervals.ts'
import type { Interval, MaintenanceRules, MaintenanceWindow } from './types.ts'

export interface MaintenanceInput {
  /** In any order. Those of the allowance's year before the period belong here too: they use it up. */
  windows: readonly MaintenanceWindow[]
  rules: MaintenanceRules
  /** When the service was really down, from the beginning of the allowance's year (`allowanceYear`) on. */
  stops: readonly Interval[]
  /** The service hours, from the same beginning on. */
  open: readonly Interval[]
  period: Interval
}

/** Maintenance that is taken off, and the window that it is of. */
export interface CountedMaintenance extends Interval {
  window: string
}

export interface JudgedMaintenance {
  /** Of each window that reaches into the period, in order of time: its figures within the period. */
  windows: WindowJudgement[]
  /** Within the period, in order and without overlap. */
  maintenance: CountedMaintenance[]
}

/**
 * Which of the stops count as regular maintenance: within a window of regular work that was announced by the
 * lead time before it began and written down before it began, within the service hours, and within what is
 * left of the year's allowance, which is used up in order of time, so that a window may count in part.
 * Answering during a window is up and unknown stays unknown, since only stops are taken; an overrun lies
 * outside of its window. Windows that overlap count once, for the one that began first.
 */
export function judgeWindows({ windows, rules, stops, open, period }: MaintenanceInput): JudgedMaintenance {
  const ordered = windows.toSorted((a, b) => a.from - b.from || a.to - b.to || (a.id < b.id ? -1 : 1))
  const stopped = union(stops)
  const lost = intersection(stopped, union(open))
  const own = new Map<string, Interval[]>()
  let claimed: Interval[] = []
  for (const window of ordered) {
    const pieces = refusal(window, rules) ? [] : difference(intersection([window], lost), claimed)
    own.set(window.id, pieces)
    claimed = union([...claimed, ...pieces])
  }
  const claims = ordered.flatMap(({ id }) => (own.get(id) ?? []).map((piece) => ({ ...piece, window: id })))
  const maintenance = withinAllowance(claims, rules).flatMap((piece) => clipped(piece, period))
  const judged = ordered.filter(({ from, to }) => from < period.to && to > period.from)
  return {
    windows: judged.map((window) => {
      const within = clipped(window, period)
      const countedMs = lengthMs(maintenance.filter((piece) => piece.window === window.id))
      const stoppedMs = lengthMs(intersection(within, stopped))
      const lostMs = lengthMs(intersection(within, lost))
      const ownMs = lengthMs(intersection(own.get(window.id) ?? [], [period]))
      const because = refusal(window, rules) ?? reasonOf({ stoppedMs, lostMs, ownMs, countedMs }, rules)
      return { id: window.id, countedMs, stoppedMs, because }
    }),
    maintenance,
  }
}

/** The year of the allowance that an instant lies in. @throws RangeError if there is no such zone or day. */
export function allowanceYear(
  at: number,
  { yearFrom, zone }: Pick<MaintenanceRules, 'yearFrom' | 'zone'>,
): Interval {
  const day = localDayOf(at, zone)
  const year = Number(day.slice(0, 4))
  const first = firstDay(year, yearFrom) <= day ? year : year - 1
  return {
    from: startOfDay(firstDay(first, yearFrom), zone),
    to: startOfDay(firstDay(first + 1, yearFrom), zone),
  }
}

/** A year that begins on 29 February begins on the 28th where there is none. */
function firstDay(year: number, yearFrom: string): string {
  const day = `${String(year).padStart(4, '0')}-${yearFrom}`
  return yearFrom === '02-29' && !isDay(day) ? `${day.slice(0, 4)}-02-28` : day
}

/** Why a window takes nothing off whatever happened in it; null if it may. */
export function refusal(
  window: MaintenanceWindow,
  { leadTimeMs }: MaintenanceRules,
): WindowJudgement['because'] | null {
  const { kind, announcedAt, recordedAt, from } = window
  if (kind !== 'regular') return 'not-regular'
  if (announcedAt === null) return 'not-announced'
  if (announcedAt > from) return 'announced-after-start'
  // Beforehand is before the start, also where no lead time was agreed.
  if (announcedAt === from || announcedAt + leadTimeMs > from) return 'announced-late'
  return recordedAt > from ? 'recorded-after-start' : null
}

function reasonOf(
  { stoppedMs, lostMs, ownMs, countedMs }: Record<'stoppedMs' | 'lostMs' | 'ownMs' | 'countedMs', number>,
  { allowanceMs }: MaintenanceRules,
): WindowJudgement['because'] {
  if (stoppedMs === 0) return 'not-stopped'
  if (lostMs === 0) return 'outside-service-hours'
  if (allowanceMs === null) return 'no-allowance'
  if (ownMs === 0) return 'counted-with-another'
  return countedMs < ownMs ? 'allowance-used-up' : 'counted'
}

/** What of the claims the allowance of their year still holds, first come first served. */
function withinAllowance(claims: CountedMaintenance[], rules: MaintenanceRules): CountedMaintenance[] {
  const counted: CountedMaintenance[] = []
  let year: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
  let leftMs = 0
  for (const { from, to, window } of claims.toSorted((a, b) => a.from - b.from)) {
    for (let at = from; at < to; ) {
      if (at >= year.to) {
        year = allowanceYear(at, rules)
        leftMs = rules.allowanceMs ?? 0
      }
      const end = Math.min(to, year.to)
      const taken = Math.min(leftMs, end - at)
      if (taken > 0) counted.push({ from: at, to: at + taken, window })
      leftMs -= taken
      at = end
    }
  }
  return counted
}

function clipped<T extends Interval>(interval: T, period: Interval): T[] {
  const [from, to] = [Math.max(interval.from, period.from), Math.min(interval.to, period.to)]
  return from < to ? [{ ...interval, from, to }] : []
}
