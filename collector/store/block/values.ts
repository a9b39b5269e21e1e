/** A column of measured values: numbers exactly as they were, texts, or nothing. */

import type { NumberedTexts } from '../../../rules/numbered-texts.ts'
import type { Coder } from './coder.ts'
import { type Beside, codeColumn } from './column.ts'
import { asInteger, decimalsOf, fromInteger } from './decimals.ts'
import type { Numbers } from './numbers.ts'

export type Value = number | string | null

const INTEGER = 0
const TEXT = 1
/** Any other double, as its two halves. */
const DOUBLE = 2
const NOTHING = 3

/** For each row the row before it of the same series, -1 for the first. */
export function beforeOf(series: ArrayLike<number>): Int32Array {
  const before = new Int32Array(series.length)
  const last = new Map<number, number>()
  for (let row = 0; row < series.length; row += 1) {
    const own = series[row] as number
    before[row] = last.get(own) ?? -1
    last.set(own, row)
  }
  return before
}

interface Around {
  head: Numbers
  texts: NumberedTexts
  /** Which series each row belongs to. */
  series: ArrayLike<number>
  /** As `beforeOf` says, where that is known. */
  before?: Int32Array
  beside?: Beside[]
}

/**
 * `values` are coded, or filled, in place. Returns the numbers for columns that come after; null where they are
 * not all integers of a few decimals.
 */
export function codeValues(coder: Coder, values: Value[], around: Around): Beside | null {
  const { head, texts, series, beside = [] } = around
  if (values.length === 0) return null
  const before = around.before ?? beforeOf(series)
  const decimals = coder.number(head, coder.writing ? (decimalsIn(values) ?? -1) : 0)
  const tags = new Float64Array(values.length)
  let same = 1
  if (coder.writing)
    for (let row = 0; row < values.length; row += 1) {
      tags[row] = tagOf(values[row], decimals)
      if (tags[row] !== tags[0]) same = 0
    }
  // A column is of one kind mostly.
  const first = coder.number(head, tags[0] ?? INTEGER)
  const uniform = coder.number(head, same) === 1
  if (uniform && first === INTEGER) return codeIntegers(coder, head, values, { before, beside, decimals })
  if (uniform) tags.fill(first)
  else codeColumn(coder, head, tags, { before })

  const seriesAt = (row: number) => series[row] as number
  const part = (tag: number, fill: (rows: number[], before: Int32Array) => void) => {
    const rows: number[] = []
    for (let row = 0; row < tags.length; row += 1) if (tags[row] === tag) rows.push(row)
    if (rows.length > 0) fill(rows, rows.length === tags.length ? before : beforeOf(rows.map(seriesAt)))
  }
  part(INTEGER, (rows, own) => {
    const some = rows.map((row) => values[row] ?? null)
    codeIntegers(coder, head, some, { before: own, beside: [], decimals })
    for (const [index, row] of rows.entries()) values[row] = some[index] ?? null
  })
  part(TEXT, (rows, own) => {
    const numbers = Float64Array.from(rows, (row) =>
      coder.writing ? texts.numberOf(values[row] as string) : 0,
    )
    codeColumn(coder, head, numbers, { before: own })
    for (const [index, row] of rows.entries()) values[row] = texts.textOf(numbers[index] as number)
  })
  part(DOUBLE, (rows, own) => codeDoubles(coder, head, values, rows, own))
  part(NOTHING, (rows) => {
    for (const row of rows) values[row] = null
  })
  return null
}

function codeIntegers(
  coder: Coder,
  head: Numbers,
  values: Value[],
  { before, beside, decimals }: { before: Int32Array; beside: Beside[]; decimals: number },
): Beside {
  const numbers = new Float64Array(values.length)
  if (coder.writing)
    for (let row = 0; row < values.length; row += 1)
      numbers[row] = asInteger(values[row] as number, decimals) ?? 0
  codeColumn(coder, head, numbers, { before, beside, decimals })
  if (!coder.writing)
    for (let row = 0; row < values.length; row += 1)
      values[row] = fromInteger(numbers[row] as number, decimals)
  return { numbers, decimals }
}

function decimalsIn(values: readonly Value[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number')
  return numbers.length === 0 ? 0 : decimalsOf(numbers)
}

function tagOf(value: Value | undefined, decimals: number): number {
  if (typeof value === 'string') return TEXT
  if (value === null || value === undefined) return NOTHING
  return decimals >= 0 ? INTEGER : DOUBLE
}

function codeDoubles(coder: Coder, head: Numbers, values: Value[], rows: number[], before: Int32Array): void {
  const doubles = Float64Array.from(rows, (row) => (coder.writing ? (values[row] as number) : 0))
  const halves = new Int32Array(doubles.buffer)
  const high = Float64Array.from(rows, (_, index) => halves[2 * index + 1] as number)
  const low = Float64Array.from(rows, (_, index) => halves[2 * index] as number)
  codeColumn(coder, head, high, { before })
  codeColumn(coder, head, low, { before })
  for (const [index, row] of rows.entries()) {
    halves[2 * index + 1] = high[index] as number
    halves[2 * index] = low[index] as number
    values[row] = doubles[index] as number
  }
}
