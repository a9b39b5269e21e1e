/** The figures of a service's month so far, from what was measured of it and what it owes. Pure. */
import { largestGap } from '../../../rules/detection/fold.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import { EDITION, INTERVAL_ITEMS, intervalItemOf, itemById } from '../../../rules/guideline/items.ts'
import type { Obligation } from '../../../rules/obligations/types.ts'
import { figuresOfObligations, type ItemFigures, noCounts } from '../../../rules/report/figures.ts'
import type { Measurement } from '../../../rules/report/types.ts'
import { heldTo } from '../../../rules/report/verdicts.ts'
import { specsOf } from '../../evaluation/configured.ts'
import type { Service } from '../../model.ts'
import { figuresOf } from '../../reports/figures.ts'
import type { ObligationRow, Store } from '../../store/port.ts'

const { incidentRecords: RECORDS } = EDITION.measures

export type Totals = Awaited<ReturnType<Store['obligationTotals']>>

export interface AboutMonth {
  service: Service
  /** Obligations since the month began, of any service. */
  totals: Totals
  /** Those of the ledger's own retention, of any service: their evidence decides, not their state alone (III.2.1.3 b). */
  ledger: readonly ObligationRow[]
  /** Null before the month was measured: intervals stand as far as the checks' states reach back. */
  measurement: Measurement | null
  /** By the check's full name. */
  states: Map<string, CheckState>
  sinceAt: number
}

/** From totals: the verdict rests on which states there are, the counts are put in afterwards. */
export function figuresOfTotals(about: AboutMonth, now: number): Map<string, ItemFigures> {
  const { service, measurement } = about
  const mine = about.totals.filter((total) => total.service === service.id)
  const owed = [...mine.filter(({ item }) => item !== RECORDS).map(standIn), ...ledgerOf(about)]
  const figures = measurement ? figuresOf(service, measurement, owed) : unmeasured(about, owed, now)
  for (const [item, found] of figures) {
    const counts = noCounts()
    for (const { state, count } of mine.filter((total) => total.item === item)) counts[state] += count
    figures.set(item, { ...found, counts })
  }
  return figures
}

/** As the totals count them: those that reach into the month. */
function ledgerOf({ service, ledger, sinceAt }: AboutMonth): readonly ObligationRow[] {
  return ledger
    .filter((row) => row.service === service.id && row.item === RECORDS)
    .filter(({ dueAt, decidedAt }) => dueAt >= sinceAt || (decidedAt ?? 0) >= sinceAt)
}

/** One obligation for all of one state: the one that took the longest. */
function standIn({ service, item, state, longestMs }: Totals[number]): Obligation {
  const took = longestMs === null ? { limitMs: 0, marginMs: null } : { limitMs: longestMs, marginMs: 0 }
  const times = { clockFrom: 0, dueAt: 0, decidedAt: null }
  return { id: '', item, service, subject: '', state, because: null, evidence: {}, ...times, ...took }
}

function unmeasured(about: AboutMonth, owed: Obligation[], now: number): Map<string, ItemFigures> {
  const { service } = about
  const byItem = Map.groupBy(owed, ({ item }) => item)
  const figures = new Map<string, ItemFigures>()
  for (const id of new Set([...byItem.keys(), ...INTERVAL_ITEMS])) {
    const item = itemById(id)
    if (!item) continue
    const given = { value: heldTo(service, item), obligations: byItem.get(id) ?? [] }
    const interval = { largestMs: largestOf(about, id, now) }
    figures.set(id, figuresOfObligations(INTERVAL_ITEMS.has(id) ? { ...given, interval } : given))
  }
  return figures
}

/** The largest gap of an item's checks as far as their states reach back. */
function largestOf({ service, states, sinceAt }: AboutMonth, item: string, now: number): number | null {
  const gaps = service.components
    .flatMap(specsOf)
    .filter((spec) => intervalItemOf(spec) === item)
    .flatMap(({ check }) => {
      const state = states.get(check)
      return (state && largestGap(state, sinceAt, now)) ?? []
    })
  return gaps.length > 0 ? Math.max(...gaps) : null
}
