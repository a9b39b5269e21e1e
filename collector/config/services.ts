import { type Interpretation, interpretationOf } from '../../rules/guideline/interpretation.ts'
import { localDayOf } from '../../rules/time/day.ts'
import { PURPOSES } from '../../rules/words.ts'
import type { Contact, Service, Settings } from '../model.ts'
import { readConfirm } from './checks.ts'
import { readClassification } from './classification.ts'
import { readComponent } from './components.ts'
import { readContacts } from './contacts.ts'
import { readCustomers } from './customers.ts'
import { readDecisionDay } from './days.ts'
import { readDependencies } from './dependencies.ts'
import { readDuration } from './durations.ts'
import type { Findings } from './findings.ts'
import type { HolidayLists } from './holidays.ts'
import { readHours } from './hours.ts'
import { makeUnique, readId } from './ids.ts'
import { readInterpretation } from './interpretation.ts'
import { readMaintenance } from './maintenance.ts'
import { outlineOf } from './outline.ts'
import { strictest } from './promised.ts'
import { isMapping, readShape } from './read.ts'
import { readRedundancy } from './redundancy.ts'
import { readTimezone } from './settings.ts'
import { serviceShape, timeSyncShape } from './shape.ts'
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
  ...['interpretation', 'contacts', 'customers', 'confirm', 'values', 'timeSync'],
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
  const valid = readShape(serviceShape, raw, source, path, findings, { nested: NESTED })
  if (!valid || !isMapping(raw)) return { service: null, contacts: [] }
  const id = readId(valid.id, source, [...path, 'id'], findings)
  if (id !== undefined) unique(id, source, [...path, 'id'])
  const zone = readTimezone(valid.timezone, source, [...path, 'timezone'], findings) ?? defaults.timezone
  const today = localDayOf(defaults.now, zone)
  const classification = readClassification(raw, valid.pattern, today, source, path, findings)
  const contactsPath = 'contacts' in raw ? [...path, 'contacts'] : path
  const ownPeople = !('customers' in raw)
  const contacts = readContacts(raw.contacts ?? {}, id ?? '', ownPeople, source, contactsPath, findings)
  const confirm = 'confirm' in raw ? readConfirm(raw.confirm, source, [...path, 'confirm'], findings) : {}
  // Without a pattern there are no values; pattern 6, whose values are the loosest, finds what is wrong in any case.
  const pattern = classification?.pattern ?? 6
  const values = readValues(raw.values, { pattern, today }, source, [...path, 'values'], findings)
  const { language = defaults.language, name = id ?? '' } = valid
  const ofService = { id: id ?? '', pattern, language, timezone: zone, values, today }
  const customers = ownPeople
    ? { customers: [], contacts: [] }
    : readCustomers(raw.customers, ofService, source, [...path, 'customers'], findings)
  const timeSync = readTimeSync(raw.timeSync, today, source, [...path, 'timeSync'], findings)

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
  const promised = strictest(values, customers.customers)
  const redundant = 'redundancy' in raw && valid.stopMeans !== 'any-component'
  const read = (valid.components ?? []).map((component, index) =>
    readComponent(
      component,
      [...path, 'components', index],
      { source, findings, service: id ?? '', pattern, values: promised, confirm, interpretation, redundant },
      uniqueComponent,
    ),
  )
  tellUnchecked(raw.components, source, [...path, 'components'], findings)
  const outline = outlineOf(raw.components)
  const depends = readDependencies(outline, source, [...path, 'components'], findings)
  const redundancy = readRedundancy(raw, outline, source, path, findings)
  const everybody = [...contacts, ...customers.contacts, ...read.flatMap((one) => one.contacts)]
  if (id === undefined || !classification) return { service: null, contacts: everybody }
  const components = read.flatMap(({ component }) =>
    component ? [{ ...component, dependsOn: depends.get(component.id) ?? [] }] : [],
  )
  const { hours, holidays } = calendar
  return {
    service: {
      ...{ id, name, pattern, timezone: zone, language, classification },
      ...{ hours, holidays, maintenance, interpretation, components, values },
      ...{ customers: customers.customers, redundancy, stopMeans: valid.stopMeans ?? 'service' },
      ...(timeSync && { timeSync }),
    },
    contacts: everybody,
  }
}

/** 機器間の時刻のずれ (III.1.1.5): the guideline sets no value, so who decided it and when stand with it. */
function readTimeSync(
  raw: unknown,
  today: string,
  source: Source,
  path: Path,
  findings: Findings,
): Service['timeSync'] {
  if (raw === undefined) return undefined
  const valid = readShape(timeSyncShape, raw, source, path, findings)
  const betweenHostsMs = readDuration(valid?.betweenHosts, source, [...path, 'betweenHosts'], findings)
  const on = readDecisionDay(valid?.on, today, source, [...path, 'on'], findings)
  const decidedBy = valid?.decidedBy
  if (betweenHostsMs === undefined || on === undefined || decidedBy === undefined) return undefined
  return { betweenHostsMs, decidedBy, on }
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
