/** One column of whole numbers: foreseen in the way that fits it best, and what is left of it coded. */
import type { Coder } from './coder.ts'
import { Numbers } from './numbers.ts'

/** A column that was coded before, row by row beside this one; `decimals` of both make them comparable. */
export interface Beside {
  numbers: Float64Array
  decimals: number
}

/** How a number is foreseen: by a middle one, by the one before, by going on as before, or by another column (plus, minus). */
const MIDDLE = 0
const BEFORE = 1
const GOING_ON = 2
const BESIDE = 3

/** Rows by which the way is chosen. */
const SAMPLE = 256
/** Beyond it sums of two are no longer exact. */
const LARGEST = 2 ** 51

interface Way {
  kind: number
  /** Which of `beside`, and whether it counts against. */
  beside: number
  sign: number
  middle: number
}

/**
 * `numbers` are coded, or filled, in place; all are integers within ± 2^50. `before[i]` is the row before row `i` of
 * the same series, -1 where it is the first of it. `head` codes what describes columns.
 */
export function codeColumn(
  coder: Coder,
  head: Numbers,
  numbers: Float64Array,
  { before, beside = [], decimals = 0 }: { before: Int32Array; beside?: Beside[]; decimals?: number },
): void {
  if (numbers.length === 0) return
  const candidates = beside.map((one) => scaled(one, decimals))
  const way = coder.writing ? choose(numbers, before, candidates) : { kind: 0, beside: 0, sign: 1, middle: 0 }
  way.kind = coder.number(head, way.kind)
  if (way.kind === BESIDE) {
    way.beside = coder.number(head, way.beside)
    way.sign = coder.number(head, way.sign)
  }
  if (way.kind === MIDDLE || way.kind === BESIDE) way.middle = coder.number(head, way.middle)
  const model = new Numbers()
  const other = candidates[way.beside]
  for (let row = 0; row < numbers.length; row += 1) {
    const said = foreseen(numbers, before, row, way, other)
    numbers[row] = said + coder.number(model, (numbers[row] as number) - said)
  }
}

function foreseen(
  numbers: Float64Array,
  before: Int32Array,
  row: number,
  { kind, sign, middle }: Way,
  beside: Float64Array | undefined,
): number {
  if (kind === MIDDLE) return middle
  if (kind === BESIDE) return sign * (beside?.[row] ?? 0) + middle
  const at = before[row] as number
  // The first of a series is likely to be near the row above, of another one.
  if (at < 0) return row === 0 ? 0 : (numbers[row - 1] as number)
  const last = numbers[at] as number
  const beforeLast = before[at] as number
  return kind === BEFORE || beforeLast < 0 ? last : 2 * last - (numbers[beforeLast] as number)
}

/** In units of the column that is coded. */
function scaled({ numbers, decimals: own }: Beside, decimals: number): Float64Array {
  if (own === decimals) return numbers
  const factor = 10 ** (decimals - own)
  return numbers.map((number) => {
    const value = Math.round(number * factor)
    return Math.abs(value) < LARGEST ? value : 0
  })
}

function choose(numbers: Float64Array, before: Int32Array, beside: readonly Float64Array[]): Way {
  const from = Math.max(0, (numbers.length - SAMPLE) >>> 1)
  const to = Math.min(numbers.length, from + SAMPLE)
  let best: Way = { kind: MIDDLE, beside: 0, sign: 1, middle: 0 }
  let least = Number.POSITIVE_INFINITY
  const weigh = (way: Way) => {
    let bits = 0
    for (let row = from; row < to && bits < least; row += 1) {
      const said = foreseen(numbers, before, row, way, beside[way.beside])
      bits += Math.log2(1 + 2 * Math.abs((numbers[row] as number) - said))
    }
    if (bits < least) {
      least = bits
      best = way
    }
  }
  weigh({ kind: MIDDLE, beside: 0, sign: 1, middle: middleOf(numbers, from, to, null, 1) })
  weigh({ kind: BEFORE, beside: 0, sign: 1, middle: 0 })
  weigh({ kind: GOING_ON, beside: 0, sign: 1, middle: 0 })
  for (const [index, other] of beside.entries())
    for (const sign of [1, -1])
      weigh({ kind: BESIDE, beside: index, sign, middle: middleOf(numbers, from, to, other, sign) })
  return best
}

function middleOf(
  numbers: Float64Array,
  from: number,
  to: number,
  beside: Float64Array | null,
  sign: number,
): number {
  const sample = numbers.slice(from, to)
  if (beside)
    for (let row = from; row < to; row += 1)
      sample[row - from] = (sample[row - from] as number) - sign * (beside[row] ?? 0)
  return sample.sort()[sample.length >>> 1] ?? 0
}
