/** Judges the items of a batch one by one: a bad one is refused alone, with its reason (design, rule 10). Pure. */
import { eventTime } from '../../rules/wire/event-time.ts'
import { isItem, validateItem } from '../../rules/wire/v1.generated.js'
import type { Anchor, BatchAnswer, BatchFrame, Item } from '../../rules/wire/v1.ts'

/** Why an item is never acceptable. The agent moves it to quarantine. */
export const REJECTIONS = {
  invalid: 'does not have the shape of wire v1',
  'duplicate-sequence': 'an item before it in this batch has the same sequence number',
  'number-reused':
    'an item of other content was stored under this number: was this agent put back to an earlier state?',
  'before-base': 'lies before the anchor that the batch explains its times by',
  'not-yours': 'no revision gives this check to this agent',
  'started-before-plan': 'started more than a second before its plan',
  'finished-before-start': 'finished before it started',
  'time-out-of-range': 'its wall time is no valid instant',
  'range-reversed': 'the range ends before it begins',
} as const
export type Rejection = keyof typeof REJECTIONS

/** A start within a second of its plan is on plan (design, rule 1). */
export const ON_PLAN_MS = 1000
/**
 * A result is written when it finishes, an anchor when it is measured; by which of two that happen
 * together comes first in sequence nothing can be told. Beyond this it is not disorder but nonsense.
 */
export const DISORDER_MS = 60_000
export const LAST_INSTANT = 8.64e15

/** An accepted item; results, skips and anchors with the wall time (Unix ms) of their first and last instant. */
export interface GoodItem {
  item: Item
  fromAt: number | null
  toAt: number | null
}

export interface Judgement {
  /** In order of sequence. */
  good: GoodItem[]
  rejected: BatchAnswer['rejected']
  /** The anchor in force after the last item. */
  anchor: Anchor
}

interface Candidate {
  index: number
  item: Item
}

/** `owns` says whether a check is the sending agent's (I8: nothing is stored under another's identity). */
export function judgeItems(frame: BatchFrame, owns: (check: string) => boolean): Judgement {
  const rejected: BatchAnswer['rejected'] = []
  const refuse = (index: number, seq: number | null, code: Rejection, detail?: string) => {
    const reason = detail === undefined ? REJECTIONS[code] : `${REJECTIONS[code]}: ${detail}`
    rejected.push({ index, seq, code, reason: reason.slice(0, 1000) })
  }

  const seen = new Set<number>()
  const candidates: Candidate[] = []
  for (const [index, raw] of frame.items.entries()) {
    const seq = sequenceOf(raw)
    // The first item of a number speaks for it; the others have none of their own (each is answered once).
    if (seq !== null && seen.has(seq)) refuse(index, null, 'duplicate-sequence', `${seq}`)
    else if (isItem(raw)) candidates.push({ index, item: raw })
    else refuse(index, seq, 'invalid', validateItem(raw).map(positioned).join('; '))
    if (seq !== null) seen.add(seq)
  }

  const good: GoodItem[] = []
  let anchor: Anchor = frame.base
  for (const { index, item } of candidates.toSorted((a, b) => a.item.seq - b.item.seq)) {
    const times = timesOf(item, anchor)
    const wrong = rejectionOf(item, frame.base, times, owns)
    if (wrong) {
      refuse(index, item.seq, wrong)
      continue
    }
    if (item.kind === 'anchor') anchor = item
    good.push({ item, fromAt: times?.fromAt ?? null, toAt: times?.toAt ?? null })
  }
  return { good, rejected: rejected.toSorted((a, b) => a.index - b.index), anchor }
}

const positioned = ({ path, message }: { path: string; message: string }) => `${path || '/'} ${message}`

/** The sequence number of an item that may be anything else than valid; null where it carries no usable one. */
function sequenceOf(raw: unknown): number | null {
  if (typeof raw !== 'object' || raw === null || !('seq' in raw)) return null
  const { seq } = raw
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 1 ? seq : null
}

function timesOf(item: Item, anchor: Anchor): { fromAt: number; toAt: number } | null {
  switch (item.kind) {
    case 'result':
      return {
        fromAt: eventTime(anchor, Math.min(item.planned, item.started)),
        toAt: eventTime(anchor, item.finished),
      }
    case 'skipped':
      return { fromAt: eventTime(anchor, item.planned), toAt: eventTime(anchor, item.planned) }
    case 'anchor':
      return { fromAt: eventTime(item, item.mono), toAt: eventTime(item, item.mono) }
    case 'lost':
      return null
  }
}

function rejectionOf(
  item: Item,
  base: Anchor,
  times: { fromAt: number; toAt: number } | null,
  owns: (check: string) => boolean,
): Rejection | null {
  if (item.seq < base.seq) return 'before-base'
  if (item.kind === 'anchor' && item.mono < base.mono) return 'before-base'
  if (item.kind === 'lost') {
    if (item.from > item.to) return 'range-reversed'
    return item.firstAt !== null && item.lastAt !== null && item.firstAt > item.lastAt
      ? 'range-reversed'
      : null
  }
  if (item.kind !== 'anchor' && !owns(item.check)) return 'not-yours'
  if (item.kind === 'result') {
    if (item.started < item.planned - ON_PLAN_MS) return 'started-before-plan'
    if (item.finished < item.started) return 'finished-before-start'
    if (item.finished < base.mono - DISORDER_MS) return 'before-base'
  }
  return times && (times.fromAt < 0 || times.toAt > LAST_INSTANT) ? 'time-out-of-range' : null
}

/** Checks that the items name, as far as they name one; to learn of them before judging. */
export function checksNamed(items: readonly unknown[]): Set<string> {
  const named = new Set<string>()
  for (const raw of items)
    if (typeof raw === 'object' && raw !== null && 'check' in raw && typeof raw.check === 'string')
      named.add(raw.check)
  return named
}

/** Sorted sequence numbers as inclusive ranges. */
export function rangesOf(sequence: readonly number[]): [number, number][] {
  const ranges: [number, number][] = []
  for (const seq of sequence) {
    const last = ranges.at(-1)
    if (last && last[1] === seq - 1) last[1] = seq
    else ranges.push([seq, seq])
  }
  return ranges
}
