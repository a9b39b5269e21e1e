/** I1: every acknowledged result is stored exactly once; what was evicted unacknowledged is counted and reported. */

import type { LostItem } from '../../rules/wire/v1.ts'
import { type Finder, finderOf } from './found.ts'
import type { History, Judgement, Runs, StoredRuns, World } from './history.ts'
import { countOf, has, joined, keyOf, minus, setsOf, sizeOf, textOf } from './numbers.ts'
import { placesBy } from './places.ts'
import { eachRun, eachStored, lookUpOf } from './runs.ts'

export function acknowledged(history: History): Judgement {
  const finder = finderOf('I1', history)
  const { world, end } = history
  if (!end.numbers) {
    finder.missing('stored numbers')
    return finder.judgement()
  }
  storedOnce(history, finder)
  if (end.stored) sameAsExecuted(world, end.stored, { finder, placed: placesBy(world) })
  else finder.missing('stored results')
  executedAccounted(history, finder)
  lossesReported(history, finder)
  return finder.judgement()
}

function storedOnce({ world, end }: History, finder: Finder): void {
  const stored = setsOf(end.numbers)
  if (world.acknowledged) {
    const promised = setsOf(world.acknowledged)
    finder.examine('acknowledged', sizeOf(promised))
    for (const [key, ranges] of promised) {
      const lost = minus(ranges, stored.get(key))
      if (lost.length > 0)
        finder.violate(
          `${countOf(lost)} acknowledged items of ${key} are not stored: ${textOf(lost)}`,
          firstAt(world.executed, key, lost),
        )
    }
  } else finder.missing('acknowledgements')
  finder.examine('stored', sizeOf(stored))
  for (const { agentId, epoch, twice } of end.numbers ?? [])
    if (twice.length > 0) {
      const ranges = joined(twice.map((n) => [n, n]))
      finder.violate(
        `${twice.length} items of ${keyOf(agentId, epoch)} are stored twice: ${textOf(ranges)}`,
        firstAt(world.executed, keyOf(agentId, epoch), ranges),
      )
    }
}

/** True start of the first execution among some numbers. */
function firstAt(executed: readonly Runs[], key: string, ranges: readonly [number, number][]): number | null {
  let first: number | null = null
  for (const runs of executed) {
    if (!runs.epochs.some((epoch) => keyOf(runs.agentId, epoch) === key)) continue
    for (const run of eachRun(runs))
      if (keyOf(run.agentId, run.epoch) === key && has(ranges, run.seq))
        first = first === null ? run.startedAt : Math.min(first, run.startedAt)
  }
  return first
}

/** What is stored is what was executed: the same check and outcome, at its time, and nothing else. */
function sameAsExecuted(
  { executed, agents }: Pick<World, 'executed' | 'agents'>,
  stored: readonly StoredRuns[],
  { finder, placed }: { finder: Finder; placed: ReturnType<typeof placesBy> },
): void {
  const name = ({ agentId, check }: Runs) => `${agentId} ${check}`
  const truth = Map.groupBy(executed, name)
  for (const runs of stored) {
    const agent = agents.find(({ id }) => id === runs.agentId)?.name
    const real = lookUpOf(truth.get(name(runs)) ?? [])
    for (const run of eachStored(runs)) {
      const known = real(run.epoch, run.seq)
      const said = () => `${run.check} of ${keyOf(run.agentId, run.epoch)} number ${run.seq}`
      if (!known) finder.violate(`${said()} is stored and was never executed`, null)
      else if (known.outcome !== run.outcome)
        finder.violate(`${said()} is stored as ${run.outcome} and was ${known.outcome}`, known.startedAt)
      else if (run.uncertaintyMs >= 0 && !placed.isAt(run, { trueAt: known.startedAt, agent }))
        finder.violate(
          `${said()} is stored at ${run.startedAt}, give or take ${run.uncertaintyMs} ms, and was executed at ${known.startedAt}`,
          known.startedAt,
        )
    }
    finder.examine('compared with what was executed', runs.seq.length)
  }
}

/** Whatever was executed is stored, waits in the spool, or was given up by somebody who said so. */
function executedAccounted({ world, end }: History, finder: Finder): void {
  if (!world.spooled) {
    finder.missing('spools at the end')
    return
  }
  const kept = setsOf(end.numbers, world.spooled, world.gaveUp, world.refused, world.unwritten)
  for (const runs of world.executed) {
    const gone = new Map<string, { ranges: [number, number][]; at: number }>()
    for (const run of eachRun(runs)) {
      finder.examine('executed', 1)
      const key = keyOf(run.agentId, run.epoch)
      if (has(kept.get(key), run.seq)) continue
      const known = gone.get(key) ?? { ranges: [], at: run.startedAt }
      gone.set(key, known)
      known.ranges.push([run.seq, run.seq])
    }
    for (const [key, { ranges, at }] of gone)
      finder.violate(
        `${ranges.length} results of ${runs.check} are gone without a word: ${key} ${textOf(joined(ranges))}`,
        at,
      )
  }
}

/** What an agent gave up is told to the collector, with its range and its count, once everything else has arrived. */
function lossesReported({ world, end }: History, finder: Finder): void {
  if (!world.gaveUp) {
    finder.missing('what agents gave up')
    return
  }
  finder.examine('agents that say what they gave up', new Set(world.executed.map((one) => one.agentId)).size)
  const losses = end.losses ?? []
  const waiting = new Set(
    (world.spooled ?? []).filter(({ ranges }) => ranges.length > 0).map((one) => one.agentId),
  )
  for (const [key, lost] of setsOf(world.gaveUp)) {
    const [agentId = '', epoch = ''] = key.split(' ')
    const told = losses.filter((one) => one.agentId === agentId && one.epoch === epoch)
    finder.examine('given up', countOf(lost))
    // Its report may still be under way.
    if (waiting.has(agentId)) continue
    const at = world.gaveUp.find((one) => one.agentId === agentId && one.epoch === epoch)?.at ?? null
    const untold = minus(lost, joined(told.map(({ from, to }) => [from, to])))
    const counted = told.reduce((sum, { count }) => sum + count, 0)
    const short = Math.max(countOf(untold), countOf(lost) - counted)
    // What it had said of that was damaged in its turn: nobody can tell any more how much it was.
    const isDamaged =
      short > 0 && wasReportDamaged({ agentId, epoch, before: untold.at(-1)?.[1] ?? 0 }, world)
    if (isDamaged) finder.examine('given up by a report that was damaged', short)
    if (untold.length > 0 && !isDamaged)
      finder.violate(
        `${countOf(untold)} items of ${key} were given up and not reported: ${textOf(untold)}`,
        at,
      )
    // What was damaged is told as that, whatever else was given up around it.
    const damaged = world.gaveUp.flatMap((one) =>
      one.agentId === agentId && one.epoch === epoch && one.reason === 'quarantined' ? one.ranges : [],
    )
    const asDamaged = told.reduce((sum, { count, reason }) => sum + (reason === 'quarantined' ? count : 0), 0)
    if (damaged.length > 0) finder.examine('given up as damaged', countOf(damaged))
    if (asDamaged < countOf(damaged))
      finder.violate(`${key} lost ${countOf(damaged)} items by damage and reported ${asDamaged} of them`, at)
    if (counted < countOf(lost) && !isDamaged)
      finder.violate(`${key} gave up ${countOf(lost)} items and reported ${counted}`, at)
  }
  damagedReports({ world, losses, waiting }, finder)
}

/** Of what has a number up to some: written after it, in its epoch or in a later one. */
function wasReportDamaged(
  { agentId, epoch, before }: { agentId: string; epoch: string; before: number },
  { reportsDamaged = [] }: World,
): boolean {
  return reportsDamaged.some(
    (one) => one.agentId === agentId && (one.epoch !== epoch || one.ranges.some(([, last]) => last > before)),
  )
}

/** A damaged report is told as any other record that was damaged, where there is anything to be seen of it. */
function damagedReports(
  a: { world: World; losses: readonly (LostItem & { agentId: string })[]; waiting: ReadonlySet<string> },
  finder: Finder,
): void {
  for (const { agentId, epoch, ranges, seen } of a.world.reportsDamaged ?? []) {
    if (!seen || a.waiting.has(agentId)) continue
    const told = a.losses.flatMap((one): [number, number][] =>
      one.agentId === agentId && one.epoch === epoch && one.reason === 'quarantined'
        ? [[one.from, one.to]]
        : [],
    )
    const untold = minus(ranges, joined(told))
    if (untold.length > 0)
      finder.violate(
        `reports ${textOf(untold)} of ${keyOf(agentId, epoch)} were damaged, and that is not told`,
      )
  }
}
