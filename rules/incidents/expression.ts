/** When what the components of a service say together is a stop: their failures, by an expression over them. */
import { componentsIn } from '../service-model/evaluate.ts'
import type { Expression } from '../service-model/types.ts'
import { earliest, lastsAt, order, type Stretch, union } from './stretch.ts'

/** The stops of a component; null where nothing says whether it is there (it has no liveness check). */
export type StopsOf = (component: string) => readonly Stretch[] | null

/**
 * The times in which an expression is down, each a failure of the checks that stopped together. What must all be
 * there stops with each of its parts, so those may overlap; of what is redundant a stop begins when too few are left,
 * is known once enough of them are confirmed, and ends when one of them is back. Unknown is never down.
 */
export function stopsOfExpression(expression: Expression, stopsOf: StopsOf): Stretch[] | null {
  if (expression.kind === 'component') return stopsOf(expression.component)?.slice() ?? null
  const parts = expression.of.flatMap((part) => {
    const stops = stopsOfExpression(part, stopsOf)
    return stops === null ? [] : [stops]
  })
  if (parts.length === 0) return null
  if (expression.kind === 'all') return parts.flat()
  const needed = expression.kind === 'at-least' ? Math.min(expression.count, parts.length) : 1
  return lacking(parts.map(union), parts.length - needed + 1)
}

/** Stops of redundant groups (`any`, `at-least`) whose components are all among `names`, with the names that they speak for. */
export function groupsAmong(
  expression: Expression,
  names: ReadonlySet<string>,
): { group: Expression; components: string[] }[] {
  if (expression.kind === 'component') return []
  const components = componentsIn(expression)
  if (expression.kind !== 'all' && components.length > 1 && components.every((one) => names.has(one)))
    return [{ group: expression, components }]
  return expression.of.flatMap((part) => groupsAmong(part, names))
}

/** Times in which at least `most` of the parts are down at once. Stops of one part lie apart in time. */
function lacking(parts: readonly Stretch[][], most: number): Stretch[] {
  const edges = [
    ...new Set(
      parts.flat().flatMap(({ firstFailedAt, recoveredAt }) => [firstFailedAt, recoveredAt ?? Infinity]),
    ),
  ].toSorted((a, b) => a - b)
  const found: Run[] = []
  edges.forEach((from, index) => {
    const to = edges[index + 1]
    const down = parts.flatMap((stops) => stops.find((stop) => lastsAt(stop, from)) ?? [])
    if (to === undefined || down.length < most) return
    // Known once the last one that is needed is confirmed.
    const knownAt = down.map(({ confirmedAt }) => confirmedAt).toSorted((a, b) => a - b)[most - 1] ?? Infinity
    const last = found.at(-1)
    if (last && last.to === from) {
      last.to = to
      last.knownAt = Math.min(last.knownAt, knownAt)
      for (const stop of down) last.down.add(stop)
    } else found.push({ from, to, knownAt, first: down, down: new Set(down) })
  })
  return found.map(told)
}

interface Run {
  from: number
  to: number
  knownAt: number
  /** What is down when it begins, and at any time in it. */
  first: Stretch[]
  down: Set<Stretch>
}

function told({ from, to, knownAt, first, down }: Run): Stretch {
  const inOrder = [...down].toSorted(
    (a, b) => a.firstFailedAt - b.firstFailedAt || order(a.checks[0] ?? '', b.checks[0] ?? ''),
  )
  // The one too many: the others were down already.
  const begins = inOrder.filter(({ firstFailedAt }) => firstFailedAt === from)
  const because = begins[0] ?? inOrder[0]
  const lastOks = first.flatMap(({ lastOkAt }) => lastOkAt ?? [])
  const ends = inOrder.filter(({ recoveredAt }) => recoveredAt === to)
  const confirmed = ends.flatMap(({ recoveryConfirmedAt }) => recoveryConfirmedAt ?? [])
  return {
    checks: [...new Set(inOrder.flatMap(({ checks }) => checks))],
    lastOkAt: lastOks.length > 0 ? Math.max(...lastOks) : null,
    firstFailedAt: from,
    confirmedAt: knownAt,
    recoveredAt: to === Infinity ? null : to,
    recoveryConfirmedAt: to === Infinity || confirmed.length === 0 ? null : Math.min(...confirmed),
    reason: because?.reason ?? null,
    message: because?.message ?? null,
    partial: begins.some(({ partial }) => partial),
    heldUntil: earliest(first.map(({ heldUntil }) => heldUntil)),
  }
}
