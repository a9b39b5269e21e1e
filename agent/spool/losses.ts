import type { LostItem } from '../../rules/wire/v1.ts'
import type { BatchEntry } from './types.ts'

export type Loss = Omit<LostItem, 'kind' | 'seq'>

/** The loss of one record. */
export function lossOfOne(epoch: string, { seq, at, text }: BatchEntry, reason: LostItem['reason']): Loss {
  const bytes = Buffer.byteLength(text)
  return { epoch, from: seq, to: seq, count: 1, bytes, firstAt: at, lastAt: at, reason }
}

/** The loss that a record reports; null where it is no report. */
export function lossReportedIn({ text }: BatchEntry): Loss | null {
  const { kind, seq: _, ...loss } = JSON.parse(text) as LostItem | { kind: string; seq: number }
  return kind === 'lost' ? (loss as Loss) : null
}

/** Losses that were not yet written as items; those of one epoch and one reason become one. */
export class LossAccount {
  #open = new Map<string, Loss>()

  get isEmpty(): boolean {
    return this.#open.size === 0
  }

  add(loss: Loss): void {
    const key = `${loss.epoch} ${loss.reason}`
    const other = this.#open.get(key)
    this.#open.set(key, other ? merged(other, loss) : loss)
  }

  /** Takes out everything, to be written. */
  take(): Loss[] {
    const losses = [...this.#open.values()]
    this.#open.clear()
    return losses
  }
}

/** Both as one; the counts tell how much of the range was really lost. */
function merged(a: Loss, b: Loss): Loss {
  const least = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.min(x, y))
  const most = (x: number | null, y: number | null) => (x === null || y === null ? (x ?? y) : Math.max(x, y))
  return {
    ...a,
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    count: a.count + b.count,
    bytes: a.bytes + b.bytes,
    firstAt: least(a.firstAt, b.firstAt),
    lastAt: most(a.lastAt, b.lastAt),
  }
}
