/**
 * The months of services as the pages show them. Folding a month is work: what was measured is shown for a
 * minute, or for ten times as long as it took, and is made afresh meanwhile.
 */
import type { Clock } from '../../rules/clock.ts'
import type { Measurement } from '../../rules/report/types.ts'
import type { Log } from '../log.ts'
import { NoReport } from '../reports/history.ts'
import { frozenMonth, type MonthDeps, measureMonth } from '../reports/month.ts'

const FRESH_MS = 60_000
/** Of the time of this process that goes into months nobody waits for: one part in ten. */
const REST = 9
/** Pages are told of background news at most this often. */
const TOLD_MS = 10_000
/** Months kept at most; the one measured longest ago goes first. */
const KEPT = 500

export interface MeasuredMonths {
  /** Waits where nothing is at hand yet. @throws NoReport where there is nothing to measure. */
  of(service: string, month: string): Promise<Measurement>
  /** What is at hand, which may be nothing yet; has it made where it is old. */
  known(service: string, month: string): Measurement | null
  /** Two persons withdrew something: no figure stands any more. */
  forget(): void
}

interface Month {
  service: string
  month: string
  measurement: Measurement | null
  measuredAt: number
  tookMs: number
  making: Promise<Measurement> | null
}

export interface MeasuredDeps extends MonthDeps {
  clock: Clock
  log: Log
  /** A month is known now, or known anew, without anybody having waited for it. */
  onKnown(): void
}

export function makeMeasuredMonths(deps: MeasuredDeps): MeasuredMonths {
  const { clock, log } = deps
  const months = new Map<string, Month>()
  const wanted = new Set<Month>()
  let resting = false
  let toldAt = Number.NEGATIVE_INFINITY
  let telling = false

  function tell(): void {
    if (telling) return
    telling = true
    const told = () => {
      telling = false
      toldAt = clock.monotonic()
      deps.onKnown()
    }
    const wait = toldAt + TOLD_MS - clock.monotonic()
    if (wait > 0) clock.after(wait, told, true)
    else told()
  }

  function entry(service: string, month: string): Month {
    const key = `${service} ${month}`
    const known = months.get(key)
    if (known) return known
    const made: Month = { service, month, measurement: null, measuredAt: 0, tookMs: 0, making: null }
    months.set(key, made)
    for (const [oldest] of months) {
      if (months.size <= KEPT) break
      months.delete(oldest)
    }
    return made
  }

  const isOld = (one: Month) =>
    one.measurement === null ||
    clock.monotonic() - one.measuredAt > Math.max(FRESH_MS, one.tookMs * (REST + 1))

  function make(one: Month): Promise<Measurement> {
    one.making ??= measure(one).finally(() => {
      one.making = null
    })
    return one.making
  }

  async function measure(one: Month): Promise<Measurement> {
    const startedAt = clock.monotonic()
    const { service, month } = one
    const [closed] = await deps.store.closedMonths({ service, months: [month] })
    const measurement = closed
      ? frozenMonth(closed).measurement
      : (await measureMonth(deps, { service, month, now: clock.now() })).measurement
    const endedAt = clock.monotonic()
    Object.assign(one, { measurement, measuredAt: endedAt, tookMs: endedAt - startedAt })
    return measurement
  }

  /** One after the other, and after each a rest, so that a large fleet does not keep the process busy. */
  async function makeWanted(): Promise<void> {
    const [next] = wanted
    if (resting || next === undefined) return
    wanted.delete(next)
    resting = true
    try {
      await make(next)
      tell()
    } catch (error) {
      // Somebody who asks for it will be told; the page shows what is known.
      if (!(error instanceof NoReport)) log.warn({ err: error, service: next.service }, 'month not measured')
    }
    const rested = () => {
      resting = false
      void makeWanted()
    }
    clock.after(next.tookMs * REST, rested, true)
  }

  function want(one: Month): void {
    wanted.add(one)
    void makeWanted()
  }

  return {
    async of(service, month) {
      const one = entry(service, month)
      if (one.measurement === null) return make(one)
      if (isOld(one)) want(one)
      return one.measurement
    },
    known(service, month) {
      const one = entry(service, month)
      if (isOld(one) && one.making === null) want(one)
      return one.measurement
    },
    forget: () => months.clear(),
  }
}
