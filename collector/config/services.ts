import { type Interpretation, interpretationOf } from '../../rules/guideline/interpretation.ts'
import { localDayOf } from '../../rules/time/day.ts'
import { PURPOSES } from '../../rules/words.ts'
import type { Component, Contact, Service, Settings } from '../model.ts'
import { type CheckContext, readCheck, readConfirm } from './checks.ts'
import { readClassification } from './classification.ts'
import { readContacts } from './contacts.ts'
import type { Findings } from './findings.ts'
import type { HolidayLists } from './holidays.ts'
import { readHours } from './hours.ts'
import { makeUnique, readId } from './ids.ts'
import { readInterpretation } from './interpretation.ts'
import { readMaintenance } from './maintenance.ts'
import { isMapping, readShape } from './read.ts'
import { readTimezone } from './settings.ts'
import { componentShape, NOT_YET, serviceShape } from './shape.ts'
import type { Path, Source } from './source.ts'
import { readValues } from './values.ts'

export interface ReadService {
  service: Service | null
  contacts: Contact[]
}

/** What holds where a service says nothing. */
export interface Defaults extends Pick<Settings, 'timezone' | 'language'> {
  interpretation: Partial<Interpretation>
  /** Unix ms, for what a calendar needs from now on. */
  now: number
  lists: HolidayLists
}

const NESTED = [
  ...['criteria', 'classification', 'hours', 'maintenance'],
  ...['interpretation', 'contacts', 'confirm', 'values'],
]

/** One service with everything in it. What is wrong is reported; `service` is null where it cannot be used. */
export function readService(
  raw: unknown,
  source: Source,
  path: Path,
  defaults: Defaults,
  unique: (id: string, source: Source, path: Path) => void,
  findings: Findings,
): ReadService {
  const valid = readShape(serviceShape, raw, source, path, findings, {
    notYet: NOT_YET.service,
    nested: NESTED,
  })
  if (!valid || !isMapping(raw)) return { service: null, contacts: [] }
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const zone = readTimezone(valid.timezone, source, [...path, 'timezone'], findings) ?? defaults.timezone
  const today = localDayOf(defaults.now, zone)
  const classification = readClassification(raw, valid.pattern, today, source, path, findings)
  const contactsPath = 'contacts' in raw ? [...path, 'contacts'] : path
  const contacts =
    'customers' in raw ? [] : readContacts(raw.contacts ?? {}, id ?? '', source, contactsPath, findings)
  const confirm = 'confirm' in raw ? readConfirm(raw.confirm, source, [...path, 'confirm'], findings) : {}
  // Without a pattern there are no values; pattern 6, whose values are the loosest, finds what is wrong in any case.
  const pattern = classification?.pattern ?? 6
  const values = readValues(raw.values, { pattern, today }, source, [...path, 'values'], findings)

  const interpretation = interpretationOf({
    ...defaults.interpretation,
    ...readInterpretation(raw.interpretation, source, [...path, 'interpretation'], findings),
  })
  const calendar = readHours(raw.hours, { ...defaults, zone }, source, [...path, 'hours'], findings)
  const maintenance = readMaintenance(
    raw.maintenance,
    { ...defaults, zone },
    source,
    [...path, 'maintenance'],
    findings,
  )

  const uniqueComponent = makeUnique(findings)
  const components = (valid.components ?? []).flatMap((component, index): Component[] => {
    const at = [...path, 'components', index]
    const read = readComponent(
      component,
      at,
      { source, findings, service: id ?? '', pattern, values, confirm, interpretation },
      uniqueComponent,
    )
    return read ? [read] : []
  })
  tellUnchecked(raw.components, source, [...path, 'components'], findings)
  if (id === undefined || !classification) return { service: null, contacts }
  const { language = defaults.language, name = id } = valid
  const { hours, holidays } = calendar
  return {
    service: {
      ...{ id, name, pattern, timezone: zone, language, classification },
      ...{ hours, holidays, maintenance, interpretation, components, values },
      ...{ customers: [], redundancy: null, stopMeans: 'service' },
    },
    contacts,
  }
}

function readComponent(
  raw: unknown,
  path: Path,
  context: Omit<CheckContext, 'component' | 'agent' | 'kind'>,
  unique: (id: string, source: Source, path: Path) => void,
): Component | null {
  const { source, findings } = context
  const valid = readShape(componentShape, raw, source, path, findings, { notYet: NOT_YET.component })
  if (!valid) return null
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const agent = readId(valid.agent, source, [...path, 'agent'], findings)
  const uniqueCheck = makeUnique(findings)
  const checks = (valid.checks ?? []).flatMap((raw, index) => {
    const at = [...path, 'checks', index]
    if (isMapping(raw) && typeof raw.id === 'string') uniqueCheck(raw.id, source, [...at, 'id'])
    const check = readCheck(raw, at, {
      ...context,
      component: id ?? '',
      agent: agent ?? '',
      kind: valid.kind,
    })
    return check ? [check] : []
  })
  if (id === undefined || agent === undefined || !valid.kind) return null
  return {
    ...{ id, name: valid.name ?? id, kind: valid.kind, agent, vantages: [agent] },
    ...{ dependsOn: [], checks },
  }
}

/** III.1.1.1 asks for liveness checks and III.1.1.2 for fault checks of a service; networks outside are no part of it. */
function tellUnchecked(components: unknown, source: Source, path: Path, findings: Findings): void {
  const all = (Array.isArray(components) ? components : []).filter(isMapping)
  const checksOf = (some: Record<string, unknown>[]) =>
    some.flatMap(({ checks }) => (Array.isArray(checks) ? checks : [])).filter(isMapping)
  const checks = checksOf(all)
  // What is not readable was reported; nothing can be said of what is missing then.
  if (checks.length === 0 || !checks.every((check) => PURPOSES.some((purpose) => purpose === check.purpose)))
    return
  const own = checksOf(all.filter(({ kind }) => kind !== 'external-network'))
  const lacks = (purpose: string) => !own.some((check) => check.purpose === purpose)
  if (lacks('liveness')) {
    findings.warn(
      source.at(path),
      'no-liveness-check',
      'no check has purpose: liveness (稼働監視): III.1.1.1 is not evaluated, and no outage is found',
    )
  }
  if (lacks('fault')) {
    findings.warn(
      source.at(path),
      'no-fault-check',
      'no check has purpose: fault (障害監視): III.1.1.2 is not evaluated, and no fault is found',
    )
  }
}
