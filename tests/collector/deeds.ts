/** What operators do, on a station's store: as the API would, without its sessions. */
import { randomUUID } from 'node:crypto'
import type { IncidentRow, ObligationRow } from '../../collector/store/port.ts'
import type { Station } from './station.ts'

/** Two operators, the second let in by the first. */
export async function enrolTwo({ store, clock }: Station): Promise<[string, string]> {
  const ids: [string, string] = [randomUUID(), randomUUID()]
  for (const [index, id] of ids.entries()) {
    const tokenDigest = randomUUID()
    const now = clock.now()
    const times = { tokenDigest, now, expiresAt: now + 60_000 }
    if (index === 0) await store.createEnrolment(times)
    else
      await store.inviteOperator({
        ...{ ...times, operatorId: ids[0], ledgerId: randomUUID() },
        ...{ role: 'manager', services: null, customer: null },
      })
    const who = { id, name: `operator ${index}`, password: 'hash' }
    await store.enrolOperator({ tokenDigest, now, ...who, ledgerId: randomUUID() })
  }
  return ids
}

/** Writes a follow-up to the administrative contact. */
export async function followUp(station: Station, incident: IncidentRow, operatorId: string): Promise<void> {
  const now = station.clock.now()
  const said = { cause: 'ディスク満杯', forecast: '30分以内' }
  await station.store.addFollowUp({
    ...{ id: randomUUID(), incidentId: incident.id, operatorId, operatorName: 'operator', now },
    ...said,
    notices: [
      {
        ...{
          id: randomUUID(),
          incidentId: incident.id,
          service: incident.service,
          customer: null,
          kind: 'follow-up',
        },
        ...{ form: 'normal', audiences: ['admin'], language: 'ja', timezone: 'Asia/Tokyo', createdAt: now },
        ...{ dueAt: null, expandCursor: '', settledAt: null },
        facts: {
          ...{ serviceName: incident.service, componentName: null, incident, follows: null, followUp: said },
        },
      },
    ],
    ledgerId: randomUUID(),
  })
}

/** One proposes, the other approves. */
export async function withdraw(
  { store, clock }: Station,
  kind: 'withdraw-incident' | 'withdraw-obligation',
  subject: string,
  [one, other]: [string, string],
): Promise<void> {
  const now = clock.now()
  const { id } = await store.propose({
    ...{ id: randomUUID(), kind, subject, reason: 'false-detection', comment: 'it was the probe', now },
    ...{ operatorId: one, operatorName: 'operator 0', ledgerId: randomUUID() },
  })
  const by = { operatorId: other, operatorName: 'operator 1', now, ledgerId: randomUUID() }
  await store.decideProposal({ id, approve: true, ...by })
}

/** Obligations of a station, oldest clock first. */
export async function obligationsOf(
  { store }: Station,
  only: { item?: string; subjects?: string[]; state?: ObligationRow['state'] } = {},
): Promise<ObligationRow[]> {
  const { items } = await store.obligations({ ...only, limit: 200, cursor: null })
  return items.toReversed()
}
