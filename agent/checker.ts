/** Joins schedule, runner and confirmation: from an assignment to items. */
import type { Clock } from '../rules/clock.ts'
import type { AssignedCheck, Assignment } from '../rules/wire/v1.ts'
import { type LoadType, loadType } from './checks/load.ts'
import type { HostSide, Probe } from './checks/types.ts'
import { type ConfirmState, confirm, unconfirmed } from './confirm.ts'
import { bareHost } from './host-side.ts'
import { reasonOf } from './log.ts'
import { makeOwnNetwork, ownNetworkDown, type Reach } from './own-network.ts'
import { GRACE_MS, makeRunner, QUEUE_MS, type Ran } from './runner.ts'
import { makeSchedule } from './schedule.ts'
import type { NewItem } from './spool/types.ts'

export interface CheckerOptions {
  clock: Clock
  /** Stable name of this agent, for the splay. */
  agent: string
  concurrency: number
  /** `urgent` where the outcome changed. */
  put(item: NewItem, urgent: boolean): void
  load?: LoadType
  /** What this host lets checks use. */
  host?: HostSide
  /** A check's timer came this many milliseconds late. */
  woke?(lateMs: number): void
  /** How a target is asked by which this host tells whether its own network works. */
  reach?: Reach
}

export interface Checker {
  assign(assignment: Assignment): void
  /**
   * Runs checks once, now, beside their cadence, which goes on as planned: where a run is under way, or the next
   * plan comes before one could have ended, that run is the answer. What is not assigned is only counted.
   */
  runNow(checks: readonly string[]): void
  counts(): { assigned: number; running: number; unknownRuns: number }
  stop(): void
}

interface Assigned {
  spec: AssignedCheck
  revision: number
  probe: Probe
  /** Whether it looks at the network; known once its type is loaded. */
  network: boolean
  state: ConfirmState
  cancelRepeat: () => void
}

interface Made {
  probe: Probe
  network: boolean
}

/** What runs a check; where that cannot be made, it answers unknown, so that the others go on. Never rejects. */
async function make({ type, config }: AssignedCheck, load: LoadType, host: HostSide): Promise<Made> {
  const refused = (reason: string, message: string): Made => {
    return { network: false, probe: async () => ({ outcome: 'unknown', reason, message }) }
  }
  let known: Awaited<ReturnType<LoadType>>
  try {
    known = await load(type)
  } catch (cause) {
    return refused('type-not-loaded', reasonOf(cause))
  }
  if (!known) return refused('unknown-type', `this agent knows no check type ${type}`)
  const [error] = known.validate(config)
  if (error) return refused('bad-config', `${error.path} ${error.message}`)
  try {
    return { network: known.runs === 'network', probe: known.prepare(config, host) }
  } catch (cause) {
    return refused('bad-config', reasonOf(cause))
  }
}

export function makeChecker({
  clock,
  agent,
  concurrency,
  put,
  load = loadType,
  host = bareHost,
  woke = () => undefined,
  reach,
}: CheckerOptions): Checker {
  const network = makeOwnNetwork(clock, reach)
  /** By check, what its results wait for, each for the one before it. */
  const waiting = new Map<string, Promise<void>>()
  let stopped = false
  const assigned = new Map<string, Assigned>()
  /** Those that somebody asked for, until they ran or had no turn. */
  const asked = new Set<string>()
  let unknownRuns = 0
  const runner = makeRunner(clock, concurrency, {
    ran,
    skipped({ check }, planned, attempt, reason) {
      // Nothing was planned: that it had no turn is no gap.
      if (asked.delete(check) && reason === 'concurrency') return
      if (attempt === 0) skipped(check, planned, reason)
      // A repetition is no plan: it waits for its turn, or the run under way decides.
      else if (reason === 'concurrency') repeatLater(check, clock.monotonic(), attempt)
    },
  })
  const schedule = makeSchedule(clock, agent, {
    due: (check, planned) => run(check, planned, 0),
    missed: (check, planned) => skipped(check, planned, 'late-wake-up'),
    woke,
  })

  /** A check is there at once: where its type is still being loaded, its first run waits for that. */
  function begin(spec: AssignedCheck, revision: number): Assigned {
    const made = make(spec, load, host)
    const probe: Probe = async (context) => (await made).probe(context)
    const entry = { spec, revision, probe, network: false, state: unconfirmed, cancelRepeat: () => undefined }
    void made.then(({ network }) => {
      entry.network = network
    })
    return entry
  }

  function run(check: string, planned: number, attempt: number): void {
    const entry = assigned.get(check)
    if (!entry) return
    const { spec, probe } = entry
    runner.run({ check, revision: entry.revision, timeoutMs: spec.timeoutMs, probe }, planned, attempt)
  }

  function skipped(check: string, planned: number, reason: string): void {
    put({ kind: 'skipped', check, planned: Math.floor(planned), reason }, false)
  }

  /** A failure that may be our own network's waits until that is known, and what comes after it waits with it. */
  function ran(result: Ran): void {
    const { check } = result.runnable
    asked.delete(check)
    const suspect = network.isSuspect(result) && assigned.get(check)?.network === true
    const before = waiting.get(check)
    if (!suspect && !before) {
      take(result)
      return
    }
    const judged = suspect ? network.isDown(result.started) : Promise.resolve(false)
    const turn = Promise.all([judged, before]).then(([down]) => {
      if (waiting.get(check) === turn) waiting.delete(check)
      if (!stopped) take(down ? ownNetworkDown(result) : result)
    })
    waiting.set(check, turn)
  }

  function take(result: Ran): void {
    const { runnable, planned, started, finished, attempt, outcome, reason, message, values } = result
    const entry = assigned.get(runnable.check)
    // What ended after the check was changed or removed is a result of its own revision and decides nothing here.
    const current = entry?.probe === runnable.probe ? entry : null
    const decided = current ? confirm(current.state, current.spec.confirm, outcome) : null
    put(
      {
        kind: 'result',
        check: runnable.check,
        revision: runnable.revision,
        planned: Math.floor(planned),
        started: Math.floor(started),
        finished: Math.floor(finished),
        outcome,
        attempt,
        ...(reason === undefined ? {} : { reason }),
        ...(message === undefined ? {} : { message }),
        ...(values === undefined ? {} : { values }),
      },
      outcome === 'failed' || decided?.changed === true,
    )
    if (!current || !decided) return
    current.state = decided.state
    current.cancelRepeat()
    if (decided.repeat !== null) repeatLater(runnable.check, started, decided.repeat)
  }

  /** The repetition keeps its distance from the start before it; where the cadence is as quick, that is it. */
  function repeatLater(check: string, started: number, attempt: number): void {
    const entry = assigned.get(check)
    if (!entry) return
    const now = clock.monotonic()
    const at = Math.max(started + entry.spec.confirm.everyMs, now)
    const nextPlan = schedule.nextPlan(check)
    if (nextPlan !== null && nextPlan <= at) return
    entry.cancelRepeat()
    entry.cancelRepeat = clock.after(at - now, () => {
      if (assigned.get(check) === entry) run(check, at, attempt)
    })
  }

  return {
    assign({ revision, checks, reaches = [] }) {
      network.follow(reaches)
      const wanted = new Map(checks.map((spec) => [spec.check, spec]))
      for (const [check, entry] of assigned) {
        const spec = wanted.get(check)
        if (spec && JSON.stringify(spec) === JSON.stringify(entry.spec)) {
          entry.revision = revision
          continue
        }
        entry.cancelRepeat()
        assigned.delete(check)
      }
      for (const [check, spec] of wanted) {
        if (assigned.has(check)) continue
        assigned.set(check, begin(spec, revision))
      }
      schedule.set(checks)
    },
    runNow(checks) {
      for (const check of checks) {
        const entry = assigned.get(check)
        if (!entry) {
          unknownRuns += 1
          continue
        }
        const now = clock.monotonic()
        const endsBy = now + QUEUE_MS + entry.spec.timeoutMs + GRACE_MS
        if (runner.isBusy(check) || (schedule.nextPlan(check) ?? endsBy) < endsBy) continue
        asked.add(check)
        run(check, now, 0)
      }
    },
    counts: () => ({ assigned: assigned.size, running: runner.running(), unknownRuns }),
    stop() {
      stopped = true
      network.stop()
      schedule.stop()
      for (const entry of assigned.values()) entry.cancelRepeat()
      runner.stop()
    },
  }
}
