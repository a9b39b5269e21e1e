/** The figures of every item of a service for a month, from its measurement and its obligations. Pure. */
import { EDITION, INTERVAL_ITEMS, itemById } from '../../rules/guideline/items.ts'
import { limitMsOf, type ValueInForce } from '../../rules/guideline/value.ts'
import type { Obligation } from '../../rules/obligations/types.ts'
import { judgedRatio } from '../../rules/report/availability.ts'
import { figuresOfObligations, type ItemFigures, worstOf } from '../../rules/report/figures.ts'
import type {
  Availability,
  Measurement,
  PartitionSums,
  PeriodAvailability,
} from '../../rules/report/types.ts'
import { heldTo } from '../../rules/report/verdicts.ts'
import type { Verdict } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import { LOOKED_MS } from './owed.ts'

const { availability: AVAILABILITY, timeSyncOffset: OFFSET, incidentRecords: RECORDS } = EDITION.measures

/** `counted` are the obligations that count in the month (`countedIn`). */
export function figuresOf(
  service: Service,
  measurement: Measurement,
  counted: readonly Obligation[],
): Map<string, ItemFigures> {
  const figures = new Map<string, ItemFigures>()
  const byItem = Map.groupBy(counted, ({ item }) => item)
  for (const item of new Set([...byItem.keys(), ...INTERVAL_ITEMS, AVAILABILITY, OFFSET])) {
    const found = itemById(item)
    if (!found) continue
    const value = heldTo(service, found)
    const obligations = byItem.get(item) ?? []
    const checks = measurement.intervals.filter((row) => row.item === item)
    const owed = INTERVAL_ITEMS.has(item)
      ? figuresOfObligations({ value, obligations, interval: intervalOf(checks) })
      : figuresOfObligations({ value, obligations })
    figures.set(item, furtherFigures(item, owed, value, measurement, obligations))
  }
  return figures
}

function furtherFigures(
  item: string,
  owed: ItemFigures,
  value: ValueInForce,
  measurement: Measurement,
  obligations: readonly Obligation[],
): ItemFigures {
  if (item === AVAILABILITY) return { ...owed, ...availabilityFigures(value, measurement) }
  if (item === OFFSET) return { ...owed, ...offsetFigures(value, measurement) }
  if (item === RECORDS) {
    return { ...owed, ...recordFigures(measurement, owed, obligations) }
  }
  return owed
}

/** III.2.1.3 b: one standing obligation with the evidence of the last look. One that is old proves nothing. */
function recordFigures(
  { availability }: Measurement,
  { verdict }: ItemFigures,
  obligations: readonly Obligation[],
): Pick<ItemFigures, 'achieved' | 'verdict'> {
  const kept = obligations.flatMap(({ evidence }) =>
    typeof evidence.keptMs === 'number' ? evidence.keptMs : [],
  )
  const open = obligations.filter(({ state }) => state === 'open')
  const looked = open.every(
    ({ evidence }) => Number(evidence.checkedAt) >= Date.parse(availability.to) - LOOKED_MS,
  )
  return {
    achieved: kept.length > 0 ? { of: 'shortest-retention', ms: Math.min(...kept) } : null,
    verdict: verdict !== 'pending' || open.length === 0 ? verdict : looked ? 'met' : 'not-proven',
  }
}

function intervalOf(checks: Measurement['intervals']): { largestMs: number | null; verdict?: Verdict } {
  const gaps = checks.flatMap(({ largestGapMs }) => largestGapMs ?? [])
  const largestMs = gaps.length > 0 ? Math.max(...gaps) : null
  return checks.length > 0
    ? { largestMs, verdict: worstOf(checks.map(({ verdict }) => verdict)) }
    : { largestMs }
}

/** Of the period of the setting `availabilityPeriod`: the month, or the longer one as far as it has gone. */
function availabilityFigures(
  { reference }: ValueInForce,
  { availability, period }: Measurement,
): Pick<ItemFigures, 'achieved' | 'verdict' | 'reference'> {
  const figure: Availability | PeriodAvailability = period ?? availability
  const { partition, lower, upper, measured, verdict } = figure
  const guessed = lower === null && verdict === 'not-proven'
  return {
    achieved: lower === null || upper === null ? null : { of: 'availability', lower, upper, measured },
    verdict,
    reference: typeof reference.value === 'string' ? ratioFigure(partition, reference.value, guessed) : null,
  }
}

function ratioFigure(partition: PartitionSums, required: string, guessed: boolean): ItemFigures['reference'] {
  const { verdict } = judgedRatio(partition, { required, guessed, over: true })
  return verdict === 'met' || verdict === 'breached' ? verdict : 'not-proven'
}

/** III.1.1.5: no clock was further off than its own value allows. A check that found nothing proves nothing. */
function offsetFigures(
  value: ValueInForce,
  { timeSync }: Measurement,
): Pick<ItemFigures, 'achieved' | 'verdict' | 'reference'> {
  const offsets = timeSync.flatMap(({ largestOffsetMs }) => largestOffsetMs ?? [])
  const ms = offsets.length > 0 ? Math.max(...offsets) : null
  const limitMs = limitMsOf(value)
  const silent = timeSync.some(({ largestOffsetMs }) => largestOffsetMs === null)
  const verdict: Verdict =
    timeSync.length === 0 || limitMs === null
      ? 'pending'
      : ms !== null && ms > limitMs
        ? 'breached'
        : silent
          ? 'not-proven'
          : 'met'
  return { achieved: ms === null ? null : { of: 'largest-offset', ms }, verdict, reference: null }
}
