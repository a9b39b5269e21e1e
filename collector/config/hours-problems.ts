/** What the rules find wrong with a calendar, told at the line where it is written. */
import type { HolidayData, ServiceHours } from '../../rules/calendar/types.ts'
import { type CalendarCode, type CalendarProblem, calendarProblems } from '../../rules/calendar/validate.ts'
import type { ConfigCode, Findings } from './findings.ts'
import type { ReadEdition } from './hours.ts'
import { shown } from './read.ts'
import type { Path, Source } from './source.ts'

const WORDS: Record<CalendarCode, [code: ConfigCode, words: (value: string) => string]> = {
  'zone-unknown': ['bad-timezone', (value) => `${value} is no time zone`],
  'no-periods': ['bad-hours', () => 'there are no hours'],
  'day-impossible': ['bad-hours', (value) => `${value} is no day; write 2026-11-01`],
  'day-too-far': [
    'bad-hours',
    (value) => `${value} is too far away to be reckoned with; an edition without end has no to`,
  ],
  'date-impossible': ['bad-hours', (value) => `${value} is no month and day; write 12-29`],
  'span-out-of-day': ['bad-hours', (value) => `${value} does not begin within its day`],
  'span-empty': ['bad-hours', (value) => `${value} is empty; around the clock is 00:00-24:00`],
  'span-reversed': ['bad-hours', (value) => `${value} ends before it begins`],
  'period-reversed': ['hours-reversed', (value) => `${ends(value)}: an edition ends before it begins`],
  'closed-reversed': ['hours-reversed', (value) => `${ends(value)}: the last day lies before the first`],
  'spans-overlap': [
    'hours-overlap',
    (value) => `two spans of one day overlap: ${value.replace(' ', ' and ')}`,
  ],
  'spans-overlap-midnight': [
    'hours-overlap',
    (value) => `a span lasts beyond midnight into a span of the next day: ${value}`,
  ],
  'periods-overlap': ['hours-overlap', (value) => `two editions overlap: ${turn(value)}`],
  'periods-gap': ['hours-gap', (value) => `the hours have a gap: ${turn(value)}`],
  'closed-outside-period': ['outside-edition', (value) => `${ends(value)} lies outside of this edition`],
  'exception-outside-period': ['outside-edition', (value) => `${value} lies outside of this edition`],
}

function ends(value: string): string {
  const [first, last] = value.split('/')
  return first === last ? String(first) : `${first}..${last}`
}

function turn(value: string): string {
  const [end, start] = value.split('/')
  return `the edition above ${end ? `ends on ${end}` : 'has no end'}, this one ${start ? `begins on ${start}` : 'has no beginning'}`
}

/** What can be told where something else in the hours could not be read: the rest may follow from that. */
const ON_THEIR_OWN: readonly CalendarCode[] = [
  'day-impossible',
  'day-too-far',
  'date-impossible',
  'period-reversed',
  'closed-reversed',
]

/**
 * Every problem once, at `path` (of `hours`) or where in it the cause stands; not `complete` where something of the
 * hours could not be read.
 */
export function tellCalendarProblems(
  hours: ServiceHours,
  holidays: HolidayData | null,
  editions: readonly ReadEdition[],
  complete: boolean,
  source: Source,
  path: Path,
  findings: Findings,
): void {
  const told = new Set<string>()
  for (const problem of calendarProblems(hours, holidays)) {
    if (!complete && !ON_THEIR_OWN.includes(problem.code)) continue
    const at = placed(placeOf(problem, editions) ?? path, source)
    const [code, words] = WORDS[problem.code]
    // A range such as mon-fri says one thing of several days.
    const once = JSON.stringify([at, code])
    // Nor is there more to say of a day that does not exist.
    if (told.has(once) || told.has(JSON.stringify([at, 'bad-hours']))) continue
    told.add(once)
    const ofKey = problem.path.length === 4 && problem.path[2] === 'exceptions'
    const place = ofKey ? source.atKey(at) : source.at(at)
    findings.error(place, code, `${words(shown(problem.value))} (III.2.1.1)`)
  }
}

/** Where in the file that stands which the rules name by its place in `ServiceHours`. */
function placeOf({ path }: CalendarProblem, editions: readonly ReadEdition[]): Path | null {
  const [, index, part, ...rest] = path
  const edition = typeof index === 'number' ? editions[index] : undefined
  if (!edition || part === undefined) return edition?.at ?? null
  const [day, ...inDay] = rest
  if (part === 'closed' && typeof day === 'number') return edition.closedAt[day] ?? edition.at
  const key = part === 'weekly' && day !== undefined ? edition.weekKeys[day] : undefined
  return key ? [...key, ...inDay] : [...edition.at, part, ...rest]
}

/** Without the parts of a place that the file writes as one value: a single span, a day of `closed`. */
function placed(path: Path, source: Source): Path {
  const above = path.slice(0, -1)
  return above.length > 0 && source.written(above) !== null ? placed(above, source) : path
}
