/** From where a component is looked at (design, rule 3): its own host, other agents, the collector itself. */
import { CHECK_TYPES, type CheckTypeInfo } from '../../rules/wire/check-types.generated.js'
import { LIMITS } from '../../rules/wire/limits.ts'
import type { Check, Component } from '../model.ts'
import type { CheckContext } from './checks.ts'
import { didYouMean, type Findings } from './findings.ts'
import { readId } from './ids.ts'
import { shown } from './read.ts'
import type { Path, Source } from './source.ts'

/** `agent` or `vantages` of a component, as names; empty (with findings) where there are none. */
export function readVantages(
  raw: Record<string, unknown>,
  valid: { agent?: string | undefined; vantages?: string[] | undefined },
  source: Source,
  path: Path,
  findings: Findings,
): string[] {
  const given = ['agent', 'vantages'].filter((key) => key in raw)
  if (given.length === 0) {
    const message =
      'agent is missing: the name of the agent that does the checks; or vantages, if there are several'
    findings.error(source.at(path), 'agent-or-vantages', message)
  }
  if (given.length > 1) {
    const message =
      'agent and vantages are two answers to one question: keep vantages, the one on its own host first'
    findings.error(source.atKey([...path, 'vantages']), 'agent-or-vantages', message)
    return []
  }
  const agent = readId(valid.agent, source, [...path, 'agent'], findings)
  if (agent !== undefined) return [agent]
  return readNames(valid.vantages ?? [], source, [...path, 'vantages'], findings)
}

/** Those of a component's vantages that do this check: all that it names, or all that can. */
export function readCheckVantages(
  raw: readonly string[] | undefined,
  runs: CheckTypeInfo['runs'],
  path: Path,
  { source, findings, vantages }: Pick<CheckContext, 'source' | 'findings' | 'vantages'>,
): readonly string[] {
  const at = [...path, 'vantages']
  const all = runs === 'host' ? vantages.slice(0, 1) : vantages
  if (raw === undefined) return all
  const named = readNames(raw, source, at, findings)
  if (vantages.length === 0) return named
  for (const [index, name] of raw.entries()) {
    if (all.includes(name) || !named.includes(name)) continue
    const place = source.at([...at, index])
    if (vantages.includes(name)) {
      const message = `this type of check looks at the host that it runs on, which is that of the first vantage, ${all[0]}`
      findings.error(place, 'host-check-elsewhere', message)
    } else {
      const hint = didYouMean(name, vantages) || `; it has ${vantages.join(', ')}`
      findings.error(place, 'not-a-vantage', `${shown(name)} is no vantage of this component${hint}`)
    }
  }
  return named.filter((name) => all.includes(name))
}

function readNames(raw: readonly string[], source: Source, path: Path, findings: Findings): string[] {
  return raw.flatMap((name, index) => {
    const place = source.at([...path, index])
    if (raw.indexOf(name) < index) findings.error(place, 'duplicate-id', `${shown(name)} stands here already`)
    else if (readId(name, source, [...path, index], findings) !== undefined) return [name]
    return []
  })
}

/** One vantage keeps the plain name; several are told apart, and stay one check by `of`. */
export function namesOf(name: string, agents: readonly string[]): Pick<Check, 'check' | 'of' | 'agent'>[] {
  const [only, second] = agents
  if (only !== undefined && second === undefined) return [{ check: name, agent: only }]
  return agents.map((agent) => ({ check: `${name}@${agent}`, of: name, agent }))
}

export function tellTooLong(
  names: readonly string[],
  path: Path,
  { source, findings }: Pick<CheckContext, 'source' | 'findings'>,
): void {
  const longest = Math.max(0, ...names.map((name) => name.length))
  if (longest <= LIMITS.checkName) return
  const message = `the full name of this check, with those of its service, component and vantage, has ${longest} characters; at most ${LIMITS.checkName} can be sent`
  findings.error(source.at([...path, 'id']), 'name-too-long', message)
}

/** A host cannot report its own death (III.1.1.1): who asks it for liveness only from inside learns of it by silence. */
export function tellHostLiveness(
  { checks }: Pick<Component, 'checks'>,
  source: Source,
  path: Path,
  findings: Findings,
): void {
  const liveness = checks.filter(({ purpose }) => purpose === 'liveness')
  if (liveness.length === 0 || liveness.some(({ type }) => CHECK_TYPES[type]?.runs !== 'host')) return
  const message =
    'only its own host says whether it is up, and no host reports its own death (III.1.1.1): add a liveness check over the network, such as ping or tcp, from another vantage, such as collector'
  findings.warn(source.at([...path, 'checks']), 'host-liveness-only', message)
}
