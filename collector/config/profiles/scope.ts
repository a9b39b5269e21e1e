/** What a placeholder stands for: of a host in a profile, or of a component. */
import type { Findings, Place } from '../findings.ts'
import { type Host, placeOf } from './hosts.ts'
import { type Given, itself, type Parameters } from './parameters.ts'
import type { Template } from './templates.ts'

export interface Scope {
  /** For whom: `web1 of profile web-servers`, `component web`. */
  of: string
  host: Host | null
  /** Of the profile; empty where there is none. */
  profile: Parameters
  /** `host`, `label.NAME`, `service`, `component`, `address`. */
  itself: Map<string, Given>
  /** Every value that was taken by something. */
  taken: Set<Given>
}

export function hostScope(host: Host, profile: Parameters, of: string, taken: Set<Given>): Scope {
  const names = new Map<string, Given>([['host', itself('host', host.name, () => placeOf(host))]])
  for (const [label, value] of host.labels)
    names.set(
      `label.${label}`,
      itself(`label.${label}`, value, () => placeOf(host, label)),
    )
  if (host.address !== null) {
    const at = () => host.source.at([...host.path, 'address'])
    names.set('address', itself('address', host.address, at))
  }
  return { of, host, profile, itself: names, taken }
}

/** What stands in the profile itself, or in `with`: the host's own before the profile's. */
export function outerValue({ itself, host, profile, taken }: Scope, name: string): Given | undefined {
  return take(itself.get(name) ?? host?.parameters.get(name) ?? profile.get(name), taken)
}

/** What stands in a template: `with` before everything, the template's default last. */
export function innerValue(
  { itself, host, profile, taken }: Scope,
  { parameters }: Template,
  given: Parameters,
  name: string,
): Given | undefined {
  const own = given.get(name) ?? itself.get(name)
  return take(own ?? host?.parameters.get(name) ?? profile.get(name) ?? parameters.get(name), taken)
}

function take(given: Given | null | undefined, taken: Set<Given>): Given | undefined {
  if (!given) return undefined
  taken.add(given)
  return given
}

/** Findings that say for whom. */
export function findingsFor(of: string, findings: Findings): Findings {
  const named = (place: Place): Place => ({ ...place, of: place.of ?? of })
  return {
    ...findings,
    error: (place, code, message) => findings.error(named(place), code, message),
    warn: (place, code, message) => findings.warn(named(place), code, message),
  }
}
