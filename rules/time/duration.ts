import type { Language } from '../words.ts'

export { parseDuration } from '../duration.ts'

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds (`PT5M`, `P3DT12H`); null if it is none. */
export function parseIsoDuration(text: string): number | null {
  const found = /^P(?!$)(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!found) return null
  const [, d, h, m, s] = found.map((part) => Number(part ?? 0))
  const ms = (d ?? 0) * UNIT_MS.d + (h ?? 0) * UNIT_MS.h + (m ?? 0) * UNIT_MS.m + (s ?? 0) * UNIT_MS.s
  return Number.isSafeInteger(ms) ? ms : null
}

/** An ISO 8601 duration in the largest units that keep it whole: `PT90S` is `PT1M30S`, 0 is `PT0S`. Whole seconds only. */
export function isoDuration(ms: number): string {
  const days = Math.floor(ms / UNIT_MS.d)
  let rest = ms - days * UNIT_MS.d
  let time = ''
  for (const unit of ['h', 'm', 's'] as const) {
    const count = Math.floor(rest / UNIT_MS[unit])
    rest -= count * UNIT_MS[unit]
    if (count > 0) time += `${count}${unit.toUpperCase()}`
  }
  if (days === 0 && time === '') return 'PT0S'
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
}

const NAMES = {
  ja: { d: '日', h: '時間', m: '分', s: '秒', ms: 'ミリ秒', between: '' },
  en: { d: ' d', h: ' h', m: ' min', s: ' s', ms: ' ms', between: ' ' },
} as const

/**
 * A span for people: `5分`, `1時間30分`, `20 min`, `1 h 30 min`. Below a second in milliseconds, otherwise
 * cut to whole seconds (never rounded up: a margin must not look larger than it is). Negative spans carry a minus.
 */
export function formatDuration(ms: number, language: Language): string {
  const names = NAMES[language]
  if (ms < 0) return `-${formatDuration(-ms, language)}`
  if (ms > 0 && ms < UNIT_MS.s) return `${Math.trunc(ms)}${names.ms}`
  let rest = ms
  const parts: string[] = []
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.trunc(rest / UNIT_MS[unit])
    rest -= count * UNIT_MS[unit]
    if (count > 0) parts.push(`${count}${names[unit]}`)
  }
  return parts.length > 0 ? parts.join(names.between) : `0${names.s}`
}
