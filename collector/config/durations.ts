import { parseDuration } from '../../rules/duration.ts'
import type { Findings } from './findings.ts'
import { shown } from './read.ts'
import type { Path, Source } from './source.ts'

/** Longest span that a configuration may name: ten years, far within what milliseconds can count. */
export const LONGEST_MS = 3653 * 86_400_000

/** Milliseconds of a duration that stands at `path`; undefined (with a finding) where it is none. */
export function readDuration(
  text: string | undefined,
  source: Source,
  path: Path,
  findings: Findings,
): number | undefined {
  if (text === undefined) return undefined
  const ms = parseDuration(text)
  if (ms !== null && ms <= LONGEST_MS) return ms
  const problem = ms === null ? 'is no duration; write 500ms, 30s, 5m, 12h or 3d' : 'is longer than ten years'
  findings.error(source.at(path), 'bad-duration', `${shown(text)} ${problem}`)
  return undefined
}

const UNITS: [ms: number, unit: string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1000, 's'],
]

/** Milliseconds as they are written in a configuration: in the largest unit that holds them whole. */
export function showDuration(ms: number): string {
  const [size, unit] = UNITS.find(([size]) => ms >= size && ms % size === 0) ?? [1, 'ms']
  return `${ms / size}${unit}`
}
