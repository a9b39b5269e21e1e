/**
 * The notices of a follow-up (best practice i of III.1.1.8: cause and forecast): one to the administrative contact
 * of each customer that was told of the incident, in its language and time zone.
 */
import { asWritten } from '../../evaluation/consequences.ts'
import { type Party, partiesOf } from '../../evaluation/parties.ts'
import type { Service } from '../../model.ts'
import type { IncidentRow, NoticeRow, ObligationRow, StoredNotice } from '../../store/port.ts'
import { HttpProblem } from '../problem.ts'

export interface FollowUp {
  row: IncidentRow
  /** As configured; undefined where it is no more. */
  service: Service | undefined
  /** Notices of the incident and what it owes, in any order. */
  told: readonly StoredNotice[]
  owed: readonly ObligationRow[]
  /** Ids of the customers that a person chose; undefined: everyone who was told. */
  chosen: readonly string[] | undefined
  said: { cause: string; forecast: string }
  now: number
  newId: () => string
  /** Of the collector, where nothing else says it. */
  fallback: Pick<Party, 'language' | 'timezone'>
}

/**
 * Where nobody was told (a slowdown that no agreement has), a service without customers tells its contact all the
 * same; of several customers a person has to choose.
 * @throws HttpProblem `bad-body` for a customer that is unknown, or where nobody was told and none is chosen
 */
export function followUpNotices(a: FollowUp): NoticeRow[] {
  const { row, service, told, now, newId } = a
  const { openedAt: _opened, acknowledgedAt: _at, acknowledgedBy: _by, withdrawnAt: _, ...incident } = row
  const component = service?.components.find((one) => one.id === row.component)
  const inOrder = told.toSorted((x, y) => x.createdAt - y.createdAt || (x.id < y.id ? -1 : 1))
  const newest = asWritten(inOrder).toReversed()
  const parties = service ? partiesOf(service) : []
  return addressees(a, newest).map((customer): NoticeRow => {
    const before = newest.find((one) => one.customer === customer)
    const known = parties.find((one) => one.customer === customer)
    const called = newest.find((one) => one.customer === customer && one.facts !== null)
    const name = known ? known.name : called?.facts?.customerName
    const { language, timezone } = known ?? before ?? a.fallback
    // Who has no contacts any more is reached where its first notice was.
    const gone = customer === null ? (service?.customers.length ?? 0) > 0 : known === undefined
    const first = gone
      ? newest.find((one) => one.kind === 'first' && one.customer === customer && toPeopleOutside(one))
      : undefined
    return {
      id: newId(),
      incidentId: row.id,
      service: row.service,
      ...{ customer, kind: 'follow-up', form: 'normal', audiences: ['admin'], language, timezone },
      createdAt: now,
      dueAt: null,
      facts: {
        serviceName: service?.name ?? newest.find(({ facts }) => facts)?.facts?.serviceName ?? row.service,
        componentName: row.component === null ? null : (component?.name ?? row.component),
        incident,
        follows: first?.id ?? null,
        followUp: a.said,
        ...(told.length > 0 ? { earlier: told.length } : {}),
        ...(name ? { customerName: name } : {}),
      },
      expandCursor: '',
      settledAt: null,
    }
  })
}

/** Customers by id; null: everybody of a service without customers. */
function addressees(a: FollowUp, told: readonly StoredNotice[]): (string | null)[] {
  const reached = new Set<string | null>([
    ...told.filter(toPeopleOutside).map(({ customer }) => customer),
    ...a.owed.map(({ customer }) => customer),
  ])
  const configured = a.service?.customers.map(({ id }) => id) ?? []
  if (a.chosen !== undefined) {
    const unknown = a.chosen.filter((one) => !configured.includes(one) && !reached.has(one))
    if (unknown.length > 0) throw refused(`not a customer of this service: ${unknown.join(', ')}`)
    return [...new Set(a.chosen)]
  }
  if (reached.size > 0) return [...reached]
  if (configured.length === 0) return [null]
  throw refused('no customer was told of this incident: name those who get the follow-up')
}

const toPeopleOutside = ({ audiences }: StoredNotice) =>
  audiences.includes('admin') || audiences.includes('users')

const refused = (message: string) =>
  new HttpProblem('bad-body', { errors: [{ path: '/customers', message }] })
