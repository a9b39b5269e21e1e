/** What the components of a service say together, in three values: unknown is never up, never down. */
import type { Expression, StopMeans } from './types.ts'

export type Said = 'up' | 'down' | 'unknown'

/** Where components say nothing about it (they have no liveness check), they are left out. */
export type SaidBy = (component: string) => Said | null

/**
 * `all` is down with the first that is, `any` with the last, `at-least` as soon as too few are left; what may still
 * turn out either way is unknown. Null where nothing of it says anything.
 */
export function evaluate(expression: Expression, saidBy: SaidBy): Said | null {
  if (expression.kind === 'component') return saidBy(expression.component)
  const said = expression.of.flatMap((part) => evaluate(part, saidBy) ?? [])
  if (said.length === 0) return null
  const up = said.filter((one) => one === 'up').length
  const down = said.filter((one) => one === 'down').length
  // Of those that say something: who is left out can neither be missing nor be there.
  const counted = 'count' in expression ? Math.min(expression.count, said.length) : null
  const needed = counted ?? (expression.kind === 'any' ? 1 : said.length)
  if (up >= needed) return 'up'
  return said.length - down < needed ? 'down' : 'unknown'
}

/**
 * One check seen from several vantages: who does not know has no say. It is up where it answers anybody, since what
 * only some cannot reach is cut off from them.
 */
export function fromVantages(said: readonly Said[]): Said {
  if (said.includes('up')) return 'up'
  return said.includes('down') ? 'down' : 'unknown'
}

/** What must be up for a service that wrote nothing: every component of its own. */
export function allOf(components: readonly string[]): Expression {
  return { kind: 'all', of: components.map((component) => ({ kind: 'component', component })) }
}

/** The expression that a stop in the sense of III.1.1.1 is judged by, over the components of the service's own. */
export function stopExpression(
  service: { redundancy: Expression | null; stopMeans: StopMeans },
  own: readonly string[],
): Expression {
  return service.stopMeans === 'any-component' ? allOf(own) : (service.redundancy ?? allOf(own))
}

/** Every component that it names, once, in their order. */
export function componentsIn(expression: Expression): string[] {
  if (expression.kind === 'component') return [expression.component]
  return [...new Set(expression.of.flatMap(componentsIn))]
}
