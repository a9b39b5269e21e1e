const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** As written in configurations: 500ms, 30s, 5m, 12h, 3d. Whole and positive. */
export const DURATION_PATTERN = '^[1-9][0-9]{0,11}(ms|s|m|h|d)$'

/** Milliseconds of a duration as written in configurations, or null where it is none. */
export function parseDuration(text: string): number | null {
  const match = /^([1-9][0-9]{0,11})(ms|s|m|h|d)$/.exec(text)
  const unit = UNITS[match?.[2] ?? '']
  return match && unit !== undefined ? Number(match[1]) * unit : null
}
