/** From a plan whose run violates an invariant to a shorter one that still does (delta debugging), in a bounded number of runs. */
import { checkInvariants } from './check.ts'
import type { History, Invariant, Judgement } from './history.ts'
import { linesOf, timelineOf } from './print.ts'

/** What may be made shorter in any plan: the simulation's has more, which stays as it is. */
export interface Shortenable {
  days: number
  hosts: number
  faults: readonly { who: string; at: number; forMs: number; size?: number }[]
}

export interface Shrunk<P> {
  plan: P
  history: History
  judgement: Judgement
  runs: number
}

const DAY_MS = 86_400_000
/** No fault is made shorter than this, milliseconds, and no run than this much of a day. */
const LEAST_MS = 1_000
const LEAST_DAYS = 0.05
/** A run goes on for at least this long after its last fault has ended, so that everything is decided: of a day. */
const AFTER_DAYS = 0.02

/**
 * @param a.run carries out a plan; it must give the same history each time
 * @param a.most runs at most
 * @returns null where not even the plan itself violates the invariant
 */
export async function shrink<P extends Shortenable>(a: {
  plan: P
  invariant: Invariant
  run: (plan: P) => Promise<History>
  most?: number
}): Promise<Shrunk<P> | null> {
  const { invariant, most = 200 } = a
  let runs = 0
  let best: Shrunk<P> | null = null
  /** Whether it is violated still; where it is, this is the plan to go on from. */
  const violates = async (plan: P): Promise<boolean> => {
    if (runs >= most) return false
    runs += 1
    const history = await a.run(plan)
    const judgement = checkInvariants(history).find((one) => one.invariant === invariant)
    if (!judgement || judgement.violations.length === 0) return false
    best = { plan, history, judgement, runs }
    return true
  }
  if (!(await violates(a.plan))) return null
  const current = () => best?.plan ?? a.plan
  for (let before = -1; before !== sizeOf(current()) && runs < most; ) {
    before = sizeOf(current())
    await fewer(current().faults, (faults) => violates({ ...current(), faults }))
    for (const smaller of [shorterRuns, fewerHosts, shorterFaults])
      for (let again = true; again && runs < most; ) {
        again = false
        for (const plan of smaller(current())) {
          again = await violates(plan)
          if (again) break
        }
      }
  }
  return best === null ? null : { ...(best as Shrunk<P>), runs }
}

/** How much there is to a plan; what is not smaller is not worth another round. */
function sizeOf({ faults, days, hosts }: Shortenable): number {
  return (
    faults.length * 1e6 + hosts * 1e4 + days * 100 + faults.reduce((sum, { forMs }) => sum + forMs, 0) / 1e9
  )
}

/** Leaves out halves, then quarters, and so on to single elements, as long as what is left still fails. */
export async function fewer<T>(list: readonly T[], fails: (list: T[]) => Promise<boolean>): Promise<T[]> {
  let left = [...list]
  if (left.length > 0 && (await fails([]))) return []
  for (let parts = 2; left.length > 1; ) {
    const length = Math.ceil(left.length / parts)
    let found = false
    for (let at = 0; at < left.length; at += length) {
      const without = left.toSpliced(at, length)
      if (without.length === left.length || without.length === 0 || !(await fails(without))) continue
      left = without
      found = true
      break
    }
    if (found) parts = Math.max(2, parts - 1)
    else if (parts >= left.length) break
    else parts = Math.min(left.length, parts * 2)
  }
  return left
}

function* shorterRuns<P extends Shortenable>(plan: P): Generator<P> {
  const ends = plan.faults.map(({ at, forMs }) => (at + forMs) / DAY_MS)
  for (const days of [Math.max(LEAST_DAYS, ...ends) + AFTER_DAYS, plan.days / 2, plan.days * 0.8]) {
    if (days >= plan.days * 0.95 || days < LEAST_DAYS) continue
    const faults = plan.faults.filter(({ at }) => at < days * DAY_MS)
    yield { ...plan, days: Math.round(days * 1000) / 1000, faults }
  }
}

function* fewerHosts<P extends Shortenable>(plan: P): Generator<P> {
  const numberOf = (who: string) => Number(/host-(\d+)$/.exec(who)?.[1] ?? 0)
  for (const hosts of new Set([1, 2, Math.ceil(plan.hosts / 2), plan.hosts - 1])) {
    if (hosts < 1 || hosts >= plan.hosts) continue
    yield { ...plan, hosts, faults: plan.faults.filter(({ who }) => numberOf(who) <= hosts) }
  }
}

function* shorterFaults<P extends Shortenable>(plan: P): Generator<P> {
  for (const [place, fault] of plan.faults.entries()) {
    const forMs = Math.floor(fault.forMs / 2)
    if (forMs >= LEAST_MS) yield { ...plan, faults: plan.faults.with(place, { ...fault, forMs }) }
  }
}

/** For people: how to replay it, what happened, and what it came to. */
export function storyOf<P extends Shortenable>(
  { plan, history, judgement, runs }: Shrunk<P>,
  faultsBefore: number,
): string[] {
  return [
    `the shortest history found in ${runs} runs: ${plan.faults.length} of ${faultsBefore} faults, ${plan.hosts} hosts, ${plan.days} days`,
    `replay: ${history.replay}`,
    ...plan.faults.map((fault) => `plan: ${JSON.stringify(fault)}`),
    ...timelineOf(history),
    ...linesOf([judgement]),
  ]
}
