import { noMaintenance } from '../../rules/calendar/always.ts'
import type { Service } from '../model.ts'
import { readDate, readInstant } from './days.ts'
import { readDuration, showDuration } from './durations.ts'
import type { Findings } from './findings.ts'
import { makeUnique, readId } from './ids.ts'
import { readShape } from './read.ts'
import { maintenanceShape, windowShape } from './shape.ts'
import type { Path, Source } from './source.ts'

type Maintenance = Service['maintenance']
type Window = Maintenance['windows'][number]

/** Ends every text about work that is not taken off the service hours. */
const CLAUSE = 'III.2.1.1: only regular maintenance that was announced beforehand is taken off'

/** What was agreed of maintenance and which windows were announced; local times are those of `zone`. `now`: Unix ms. */
export function readMaintenance(
  raw: unknown,
  { zone, now }: { zone: string; now: number },
  source: Source,
  path: Path,
  findings: Findings,
): Maintenance {
  const none = noMaintenance(zone)
  if (raw === undefined) return { rules: none, windows: [] }
  const valid = readShape(maintenanceShape, raw, source, path, findings)
  if (!valid) return { rules: none, windows: [] }
  const rules = {
    leadTimeMs: readDuration(valid.leadTime, source, [...path, 'leadTime'], findings) ?? none.leadTimeMs,
    allowanceMs: readDuration(valid.allowance, source, [...path, 'allowance'], findings) ?? none.allowanceMs,
    yearFrom: readDate(valid.yearFrom, source, [...path, 'yearFrom'], findings) ?? none.yearFrom,
    zone,
  }
  const unique = makeUnique(findings)
  const entries: { window: Window; at: Path }[] = []
  for (const [index, entry] of (valid.windows ?? []).entries()) {
    const at = [...path, 'windows', index]
    const window = readWindow(entry, zone, source, at, findings)
    if (!window) continue
    unique(window.id, source, [...at, 'id'])
    tellLate(window, rules.leadTimeMs, source, at, findings)
    tellFuture(window, now, source, at, findings)
    entries.push({ window, at })
  }
  const regular = entries.find(({ window }) => window.kind === 'regular')
  if (regular) tellUnagreed(valid, source, regular.at, findings)
  return { rules, windows: entries.map(({ window }) => window) }
}

function readWindow(
  raw: unknown,
  zone: string,
  source: Source,
  path: Path,
  findings: Findings,
): Window | null {
  const valid = readShape(windowShape, raw, source, path, findings)
  if (!valid) return null
  const id = readId(valid.id, source, [...path, 'id'], findings)
  const instant = (key: 'from' | 'to' | 'announcedAt', which: 'earlier' | 'later') =>
    readInstant(valid[key], zone, which, source, [...path, key], findings)
  const from = instant('from', 'earlier')
  const to = instant('to', 'later')
  // What is said twice of an hour counts against the one who says it.
  const announcedAt = instant('announcedAt', 'later') ?? null
  if (from !== undefined && to !== undefined && to <= from) {
    const message = 'a window ends after it begins'
    findings.error(source.at([...path, 'to']), 'bad-maintenance', message)
    return null
  }
  if (id === undefined || from === undefined || to === undefined || !valid.kind) return null
  return { id, from, to, kind: valid.kind, announcedAt }
}

/** A late announcement is a fact like any other: it is kept, and its window is downtime. */
function tellLate(window: Window, leadTimeMs: number, source: Source, path: Path, findings: Findings): void {
  const { kind, from, announcedAt } = window
  const warn = (what: string) => {
    const message = `${what}: a stop within it counts as downtime (${CLAUSE})`
    findings.warn(source.at([...path, 'announcedAt']), 'maintenance-announced-late', message)
  }
  if (announcedAt !== null && announcedAt >= from) warn('this window was not announced before its start')
  else if (kind !== 'regular') return
  else if (announcedAt === null) warn('this regular window has no announcedAt')
  else if (announcedAt + leadTimeMs > from)
    warn(`this window was announced less than ${showDuration(leadTimeMs)} (leadTime) before its start`)
}

/** What is still to be announced was not announced, whatever was planned. */
function tellFuture(window: Window, now: number, source: Source, path: Path, findings: Findings): void {
  if (window.announcedAt === null || window.announcedAt <= now) return
  const message = `announcedAt lies in the future: write it when the announcement has reached everyone (${CLAUSE})`
  findings.warn(source.at([...path, 'announcedAt']), 'date-in-future', message)
}

/** Regular windows without what was agreed about them. */
function tellUnagreed(
  agreed: { leadTime?: unknown; allowance?: unknown },
  source: Source,
  path: Path,
  findings: Findings,
): void {
  const warn = (message: string) =>
    findings.warn(source.at(path), 'maintenance-not-agreed', `${message} (III.2.1.1)`)
  if (agreed.allowance === undefined)
    warn('maintenance has regular windows and no allowance: nothing is taken off the service hours')
  if (agreed.leadTime === undefined)
    warn('maintenance has regular windows and no leadTime: an announcement just before the start is enough')
}
