/**
 * Evaluation items (評価項目) with their reference values (対策参照値) as data, from the body of the
 * guideline (004, III.1.1.1 and III.1.1.2). One row per item; nothing else in the program knows a value.
 */
import { parseIsoDuration } from '../time/duration.ts'
import type { Audience, IncidentKind, Pattern, Purpose } from '../words.ts'

export const VALUE_KINDS = ['max_interval', 'max_delay'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]

/** One reference value: the guideline's wording without star and spaces, whether the star is there, and its meaning. */
export interface ReferenceValue {
  text: string
  required: boolean
  kind: ValueKind
  /** ISO 8601 duration. */
  value: string
}

export interface EvaluationItem {
  /** The control's number, a dot and the item's letter. */
  id: ItemId
  class: 'basic' | 'recommended'
  title: { ja: string; en: string }
  values: Record<Pattern, ReferenceValue>
  /** From what to what the value is measured. */
  clock: { from: 'start' | 'detection'; to: 'next-start' | 'notice' }
  /** Whom a notice is owed to (best practice iii of the control); null where nobody is told. */
  audience: readonly Audience[] | null
}

export type ItemId = 'III.1.1.1.a' | 'III.1.1.1.b' | 'III.1.1.2.a' | 'III.1.1.2.b'

/** Patterns 1 to 3 and 4 to 6 have equal values throughout these two controls. */
function twice(kind: ValueKind, required: boolean, rows: [ReferenceRow, ReferenceRow, ReferenceRow]) {
  const [a, b, c] = rows.map(([text, value]): ReferenceValue => ({ text, required, kind, value })) as [
    ReferenceValue,
    ReferenceValue,
    ReferenceValue,
  ]
  return { 1: a, 2: b, 3: c, 4: a, 5: b, 6: c }
}
type ReferenceRow = [text: string, value: string]

export const ITEMS: readonly EvaluationItem[] = [
  {
    id: 'III.1.1.1.a',
    class: 'basic',
    title: { ja: '死活監視インターバル（応答確認）', en: 'Liveness monitoring interval (response check)' },
    values: twice('max_interval', true, [
      ['1回以上/5分', 'PT5M'],
      ['1回以上/10分', 'PT10M'],
      ['1回以上/20分', 'PT20M'],
    ]),
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.1.b',
    class: 'basic',
    title: {
      ja: '通知時間（稼働停止検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of an outage until the users are told)',
    },
    values: twice('max_delay', true, [
      ['20分以内', 'PT20M'],
      ['60分以内', 'PT60M'],
      ['5時間以内', 'PT5H'],
    ]),
    clock: { from: 'detection', to: 'notice' },
    audience: ['users', 'admin'],
  },
  {
    id: 'III.1.1.2.a',
    class: 'basic',
    title: { ja: '障害監視インターバル', en: 'Fault monitoring interval' },
    values: twice('max_interval', false, [
      ['1回/10分', 'PT10M'],
      ['1回/30分', 'PT30M'],
      ['1回/60分', 'PT60M'],
    ]),
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.2.b',
    class: 'basic',
    title: {
      ja: '通知時間（障害検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of a fault until the users are told)',
    },
    values: twice('max_delay', false, [
      ['20分', 'PT20M'],
      ['60分', 'PT60M'],
      ['5時間', 'PT5H'],
    ]),
    clock: { from: 'detection', to: 'notice' },
    audience: ['admin'],
  },
]

/** The item that holds the interval of checks of a purpose. */
export const INTERVAL_ITEM: Partial<Record<Purpose, ItemId>> = {
  liveness: 'III.1.1.1.a',
  fault: 'III.1.1.2.a',
}

/** The item that holds the time to notice of incidents of a kind. */
export const NOTICE_ITEM: Partial<Record<IncidentKind, ItemId>> = {
  outage: 'III.1.1.1.b',
  fault: 'III.1.1.2.b',
}

/** The item of that id, or undefined if the catalogue has none. */
export function itemById(id: string): EvaluationItem | undefined {
  return ITEMS.find((item) => item.id === id)
}

/** The reference value of an item for a pattern, in milliseconds. @throws RangeError for an id that the catalogue lacks. */
export function referenceMs(itemId: string, pattern: Pattern): number {
  const ms = parseIsoDuration(itemById(itemId)?.values[pattern].value ?? '')
  if (ms === null) throw new RangeError(`no duration as reference value of ${itemId} for pattern ${pattern}`)
  return ms
}

export { valueInForce } from './value.ts'
