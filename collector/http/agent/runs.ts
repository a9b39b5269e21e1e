/**
 * Brings a request to run a check to its agent. An agent keeps one question open (`GET /agent/v1/runs`), which is
 * answered when a request for it comes, or empty after the hold; batches are answered with it, too. The request
 * itself lies in the store, so that it reaches the agent whichever collector that talks to: beside other
 * collectors the store is looked at every 2 s, one small query for all agents.
 */
import type { Clock } from '../../../rules/clock.ts'
import { LIMITS } from '../../../rules/wire/limits.ts'
import type { Log } from '../../log.ts'
import type { Store } from '../../store/port.ts'

const LOOK_MS = 2_000
/** Questions held at once; further ones are answered at once, and come again. */
const HELD = 10_000

export interface Runs {
  /** A request for this agent was stored just now. */
  asked(agent: string): void
  /** Whether something waits for the agent. */
  waits(agent: string): boolean
  /** What waits for the agent, handed out this once; costs nothing while nothing does. */
  take(agent: string): Promise<string[]>
  /** The same, as soon as there is something; empty after the hold, and when `gone` says that nobody waits any more. */
  wait(agent: string, gone: (end: () => void) => void): Promise<string[]>
  /** Answers every question that is held. */
  stop(): void
}

export function makeRuns(deps: {
  store: Pick<Store, 'agentsWithRuns' | 'takeRuns'>
  clock: Clock
  log: Pick<Log, 'warn'>
  /** Whether other collectors may store requests. */
  several: boolean
  /** Something was handed out. */
  onTaken(): void
}): Runs {
  const { store, clock, log } = deps
  const pending = new Set<string>()
  /** By agent: answers the question that is held. */
  const held = new Map<string, () => void>()
  let stopped = false
  let cancelLook = () => {}

  async function look(): Promise<void> {
    try {
      for (const agent of await store.agentsWithRuns({ now: clock.now() })) asked(agent)
    } catch (error) {
      log.warn({ err: error }, 'requests to run a check could not be looked for')
    }
    if (deps.several && !stopped) cancelLook = clock.after(LOOK_MS, () => void look(), true)
  }

  function asked(agent: string): void {
    pending.add(agent)
    held.get(agent)?.()
  }

  async function take(agent: string): Promise<string[]> {
    if (!pending.delete(agent)) return []
    try {
      const checks = await store.takeRuns({ agent, now: clock.now(), limit: LIMITS.runs })
      // There may be more than one answer takes.
      if (checks.length === LIMITS.runs) pending.add(agent)
      if (checks.length > 0) deps.onTaken()
      return checks
    } catch (error) {
      pending.add(agent)
      // Results are worth more than a wish: a batch is answered all the same.
      log.warn({ err: error, agent }, 'requests to run a check could not be handed out')
      return []
    }
  }

  /** Resolves when the agent is asked for something, at the end of the hold, or when nobody waits any more. */
  function untilAsked(agent: string, gone: (end: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        if (held.get(agent) === end) held.delete(agent)
        resolve()
      }
      const cancel = clock.after(LIMITS.holdMs, end, true)
      // An agent asks one question at a time: an earlier one was given up.
      held.get(agent)?.()
      held.set(agent, end)
      gone(end)
    })
  }

  void look()
  return {
    asked,
    waits: (agent) => pending.has(agent),
    take,
    async wait(agent, gone) {
      const checks = await take(agent)
      if (checks.length > 0 || stopped || held.size >= HELD) return checks
      let left = false
      await untilAsked(agent, (end) =>
        gone(() => {
          left = true
          end()
        }),
      )
      // Whoever has left would take it along.
      return left ? [] : take(agent)
    },
    stop() {
      stopped = true
      cancelLook()
      for (const end of [...held.values()]) end()
    },
  }
}
