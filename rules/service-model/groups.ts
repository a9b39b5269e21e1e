/** Groups are names for parts of an expression; what is judged has components only. */
import type { Written } from './parse.ts'
import type { Expression } from './types.ts'

/** Components that an expression may name in all, groups written out, and how deep it may be then. */
export const MOST_NAMED = 1000
const DEEPEST = 100

/** Every name in it, in their order, with its place. */
export function namesIn(written: Written): { name: string; at: number }[] {
  return written.kind === 'name' ? [{ name: written.name, at: written.at }] : written.of.flatMap(namesIn)
}

/** The first way found from a name back to itself, `[a, b, a]`; null where there is none. */
export function cycleIn(nextOf: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()
  for (const start of nextOf.keys()) {
    const path: string[] = []
    const left = [[start]]
    while (left.length > 0) {
      const [name] = left.at(-1)?.splice(0, 1) ?? []
      if (name === undefined) {
        left.pop()
        const ended = path.pop()
        if (ended !== undefined) done.add(ended)
      } else if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
      else if (!done.has(name)) {
        path.push(name)
        left.push([...(nextOf.get(name) ?? [])])
      }
    }
  }
  return null
}

/**
 * The expression with its groups written out; null where it would name more than `MOST_NAMED` or be too deep. Groups
 * must have no cycle.
 */
export function writtenOut(written: Written, groups: ReadonlyMap<string, Written>): Expression | null {
  let named = 0
  function out(part: Written, depth: number): Expression | null {
    if (depth > DEEPEST || named > MOST_NAMED) return null
    if (part.kind === 'name') {
      const group = groups.get(part.name)
      if (group) return out(group, depth + 1)
      named += 1
      return named > MOST_NAMED ? null : { kind: 'component', component: part.name }
    }
    const of: Expression[] = []
    for (const one of part.of) {
      const expression = out(one, depth + 1)
      if (expression === null) return null
      of.push(expression)
    }
    return part.kind === 'at-least' ? { kind: part.kind, count: part.count, of } : { kind: part.kind, of }
  }
  return out(written, 0)
}
