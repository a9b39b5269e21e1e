/** What a world's collector monitors: two hosts make up a service, each host has one check for each purpose. */
import type { Check, Component, Contact, Service } from '../../collector/model.ts'
import type { Purpose } from '../../rules/words.ts'
import { contactsOf, serviceOf } from '../collector/station.ts'
import { hostName, type Plan } from './plan.ts'

const NAMES: [Purpose, string][] = [
  ['liveness', 'alive'],
  ['fault', 'works'],
  ['performance', 'fast'],
  ['time-sync', 'clock'],
]
/** Within nine tenths of five and ten minutes; or, for much to happen in little time, each minute. */
const EVERY_MS: Record<Plan['cadence'], (purpose: Purpose) => number> = {
  slow: (purpose) => (purpose === 'liveness' ? 270_000 : 540_000),
  quick: (purpose) => (purpose === 'liveness' ? 60_000 : 120_000),
}

/** A quarter of the hosts is looked at by a neighbour, too, so that silence can become an outage. */
const isSeenByNeighbour = (plan: Plan, host: number) =>
  plan.cadence === 'quick' && plan.hosts > 1 && host % 2 === 0

function checksOf(plan: Plan, service: string, host: number): Check[] {
  const own = hostName(host)
  const neighbour = hostName((host + 1) % plan.hosts)
  return NAMES.flatMap(([purpose, id]) => {
    const name = `${service}/${own}/${id}`
    const vantages = purpose === 'liveness' && isSeenByNeighbour(plan, host) ? [own, neighbour] : [own]
    return vantages.map((agent) => ({
      ...{ id, purpose, service, component: own, agent, type: 'tcp', target: name },
      ...(vantages.length > 1 ? { check: `${name}@${agent}`, of: name } : { check: name }),
      everyMs: EVERY_MS[plan.cadence](purpose),
      timeoutMs: 10_000,
      confirm: { failures: 3, everyMs: 10_000 },
      config: { target: name },
    }))
  })
}

export function monitoredIn(plan: Plan): { services: Service[]; contacts: Contact[] } {
  const count = Math.ceil(plan.hosts / 2)
  const services = Array.from({ length: count }, (_, number) => {
    const id = `service-${number + 1}`
    const hosts = [2 * number, 2 * number + 1].filter((host) => host < plan.hosts)
    const components = hosts.map((host): Component => {
      const own = hostName(host)
      const checks = checksOf(plan, id, host)
      const vantages = [...new Set(checks.map(({ agent }) => agent))]
      return { id: own, name: own, kind: 'server', agent: own, vantages, dependsOn: [], checks }
    })
    return { ...serviceOf(id), components }
  })
  const contacts = services.flatMap(({ id }) =>
    contactsOf(id, {
      users: ['user1@customer.example', 'user2@customer.example'],
      admin: ['admin@customer.example'],
      manager: ['manager@provider.example'],
      'on-call': ['oncall@provider.example'],
    }),
  )
  return { services, contacts }
}
