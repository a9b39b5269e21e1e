/** Times, spans and measured values as people read them. */
import type { Amount, ValueKind } from '../../rules/guideline/edition.ts'
import { TOKENS } from '../../rules/guideline/editions/soumu-asp-saas-final-draft/tokens.ts'
import { formatDuration, formatIsoDuration } from '../../rules/time/duration.ts'
import { formatInstant } from '../../rules/time/instant.ts'
import type { Language } from '../../rules/words.ts'

/** `Intl` formats are dear to make and the page asks each second: one per zone and purpose is kept. */
const formats = new Map<string, Intl.DateTimeFormat>()

function parts(at: number, zone: string): Record<string, string> {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    })
    formats.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

/** `2026-11-21`, in the zone. */
export function day(at: number, zone: string): string {
  const { year, month, day } = parts(at, zone)
  return `${year}-${month}-${day}`
}

/** `02:31:05`, in the zone. */
export function timeOfDay(at: number, zone: string): string {
  const { hour, minute, second } = parts(at, zone)
  return `${hour}:${minute}:${second}`
}

/** `+09:00`, as it is in the zone at that instant. */
export function offset(at: number, zone: string): string {
  return (parts(at, zone).timeZoneName ?? '').replace('GMT', '') || '+00:00'
}

/** The time of day for an instant of the same day as `now`, otherwise with month and day: `11-20 23:59:58`. */
export function near(at: number, now: number, zone: string): string {
  const [date, today] = [day(at, zone), day(now, zone)]
  if (date === today) return timeOfDay(at, zone)
  return `${date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date} ${timeOfDay(at, zone)}`
}

/** With date and offset, for the tooltip and for what is copied into a report. */
export function full(at: number, zone: string, language: Language): string {
  return formatInstant(at, zone, language)
}

/** A span in words. Whole seconds from one second on: this is for reading, the ledger keeps the milliseconds. */
export function span(ms: number, language: Language): string {
  return formatDuration(ms < 1000 ? Math.round(ms) : Math.floor(ms / 1000) * 1000, language)
}

/** What a value amounts to, for people: a span in its own units, a percentage, a count, the guideline's words. */
export function amount(value: Amount, kind: ValueKind | null, language: Language): string {
  if (value === null) return '-'
  if (kind === 'min_ratio') return percent(String(value))
  const separator = language === 'ja' ? '、' : ', '
  return [value]
    .flat()
    .map((one) => word(String(one), language))
    .join(separator)
}

function word(text: string, language: Language): string {
  const token = TOKENS[text as keyof typeof TOKENS]
  return token?.[language] ?? formatIsoDuration(text, language)
}

/** A decimal percent as the collector cut it: never rounded here, 99.499 must not read as 99.5. */
export function percent(decimal: string): string {
  return `${decimal}%`
}

/** `99.471% – 99.902%`; one figure where nothing is unknown. */
export function bounds({ lower, upper }: { lower: string; upper: string }): string {
  return lower === upper ? percent(lower) : `${percent(lower)} – ${percent(upper)}`
}

const KIB = 1024
const MIB = 1024 * KIB

/** `12.4 ms` for names that end in `_ms`, `4 KiB` for `bytes`, otherwise as measured. */
export function measured(name: string, value: number | string): string {
  if (typeof value === 'string') return value
  if (name === 'bytes') return bytes(value)
  if (name.endsWith('_mib')) return bytes(value * MIB)
  if (name.endsWith('_kib_s')) return `${bytes(value * KIB)}/s`
  if (name.endsWith('_percent')) return `${Math.round(value * 10) / 10} %`
  const rounded =
    Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value) : Math.round(value * 10) / 10
  return name.endsWith('_ms')
    ? `${rounded} ms`
    : String(Number.isInteger(value) ? value : Math.round(value * 1000) / 1000)
}

/** `24 GiB`; one decimal below ten of a unit. */
export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let unit = 0
  let rest = count
  for (; rest >= 1024 && unit < units.length - 1; unit += 1) rest /= 1024
  return `${rest >= 10 || unit === 0 ? Math.round(rest) : Math.round(rest * 10) / 10} ${units[unit]}`
}

/** `+3 ms`, `−12 ms`: what an agent's clock is off, with its sign. */
export function signed(ms: number): string {
  const rounded = Math.round(ms * 10) / 10
  return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded)} ms`
}
