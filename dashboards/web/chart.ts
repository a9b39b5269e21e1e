/** Geometry of a graph over time: pure, so that it can be tested as data. Lengths are those of the drawing. */

export type Scale = (value: number) => number

/** A straight scale from values to places; of one value alone its beginning. */
export function scale(from: number, to: number, start: number, end: number): Scale {
  const span = to - from
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start))
}

/** Round values from 0 up to at least `most`, `count` steps at most: 1, 2 or 5 times a power of ten apart. */
export function valueTicks(most: number, count = 4): number[] {
  if (!(most > 0)) return [0, 1]
  const rough = most / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough * (1 - 1e-9)) ?? 10) * power
  const ticks: number[] = []
  for (let i = 0; i === 0 || (ticks.at(-1) ?? 0) < most * (1 - 1e-9); i += 1)
    ticks.push(Number((i * step).toPrecision(12)))
  return ticks
}

/** Round values from at most `least` to at least `most` over 0, at most `count` steps on the longer side. */
export function signedTicks(least: number, most: number, count = 2): number[] {
  const [, step = 1] = valueTicks(Math.max(Math.abs(least), Math.abs(most), Number.MIN_VALUE * 1e9), count)
  const places = (to: number) => Math.ceil(Math.max(0, to) / step - 1e-9)
  const [below, above] = [places(-least), places(most)]
  return Array.from({ length: below + above + 1 }, (_, i) => Number(((i - below) * step).toPrecision(12)))
}

const MINUTE_MS = 60_000
/** Distances of marks, minutes: parts of an hour, of a day, and days. */
const DISTANCES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400]

/**
 * Instants of marks in [from, to], at most `count` or so, on whole hours or days of a zone: `offsetMs` is the
 * zone's distance from UTC at `to`.
 */
export function timeTicks(from: number, to: number, offsetMs: number, count = 6): number[] {
  const fits = DISTANCES.find((minutes) => (to - from) / (minutes * MINUTE_MS) <= count)
  const step = (fits ?? DISTANCES.at(-1) ?? 1) * MINUTE_MS
  const ticks: number[] = []
  for (let at = Math.ceil((from + offsetMs) / step) * step - offsetMs; at <= to; at += step) ticks.push(at)
  return ticks
}

/** Points that follow each other within `gap`; where the next is farther away, nothing is drawn between. */
export function runs<T extends { at: number }>(points: readonly T[], gap: number): T[][] {
  const found: T[][] = []
  for (const point of points) {
    const last = found.at(-1)
    const before = last?.at(-1)
    if (last && before && point.at - before.at <= gap) last.push(point)
    else found.push([point])
  }
  return found
}

const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`

/** An SVG path through points; one alone is a short line, so that it is seen. */
export function line(points: readonly (readonly [x: number, y: number])[]): string {
  const [only, second] = points
  if (only && !second) return `M${at(only[0] - 1.5, only[1])}L${at(only[0] + 1.5, only[1])}`
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${at(x, y)}`).join('')
}

/** The surface between two lines over the same places; of one place a narrow one. */
export function band(points: readonly (readonly [x: number, low: number, high: number])[]): string {
  const [only, second] = points
  const wide =
    only && !second ? ([-1.5, 1.5] as const).map((by) => [only[0] + by, only[1], only[2]] as const) : points
  const upper = wide.map(([x, , high]) => at(x, high))
  const lower = wide.map(([x, low]) => at(x, low)).reverse()
  return upper.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`
}
