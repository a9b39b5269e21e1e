/**
 * Every item of the catalogue, judged by the kind of its value. A new item is a row of data; a new kind or a new
 * shape of evidence is one line of `JUDGES`.
 */
import type { Interval } from '../calendar/types.ts'
import type { Amount, EvaluationItem, OwnItem, ValueKind } from '../guideline/edition.ts'
import type { ValueInForce } from '../guideline/value.ts'
import { parseIsoDuration } from '../time/duration.ts'
import type { Verdict } from '../words.ts'
import { judgeAttested } from './attested.ts'
import { judgeDelays } from './delay.ts'
import { dueRulesOf } from './due.ts'
import type { Attested, Facts, Levels, Share } from './facts.ts'
import { countsOf, type Judged } from './judged.ts'
import { judgeChecks, judgeIncidents, largestOf } from './kinds.ts'
import { judgeLevels } from './level.ts'
import type { Terms } from './owed.ts'
import { judgePerEvent } from './per-event.ts'
import { coverageOf, judgeRatio } from './ratio.ts'
import { judgeRetention } from './retention.ts'
import { judgeSequence } from './sequence.ts'
import type { ClockDoubt } from './types.ts'
import { verdictOf } from './verdict.ts'

export type ItemKind = Exclude<ValueKind, 'not_set'> | 'max_deviation'

export interface ItemInput {
  item: EvaluationItem | OwnItem
  /** Of the service: the value in force. */
  value: ValueInForce
  /** Null: no evidence is collected for this item. */
  facts: Facts | null
  /** What the verdict is over; obligations that reach into it count. */
  period: Interval
  now: number
  /** A `Service` fits. */
  settings: Terms
  doubts?: readonly ClockDoubt[]
}

export interface JudgedItem {
  /** Those that reach into the period, in order of their clocks. */
  obligations: Judged[]
  verdict: Verdict
  /** Code: of the first row that decides the verdict, or why there is none. */
  because: string
}

/**
 * Judges one item for one service and period.
 * - no value in force: `unset`; a value that is none of its kind: `not-proven` (`value-unusable`)
 * - no facts: `pending` while the period lasts (`no-evidence-yet`), then `not-proven` (`no-evidence`)
 * - facts that owe nothing in the period: `pending` (`nothing-owed`)
 * - only open obligations: `pending` (`still-open`), but for an interval item, where the largest distance decides
 * @throws RangeError for facts of a shape that the kind cannot be judged from.
 */
export function judgeItem(input: ItemInput): JudgedItem {
  const { item, value, facts, period, now } = input
  const none = (verdict: Verdict, because: string): JudgedItem => ({ obligations: [], verdict, because })
  if (value.standing === 'unset') return none('unset', 'value-unset')
  if (facts === null)
    return now < period.to ? none('pending', 'no-evidence-yet') : none('not-proven', 'no-evidence')
  const kind = kindOf(item)
  const judge = kind ? JUDGES[kind][facts.shape] : undefined
  if (!judge) throw new RangeError(`${item.id} (${kind}) cannot be judged from ${facts.shape}`)
  // The table's keys are the shapes: each judge gets its own.
  const found = (judge as Judge<Facts>)(facts, { doubts: [], ...input })
  if (!found) return none('not-proven', 'value-unusable')
  const obligations = found.rows
    .filter((row) => row.clockFrom < period.to && (row.endAt ?? now) >= period.from)
    .toSorted((a, b) => a.clockFrom - b.clockFrom || (a.key < b.key ? -1 : 1))
  const verdict = verdictOf(countsOf(obligations), found.measured)
  const decisive = obligations.find(({ state }) => state === verdict)?.because
  return { obligations, verdict, because: decisive ?? reasonOf(verdict, obligations) }
}

function reasonOf(verdict: Verdict, obligations: readonly Judged[]): string {
  if (verdict === 'met') return 'within-limit'
  if (verdict === 'not-proven') return 'no-evidence-yet'
  return obligations.length > 0 ? 'still-open' : 'nothing-owed'
}

/** The kind of an item: own items say it, others by the first pattern that has a value. */
export function kindOf(item: EvaluationItem | OwnItem): ItemKind | null {
  const kinds = 'ownKind' in item ? [item.ownKind] : Object.values(item.values).map(({ kind }) => kind)
  return kinds.find((kind): kind is ItemKind => kind !== 'not_set') ?? null
}

type Ready = ItemInput & { doubts: readonly ClockDoubt[] }

interface Found {
  rows: Judged[]
  measured?: { achievedMs: number | null; inForceMs: number }
}
/** Null where the value in force is none of the kind. */
type Judge<F extends Facts> = (facts: F, input: Ready) => Found | null
type Judges = { [S in Facts['shape']]?: Judge<Extract<Facts, { shape: S }>> }

const ofFigures =
  (bound: 'least' | 'most', limitOf: (amount: Amount) => number | null): Judge<Levels> =>
  ({ subjects }, { value, now }) => {
    const limit = limitOf(value.inForce)
    if (limit === null) return null
    return { rows: subjects.flatMap((one) => judgeLevels({ ...one, bound, limit, now })) }
  }

const spanMs = (amount: Amount) => (typeof amount === 'string' ? parseIsoDuration(amount) : null)
const wholeNumber = (amount: Amount) =>
  typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : null
const percentOf = (amount: Amount) =>
  /^\d+(\.\d+)?$/.test(String(amount)) && !Array.isArray(amount) ? String(amount) : null

const share: Judge<Share> = ({ bounds, closed, problem }, { item, value, period }) => {
  const required = percentOf(value.inForce)
  if (required === null) return null
  return { rows: [judgeRatio({ subject: item.id, period, bounds, required, closed, problem })] }
}

const tokensOf = (amount: Amount): readonly string[] =>
  typeof amount === 'string' ? [amount] : typeof amount === 'object' ? (amount ?? []) : []

const attested =
  (kind: 'one_of' | 'all_of' | 'implemented'): Judge<Attested> =>
  ({ attestations }, { item, value, now, period }) => {
    const tokens = kind === 'implemented' ? [item.id] : tokensOf(value.inForce)
    if (tokens.length === 0) return null
    const at = Math.min(now, period.to)
    return { rows: [judgeAttested({ subject: item.id, kind, tokens, attestations, now: at })] }
  }

const JUDGES: Record<ItemKind, Judges> = {
  max_interval: {
    executions: (facts, { value, period, now, doubts }) => {
      const limitMs = spanMs(value.inForce)
      if (limitMs === null) return null
      const rows = judgeChecks(facts, { limitMs, now, doubts })
      return { rows, measured: { achievedMs: largestOf(facts, period, now), inForceMs: limitMs } }
    },
    sequence: ({ subjects }, { value: { inForce: value }, settings, now, doubts }) => {
      if (typeof value !== 'string') return null
      const due = dueRulesOf(settings)
      return {
        rows: subjects.flatMap((one) => judgeSequence({ ...one, value, due, now, doubts }).obligations),
      }
    },
  },
  max_delay: {
    incidents: (facts, { item, value, settings, now, doubts }) => {
      if (typeof value.inForce !== 'string') return null
      const terms = { ...settings, values: { ...settings.values, [item.id]: value } }
      return { rows: judgeIncidents(facts, { item, terms, now, doubts }) }
    },
    delays: ({ triggers }, { value: { inForce: value }, settings, now, doubts }) => {
      if (typeof value !== 'string') return null
      return { rows: judgeDelays({ triggers, value, due: dueRulesOf(settings), now, doubts }).obligations }
    },
  },
  min_ratio: { share },
  coverage: {
    share,
    covered: ({ spans, closed }, input) =>
      share({ shape: 'share', bounds: coverageOf(spans, input.period), closed, problem: null }, input),
  },
  min_retention: {
    records: ({ records, serviceEndAt, checkedWithinMs }, { item, value, settings, now }) => {
      if (typeof value.inForce !== 'string') return null
      const from = item.clock?.from === 'service-end' ? 'service-end' : 'creation'
      const due = dueRulesOf(settings)
      return {
        rows: judgeRetention({
          records,
          value: value.inForce,
          due,
          from,
          serviceEndAt,
          checkedWithinMs,
          now,
        }),
      }
    },
  },
  min_count: { levels: ofFigures('least', wholeNumber) },
  min_duration: { levels: ofFigures('least', spanMs) },
  max_deviation: { levels: ofFigures('most', spanMs) },
  per_event: {
    verifications: (facts, { now, doubts }) => ({
      rows: judgePerEvent({ ...facts, now, doubts }).obligations,
    }),
  },
  one_of: { attested: attested('one_of') },
  all_of: { attested: attested('all_of') },
  implemented: { attested: attested('implemented') },
}
