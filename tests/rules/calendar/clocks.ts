/** Zones on days when their clocks did something, with a table of what they showed (`tests/reference`). */
import { type Table, tableOf } from '../../reference/calendar.ts'

/** Days on both sides of the turn that a table covers. */
const MARGIN = 5

export interface Clocks {
  table: Table
  /** The day of the turn. */
  day: string
  /** Its midnight in UTC. */
  turnAt: number
}

const TURNS = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  // Half an hour.
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  // A day left out.
  ['Pacific/Apia', '2011-12-30'],
  // A midnight skipped, one shown twice, and a minute of Sunday before an hour of Saturday.
  ['Asia/Beirut', '2021-03-28'],
  ['America/Havana', '2026-11-01'],
  ['America/St_Johns', '2006-10-29'],
  ['Asia/Tokyo', '2026-05-03'],
] as const

export const TURN_COUNT = TURNS.length
const tables = new Map<number, Clocks>()

/** By number, so that a counterexample does not print a table. */
export function clocksOf(turn: number): Clocks {
  const [zone, day] = TURNS[turn] ?? TURNS[0]
  const turnAt = Date.parse(`${day}T00:00:00Z`)
  const clocks = tables.get(turn) ?? {
    table: tableOf(zone, turnAt - MARGIN * 86_400_000, 2 * MARGIN),
    day,
    turnAt,
  }
  tables.set(turn, clocks)
  return clocks
}
