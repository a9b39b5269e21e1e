/**
 * What a service owes and when it was down, by another way, small and slow: from its configuration and from what its
 * checks executed. Takes nothing from the production rules but shapes; the tables are read off the guideline again.
 */
import type { Check, Contact, Service } from '../../collector/model.ts'
import type { Expression } from '../../rules/service-model/types.ts'
import type { Audience, IncidentKind } from '../../rules/words.ts'
import { failuresIn, type Said } from './detection.ts'
import { type Ended, type Looker, type Stopped, stoppedForAll } from './vantages.ts'

/** Who reads the first notice of what, and whom the guideline wants told (III.1.1.1 b BP iii, III.1.1.2 b BP iii, III.3.2.5 a). */
const READERS: Record<IncidentKind, { told: Audience[]; owed: Audience[]; item: string | null }> = {
  outage: { told: ['users', 'admin', 'manager', 'on-call'], owed: ['users', 'admin'], item: 'III.1.1.1.b' },
  fault: { told: ['admin', 'manager', 'on-call'], owed: ['admin'], item: 'III.1.1.2.b' },
  slowdown: { told: ['on-call'], owed: [], item: 'III.1.1.3.b' },
  'external-network': { told: ['manager', 'on-call'], owed: ['manager'], item: 'III.3.2.5.a' },
  'monitoring-gap': { told: ['manager', 'on-call'], owed: [], item: null },
  'time-error': { told: ['manager', 'on-call'], owed: [], item: null },
}

export interface Reader {
  audience: Audience
  address: string
  /** Whether the guideline wants them told, and when is measured by that. */
  owed: boolean
}

/** Everybody whom a first notice goes to, by audience. Of a service without customers of their own. */
export function peopleOf(
  service: Service,
  contacts: readonly Contact[],
  kind: IncidentKind,
  form: 'normal' | 'late' = 'normal',
): Reader[] {
  const { told, owed } = { ...READERS[kind] }
  let [read, due] = [told, owed]
  const { outageNoticeTo, slowdownNotice } = service.interpretation
  if (kind === 'outage' && outageNoticeTo === 'admin') {
    read = read.filter((one) => one !== 'users')
    due = ['admin']
  }
  if (kind === 'slowdown' && slowdownNotice === 'agreed') {
    read = ['admin', ...read]
    due = ['admin']
  }
  if (form === 'late') read = read.filter((one) => one !== 'on-call')
  const own = contacts.filter(
    (one) => one.service === service.id && one.component === undefined && one.customer === undefined,
  )
  return read.flatMap((audience) =>
    own.flatMap((one) =>
      one.audience === audience ? { audience, address: one.email, owed: due.includes(audience) } : [],
    ),
  )
}

export const noticeItemOf = (kind: IncidentKind) => READERS[kind].item

/** `PT20M`, `P1D` in milliseconds; null for what a calendar has to say. */
export function spanOf(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text)
  if (!found) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
}

/**
 * When the service was stopped by confirmed failures: at each instant its expression is asked anew what it makes of
 * the components of which a liveness check has failed, whoever looks at it. `isLate`: that nobody can know of a check
 * yet that it is silent.
 */
export function stopsOf(
  service: Service,
  saidOf: (check: string) => readonly Said[],
  isLate: (check: Check) => boolean = () => false,
): Stopped[] {
  const failures: (Stopped & { component: string })[] = []
  const own: string[] = []
  for (const { id, kind, checks } of service.components) {
    if (kind === 'external-network') continue
    const stops = componentStops({ checks }, saidOf, isLate)
    if (stops === null) continue
    own.push(id)
    for (const { from, to, confirmedAt } of stops) failures.push({ from, to, confirmedAt, component: id })
  }
  const edges = [...new Set(failures.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const stops: Stopped[] = []
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const [from = 0, to = 0] = [edges[at], edges[at + 1]]
    const running = failures.filter((one) => one.from <= from && from < one.to)
    const down = new Set(running.map(({ component }) => component))
    if (!isDown(service.redundancy ?? { kind: 'all', of: own.map(named) }, down, new Set(own))) continue
    const confirmedAt = Math.min(...running.map((one) => one.confirmedAt))
    const last = stops[stops.length - 1]
    if (last && last.to === from) {
      last.to = to
      last.confirmedAt = Math.min(last.confirmedAt, confirmedAt)
    } else stops.push({ from, to, confirmedAt })
  }
  return stops
}

/** How long a result of a check speaks, milliseconds. */
export const holdMsOf = ({ everyMs, timeoutMs }: Check) => everyMs + timeoutMs + 1000

/** When liveness checks of a component, each as all see it who look, found it stopped; null where it has none. */
export function componentStops(
  { checks }: Pick<Service['components'][number], 'checks'>,
  saidOf: (check: string) => readonly Said[],
  isLate: (check: Check) => boolean = () => false,
): Ended[] | null {
  const alive = checks.filter(({ purpose, external }) => purpose === 'liveness' && external !== true)
  if (alive.length === 0) return null
  const groups = Map.groupBy(alive, ({ check, of }) => of ?? check)
  return [...groups.values()].flatMap((vantages) => {
    const lookers = vantages.map((one) => ({
      ...{
        said: saidOf(one.check),
        enough: one.confirm.failures,
        holdMs: holdMsOf(one),
        isLate: isLate(one),
      },
    }))
    return lookers.length > 1 ? stoppedForAll(lookers) : lookers.flatMap(stoppedForOne)
  })
}

function stoppedForOne({ said, enough }: Looker): Ended[] {
  return failuresIn(said, enough).flatMap((one) => {
    const { firstFailedAt: from, recoveredAt, confirmedAt, recoveryConfirmedAt } = one
    if (confirmedAt === null) return []
    const to = recoveredAt ?? Number.POSITIVE_INFINITY
    return [{ from, to, confirmedAt, recoveryConfirmedAt: recoveryConfirmedAt ?? Number.POSITIVE_INFINITY }]
  })
}

const named = (component: string): Expression => ({ kind: 'component', component })

/** Whether what stands is less than what must stand; components that nobody looks at have no say. */
function isDown(expression: Expression, down: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  const counted = (one: Expression): boolean =>
    one.kind === 'component' ? known.has(one.component) : one.of.some(counted)
  if (expression.kind === 'component') return down.has(expression.component)
  const parts = expression.of.filter(counted)
  if (parts.length === 0) return false
  const standing = parts.filter((part) => !isDown(part, down, known)).length
  const { kind } = expression
  const needed = kind === 'at-least' ? expression.count : kind === 'any' ? 1 : parts.length
  return standing < Math.min(needed, parts.length)
}
