/** The columns of a block in their order: the same for writing and reading. */
import type { Coder } from './coder.ts'
import { type Beside, codeColumn } from './column.ts'
import { Numbers } from './numbers.ts'
import { Bits } from './range-coder.ts'
import { type AnchorColumns, emptyGroup, type Group, type Table } from './table.ts'
import { beforeOf, codeValues } from './values.ts'

/** Items of this many kinds are foreseen each by itself. */
const FORESEEN = 256
/** Columns before a column that it is compared with. */
const COMPARED = 6

/** `table` is coded, or filled, in place. */
export function codeTable(coder: Coder, table: Table): void {
  const head = new Numbers()
  const count = (number: number) => coder.number(head, number)
  const none: Float64Array = new Float64Array(0)

  function column(list: number[], rows: number, before?: Int32Array, beside: Beside[] = []): Float64Array {
    if (rows === 0) return none
    const numbers = coder.writing ? new Float64Array(list) : new Float64Array(rows)
    codeColumn(coder, head, numbers, { before: before ?? rowAbove(rows), beside })
    if (!coder.writing) for (const number of numbers) list.push(number)
    return numbers
  }

  const batches = count(table.arrival.length)
  column(table.epoch, batches)
  column(table.arrival, batches)
  column(table.items, batches)
  column(table.based, batches)
  table.agent = count(table.agent)
  codeWhats(count, table)
  const items = count(table.what.length)
  codeOrder(coder, head, table.what, items, table.whats.length)
  column(table.seq, items)
  codeAnchors(table.bases, count(table.bases.seq.length))
  codeAnchors(table.anchors, count(table.anchors.seq.length))
  codeLists(count, table.shapes)
  codeLists(count, table.saids)

  // Which check each row is of follows from the order of the items.
  if (!coder.writing) distribute(table)
  for (const group of table.groups) codeGroup(group)
  const { series, planned, reason } = table.skipped
  column(planned, series.length, beforeOf(series))
  column(reason, series.length)
  column(table.others, count(table.others.length))

  function codeAnchors(anchors: AnchorColumns, rows: number): void {
    column(anchors.seq, rows)
    const mono = column(anchors.mono, rows)
    const wall = column(anchors.wall, rows, undefined, [{ numbers: mono, decimals: 0 }])
    const apart = wall.map((at, row) => at - (mono[row] ?? 0))
    const above = new Float64Array(rows)
    for (const values of [anchors.offset, anchors.uncertainty]) {
      if (!coder.writing) for (let row = 0; row < rows; row += 1) values.push(null)
      codeValues(coder, values, {
        ...{ head, texts: table.texts, series: above },
        beside: [{ numbers: apart, decimals: 0 }],
      })
    }
  }

  function codeGroup(group: Group): void {
    const { series, said } = group
    const rows = series.length
    const before = beforeOf(series)
    column(group.revision, rows, before)
    column(group.planned, rows, before)
    column(group.late, rows, before)
    column(said, rows, before)
    column(group.message, rows, before)
    const beside: Beside[] = []
    for (const [name, present] of rowsByName(table, group)) {
      const values = group.values.get(name) ?? []
      group.values.set(name, values)
      if (!coder.writing) for (const _ of present) values.push(null)
      const whole = present.length === rows
      const own = whole ? series : present.map((row) => series[row] as number)
      const numbers = codeValues(coder, values, {
        ...{ head, texts: table.texts, series: own, ...(whole && { before }) },
        beside: beside.map((one) => (whole ? one : { ...one, numbers: picked(one.numbers, present) })),
      })
      if (numbers)
        beside.push(whole ? numbers : { ...numbers, numbers: spread(numbers.numbers, present, rows) })
      if (beside.length > COMPARED) beside.shift()
    }
    column(group.took, rows, before, beside)
  }
}

/** The rows of a group that have each value, by the name's text, as their shapes say. */
function rowsByName({ saids, shapes }: Table, { said }: Group): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const [row, place] of said.entries()) {
    const shape = saids[place]?.[3] ?? 0
    if (shape === 0) continue
    for (const name of shapes[shape - 1] ?? []) {
      const rows = found.get(name)
      if (rows) rows.push(row)
      else found.set(name, [row])
    }
  }
  return found
}

const picked = (numbers: Float64Array, rows: readonly number[]) =>
  Float64Array.from(rows, (row) => numbers[row] as number)

function spread(numbers: Float64Array, rows: readonly number[], length: number): Float64Array {
  const wide = new Float64Array(length)
  for (const [index, row] of rows.entries()) wide[row] = numbers[index] as number
  return wide
}

function rowAbove(rows: number): Int32Array {
  const above = new Int32Array(rows)
  for (let row = 0; row < rows; row += 1) above[row] = row - 1
  return above
}

function codeWhats(count: (number: number) => number, table: Table): void {
  const groups = count(table.groups.length)
  if (table.groups.length < groups) table.groups.push(...Array.from({ length: groups }, emptyGroup))
  const whats = count(table.whats.length)
  for (let index = 0; index < whats; index += 1) {
    const { kind, check, group } = table.whats[index] ?? { kind: 0, check: 0, group: 0 }
    table.whats[index] = { kind: count(kind), check: count(check), group: count(group) }
  }
}

/** Lists of lists of small numbers. */
function codeLists(count: (number: number) => number, lists: number[][]): void {
  const length = count(lists.length)
  for (let index = 0; index < length; index += 1) {
    const list = lists[index] ?? []
    const own = count(list.length)
    lists[index] = Array.from({ length: own }, (_, place) => count(list[place] ?? 0))
  }
}

/** Checks come in the same order again and again: after each kind of item that one is foreseen which came last time. */
function codeOrder(coder: Coder, head: Numbers, what: number[], items: number, kinds: number): void {
  const after = new Int32Array(kinds + 1).fill(-1)
  const hit = new Bits(FORESEEN)
  const surprise = new Numbers()
  let last = kinds
  for (let index = 0; index < items; index += 1) {
    const said = after[last] as number
    const own = what[index] ?? 0
    const same = said < 0 ? 0 : coder.bit(hit, last % FORESEEN, own === said ? 1 : 0)
    const now = same === 1 ? said : coder.number(said < 0 ? head : surprise, own)
    what[index] = now
    after[last] = now
    last = now
  }
}

function distribute({ what, whats, groups, skipped }: Table): void {
  for (const index of what) {
    const { kind, group } = whats[index] ?? { kind: -1, group: -1 }
    if (kind === 0) groups[group]?.series.push(index)
    if (kind === 1) skipped.series.push(index)
  }
}
