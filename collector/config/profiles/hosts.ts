/** Hosts as the provider writes them down: an agent is known by its credential, and has the labels that stand here. */
import { FORMATS } from '../../../rules/wire/formats.ts'
import { type Entry, expand } from '../entries.ts'
import type { Findings, Place } from '../findings.ts'
import { makeUnique, readId } from '../ids.ts'
import { isMapping, kindOf, readShape, shown } from '../read.ts'
import type { Path, Source } from '../source.ts'
import { isLabelValue, LABEL_WORDS } from './match.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { hostShape } from './shape.ts'

export interface Host {
  name: string
  /** Null where none is written: a check that needs one is told. */
  address: string | null
  labels: Map<string, string>
  parameters: Parameters
  source: Source
  path: Path
}

/** Hosts of one configuration. */
const MOST_HOSTS = 5000

export function readHosts(raw: unknown, source: Source, findings: Findings): Host[] {
  if (!Array.isArray(raw)) return []
  const kind = { one: 'host', noFiles: 'no-files' } as const
  const entries = raw.flatMap((one: unknown, index) => expand(one, source, ['hosts', index], kind, findings))
  if (entries.length > MOST_HOSTS) {
    const message = `${entries.length} hosts; one configuration takes at most ${MOST_HOSTS}`
    findings.error(source.atKey(['hosts']), 'too-many-hosts', message)
  }
  const unique = makeUnique(findings)
  return entries.slice(0, MOST_HOSTS).flatMap((entry) => readHost(entry, unique, findings) ?? [])
}

function readHost(
  { raw, source, path }: Entry,
  unique: ReturnType<typeof makeUnique>,
  findings: Findings,
): Host | null {
  const told = findings.told()
  const valid = readShape(hostShape, raw, source, path, findings, { nested: ['labels', 'parameters'] })
  if (!valid || !isMapping(raw)) return null
  const name = readId(valid.name, source, [...path, 'name'], findings)
  if (name !== undefined) unique(name, source, [...path, 'name'])
  const labels = readLabels(raw.labels, source, [...path, 'labels'], findings)
  const parameters = readParameters(raw.parameters, 'host', source, [...path, 'parameters'], findings)
  const { address = null } = valid
  if (address !== null && !FORMATS.host(address)) {
    const message = `${shown(address)} is no host name and no address; a port belongs into a check or a parameter`
    findings.error(source.at([...path, 'address']), 'bad-host-address', message)
  }
  if (name === undefined || findings.told() > told) return null
  return { name, address, labels, parameters, source, path }
}

function readLabels(raw: unknown, source: Source, path: Path, findings: Findings): Map<string, string> {
  if (raw === undefined) return new Map()
  if (!isMapping(raw)) {
    findings.error(source.at(path), 'wrong-type', `a mapping belongs here, not ${kindOf(raw)}`)
    return new Map()
  }
  const labels = Object.entries(raw).filter(([label, value]) => {
    const named = readId(label, source, [...path, label], findings) !== undefined
    const right = typeof value === 'string' && isLabelValue(value)
    if (!right)
      findings.error(source.at([...path, label]), 'bad-value', `a label has a value: ${LABEL_WORDS}`)
    return named && right
  })
  return new Map(labels.map(([label, value]) => [label, String(value)]))
}

/** Where a label of a host stands, or the host where it has none. */
export function placeOf({ source, path }: Host, label?: string): Place {
  return source.at(label === undefined ? path : [...path, 'labels', label])
}
