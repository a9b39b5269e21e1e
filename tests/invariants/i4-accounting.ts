/**
 * I4: up + down + unknown + maintenance + outside hours = the period, to the millisecond; a gap is unknown. The figures
 * and the gaps of the intervals are recomputed by the reference model and compared exactly.
 */
import type { Service } from '../../collector/model.ts'
import type { IncidentRow } from '../../collector/store/records.ts'
import { turningInstants, type World, walk } from '../reference/availability.ts'
import { openIntervals } from '../reference/calendar.ts'
import { failuresIn } from '../reference/detection.ts'
import { shownByCollectors } from './clocks.ts'
import { downtimes } from './downtimes.ts'
import { type Finder, finderOf } from './found.ts'
import { gaps } from './gaps.ts'
import type { Figures, History, Judgement } from './history.ts'
import { type Known, type Stored, servicesOf, storedIn } from './known.ts'

const PARTS = ['up', 'down', 'unknown', 'maintenance', 'outside'] as const
const OUTCOME = { o: 'ok', f: 'failed', u: 'unknown' } as const

export function accounting(history: History): Judgement {
  const finder = finderOf('I4', history)
  const { end } = history
  const said = storedIn(history)
  const services = new Map(servicesOf(history).map((known) => [known.service.id, known]))
  if (!end.availability || end.availability.length === 0) finder.missing('figures of availability')
  for (const figures of end.availability ?? []) {
    sums(figures, finder)
    const known = services.get(figures.service)
    if (!known?.sole) finder.missing(`figures of ${figures.service} over several revisions`)
    else if (!end.stored) finder.missing('stored results')
    else recomputed(figures, known, { history, said, finder })
  }
  if (!end.obligations || !end.stored) finder.missing('obligations')
  else for (const known of services.values()) gaps(known, { history, said, finder })
  if (end.incidents && end.stored)
    for (const known of services.values()) downtimes(known, { history, said, finder })
  return finder.judgement()
}

interface Look {
  history: History
  said: Stored
  finder: Finder
}

function sums(figures: Figures, finder: Finder): void {
  const { service, from, to, upMs, downMs, unknownMs, maintenanceMs, outsideMs, periodMs } = figures
  finder.examine('sums', 1)
  const sum = upMs + downMs + unknownMs + maintenanceMs + outsideMs
  if (sum !== periodMs || periodMs !== to - from)
    finder.violate(`the parts of ${service} add up to ${sum} ms, and its period has ${to - from} ms`, from)
  const of = (part: string) =>
    figures.segments.reduce((total, one) => total + (one.part === part ? one.to - one.from : 0), 0)
  if (figures.segmentsOmitted > 0) return
  for (const [part, ms] of Object.entries({ down: downMs, unknown: unknownMs, maintenance: maintenanceMs }))
    if (of(part) !== ms)
      finder.violate(
        `the stretches of ${service} that are ${part} have ${of(part)} ms, and its figure ${ms} ms`,
        from,
      )
}

function recomputed(figures: Figures, known: Known, { history, said, finder }: Look): void {
  const { service } = known
  const withdrawn = ({ service: id, withdrawnAt }: IncidentRow) => id === service.id && withdrawnAt !== null
  if (service.maintenance.windows.length > 0 || history.end.incidents?.some(withdrawn)) {
    finder.missing(`maintenance and withdrawals of ${service.id}`)
    return
  }
  const world = worldOf(figures, known, { history, said })
  const walked = walk(world, turningInstants(world))
  finder.examine('figures recomputed', 1)
  for (const part of PARTS)
    if (walked[part] !== figures[`${part}Ms`])
      finder.violate(
        `${service.id} was ${part} for ${walked[part]} ms by what was executed, and the report says ${figures[`${part}Ms`]} ms`,
        figures.from,
        figures.segments
          .slice(0, 20)
          .map((one) => ({ at: one.from, what: `reported ${one.part} until ${one.to}` })),
      )
}

/** What the reference walks over: all that was executed and is stored, at the time that its anchors give. */
function worldOf(
  { from, to }: Figures,
  { service, loadedAt }: Known,
  { history, said }: Omit<Look, 'finder'>,
): World {
  const activeFrom = Math.round(shownByCollectors(history.world.clocks, loadedAt).least)
  const checks = service.components
    .flatMap((component) => component.checks)
    .filter((one) => one.external !== true)
  const results = (check: string) => said.of(check).filter(({ startedAt }) => startedAt >= activeFrom)
  const kinds = { liveness: 'outage', fault: 'fault', performance: 'slowdown' } as const
  return {
    period: { from, to },
    checks: checks.map(({ check, purpose, everyMs, timeoutMs }) => ({
      ...{ check, purpose, everyMs, timeoutMs, activeFrom, activeTo: null },
      results: results(check).map(({ startedAt, outcome, source }) => ({
        startedAt,
        outcome: OUTCOME[outcome],
        source,
      })),
    })),
    failures: checks.flatMap(({ check, purpose, confirm }) => {
      if (purpose !== 'liveness' && purpose !== 'fault' && purpose !== 'performance') return []
      return failuresIn(results(check), confirm.failures).flatMap((one) =>
        one.confirmedAt === null
          ? []
          : [
              {
                ...{ id: `${check} ${one.firstFailedAt}`, kind: kinds[purpose], check },
                ...{ firstFailedAt: one.firstFailedAt, recoveredAt: one.recoveredAt },
                ...{ partialRecoveryAt: null, withdrawn: false },
              },
            ],
      )
    }),
    redundancy: service.redundancy,
    interpretation: service.interpretation,
    withdrawals: 'applied',
    open: openOf(service, { from, to }),
    ...{ windows: [], rules: service.maintenance.rules, years: [from] },
  }
}

function openOf({ hours, holidays }: Service, period: { from: number; to: number }) {
  return hours.periods.every(
    ({ weekly, closed, yearEnd, exceptions }) =>
      weekly === 'always' && closed.length === 0 && yearEnd === null && Object.keys(exceptions).length === 0,
  )
    ? [period]
    : openIntervals(hours, holidays, period)
}
