/**
 * What a change of an incident brings with it: the notice, the obligation and the ledger entry, to be
 * committed together with it. Pure but for `newId`.
 *
 * Choices where the guideline is silent: a reopened incident is told again (as a first notice, to the same
 * audience) only where its recovery had been told; it gets no second obligation, since the users were told
 * of this stop in its own time. A correction is not told: the texts that went out stay evidence.
 */
import { NOTICE_ITEM } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { audiencesOf } from '../../rules/incidents/audience.ts'
import type { Incident, IncidentChange } from '../../rules/incidents/types.ts'
import { openNoticeObligation } from '../../rules/obligations/notice.ts'
import type { NoticeKind } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import type { LedgerDraft, NoticeRow, ObligationRow } from '../store/port.ts'
import { incidentEntry, obligationEntry } from './entries.ts'

export interface Consequences {
  obligations: ObligationRow[]
  notices: NoticeRow[]
  ledger: LedgerDraft[]
}

/** A notice that exists already for an incident, oldest first. */
export type Told = Pick<NoticeRow, 'id' | 'kind' | 'form'>

interface Context {
  service: Service
  now: number
  newId: () => string
  /** Notices of the incident that exist, oldest first. */
  told: readonly Told[]
}

export function consequencesOf(change: IncidentChange, context: Context): Consequences {
  const { incident } = change
  const { service, now, newId } = context
  const obligations = change.type === 'opened' ? obligationsOf(incident, context) : []
  const notices = noticesOf(change, context, obligations[0]?.dueAt ?? null)
  for (const obligation of obligations) obligation.noticeId = notices[0]?.id ?? null
  const entries = [incidentEntry(change, service), ...obligations.map(obligationEntry)]
  return { obligations, notices, ledger: entries.map((entry) => ({ id: newId(), at: now, ...entry })) }
}

/** The time to notice that the guideline wants for this kind (III.1.1.1 b, III.1.1.2 b), at the value in force. */
function obligationsOf(incident: Incident, { service, newId }: Context): ObligationRow[] {
  const item = NOTICE_ITEM[incident.kind]
  const value = item === undefined ? undefined : service.values[item]
  const valueMs = limitMsOf(value)
  if (!item || valueMs === null) return []
  return [{ ...openNoticeObligation({ id: newId(), incident, item, valueMs }), noticeId: null }]
}

function noticesOf(change: IncidentChange, context: Context, dueAt: number | null): NoticeRow[] {
  const { incident } = change
  const first = context.told.findLast((notice) => notice.kind === 'first')
  switch (change.type) {
    case 'opened':
      return change.learnedAfterEnd
        ? noticeOf(context, incident, 'first', 'late', dueAt, null)
        : noticeOf(context, incident, 'first', 'normal', dueAt, null)
    case 'recovered':
      // Whoever was told of the stop and its end in one is not told again.
      if (!first || first.form === 'late') return []
      return noticeOf(context, incident, 'recovery', 'normal', null, first.id)
    case 'reopened': {
      const last = context.told.findLast((notice) => notice.kind !== 'follow-up')
      const recoveryTold = last !== undefined && (last.kind === 'recovery' || last.form === 'late')
      return recoveryTold ? noticeOf(context, incident, 'first', 'normal', null, null) : []
    }
    case 'corrected':
      return []
  }
}

function noticeOf(
  { service, now, newId }: Context,
  incident: Incident,
  kind: NoticeKind,
  form: NoticeRow['form'],
  dueAt: number | null,
  follows: string | null,
): NoticeRow[] {
  const audiences = audiencesOf(incident.kind, kind, form)
  if (audiences.length === 0) return []
  const component = service.components.find(({ id }) => id === incident.component)
  return [
    {
      id: newId(),
      incidentId: incident.id,
      service: service.id,
      kind,
      form,
      audiences,
      language: service.language,
      timezone: service.timezone,
      createdAt: now,
      dueAt,
      facts: {
        serviceName: service.name,
        componentName: incident.component === null ? null : (component?.name ?? incident.component),
        incident,
        follows,
        followUp: null,
      },
      expandCursor: '',
      settledAt: null,
    },
  ]
}
