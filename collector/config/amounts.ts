/** What an own value of an evaluation item may be, how it is written, and how it is shown. */
import type { Amount, EvaluationItem, OwnKind } from '../../rules/guideline/edition.ts'
import { ITEMS, kindOfItem } from '../../rules/guideline/items.ts'
import { isoDuration, parseDuration, parseIsoDuration } from '../../rules/time/duration.ts'
import { LONGEST_MS, showDuration } from './durations.ts'

interface Form {
  /** Ends `it takes …`. */
  takes(item: EvaluationItem): string
  /** The amount, or undefined where it is none; `written` is the text as it stands in the file. */
  read(raw: unknown, written: string, item: EvaluationItem): Amount | undefined
  /** Of what is written, for editors. */
  schema(item: EvaluationItem): Record<string, unknown>
}

const CALENDAR_UNITS = { w: 'W', mo: 'M', y: 'Y' } as const
const CALENDAR_PATTERN = '^[1-9][0-9]{0,2}(w|mo|y)$'
const CALENDAR = new RegExp(CALENDAR_PATTERN)
const FIXED_PATTERN = '^[1-9][0-9]{0,11}(ms|s|m|h|d)$'

const duration: Form = {
  takes: (item) =>
    hasCalendarUnits(item)
      ? 'a duration such as 3d, 1w, 3mo or 5y'
      : 'a duration such as 500ms, 20m, 5h or 3d',
  read(_raw, written, item) {
    if (hasCalendarUnits(item) && CALENDAR.test(written)) {
      const unit = written.replace(/^\d+/, '') as keyof typeof CALENDAR_UNITS
      return `P${Number.parseInt(written, 10)}${CALENDAR_UNITS[unit]}`
    }
    const ms = parseDuration(written)
    return ms !== null && ms <= LONGEST_MS ? isoDuration(ms) : undefined
  },
  schema: (item) => {
    const fixed = { type: 'string', pattern: FIXED_PATTERN }
    return hasCalendarUnits(item) ? { anyOf: [fixed, { type: 'string', pattern: CALENDAR_PATTERN }] } : fixed
  },
}

const PERCENT_PATTERN = '^[0-9]{1,3}([.][0-9]{1,12})? ?%?$'

const percent: Form = {
  takes: () => 'a percentage above 0 and up to 100, such as 99.9',
  read(_raw, written) {
    if (!new RegExp(PERCENT_PATTERN).test(written)) return undefined
    // Kept as text: 99.9 has no exact binary fraction.
    const decimal = written.replace(/ ?%$/, '')
    return Number(decimal) > 0 && Number(decimal) <= 100 ? decimal : undefined
  },
  schema: () => ({
    anyOf: [
      { type: 'number', exclusiveMinimum: 0, maximum: 100 },
      { type: 'string', pattern: PERCENT_PATTERN },
    ],
  }),
}

const count: Form = {
  takes: () => 'a whole number of at least 1',
  read: (_raw, written) => (/^[1-9][0-9]{0,8}$/.test(written) ? Number(written) : undefined),
  schema: () => ({ type: 'integer', minimum: 1 }),
}

const tokens: Form = {
  takes: (item) => `one or more of ${tokensOf(item).join(', ')}, as a list`,
  read(raw, _written, item) {
    const listed: unknown[] = Array.isArray(raw) ? raw : [raw]
    const known = tokensOf(item)
    const right = listed.length > 0 && listed.every((one) => typeof one === 'string' && known.includes(one))
    return right && new Set(listed).size === listed.length ? listed.map(String) : undefined
  },
  schema: (item) => {
    const token = { enum: tokensOf(item) }
    return { anyOf: [token, { type: 'array', minItems: 1, uniqueItems: true, items: token }] }
  },
}

const done: Form = {
  takes: () => 'yes',
  read: (raw) => (raw === 'yes' || raw === true ? null : undefined),
  schema: () => ({ enum: ['yes', true] }),
}

const FORMS: Record<OwnKind, Form> = {
  max_interval: duration,
  max_delay: duration,
  max_deviation: duration,
  min_retention: duration,
  min_duration: duration,
  min_ratio: percent,
  coverage: percent,
  min_count: count,
  one_of: tokens,
  all_of: tokens,
  per_event: done,
  implemented: done,
}

/** @throws RangeError for an id that the catalogue lacks. */
export function formOf(itemId: string): Form {
  return FORMS[kindOfItem(itemId)]
}

/** Whether an amount reads like months and means minutes. */
export function minutesForMonths(item: EvaluationItem, written: string | null): boolean {
  return hasCalendarUnits(item) && /^[0-9]+m$/.test(written ?? '')
}

/** Periods between reports, scans or backups and retentions are weeks to years; what is timed to the minute is not. */
function hasCalendarUnits({ clock }: EvaluationItem): boolean {
  return clock?.to === 'next' || clock?.to === 'expiry'
}

/** Every token that the items of the same control know: a service may go further than its pattern. */
function tokensOf({ control }: EvaluationItem): string[] {
  const values = ITEMS.filter((item) => item.control === control).flatMap((item) =>
    Object.values(item.values),
  )
  return [...new Set(values.flatMap(({ value }) => (Array.isArray(value) ? value : [])))]
}

/** An amount as it is written in a configuration: `20m`, `3mo`, `99.5 %`, `5`, `hot-standby, cold-standby`, `yes`. */
export function showAmount(amount: Amount, kind: OwnKind): string {
  if (amount === null) return 'yes'
  if (Array.isArray(amount)) return amount.join(', ')
  if (FORMS[kind] === percent) return `${amount} %`
  const ms = parseIsoDuration(String(amount))
  const calendar = /^P(\d+)([WMY])$/.exec(String(amount))
  const unit = Object.entries(CALENDAR_UNITS).find(([, letter]) => letter === calendar?.[2])?.[0]
  if (calendar && unit) return `${calendar[1]}${unit}`
  return ms === null ? String(amount) : showDuration(ms)
}
