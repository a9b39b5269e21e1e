import type { ComponentKind } from '../../rules/words.ts'
import type { Component, Contact } from '../model.ts'
import { type CheckContext, readCheck } from './checks.ts'
import { readOutsideContacts } from './contacts.ts'
import { makeUnique, readId } from './ids.ts'
import { UNMADE } from './profiles/unmade.ts'
import { isMapping, readShape } from './read.ts'
import { componentShape } from './shape.ts'
import type { Path, Source } from './source.ts'
import { readVantages, tellHostLiveness } from './vantages.ts'

/** Kinds that somebody else is responsible for: the manager of that network (III.3.2.5), a partner's desk (II.8.1.1). */
export const OUTSIDE: readonly ComponentKind[] = ['external-network', 'partner-service']

export interface ReadComponent {
  component: Component | null
  contacts: Contact[]
}

/** One component with its checks; what it depends on is read once all of them are known. */
export function readComponent(
  raw: unknown,
  path: Path,
  context: Omit<CheckContext, 'component' | 'vantages' | 'kind'>,
  unique: (id: string, source: Source, path: Path) => void,
): ReadComponent {
  const { source, findings } = context
  const valid = readShape(componentShape, raw, source, path, findings, { nested: ['contacts'] })
  if (!valid || !isMapping(raw)) return { component: null, contacts: [] }
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const vantages = readVantages(raw, valid, source, path, findings)
  const uniqueCheck = makeUnique(findings)
  const checks = (valid.checks ?? []).flatMap((raw, index) => {
    if (raw === UNMADE) return []
    const at = [...path, 'checks', index]
    if (isMapping(raw) && typeof raw.id === 'string') uniqueCheck(raw.id, source, [...at, 'id'])
    return readCheck(raw, at, { ...context, component: id ?? '', vantages, kind: valid.kind })
  })
  const contacts = readManager(raw, id ?? '', valid.kind, path, context)
  const [agent] = vantages
  if (id === undefined || agent === undefined || !valid.kind) return { component: null, contacts }
  tellHostLiveness({ checks }, source, path, findings)
  const component: Component = {
    ...{ id, name: valid.name ?? id, kind: valid.kind, agent, vantages },
    ...{ dependsOn: [], checks },
  }
  return { component, contacts }
}

function readManager(
  raw: Record<string, unknown>,
  component: string,
  kind: ComponentKind | undefined,
  path: Path,
  { source, findings, service }: Pick<CheckContext, 'source' | 'findings' | 'service'>,
): Contact[] {
  if (kind !== undefined && 'contacts' in raw && !OUTSIDE.includes(kind)) {
    const message = `contacts of a component are those of ${OUTSIDE.join(' or ')}; who is told of its own components stands with the service`
    findings.error(source.atKey([...path, 'contacts']), 'contacts-of-own', message)
    return []
  }
  if ('contacts' in raw)
    return readOutsideContacts(raw.contacts, { service, component }, source, [...path, 'contacts'], findings)
  if (kind === 'external-network') {
    const message =
      'this network has no responsible manager of its own (contacts: { manager: […] }): the manager of the service is told of it (III.3.2.5)'
    findings.warn(source.at(path), 'no-link-manager', message)
  }
  return []
}
