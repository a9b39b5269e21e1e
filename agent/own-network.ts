/**
 * Whether this agent's own network works: where a check of the network fails for want of an answer, targets that
 * answer as long as it does are tried (`reaches` of the assignment). Only where none of them answers is the failure
 * our own, and the result unknown: unknown is never down (design, rule 3).
 */
import type { Clock } from '../rules/clock.ts'
import { splitHostPort } from '../rules/wire/formats.ts'
import { CHECKS } from './checks/registry.ts'
import { bareHost } from './host-side.ts'
import { type Judged, judge, thrown } from './judge.ts'

/** How long a target may take to answer, milliseconds. */
const REACH_MS = 2_000
/**
 * So long (milliseconds) what was down counts as down: they are not asked at each failure, and a check that began
 * before the network came back is not the target's failure.
 */
const DOWN_MS = 5_000

/** Reasons of failure that our own network may have given. To refuse is an answer. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set([
  ...['timeout', 'unreachable', 'no-reply', 'no-answer', 'name-server-silent'],
])

/** What a target said; `unknown` where this host cannot ask it. */
export type Reached = 'answers' | 'silent' | 'unknown'
export type Reach = (target: string, clock: Clock, signal: AbortSignal) => Promise<Reached>

export interface OwnNetwork {
  /** Targets of the assignment in force; without any, nothing is ever asked. */
  follow(targets: readonly string[]): void
  /** Whether a failure may be our own. */
  isSuspect(judged: Pick<Judged, 'outcome' | 'reason'>): boolean
  /**
   * Whether no target answers, for a check that began at `since` (monotonic, milliseconds); false also where nobody can
   * tell. That one answered before the check began says nothing of a network that was cut since.
   */
  isDown(since: number): Promise<boolean>
  stop(): void
}

export function makeOwnNetwork(clock: Clock, reach: Reach = reachByNetwork): OwnNetwork {
  let targets: readonly string[] = []
  let asked: { at: number; isDown: Promise<boolean> } | null = null
  /** When the last question was asked that nothing answered. */
  let downAt = Number.NEGATIVE_INFINITY
  const stopping = new AbortController()

  async function ask(): Promise<boolean> {
    const enough = new AbortController()
    const cancel = clock.after(REACH_MS, () => enough.abort(new DOMException('timeout', 'TimeoutError')))
    const signal = AbortSignal.any([enough.signal, stopping.signal])
    try {
      const said = targets.map(async (target) => {
        const reached = await reach(target, clock, signal)
        // The first that answers is enough.
        if (reached === 'answers') throw new Answered()
        return reached
      })
      return (await Promise.all(said)).every((one) => one === 'silent')
    } catch (error) {
      if (error instanceof Answered) return false
      throw error
    } finally {
      cancel()
      enough.abort(new DOMException('answered', 'AbortError'))
    }
  }

  return {
    follow(next) {
      if (JSON.stringify(next) === JSON.stringify(targets)) return
      targets = [...next]
      asked = null
      downAt = Number.NEGATIVE_INFINITY
    },
    isSuspect: ({ outcome, reason }) =>
      targets.length > 0 && outcome === 'failed' && reason !== undefined && WITHOUT_ANSWER.has(reason),
    isDown(since) {
      if (since - downAt < DOWN_MS) return Promise.resolve(true)
      // Checks that fail together ask once.
      if (asked && asked.at >= since) return asked.isDown
      const at = clock.monotonic()
      const isDown = ask().then(
        (down) => {
          if (down) downAt = Math.max(downAt, at)
          return down
        },
        // Who cannot ask knows nothing: then the failure stays the target's.
        () => false,
      )
      asked = { at, isDown }
      return isDown
    },
    stop: () => stopping.abort(new DOMException('stopped', 'AbortError')),
  }
}

/** The result of a check that failed while our own network was down. */
export function ownNetworkDown<R extends Judged>(result: R): R {
  const message = [result.reason, result.message].filter((one) => one !== undefined).join(': ')
  return { ...result, outcome: 'unknown', reason: 'own-network-down', message }
}

class Answered extends Error {}

/** `host:port` by a connection, `host` by ping. */
async function reachByNetwork(target: string, clock: Clock, signal: AbortSignal): Promise<Reached> {
  const isPort = splitHostPort(target) !== null
  const type = await CHECKS[isPort ? 'tcp' : 'ping']?.()
  if (!type) return 'unknown'
  const probe = type.prepare(isPort ? { target } : { target, count: 1 }, bareHost)
  const context = { signal, timeoutMs: REACH_MS, clock }
  const { outcome, reason } = await probe(context).then(judge, (error: unknown) => thrown(error, signal))
  if (outcome === 'ok' || reason === 'refused' || reason === 'reset') return 'answers'
  return reason !== undefined && WITHOUT_ANSWER.has(reason) ? 'silent' : 'unknown'
}
