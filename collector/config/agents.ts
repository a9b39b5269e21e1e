/** Agents that checks name and no list of hosts has: a misspelt one would never take its checks. */
import { OWN_VANTAGE, THIS_HOST } from '../local-agent.ts'
import { didYouMean, type Findings } from './findings.ts'
import type { AssignedEntry } from './profiles/assign.ts'
import type { Host } from './profiles/hosts.ts'
import { isMapping, shown } from './read.ts'
import type { Path } from './source.ts'

/** Once for each name. Without a list of hosts nobody knows which agents there will be. */
export function tellUnlistedAgents(
  entries: readonly AssignedEntry[],
  hosts: readonly Host[],
  findings: Findings,
): void {
  if (hosts.length === 0) return
  const known = [...hosts.map(({ name }) => name), THIS_HOST, OWN_VANTAGE]
  const told = new Set(known)
  for (const { raw, source, path } of entries) {
    const components = isMapping(raw) && Array.isArray(raw.components) ? raw.components : []
    for (const [index, component] of components.entries()) {
      for (const [name, below] of namedBy(component)) {
        if (told.has(name)) continue
        told.add(name)
        const hint = didYouMean(name, known) || '; name it under hosts'
        const message = `no host is called ${shown(name)}: until an agent of this name joins, its checks are not done${hint}`
        findings.warn(source.at([...path, 'components', index, ...below]), 'unlisted-agent', message)
      }
    }
  }
}

function namedBy(component: unknown): [name: string, below: Path][] {
  if (!isMapping(component)) return []
  const { agent, vantages } = component
  const listed = Array.isArray(vantages) ? [...vantages.entries()] : []
  const all: [unknown, Path][] = [
    [agent, ['agent']],
    ...listed.map(([n, one]): [unknown, Path] => [one, ['vantages', n]]),
  ]
  return all.flatMap(([name, below]): [string, Path][] => (typeof name === 'string' ? [[name, below]] : []))
}
