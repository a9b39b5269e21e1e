/**
 * Figures against a limit: generations of backups (III.2.3.1 b), minutes of power (III.4.2.1 a), offset of a clock
 * (III.1.1.5 b). Measured again and again, or attested for a time.
 */
import type { Judged } from './judged.ts'

export interface Level {
  id: string
  at: number
  /** Null: it could not be told. */
  value: number | null
  /** Until when an attested figure stands; null or absent: until the next one. */
  validUntil?: number | null
}

export interface LevelInput {
  subject: string
  /** In any order; each id once. */
  levels: readonly Level[]
  /** `least`: at least the limit; `most`: its size (either sign) at most the limit. */
  bound: 'least' | 'most'
  /** A number, or milliseconds. */
  limit: number
  now: number
}

type Verdict = 'met' | 'breached' | 'not-proven'

/**
 * One row per stretch of equal judgement, so a run of figures beyond the limit is one breach, from its first to
 * the first that is not. What could not be told, and the time after a figure ran out, is not proven.
 */
export function judgeLevels({ subject, levels, bound, limit, now }: LevelInput): Judged[] {
  const rows: Judged[] = []
  const add = (from: number, state: Verdict, because: string, level: Level | null) => {
    const last = rows.at(-1)
    if (last && last.state === state && last.because === because) {
      worsen(last, level, bound, limit)
      return
    }
    if (last) last.endAt = from
    rows.push({
      key: `${subject}#${from}`,
      subject,
      clockFrom: from,
      dueAt: from,
      limitMs: 0,
      state,
      decidedAt: from,
      marginMs: null,
      because,
      endAt: null,
      evidence: {},
    })
    const added = rows.at(-1)
    if (added) worsen(added, level, bound, limit)
  }
  const ordered = inOrder(levels).filter(({ at }) => at <= now)
  for (const [index, level] of ordered.entries()) {
    if (level.value === null) add(level.at, 'not-proven', 'no-figure', null)
    else if (keeps(level.value, bound, limit)) add(level.at, 'met', 'level-kept', level)
    else add(level.at, 'breached', 'level-missed', level)
    const until = level.validUntil ?? Number.POSITIVE_INFINITY
    if (until < Math.min(now, ordered[index + 1]?.at ?? Number.POSITIVE_INFINITY))
      add(until, 'not-proven', 'attestation-expired', null)
  }
  return rows
}

function keeps(value: number, bound: LevelInput['bound'], limit: number): boolean {
  return bound === 'least' ? value >= limit : Math.abs(value) <= limit
}

/** The worst figure of the stretch is its evidence. */
function worsen(row: Judged, level: Level | null, bound: LevelInput['bound'], limit: number): void {
  if (!level || level.value === null) return
  const before = row.evidence.worst
  const size = (value: number) => (bound === 'least' ? -value : Math.abs(value))
  if (typeof before === 'number' && size(before) >= size(level.value)) return
  row.evidence = { worst: level.value, limit, by: level.id, at: level.at }
}

function inOrder(levels: readonly Level[]): Level[] {
  const seen = new Set<string>()
  return levels
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .filter(({ id }) => !seen.has(id) && seen.add(id))
}
