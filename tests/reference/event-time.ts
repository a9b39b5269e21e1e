/**
 * When a stored result happened, by another way: its distance from the anchor that stands before it in sequence, on
 * the collector's scale, never after its receipt. Takes nothing from rules/wire but the shapes.
 */
import type { Anchor, Item } from '../../rules/wire/v1.ts'

const DAY = 86_400_000

interface Batch {
  receivedAt: number
  base: Anchor
  items: readonly Item[]
}

export interface Placed {
  item: Item
  anchor: Anchor
  /** What is added to every time that this anchor gives, milliseconds: it lay beyond what its receipt allows. */
  shift: number
}

/** Unix ms of a monotonic time by an anchor. */
export function placedAt({ anchor, shift }: Pick<Placed, 'anchor' | 'shift'>, mono: number): number {
  const onOurs = anchor.offset === null ? anchor.wall : anchor.wall + anchor.offset
  return Math.round(onOurs + mono - anchor.mono - shift)
}

/** Items in sequence. Those between two anchors are one piece, and are moved as one. */
export function placed(batch: Batch): Placed[] {
  const inOrder = [...batch.items].sort((a, b) => a.seq - b.seq)
  const pieces: { anchor: Anchor; items: Item[] }[] = [{ anchor: batch.base, items: [] }]
  for (const item of inOrder) {
    if (item.kind === 'anchor') pieces.push({ anchor: item, items: [] })
    pieces[pieces.length - 1]?.items.push(item)
  }
  return pieces.flatMap(({ anchor, items }) => {
    const ends = items.flatMap((item) =>
      item.kind === 'result' ? item.finished : item.kind === 'skipped' ? item.planned : [],
    )
    let shift = 0
    if (ends.length > 0) {
      const newest = placedAt({ anchor, shift: 0 }, Math.max(...ends))
      const beyond = newest - batch.receivedAt
      const measured = anchor.offset !== null
      if (beyond > (measured ? 7 * DAY : 60_000)) shift = beyond
      // A clock that never was set: as far back as no spool reaches.
      if (!measured && beyond < -90 * DAY) shift = beyond
    }
    return items.map((item) => ({ item, anchor, shift }))
  })
}
