/** What a screen reader is told when the page changes by itself: little, and only what matters. */
import type { Lists } from './state.ts'
import type { View } from './view/view.ts'

export interface Known {
  incidents: Map<string, 'open' | 'recovered'>
  services: Map<string, 'up' | 'down' | 'unknown'>
}

/** The states that changes are told against; null before the lists were read. */
export function known(lists: Pick<Lists, 'open' | 'recovered' | 'services'>): Known | null {
  const { open, recovered, services } = lists
  if (open.items === null || recovered.items === null || services.items === null) return null
  return {
    incidents: new Map([...recovered.items, ...open.items].map((one) => [one.id, one.state])),
    services: new Map(services.items.map((one) => [one.id, one.state])),
  }
}

/** Sentences for what is different; nothing at the first reading. */
export function differences(
  before: Known | null,
  lists: Pick<Lists, 'open' | 'recovered' | 'services'>,
  say: View['say'],
): string[] {
  if (before === null) return []
  const told: string[] = []
  for (const one of lists.open.items ?? [])
    if (before.incidents.get(one.id) !== 'open')
      told.push(say('ui.said.opened', { kind: say(`incident.${one.kind}`), service: one.serviceName }))
  for (const one of lists.recovered.items ?? [])
    if (before.incidents.get(one.id) === 'open')
      told.push(say('ui.said.recovered', { kind: say(`incident.${one.kind}`), service: one.serviceName }))
  for (const one of lists.services.items ?? []) {
    const earlier = before.services.get(one.id)
    if (earlier !== undefined && earlier !== one.state)
      told.push(say('ui.said.state', { service: one.name, state: say(`health.${one.state}`) }))
  }
  return told
}
