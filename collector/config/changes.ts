/** What a reload would change: the revision in force against a configuration that was read. Pure; holds no address. */
import type { ValueInForce } from '../../rules/guideline/value.ts'
import type { IncidentKind } from '../../rules/words.ts'
import type { Check, Loaded, Revision, Service } from '../model.ts'
import type { ContactChange } from '../store/records.ts'
import { differenceWithoutCredentials } from './credentials.ts'
import { canonical, type Difference, differences, sameValue } from './differences.ts'

export type Change = 'added' | 'removed' | 'changed'

export interface Changed {
  id: string
  change: Change
  /** Of what stays. */
  keys: Difference[]
}

export interface ChangedCheck extends Changed {
  agent: string
  /** A new check that says what this one said: a renamed check is a new one, and what is known of the old one ends. */
  renamedTo?: string
}

/** What an agent gets, by full names of checks. */
export interface AgentChange {
  agent: string
  added: string[]
  removed: string[]
  /** They get a new probe, and a confirmation under way begins anew; their starts stay no further apart than before or after. */
  changed: string[]
  /** They go on as if nothing had happened. */
  kept: number
  /** What tells its own network's failure from the target's is other than before. */
  ownNetwork: boolean
}

export interface EndingIncident {
  id: string
  service: string
  component: string | null
  kind: IncidentKind
  firstFailedAt: number
}

export interface Changes {
  /** Null where nothing runs yet. */
  revision: number | null
  any: boolean
  services: Changed[]
  components: Changed[]
  checks: ChangedCheck[]
  /** By service, or service and customer, and evaluation item. */
  values: { service: string; customer: string | null; item: string; from?: ValueInForce; to?: ValueInForce }[]
  contacts: ContactChange[]
  agents: AgentChange[]
  /** Open incidents whose checks are all gone, with nothing in their place: they end by monitoring-ended. */
  incidents: EndingIncident[]
}

export interface InForce {
  revision: Revision | null
  /** Already compared. */
  contacts: ContactChange[]
  incidents: (EndingIncident & { checks: readonly string[] })[]
}

export function changesOf(
  { revision, contacts, incidents }: InForce,
  loaded: Pick<Loaded, 'services' | 'ownNetwork'>,
): Changes {
  const before = revision?.services ?? []
  const after = loaded.services
  const checks = checkChanges(before, after)
  const found = {
    services: serviceChanges(before, after),
    components: compared(componentsOf(before), componentsOf(after)),
    checks,
    values: valueChanges(before, after),
    contacts,
    agents: agentChanges(revision, loaded),
    incidents: endingIncidents(incidents, before, after),
  }
  const any = Object.values(found).some((list) => list.length > 0)
  return { revision: revision?.revision ?? null, any, ...found }
}

type ById = Map<string, Record<string, unknown>>

function compared(before: ById, after: ById): Changed[] {
  const removed = [...before.keys()].filter((id) => !after.has(id))
  const found = [
    ...removed.map((id): Changed => ({ id, change: 'removed', keys: [] })),
    ...[...after].flatMap(([id, value]): Changed[] => {
      const old = before.get(id)
      if (!old) return [{ id, change: 'added', keys: [] }]
      const keys = differences(old, value)
      return keys.length > 0 ? [{ id, change: 'changed', keys }] : []
    }),
  ]
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Everything of a service that has no list of its own here; of customers who they are. */
function serviceChanges(before: readonly Service[], after: readonly Service[]): Changed[] {
  const outlines = (services: readonly Service[]) =>
    new Map(
      services.map(({ components: _, values: __, holidays, customers, ...service }) => {
        const named = Object.fromEntries(customers.map(({ id, values: _, ...customer }) => [id, customer]))
        return [service.id, { ...service, holidays: holidays?.days ?? null, customers: named }]
      }),
    )
  return compared(outlines(before), outlines(after)).map((one) => ({ ...one, keys: withoutDays(one.keys) }))
}

/** A list of holidays is long: that it is another one is said once. */
function withoutDays(keys: Difference[]): Difference[] {
  const rest = keys.filter(({ key }) => !/^holidays(\.|$)/.test(key))
  return rest.length === keys.length ? keys : [...rest, { key: 'holidays' }]
}

function componentsOf(services: readonly Service[]): ById {
  return new Map(
    services.flatMap(({ id, components }) =>
      components.map(({ checks: _, ...component }) => [`${id}/${component.id}`, component] as const),
    ),
  )
}

function checksOf(services: readonly Service[]): Map<string, Check> {
  const all = services.flatMap(({ components }) => components.flatMap(({ checks }) => checks))
  return new Map(all.map((check) => [check.check, check]))
}

function checkChanges(before: readonly Service[], after: readonly Service[]): ChangedCheck[] {
  const [old, now] = [checksOf(before), checksOf(after)]
  const found = compared(new Map([...old].map(plain)), new Map([...now].map(plain)))
  const added = new Map<string, string>()
  for (const { id, change } of found) {
    const check = change === 'added' ? now.get(id) : undefined
    const key = check && twinKey(check)
    if (key !== undefined && !added.has(key)) added.set(key, id)
  }
  return found.map((one): ChangedCheck => {
    const check = now.get(one.id) ?? old.get(one.id)
    const renamedTo = one.change === 'removed' && check ? added.get(twinKey(check)) : undefined
    return {
      ...{ id: one.id, change: one.change, keys: one.keys.map(differenceWithoutCredentials) },
      ...{ agent: check?.agent ?? '', ...(renamedTo !== undefined && { renamedTo }) },
    }
  })
}

function plain([name, check]: [string, Check]): [string, Record<string, unknown>] {
  const { check: _, service: __, component: ___, id: ____, target: _____, ...rest } = check
  return [name, rest]
}

/** Checks of one component that say the same, whatever they are called. */
function twinKey(check: Check): string {
  const [, said] = plain(['', { ...check, of: '' }])
  return JSON.stringify([check.service, check.component, canonical(said)])
}

function valueChanges(before: readonly Service[], after: readonly Service[]): Changes['values'] {
  return after.flatMap(({ id, values, customers }) => {
    const old = before.find((service) => service.id === id)
    if (!old) return []
    const of = (customer: string | null, from: Service['values'], to: Service['values']) =>
      [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((item) => {
        const [was, is] = [from[item], to[item]]
        if (sameValue(was, is)) return []
        return [{ service: id, customer, item, ...(was && { from: was }), ...(is && { to: is }) }]
      })
    const stay = customers.flatMap((customer) => {
      const same = old.customers.find((one) => one.id === customer.id)
      return same ? of(customer.id, same.values, customer.values) : []
    })
    return [...of(null, old.values, values), ...stay]
  })
}

function agentChanges(
  revision: Revision | null,
  loaded: Pick<Loaded, 'services' | 'ownNetwork'>,
): AgentChange[] {
  const [old, now] = [checksOf(revision?.services ?? []), checksOf(loaded.services)]
  const agents = [...new Set([...old.values(), ...now.values()].map(({ agent }) => agent))].toSorted()
  const byAgent = (checks: Map<string, Check>) => Map.groupBy(checks.values(), ({ agent }) => agent)
  const [had, has] = [byAgent(old), byAgent(now)]
  return agents.flatMap((agent): AgentChange[] => {
    const before = new Map((had.get(agent) ?? []).map((check) => [check.check, check]))
    const after = new Map((has.get(agent) ?? []).map((check) => [check.check, check]))
    const stay = [...after.keys()].filter((name) => before.has(name))
    const changed = stay.filter((name) => !sameValue(assigned(before.get(name)), assigned(after.get(name))))
    const change: AgentChange = {
      agent,
      added: [...after.keys()].filter((name) => !before.has(name)),
      removed: [...before.keys()].filter((name) => !after.has(name)),
      changed,
      kept: stay.length - changed.length,
      ownNetwork: !sameValue(revision?.ownNetwork?.[agent], loaded.ownNetwork?.[agent]),
    }
    const { added, removed, ownNetwork } = change
    return added.length + removed.length + changed.length > 0 || ownNetwork ? [change] : []
  })
}

/** What an agent is told of a check: everything else may change without its notice. */
function assigned(check: Check | undefined): unknown {
  if (!check) return null
  const { type, purpose, everyMs, timeoutMs, confirm, config } = check
  return { type, purpose, everyMs, timeoutMs, confirm, config }
}

/** As evaluation will judge them: checks of the same component and purpose speak for those that are gone. */
function endingIncidents(
  incidents: InForce['incidents'],
  before: readonly Service[],
  after: readonly Service[],
): EndingIncident[] {
  const [old, now] = [checksOf(before), checksOf(after)]
  const spokenFor = (name: string) => {
    const gone = old.get(name)
    return [...now.values()].some(
      ({ check, service, component, purpose }) =>
        check === name || (name.startsWith(`${service}/${component}/`) && purpose === gone?.purpose),
    )
  }
  return incidents.flatMap(({ checks, ...incident }) => {
    const goesOn =
      checks.length === 0
        ? after.some(({ id }) => id === incident.service)
        : checks.some((name) => now.has(name)) || checks.every(spokenFor)
    return goesOn ? [] : [incident]
  })
}
