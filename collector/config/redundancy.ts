/** What must be up for the service to be there: an expression of components and named groups of them. */
import { componentsIn } from '../../rules/service-model/evaluate.ts'
import { cycleIn, MOST_NAMED, namesIn, writtenOut } from '../../rules/service-model/groups.ts'
import { parseExpression, type Written } from '../../rules/service-model/parse.ts'
import type { Expression } from '../../rules/service-model/types.ts'
import { didYouMean, type Findings } from './findings.ts'
import { readId } from './ids.ts'
import type { Outline } from './outline.ts'
import { isMapping, listed, shown } from './read.ts'
import type { Path, Source } from './source.ts'

interface Reading {
  components: ReadonlyMap<string, Outline>
  /** By name; those that could not be understood are null. */
  groups: ReadonlyMap<string, Written | null>
  source: Source
  /** Of the service. */
  path: Path
  findings: Findings
}

/** `redundancy` and `groups` of the service at `path`; null where nothing is written, or (with findings) it is wrong. */
export function readRedundancy(
  raw: Record<string, unknown>,
  components: ReadonlyMap<string, Outline>,
  source: Source,
  path: Path,
  findings: Findings,
): Expression | null {
  const before = findings.told()
  const groups = readGroups(raw.groups, components, source, path, findings)
  const reading: Reading = { components, groups, source, path, findings }
  for (const [name, written] of groups) if (written) tellNames(written, ['groups', name], reading)
  const hasCycle = tellGroupCycle(reading)
  if (typeof raw.redundancy !== 'string') {
    tellUnused(new Set(), reading)
    return null
  }
  const written = parseAt(raw.redundancy, ['redundancy'], source, path, findings)
  if (written === null) return null
  tellNames(written, ['redundancy'], reading)
  if (hasCycle) return null
  tellUnused(groupsUsed(written, groups), reading)
  // Unwritten groups would look like components, and leave a wrong impression of what is named.
  if (findings.told() > before) return null
  const whole = new Map([...groups].flatMap(([name, group]) => (group ? [[name, group] as const] : [])))
  const expression = writtenOut(written, whole)
  if (expression === null) {
    const message = `with its groups written out this names more than ${MOST_NAMED} components, or is nested too deeply`
    findings.error(source.at([...path, 'redundancy']), 'bad-expression', message)
    return null
  }
  tellNotNamed(expression, raw.stopMeans === 'any-component', reading)
  return expression
}

function readGroups(
  raw: unknown,
  components: ReadonlyMap<string, Outline>,
  source: Source,
  path: Path,
  findings: Findings,
): Map<string, Written | null> {
  const groups = new Map<string, Written | null>()
  if (!isMapping(raw)) return groups
  for (const [name, text] of Object.entries(raw)) {
    const at = [...path, 'groups', name]
    if (text === null && name.endsWith(')')) {
      const message = 'an expression that has commas needs quotes inside of { }'
      findings.error(source.atKey(at), 'bad-expression', message)
      continue
    }
    if (readId(name, source, at, findings) === undefined) continue
    if (components.has(name)) {
      const message = `${name} is a component already; call the group something else`
      findings.error(source.atKey(at), 'group-is-component', message)
    }
    groups.set(
      name,
      typeof text === 'string' ? parseAt(text, ['groups', name], source, path, findings) : null,
    )
  }
  return groups
}

function parseAt(text: string, below: Path, source: Source, path: Path, findings: Findings): Written | null {
  const { written, problems } = parseExpression(text)
  for (const { at, message } of problems)
    findings.error(source.inside([...path, ...below], at), 'bad-expression', message)
  return written
}

function tellNames(written: Written, below: Path, reading: Reading): void {
  const { components, groups, source, path, findings } = reading
  for (const { name, at } of namesIn(written)) {
    const component = components.get(name)
    const place = () => source.inside([...path, ...below], at)
    if (groups.has(name)) continue
    if (!component) {
      const known = [...components.values()].filter(({ external }) => !external).map(({ id }) => id)
      const all = [...known, ...groups.keys()]
      const hint = didYouMean(name, all) || `; there are ${listed(all)}`
      findings.error(
        place(),
        'unknown-component',
        `${shown(name)} is no component and no group of this service${hint}`,
      )
    } else if (component.external) {
      const message = `${shown(name)} is a network outside (external-network), no part of the service (III.3.2.4, III.3.2.5)`
      findings.error(place(), 'outside-service', message)
    } else if (component.hasLiveness === false) {
      const message = `${shown(name)} has no check of purpose: liveness (稼働監視), so nobody knows whether it is up`
      findings.error(place(), 'says-nothing', message)
    }
  }
}

/** Whether there is one. */
function tellGroupCycle({ groups, source, path, findings }: Reading): boolean {
  const cycle = cycleIn(new Map([...groups].map(([name, written]) => [name, groupNames(written, groups)])))
  const [from, to] = cycle?.slice(-2) ?? []
  if (!cycle || from === undefined) return false
  const written = groups.get(from)
  const { at = 0 } = (written ? namesIn(written) : []).find(({ name }) => name === to) ?? {}
  const message = `these groups name each other in a circle: ${cycle.join(' → ')}`
  findings.error(source.inside([...path, 'groups', from], at), 'group-cycle', message)
  return true
}

function groupNames(written: Written | null, groups: Reading['groups']): string[] {
  return (written ? namesIn(written) : []).map(({ name }) => name).filter((name) => groups.has(name))
}

/** Groups that the expression names, those within groups as well. */
function groupsUsed(written: Written, groups: Reading['groups']): Set<string> {
  const used = new Set<string>()
  const left = groupNames(written, groups)
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (used.has(name)) continue
    used.add(name)
    left.push(...groupNames(groups.get(name) ?? null, groups))
  }
  return used
}

function tellUnused(used: ReadonlySet<string>, { groups, source, path, findings }: Reading): void {
  for (const name of groups.keys())
    if (!used.has(name))
      findings.warn(
        source.atKey([...path, 'groups', name]),
        'unused-group',
        `redundancy does not name the group ${name}`,
      )
}

/** A component that nothing of it names could be down for ever without the service being so. */
function tellNotNamed(
  expression: Expression,
  anyComponent: boolean,
  { components, source, path, findings }: Reading,
): void {
  const named = new Set(componentsIn(expression))
  for (const { id, index, external, hasLiveness } of components.values()) {
    if (named.has(id) || external || hasLiveness !== true) continue
    const what = anyComponent ? 'takes nothing off its availability' : 'is never a stop of the service'
    const message = `redundancy does not name ${id}: its stop ${what}`
    findings.warn(source.at([...path, 'components', index]), 'not-in-redundancy', message)
  }
}
