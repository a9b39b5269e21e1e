/**
 * Runs probes: never two of one check at once, at most `concurrency` together, and whatever a probe does
 * (throws, rejects, hangs, answers nonsense) costs one unknown result of that check and nothing else.
 */
import type { Clock } from '../rules/clock.ts'
import type { Probe } from './checks/types.ts'
import { type Judged, judge, thrown } from './judge.ts'

/** How long a due run may wait for a free place, milliseconds; beyond it, it is skipped. */
export const QUEUE_MS = 1000
/** Beyond its time-out a probe gets this long to say so itself, milliseconds. */
export const GRACE_MS = 1000
/** Abandoned probes of one check that may still be pending before no new one is started. */
const MOST_ABANDONED = 3

export interface Runnable {
  check: string
  /** Configuration revision that this run belongs to. */
  revision: number
  timeoutMs: number
  probe: Probe
}

export interface Ran extends Judged {
  runnable: Runnable
  planned: number
  started: number
  finished: number
  attempt: number
}

export interface RunnerEvents {
  ran(result: Ran): void
  skipped(runnable: Runnable, planned: number, attempt: number, reason: 'still-running' | 'concurrency'): void
}

export interface Runner {
  /** Runs now, or soon, or reports why not. */
  run(runnable: Runnable, planned: number, attempt: number): void
  /** Aborts everything that runs; nothing is reported after. */
  stop(): void
  running(): number
  /** Whether the check runs, or waits for its turn. */
  isBusy(check: string): boolean
}

interface Waiting {
  runnable: Runnable
  planned: number
  attempt: number
  cancel: () => void
}

export function makeRunner(clock: Clock, concurrency: number, events: RunnerEvents): Runner {
  const busy = new Map<string, AbortController>()
  const abandoned = new Map<string, number>()
  const waiting: Waiting[] = []
  let stopped = false

  const isBusy = (check: string) => busy.has(check) || waiting.some((other) => other.runnable.check === check)

  function run(runnable: Runnable, planned: number, attempt: number): void {
    if (stopped) return
    const { check } = runnable
    if (isBusy(check)) {
      events.skipped(runnable, planned, attempt, 'still-running')
      return
    }
    if (busy.size < concurrency) {
      start(runnable, planned, attempt)
      return
    }
    const entry: Waiting = { runnable, planned, attempt, cancel: () => undefined }
    entry.cancel = clock.after(QUEUE_MS, () => {
      waiting.splice(waiting.indexOf(entry), 1)
      events.skipped(runnable, planned, attempt, 'concurrency')
    })
    waiting.push(entry)
  }

  function start(runnable: Runnable, planned: number, attempt: number): void {
    const { check, timeoutMs, probe } = runnable
    const started = clock.monotonic()
    const controller = new AbortController()
    busy.set(check, controller)
    let open = true
    let cancelTimer = () => {}

    const finish = (judged: Judged) => {
      if (!open) return
      open = false
      cancelTimer()
      busy.delete(check)
      if (stopped) return
      const finished = clock.monotonic()
      events.ran({
        ...stalled(judged, finished - started, timeoutMs),
        runnable,
        planned,
        started,
        finished,
        attempt,
      })
      next()
    }
    const hung = () => {
      abandoned.set(check, (abandoned.get(check) ?? 0) + 1)
      finish({
        outcome: 'unknown',
        reason: 'probe-hung',
        message: 'the probe did not end after its time-out',
      })
    }
    cancelTimer = clock.after(timeoutMs, () => {
      cancelTimer = clock.after(started + timeoutMs + GRACE_MS - clock.monotonic(), hung)
      controller.abort(new DOMException('timeout', 'TimeoutError'))
    })
    if ((abandoned.get(check) ?? 0) >= MOST_ABANDONED) {
      finish({ outcome: 'unknown', reason: 'probe-hung', message: 'earlier runs of this check still hang' })
      return
    }
    const settled = (judged: Judged) => {
      const late = !open
      finish(judged)
      if (late) forgetAbandoned(check)
    }
    // A probe that throws before its first await is caught like one that rejects.
    Promise.resolve()
      .then(() => probe({ signal: controller.signal, timeoutMs, clock }))
      .then(
        (answer) => settled(judge(answer)),
        (error) => settled(thrown(error, controller.signal)),
      )
  }

  function forgetAbandoned(check: string): void {
    const left = (abandoned.get(check) ?? 0) - 1
    if (left > 0) abandoned.set(check, left)
    else abandoned.delete(check)
  }

  function next(): void {
    const entry = busy.size < concurrency ? waiting.shift() : undefined
    if (!entry) return
    entry.cancel()
    start(entry.runnable, entry.planned, entry.attempt)
  }

  return {
    run,
    stop() {
      stopped = true
      for (const { cancel } of waiting) cancel()
      waiting.length = 0
      for (const controller of busy.values()) controller.abort(new DOMException('stopped', 'AbortError'))
    },
    running: () => busy.size,
    isBusy,
  }
}

/** A time-out that came so late that this program itself stood still says nothing about the target. */
function stalled(judged: Judged, tookMs: number, timeoutMs: number): Judged {
  if (judged.reason !== 'timeout' || tookMs <= timeoutMs + GRACE_MS) return judged
  return {
    outcome: 'unknown',
    reason: 'agent-stalled',
    message: 'the agent itself stood still',
    values: judged.values,
  }
}
