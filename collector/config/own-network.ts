import { z } from 'zod'
import { FORMATS } from '../../rules/wire/formats.ts'
import type { Revision, Service } from '../model.ts'
import { didYouMean, type Findings } from './findings.ts'
import { isMapping, kindOf, listed, readShape, shown } from './read.ts'
import { targetsShape } from './shape.ts'
import type { Path, Source } from './source.ts'

/** `ownNetwork`: by which targets each agent tells whether its own network works. Undefined where none is named. */
export function readOwnNetwork(
  raw: unknown,
  services: readonly Service[],
  source: Source,
  findings: Findings,
): Revision['ownNetwork'] {
  if (raw === undefined) return undefined
  if (!isMapping(raw)) {
    const message = `a mapping of agents to lists of hosts belongs here, not ${kindOf(raw)}`
    findings.error(source.at(['ownNetwork']), 'wrong-type', message)
    return undefined
  }
  const before = findings.told()
  const checks = services.flatMap(({ components }) => components.flatMap((component) => component.checks))
  const agents = new Set(checks.map(({ agent }) => agent))
  const read = Object.entries(raw).map(([agent, targets]) => {
    const path = ['ownNetwork', agent]
    // It may be of a check that could not be read.
    if (!agents.has(agent) && before === 0) {
      const known = [...agents]
      const hint = didYouMean(agent, known) || `; there are ${listed(known)}`
      const message = `no check is done by an agent ${shown(agent)}${hint}`
      findings.error(source.atKey(path), 'bad-own-network', message)
    }
    return [agent, readTargets(targets, source, path, findings)]
  })
  return Object.fromEntries(read)
}

function readTargets(raw: unknown, source: Source, path: Path, findings: Findings): string[] {
  const [agent = ''] = path.slice(-1)
  const shape = z.strictObject({ [agent]: targetsShape })
  const { [agent]: targets = [] } =
    readShape(shape, { [agent]: raw }, source, path.slice(0, -1), findings) ?? {}
  for (const [index, target] of targets.entries()) {
    const place = source.at([...path, index])
    if (!FORMATS['host-maybe-port'](target))
      findings.error(place, 'bad-own-network', `${shown(target)} is no host and no host:port`)
    else if (targets.indexOf(target) < index)
      findings.error(place, 'bad-own-network', `${shown(target)} stands here already`)
  }
  return targets
}
