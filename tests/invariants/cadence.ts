/**
 * Whether every check was executed at its interval as long as its agent ran: from the agent's first moment to its last,
 * also where it was never executed at all (part of I3).
 */
import type { Check } from '../../collector/model.ts'
import type { Finder } from './found.ts'
import type { Fault, History, Runs, Span } from './history.ts'
import { type Known, servicesOf } from './known.ts'

/** A start within a second of its plan is on plan (design, rule 1). */
export const ON_PLAN_MS = 1_000
/** From the start of a program to its first plan, at most: its spool is read, its assignment is there or asked for. */
const STARTS_MS = 30_000

/** What may keep an agent from a run; for as long as it lasts, and not longer. */
const STOPS: readonly Fault['kind'][] = [
  'agent-killed',
  'agent-frozen',
  'host-dead',
  'power-loss',
  'identity',
  'unseen',
]

interface Stretch {
  from: number
  to: number
}

export function cadence(history: History, finder: Finder): void {
  const { world } = history
  const executed = Map.groupBy(world.executed, ({ agentId, check }) => `${agentId} ${check}`)
  for (const agent of world.agents) {
    const stretches = runningOf(agent, history)
    if (stretches.length === 0) finder.missing(`when ${agent.name} ran`)
    for (const known of servicesOf(history))
      for (const spec of known.service.components.flatMap(({ checks }) => checks)) {
        if (spec.agent !== agent.name || spec.external === true || !known.sole) continue
        const starts = startsOf(executed.get(`${agent.id} ${spec.check}`) ?? [])
        finder.examine('starts', starts.length)
        for (const stretch of stretches) judge(spec, { stretch: within(stretch, known), starts, finder })
      }
  }
}

function judge(
  { check, agent, everyMs, timeoutMs }: Check,
  { stretch, starts, finder }: { stretch: Stretch; starts: readonly number[]; finder: Finder },
): void {
  if (stretch.to <= stretch.from) return
  finder.examine('stretches of agents', 1)
  // A run that takes longer than its interval keeps the next one from its plan, and no longer.
  const most = everyMs + timeoutMs + ON_PLAN_MS
  const own = starts.filter((at) => at >= stretch.from && at <= stretch.to)
  const edges = [stretch.from, ...own, stretch.to]
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const [from = 0, to = 0] = [edges[at], edges[at + 1]]
    if (to - from <= most + (at === 0 ? STARTS_MS : 0)) continue
    const what = at === 0 ? `${agent} runs` : `${check} started`
    const then = at + 2 < edges.length ? `${check} started next` : `${agent} no longer runs, or it is the end`
    finder.violate(
      `${check} on ${agent} was not executed for ${to - from} ms, at ${everyMs} ms a run`,
      from,
      [
        { at: from, what },
        { at: to, what: then },
      ],
    )
  }
}

/** When nothing of the world kept an agent from its work. */
function runningOf({ name, ran }: History['world']['agents'][number], { world }: History): Stretch[] {
  const stops = (world.faults ?? []).filter(
    ({ kind, who }) => STOPS.includes(kind) && (who === name || who === '*'),
  )
  const bounded = ({ from, to }: Span) => ({
    from: Math.max(from, world.from),
    to: Math.min(to ?? world.to, world.to),
  })
  let left = (ran ?? [{ from: world.from, to: world.to }]).map(bounded)
  for (const stop of stops.map(bounded))
    left = left.flatMap(({ from, to }) =>
      stop.to <= from || stop.from >= to
        ? [{ from, to }]
        : [
            { from, to: stop.from },
            { from: stop.to, to },
          ],
    )
  return left.filter(({ from, to }) => to > from)
}

const within = ({ from, to }: Stretch, { loadedAt, removedAt }: Known): Stretch => ({
  from: Math.max(from, loadedAt),
  to: Math.min(to, removedAt ?? to),
})

function startsOf(parts: readonly Runs[]): number[] {
  return parts.flatMap(({ startedAt }) => startedAt).sort((a, b) => a - b)
}
