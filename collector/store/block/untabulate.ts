/** From columns back to whole batches. */
import type { Anchor, Item, ResultItem } from '../../../rules/wire/v1.ts'
import { OUTCOMES } from '../../../rules/words.ts'
import type { StoredBatch } from '../records.ts'
import { type AnchorColumns, type Group, KINDS, type Table } from './table.ts'

/** Walks a list once. */
function walk<T>(list: readonly T[]): () => T {
  let place = 0
  return () => {
    const next = list[place]
    if (next === undefined) throw new RangeError('the block has fewer rows than it says')
    place += 1
    return next
  }
}

/** @throws RangeError where the columns do not fit together. */
export function untabulate(table: Table): StoredBatch[] {
  const { texts, whats, saids, shapes } = table
  const agentId = texts.textOf(table.agent)
  const nextBase = walk(anchorsOf(table.bases))
  const nextAnchor = walk(anchorsOf(table.anchors))
  const nextOther = walk(table.others)
  const nextResult = table.groups.map((group) => resultsOf(group))
  const nextWhat = walk(table.what)
  const nextSeq = walk(table.seq)
  const standing = new Map<string, Anchor>()
  let skips = 0

  function item(epoch: string): Item {
    const what = whats[nextWhat()]
    const seq = nextSeq()
    const kind = KINDS[what?.kind ?? -1]
    if (!what || !kind) throw new RangeError('the block has an item of no kind')
    if (kind === 'result') {
      const next = nextResult[what.group]
      if (!next) throw new RangeError('the block has a result of no group')
      return next(seq, texts.textOf(what.check))
    }
    if (kind === 'skipped') {
      const [planned, reason] = [table.skipped.planned[skips], table.skipped.reason[skips]]
      if (planned === undefined || reason === undefined)
        throw new RangeError('the block has fewer rows than it says')
      skips += 1
      return { kind, seq, check: texts.textOf(what.check), planned, reason: texts.textOf(reason) }
    }
    if (kind === 'other') return JSON.parse(texts.textOf(nextOther())) as Item
    const anchor = { ...nextAnchor(), seq }
    standing.set(epoch, anchor)
    const { mono, wall, offset, uncertainty } = anchor
    return { kind, seq, mono, wall, offset, uncertainty }
  }

  function resultsOf(group: Group): (seq: number, check: string) => ResultItem {
    let row = 0
    const values = new Map([...group.values].map(([name, column]) => [name, walk(column)]))
    return (seq, check) => {
      const at = row
      row += 1
      const [planned, late, took] = [group.planned[at], group.late[at], group.took[at]]
      const [revision, message] = [group.revision[at], group.message[at]]
      const said = saids[group.said[at] ?? -1]
      const outcome = OUTCOMES[said?.[0] ?? -1]
      if (planned === undefined || late === undefined || took === undefined || revision === undefined)
        throw new RangeError('the block has fewer rows than it says')
      if (!said || !outcome) throw new RangeError('the block has a result without an outcome')
      const [, attempt, reason, shape] = said
      const started = planned + late
      const finished = started + took
      const kind = 'result'
      const found: ResultItem = { kind, seq, check, revision, planned, started, finished, outcome, attempt }
      if (reason > 0) found.reason = texts.textOf(reason - 1)
      if (message !== undefined && message > 0) found.message = texts.textOf(message - 1)
      if (shape > 0) {
        found.values = {}
        for (const name of shapes[shape - 1] ?? [])
          found.values[texts.textOf(name)] = values.get(name)?.() as number | string
      }
      return found
    }
  }

  return table.arrival.map((arrival, index) => {
    const epoch = texts.textOf(table.epoch[index] ?? -1)
    const base = table.based[index] === 1 ? nextBase() : standing.get(epoch)
    if (!base) throw new RangeError('the block has a batch without an anchor')
    standing.set(epoch, base)
    const items = Array.from({ length: table.items[index] ?? 0 }, () => item(epoch))
    return { arrival, agentId, epoch, receivedAt: 0, base, items }
  })
}

function anchorsOf({ seq, mono, wall, offset, uncertainty }: AnchorColumns): Anchor[] {
  return seq.map((own, row) => ({
    seq: own,
    mono: mono[row] ?? 0,
    wall: wall[row] ?? 0,
    offset: (offset[row] ?? null) as number | null,
    uncertainty: (uncertainty[row] ?? null) as number | null,
  }))
}
