/**
 * The catalogue that is in use: evaluation items (評価項目) with their reference values (対策参照値), and what
 * else the rest of the program asks of it. Nothing else in the program knows a value.
 */
import type { IncidentKind, Pattern, Purpose } from '../words.ts'
import type { EvaluationItem, ReferenceValue, ValueKind } from './edition.ts'

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
    control: 'III.1.1.1',
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
    control: 'III.1.1.1',
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
    control: 'III.1.1.2',
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
    control: 'III.1.1.2',
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
export const INTERVAL_ITEM: Partial<Record<Purpose, string>> = {
  liveness: 'III.1.1.1.a',
  fault: 'III.1.1.2.a',
}

/** The item that holds the time to notice of incidents of a kind. */
export const NOTICE_ITEM: Partial<Record<IncidentKind, string>> = {
  outage: 'III.1.1.1.b',
  fault: 'III.1.1.2.b',
}

/** The item of that id, or undefined if the catalogue has none. */
export function itemById(id: string): EvaluationItem | undefined {
  return ITEMS.find((item) => item.id === id)
}

/** The reference value of an item for a pattern. @throws RangeError for an id that the catalogue lacks. */
export function referenceOf(itemId: string, pattern: Pattern): ReferenceValue {
  const item = itemById(itemId)
  if (!item) throw new RangeError(`the catalogue has no item ${itemId}`)
  return item.values[pattern]
}
