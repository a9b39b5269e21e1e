/**
 * Whether every distance between two executions beyond the value in force has a row that says so, from the activation
 * of a check to the end, and no other has one (part of I4).
 */
import type { ObligationRow } from '../../collector/store/records.ts'
import type { Said } from '../reference/detection.ts'
import { spanOf } from '../reference/service.ts'
import { shownByCollectors } from './clocks.ts'
import type { Finder } from './found.ts'
import type { History } from './history.ts'
import type { Known, Stored } from './known.ts'
import { targetOf } from './runs.ts'
import { shownTwice } from './shown-twice.ts'

/** How long evidence may be under way, and be looked at, before a gap must be decided: milliseconds. */
const DECIDED_MS = 180_000
const INTERVAL_ITEM: Record<string, string> = {
  liveness: 'III.1.1.1.a',
  fault: 'III.1.1.2.a',
  performance: 'III.1.1.3.a',
  'time-sync': 'III.1.1.5.a',
}

interface Look {
  history: History
  said: Stored
  finder: Finder
}

interface Owed {
  subject: string
  limitMs: number
  executed: Said[]
  rows: ObligationRow[]
  decided: ReadonlyMap<number, ObligationRow>
}

export function gaps(known: Known, { history, said, finder }: Look): void {
  const { service, sole } = known
  if (!sole || service.interpretation.monitoringHours !== 'always') {
    finder.missing(`intervals of ${service.id}`)
    return
  }
  const checks = service.components.flatMap((component) => component.checks)
  for (const [subject, vantages] of Map.groupBy(checks, ({ check }) => targetOf(check))) {
    const [first] = vantages
    const item = first && first.external !== true ? INTERVAL_ITEM[first.purpose] : undefined
    const limitMs = item === undefined ? null : spanOf(service.values[item]?.inForce)
    if (!item || limitMs === null) continue
    const placed = vantages
      .flatMap(({ check }) => [...said.of(check)])
      .filter(({ outcome }) => outcome !== 'u')
      .toSorted((a, b) => a.startedAt - b.startedAt)
    // What a clock that was ahead put into a time to come ends no distance yet: others may come before it.
    const executed = placed.filter(({ startedAt }) => startedAt <= history.end.now)
    const rows = (history.end.obligations ?? []).filter((one) => one.subject === subject && one.item === item)
    const decided = new Map(rows.filter(({ state }) => state !== 'open').map((row) => [row.clockFrom, row]))
    const owed = { subject, limitMs, executed, rows, decided }
    const found = ended(owed, known, { history, finder })
    atItsEnds(owed, known, { history, finder })
    for (const row of rows) {
      finder.examine('rows of intervals', 1)
      if (row.state !== 'breached' || found.has(row.clockFrom) || isToCome(row, placed, history)) continue
      const meanwhile = shownTwice(history, said).map(({ of }) => vantages.flatMap(({ check }) => of(check)))
      if (meanwhile.some((executed) => isDistance(row, executed)))
        finder.examine('gaps of times that were shown twice', 1)
      else
        finder.violate(
          `${subject} is said to have broken its interval from ${row.clockFrom} on, and did not`,
          row.clockFrom,
        )
    }
  }
}

/**
 * Whether a clock that was ahead said so of a time to come: of what it had placed there one follows the other after just
 * that distance. It stands until that time has come, and what was executed then puts it right.
 */
function isToCome(
  { clockFrom, limitMs, marginMs }: ObligationRow,
  placed: readonly Said[],
  { end }: History,
): boolean {
  const next = placed.find(({ startedAt }) => startedAt > clockFrom)
  const isPlaced = placed.some(({ startedAt }) => startedAt === clockFrom)
  return (
    clockFrom > end.now &&
    isPlaced &&
    next !== undefined &&
    limitMs !== null &&
    marginMs === limitMs - (next.startedAt - clockFrom) &&
    marginMs < 0
  )
}

/** Whether of these one follows the one that a row begins with after just the distance that it says. */
function isDistance({ clockFrom, limitMs, marginMs }: ObligationRow, said: readonly Said[]): boolean {
  const executed = said.filter(({ outcome }) => outcome !== 'u')
  const later = executed.flatMap(({ startedAt }) => (startedAt > clockFrom ? startedAt : []))
  return (
    executed.some(({ startedAt }) => startedAt === clockFrom) &&
    limitMs !== null &&
    marginMs === limitMs - (Math.min(...later) - clockFrom) &&
    marginMs < 0
  )
}

/** Distances that a next execution ended. Returns where those beyond the value begin. */
function ended(
  { subject, limitMs, executed, decided }: Owed,
  { loadedAt }: Known,
  { history: { end }, finder }: Pick<Look, 'history' | 'finder'>,
): Set<number> {
  const found = new Set<number>()
  executed.forEach((one, index) => {
    const next = executed[index + 1]
    // Nothing was owed before the check was: an execution may lie there where it was placed by a clock that was behind.
    if (!next || next.startedAt - Math.max(one.startedAt, loadedAt) <= limitMs) return
    found.add(one.startedAt)
    finder.examine('gaps', 1)
    const row = decided.get(one.startedAt)
    if (!row && next.receivedAt > end.now - DECIDED_MS) return
    const gap = `${subject} was not executed for ${next.startedAt - one.startedAt} ms from ${one.startedAt} on`
    if (!row) finder.violate(`${gap}, beyond ${limitMs} ms, and no row says so`, one.startedAt)
    else if (row.state === 'met')
      finder.violate(`${gap}, beyond ${limitMs} ms, and counts as met`, one.startedAt)
    else if (row.state === 'breached' && row.marginMs !== limitMs - (next.startedAt - one.startedAt))
      finder.violate(`${gap}, and its row has a margin of ${row.marginMs} ms`, one.startedAt)
    else if (row.because === null) finder.violate(`${gap}, and its row gives no reason`, one.startedAt)
  })
  return found
}

/**
 * Before the first execution (the check is owed from its activation), and after the last: what lasts at the end is
 * without evidence, and is neither met nor still open once the value and what may be under way are over.
 */
function atItsEnds(
  { subject, limitMs, executed, rows, decided }: Owed,
  { loadedAt, removedAt }: Known,
  { history: { end, world }, finder }: Pick<Look, 'history' | 'finder'>,
): void {
  const since = Math.round(shownByCollectors(world.clocks, loadedAt).most)
  const [first, last] = [executed[0], executed.at(-1)]
  if (rows.length === 0 && end.now - since > DECIDED_MS)
    finder.violate(`${subject} is owed each ${limitMs} ms, and no row says so`, loadedAt)
  const before = first?.startedAt ?? end.now
  if (before - since > limitMs + DECIDED_MS && (!first || first.receivedAt <= end.now - DECIDED_MS)) {
    finder.examine('gaps at the ends', 1)
    // It is activated when a collector first looks at it, which the world does not know to the millisecond.
    const row = [...decided.values()].find(
      ({ clockFrom }) => clockFrom >= since - DECIDED_MS && clockFrom <= since + DECIDED_MS,
    )
    if (!row || row.state === 'met')
      finder.violate(
        `${subject} was not executed for its first ${before - since} ms, beyond ${limitMs} ms, and ${saidOf(row)}`,
        loadedAt,
      )
  }
  if (!last || removedAt !== null) return
  const lasts = end.now - last.startedAt
  if (lasts <= limitMs + DECIDED_MS || last.receivedAt > end.now - DECIDED_MS) return
  finder.examine('gaps at the ends', 1)
  const row = decided.get(last.startedAt)
  if (row?.state !== 'not-proven' && row?.state !== 'withdrawn')
    finder.violate(
      `${subject} was not executed for ${lasts} ms from ${last.startedAt} on, until the end, beyond ${limitMs} ms, and ${saidOf(row)}`,
      last.startedAt,
    )
}

const saidOf = (row: ObligationRow | undefined) =>
  row === undefined ? 'no row says so' : `its row says ${row.state} (${row.because})`
