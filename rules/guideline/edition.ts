/** The shape of one edition of a guideline's catalogue. An edition is data; another one can stand beside it. */
import type { Audience, IncidentKind, Pattern, Purpose } from '../words.ts'

/** How a value is to be read; `not_set` is the guideline's "-": the provider sets a value. */
export const VALUE_KINDS = [
  'max_interval',
  'max_delay',
  'min_ratio',
  'min_retention',
  'min_count',
  'min_duration',
  'coverage',
  'per_event',
  'one_of',
  'all_of',
  'implemented',
  'not_set',
] as const
export type ValueKind = (typeof VALUE_KINDS)[number]
/** How an own value is to be read: it always says something, and a clock's offset is the provider's own only. */
export type OwnKind = Exclude<ValueKind, 'not_set'> | 'max_deviation'

/**
 * What a value amounts to: an ISO 8601 duration (`PT5M`, `P3M`), a decimal percent (`99.5`), an integer, or
 * a list of tokens; null where the kind says it all (`implemented`, `not_set`, `per_event`).
 */
export type Amount = string | number | readonly string[] | null

/** One reference value (対策参照値): the guideline's wording without star and spaces, whether the star is there, and its meaning. */
export interface ReferenceValue {
  text: string
  required: boolean
  kind: ValueKind
  value: Amount
}

/** From what event to what event a value is measured; null where it is no time. */
export interface ItemClock {
  from: ClockStart
  to: ClockStop
}
export const CLOCK_STARTS = [
  'start',
  'detection',
  'discovery',
  'release',
  'previous',
  'service-end',
  'creation',
] as const
export type ClockStart = (typeof CLOCK_STARTS)[number]
export const CLOCK_STOPS = ['next-start', 'notice', 'work-start', 'update', 'next', 'expiry'] as const
export type ClockStop = (typeof CLOCK_STOPS)[number]

/** 基本 or 推奨. */
export type ItemClass = 'basic' | 'recommended'

/** 評価項目. */
export interface EvaluationItem {
  /** The control's number, a dot and the item's letter: `III.1.1.1.a`. */
  id: string
  control: string
  class: ItemClass
  title: { ja: string; en: string }
  values: Record<Pattern, ReferenceValue>
  clock: ItemClock | null
  /** Whom a notice is owed to (best practices of the control); null where nobody is told. */
  audience: readonly Audience[] | null
}

/**
 * What a control asks for without an evaluation item of the guideline (III.1.1.4, III.1.1.5): measured against
 * the provider's own value only. Every pattern is `not_set`; `ownKind` says of which kind an own value is.
 */
export interface OwnItem extends EvaluationItem {
  ownKind: OwnKind
}

/** 対策項目. */
export interface Control {
  id: string
  class: ItemClass
  text: { ja: string }
  /** Clauses of other documents that this control serves. */
  serves: readonly Reference[]
}

/** A clause of another document: 000 クラウドサービス提供基準, 001 クラウド情報セキュリティ管理基準, 002 クラウドサービス選定基準. */
export interface Reference {
  document: '000' | '001' | '002'
  clause: string
}

/** サービス種別: the full name, since some names repeat with other parentheses; null is ※ (no pattern for all). */
export interface ServiceType {
  name: string
  pattern: Pattern | null
}

/** Which items hold what the monitor itself measures. */
export interface Measures {
  /** The interval of checks of a purpose. */
  interval: Partial<Record<Purpose, string>>
  /** The time to notice of incidents of a kind. */
  notice: Partial<Record<IncidentKind, string>>
  followUp: string
  availability: string
  periodicReport: string
  managerReport: string
  timeSyncOffset: string
  /** Retention of records of incidents, and so of the ledger itself. */
  incidentRecords: string
  /** Retention of usage records, and so of raw results. */
  usageRecords: string
}

export interface Edition {
  /** `soumu-asp-saas-final-draft`. */
  id: string
  title: { ja: string; en: string }
  document: '004'
  controls: readonly Control[]
  items: readonly EvaluationItem[]
  ownItems: readonly OwnItem[]
  serviceTypes: readonly ServiceType[]
  /** What the tokens of `one_of` and `all_of` stand for, in words. */
  tokens: Readonly<Record<string, { ja: string; en: string }>>
  measures: Measures
}
