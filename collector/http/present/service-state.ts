/** Whether a service is there now, by its checks, its vantages and its redundancy. Pure. */
import type { CheckState } from '../../../rules/detection/types.ts'
import { allOf, fromVantages, type Said } from '../../../rules/service-model/evaluate.ts'
import type { Expression } from '../../../rules/service-model/types.ts'
import type { Purpose } from '../../../rules/words.ts'
import type { Check, Service } from '../../model.ts'
import { healthAt } from './check.ts'

export interface State {
  state: Said
  /** Since when, Unix ms; null where nobody knows. */
  sinceAt: number | null
}

/** What makes a component up or down; slowness and a wrong clock are something else. */
const DECISIVE: readonly Purpose[] = ['liveness', 'fault']

/**
 * By what must be up of it (`redundancy`), else the worst of its components: down beats unknown beats up. A component
 * is the worst of its checks, a check of several vantages up where any of them says so.
 */
export function stateOf(
  service: Pick<Service, 'components' | 'redundancy'>,
  states: ReadonlyMap<string, CheckState>,
  now: number,
): State {
  const all = service.components.flatMap(({ checks }) => checks)
  const decisive = all.filter(({ purpose }) => DECISIVE.includes(purpose))
  const counting = new Set(decisive.length > 0 ? decisive : all)
  const components = new Map<string, State>()
  for (const { id, checks } of service.components) {
    const own = Map.groupBy(
      checks.filter((check) => counting.has(check)),
      ({ of, check }) => of ?? check,
    )
    const said = [...own.values()].map((vantages) => seen(vantages, states, now))
    if (said.length > 0) components.set(id, among(said, said.length))
  }
  const expression = service.redundancy ?? allOf([...components.keys()])
  return evaluated(expression, components) ?? { state: 'unknown', sinceAt: null }
}

function seen(vantages: readonly Check[], states: ReadonlyMap<string, CheckState>, now: number): State {
  const said = vantages.map((check) => {
    const state = states.get(check.check) ?? null
    const health = healthAt({ check, state }, now)
    return { state: health.state, sinceAt: state ? health.sinceAt : null }
  })
  const state = fromVantages(said.map((one) => one.state))
  return { state, sinceAt: earliest(said, state) }
}

function evaluated(expression: Expression, components: ReadonlyMap<string, State>): State | null {
  if (expression.kind === 'component') return components.get(expression.component) ?? null
  const parts = expression.of.flatMap((part) => evaluated(part, components) ?? [])
  if (parts.length === 0) return null
  if (expression.kind === 'all') return among(parts, parts.length)
  return among(parts, expression.kind === 'at-least' ? Math.min(expression.count, parts.length) : 1)
}

/** Parts of which so many must be up: down or up since the last one that it took. */
function among(parts: readonly State[], needed: number): State {
  const up = parts.filter(({ state }) => state === 'up').length
  const down = parts.filter(({ state }) => state === 'down').length
  if (up >= needed) return { state: 'up', sinceAt: nth(parts, 'up', needed) }
  const tooMany = parts.length - needed + 1
  if (down >= tooMany) return { state: 'down', sinceAt: nth(parts, 'down', tooMany) }
  return { state: 'unknown', sinceAt: earliest(parts, 'unknown') }
}

function nth(parts: readonly State[], state: Said, count: number): number | null {
  return sinces(parts, state)[count - 1] ?? null
}

function earliest(parts: readonly State[], state: Said): number | null {
  return sinces(parts, state)[0] ?? null
}

function sinces(parts: readonly State[], wanted: Said): number[] {
  return parts
    .flatMap(({ state, sinceAt }) => (state === wanted ? (sinceAt ?? []) : []))
    .toSorted((a, b) => a - b)
}
