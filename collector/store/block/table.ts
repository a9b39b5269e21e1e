/** Whole batches of one agent as columns, and back. */

import { NumberedTexts } from '../../../rules/numbered-texts.ts'
import type { Anchor, Item, ResultItem } from '../../../rules/wire/v1.ts'
import { OUTCOMES } from '../../../rules/words.ts'
import type { StoredBatch } from '../records.ts'
import type { Value } from './values.ts'

export const KINDS = ['result', 'skipped', 'anchor', 'other'] as const

/** A kind of item, and of which check; results of one group stand in columns together. */
export interface What {
  /** Place in `KINDS`. */
  kind: number
  /** Text of the check; -1 where it has none. */
  check: number
  /** Of results; -1 otherwise. */
  group: number
}

export interface AnchorColumns {
  /** Of anchors that are items, their items say it: 0 here. */
  seq: number[]
  mono: number[]
  wall: number[]
  offset: Value[]
  uncertainty: Value[]
}

export interface Group {
  /** Place in `whats` by row. */
  series: number[]
  revision: number[]
  planned: number[]
  /** Start after the plan, end after the start. */
  late: number[]
  took: number[]
  /** Place in `saids`, and text of the message + 1 (0 is none). */
  said: number[]
  message: number[]
  /** By text of the name: the values of the rows whose shape has it. */
  values: Map<number, Value[]>
}

export interface Table {
  texts: NumberedTexts
  agent: number
  epoch: number[]
  arrival: number[]
  items: number[]
  /** 1 where the base is not the anchor that stood last: it is the next of `bases`. */
  based: number[]
  bases: AnchorColumns
  whats: What[]
  what: number[]
  seq: number[]
  anchors: AnchorColumns
  groups: Group[]
  /** Outcome, attempt, text of the reason + 1 (0 is none), shape + 1 (0 is no values). */
  saids: [outcome: number, attempt: number, reason: number, shape: number][]
  /** Texts of the names of values, in their order. */
  shapes: number[][]
  skipped: { series: number[]; planned: number[]; reason: number[] }
  /** Texts: JSON of what fits no column. */
  others: number[]
}

/** Results of a check from which on it has columns of its own. */
const OWN_COLUMNS = 64

const emptyAnchors = (): AnchorColumns => ({
  seq: [],
  mono: [],
  wall: [],
  offset: [],
  uncertainty: [],
})
export const emptyGroup = (): Group => ({
  ...{ series: [], revision: [], planned: [], late: [], took: [], said: [], message: [] },
  values: new Map(),
})
export const emptyTable = (texts: NumberedTexts): Table => ({
  ...{ texts, agent: 0, epoch: [], arrival: [], items: [], based: [], bases: emptyAnchors() },
  ...{ whats: [], what: [], seq: [], anchors: emptyAnchors(), groups: [], saids: [], shapes: [] },
  ...{ skipped: { series: [], planned: [], reason: [] }, others: [] },
})

/** Numbers what is new by its key, in order of appearance. */
function numbered<T>(list: T[]): (key: string, make: () => T) => number {
  const known = new Map<string, number>()
  return (key, make) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const number = list.push(make()) - 1
    known.set(key, number)
    return number
  }
}

/** `batches` are of one agent. */
export function tabulate(batches: readonly StoredBatch[]): Table {
  const table = emptyTable(new NumberedTexts())
  const { texts } = table
  const counts = new Map<string, number>()
  for (const { items } of batches)
    for (const item of items)
      if (item.kind === 'result') counts.set(item.check, (counts.get(item.check) ?? 0) + 1)
  const whatOf = numbered(table.whats)
  const groupOf = numbered(table.groups)
  const shapeOf = numbered(table.shapes)
  const saidOf = numbered(table.saids)
  const standing = new Map<string, Anchor>()
  table.agent = texts.numberOf(batches[0]?.agentId ?? '')
  for (const { arrival, epoch, base, items } of batches) {
    table.epoch.push(texts.numberOf(epoch))
    table.arrival.push(arrival)
    table.items.push(items.length)
    const derived = sameAnchor(standing.get(epoch), base)
    table.based.push(derived ? 0 : 1)
    if (!derived) addAnchor(table.bases, base, base.seq)
    standing.set(epoch, base)
    for (const item of items) {
      table.seq.push(item.seq)
      if (item.kind === 'anchor') standing.set(epoch, item)
      table.what.push(addItem(item))
    }
  }
  return table

  function addItem(item: Item): number {
    if (item.kind === 'result') {
      const many = (counts.get(item.check) ?? 0) >= OWN_COLUMNS
      const what = whatOf(`r ${item.check}`, () => ({
        kind: 0,
        check: texts.numberOf(item.check),
        group: groupOf(many ? `c ${item.check}` : `s ${shapeKey(item)}`, emptyGroup),
      }))
      const group = table.groups[table.whats[what]?.group ?? 0]
      if (group) addResult(group, what, item)
      return what
    }
    if (item.kind === 'skipped') {
      const what = whatOf(`s ${item.check}`, () => ({
        kind: 1,
        check: texts.numberOf(item.check),
        group: -1,
      }))
      table.skipped.series.push(what)
      table.skipped.planned.push(item.planned)
      table.skipped.reason.push(texts.numberOf(item.reason))
      return what
    }
    if (item.kind === 'anchor') {
      addAnchor(table.anchors, item, 0)
      return whatOf('a', () => ({ kind: 2, check: -1, group: -1 }))
    }
    table.others.push(texts.numberOf(JSON.stringify(item)))
    return whatOf('o', () => ({ kind: 3, check: -1, group: -1 }))
  }

  function addResult(group: Group, what: number, item: ResultItem): void {
    group.series.push(what)
    group.revision.push(item.revision)
    group.planned.push(item.planned)
    group.late.push(item.started - item.planned)
    group.took.push(item.finished - item.started)
    group.message.push(item.message === undefined ? 0 : texts.numberOf(item.message) + 1)
    const reason = item.reason === undefined ? 0 : texts.numberOf(item.reason) + 1
    const shape = item.values
      ? shapeOf(shapeKey(item), () => Object.keys(item.values ?? {}).map((name) => texts.numberOf(name))) + 1
      : 0
    const outcome = OUTCOMES.indexOf(item.outcome)
    group.said.push(
      saidOf(`${outcome} ${item.attempt} ${reason} ${shape}`, () => [outcome, item.attempt, reason, shape]),
    )
    for (const [name, value] of Object.entries(item.values ?? {})) {
      const number = texts.numberOf(name)
      const column = group.values.get(number)
      if (column) column.push(value)
      else group.values.set(number, [value])
    }
  }
}

const shapeKey = ({ values }: ResultItem) => (values ? Object.keys(values).join(' ') : '-')

function addAnchor(columns: AnchorColumns, { mono, wall, offset, uncertainty }: Anchor, seq: number): void {
  columns.seq.push(seq)
  columns.mono.push(mono)
  columns.wall.push(wall)
  columns.offset.push(offset)
  columns.uncertainty.push(uncertainty)
}

function sameAnchor(a: Anchor | undefined, b: Anchor): boolean {
  return (
    a !== undefined &&
    a.seq === b.seq &&
    a.mono === b.mono &&
    a.wall === b.wall &&
    a.offset === b.offset &&
    a.uncertainty === b.uncertainty
  )
}
