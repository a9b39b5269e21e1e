/**
 * What a change of an incident brings with it: notices, obligations and ledger entries, to be committed
 * together with it. Pure but for `newId`.
 *
 * Choices where the guideline is silent: a reopened incident is told again (as a first notice, to whom its
 * recovery had been told) only where it had been; it gets no second obligation, since they were told of this
 * stop in its own time. A correction is not told: the texts that went out stay evidence. An outage within
 * announced regular maintenance is told to our own people only, until it outlasts the window.
 */
import { NOTICE_ITEM } from '../../rules/guideline/items.ts'
import { audiencesOf } from '../../rules/incidents/audience.ts'
import type { Incident, IncidentChange } from '../../rules/incidents/types.ts'
import { openNoticeObligation } from '../../rules/obligations/notice.ts'
import {
  type Owed,
  owesFollowUp,
  owesNotice,
  type Planned,
  plannedTimeOf,
} from '../../rules/obligations/owed.ts'
import type { Audience, NoticeKind } from '../../rules/words.ts'
import type { Service } from '../model.ts'
import type { LedgerDraft, NoticeRow, ObligationRow } from '../store/port.ts'
import { incidentEntry, obligationEntry } from './entries.ts'

export interface Consequences {
  obligations: ObligationRow[]
  notices: NoticeRow[]
  ledger: LedgerDraft[]
}

/** A notice that exists already for an incident, oldest first. */
export type Told = Pick<NoticeRow, 'id' | 'kind' | 'form' | 'audiences'> & {
  facts?: Pick<NoticeRow['facts'], 'planned'>
}

interface Context {
  service: Service
  /** Announced maintenance of the service, as it was written down; null where there is none. */
  planned: Pick<Planned, 'rules' | 'windows'> | null
  now: number
  newId: () => string
  /** Notices of the incident that exist, oldest first. */
  told: readonly Told[]
}

/** Who works for the provider: told of a planned stop too. */
const STAFF: readonly Audience[] = ['manager', 'on-call']

export function consequencesOf(change: IncidentChange, context: Context): Consequences {
  const { incident } = change
  const { service } = context
  const duties = change.type === 'opened' ? dutiesOf(incident, context) : null
  const notices = noticesOf(change, context, duties)
  const obligations = duties ? obligationsOf(incident, context, duties, notices[0] ?? null) : []
  return withEntries(context, { obligations, notices }, [incidentEntry(change, service)])
}

/**
 * An outage that outlasts the maintenance in which it began is told to the customers, and owed to them, from
 * the end of that window on. Decided by time: nothing of the incident changes with it. Where the window is no
 * longer announced, nothing excuses what lasts.
 * @param a.owing the items that the incident has obligations of by now
 * @param a.toldOf asked only where something may have to be told
 * @returns null where nothing is to be done now; `againAt` where it may have to be later.
 */
export async function overrunOf(
  incident: Incident,
  context: Omit<Context, 'told'>,
  { owing, toldOf }: { owing: ReadonlySet<string>; toldOf: () => Promise<readonly Told[]> },
): Promise<{ consequences: Consequences | null; againAt: number | null }> {
  const nothing = { consequences: null, againAt: null }
  if (incident.kind !== 'outage' || owing.has(NOTICE_ITEM.outage ?? '')) return nothing
  const duties = dutiesOf(incident, context)
  const { notice } = duties
  if (!notice.owed) return { ...nothing, againAt: notice.againAt }
  const told = await toldOf()
  const excused = told.findLast(({ kind, facts }) => kind === 'first' && facts?.planned)?.facts?.planned
  const inTime = incident.recoveredAt !== null && incident.recoveredAt <= (excused?.until ?? 0)
  // A follow-up that somebody wrote meanwhile is no first notice.
  const reached = reachedFirst(told)
  if (!excused || inTime || reached.has('admin') || reached.has('users')) return nothing
  const form = incident.recoveredAt === null ? 'normal' : 'late'
  const audiences = agreedAudiences(incident, context.service, 'first', form).filter(
    (one) => !reached.has(one),
  )
  const notices = noticeOf(context, incident, { kind: 'first', form, audiences, owed: notice })
  const obligations = obligationsOf(incident, context, duties, notices[0] ?? null)
  return { consequences: withEntries(context, { obligations, notices }, []), againAt: null }
}

interface Duties {
  notice: Owed
  followUp: Owed
  /** End of the announced maintenance that an outage began in; null where there is none. */
  plannedUntil: number | null
}

function dutiesOf(incident: Incident, { service, planned, now }: Omit<Context, 'told'>): Duties {
  const windows = planned ? { ...planned, now } : null
  return {
    notice: owesNotice(incident, service, windows),
    followUp: owesFollowUp(incident, service, windows),
    plannedUntil: windows ? (plannedTimeOf(incident, service, windows)?.to ?? null) : null,
  }
}

/** The time to notice and to the follow-up that are owed, at the values in force; a follow-up has no notice yet. */
function obligationsOf(
  incident: Incident,
  { newId, service }: Pick<Context, 'newId' | 'service'>,
  { notice, followUp, plannedUntil }: Duties,
  first: NoticeRow | null,
): ObligationRow[] {
  const { confirmedAt, discoveredAt } = incident
  return [notice, followUp].flatMap((owed) => {
    if (!owed.owed) return []
    const { item, limitMs: valueMs, clockFrom, audiences: owedTo } = owed
    const row = openNoticeObligation({ id: newId(), incident, item, valueMs, clockFrom })
    const evidence = {
      ...row.evidence,
      ...{ confirmedAt, discoveredAt, owedTo, reachedBy: service.interpretation.noticeReachedBy },
      ...(plannedUntil === null ? {} : { plannedUntil }),
    }
    return [{ ...row, evidence, customer: null, noticeId: owed === notice ? (first?.id ?? null) : null }]
  })
}

function noticesOf(change: IncidentChange, context: Context, duties: Duties | null): NoticeRow[] {
  const { incident } = change
  switch (change.type) {
    case 'opened': {
      const form = change.learnedAfterEnd ? 'late' : 'normal'
      const agreed = agreedAudiences(incident, context.service, 'first', form)
      const notice = duties?.notice
      const within = notice?.owed === false && notice.because === 'planned-stop'
      const audiences = within ? agreed.filter((one) => STAFF.includes(one)) : agreed
      return noticeOf(context, incident, {
        kind: 'first',
        form,
        audiences,
        owed: notice?.owed ? notice : null,
        plannedUntil: within ? (duties?.plannedUntil ?? null) : null,
      })
    }
    case 'recovered':
      // Whoever was told of the stop and its end in one is not told again.
      return untoldOfItsEnd(context.told).flatMap(({ id, audiences }) =>
        noticeOf(context, incident, { kind: 'recovery', form: 'normal', audiences, follows: id }),
      )
    case 'reopened': {
      const last = context.told.findLast((notice) => notice.kind !== 'follow-up')
      const recoveryTold = last !== undefined && (last.kind === 'recovery' || last.form === 'late')
      if (!recoveryTold) return []
      const reached = reachedFirst(context.told)
      const audiences = agreedAudiences(incident, context.service, 'first', 'normal').filter(
        (one) => reached.has(one) || one === 'on-call',
      )
      return noticeOf(context, incident, { kind: 'first', form: 'normal', audiences })
    }
    case 'corrected':
      return []
  }
}

/** To whom first notices of an incident went. */
function reachedFirst(told: readonly Told[]): Set<Audience> {
  return new Set(told.flatMap(({ kind, audiences }) => (kind === 'first' ? audiences : [])))
}

/** First notices since the last recovery: usually one; two where a planned stop was told to others later. */
function untoldOfItsEnd(told: readonly Told[]): Told[] {
  const since = told.findLastIndex(({ kind, form }) => kind === 'recovery' || form === 'late')
  return told.slice(since + 1).filter(({ kind }) => kind === 'first')
}

function agreedAudiences(
  { kind }: Incident,
  { interpretation }: Service,
  notice: NoticeKind,
  form: NoticeRow['form'],
): Audience[] {
  return audiencesOf(kind, notice, form, interpretation)
}

function noticeOf(
  { service, now, newId }: Omit<Context, 'told'>,
  incident: Incident,
  a: {
    kind: NoticeKind
    form: NoticeRow['form']
    audiences: Audience[]
    owed?: (Owed & { owed: true }) | null
    follows?: string
    plannedUntil?: number | null
  },
): NoticeRow[] {
  const { kind, form, audiences, owed = null, follows = null, plannedUntil = null } = a
  if (audiences.length === 0) return []
  const component = service.components.find(({ id }) => id === incident.component)
  return [
    {
      id: newId(),
      incidentId: incident.id,
      service: service.id,
      customer: null,
      kind,
      form,
      audiences,
      language: service.language,
      timezone: service.timezone,
      createdAt: now,
      dueAt: owed?.dueAt ?? null,
      facts: {
        serviceName: service.name,
        componentName: incident.component === null ? null : (component?.name ?? incident.component),
        incident,
        follows,
        followUp: null,
        ...(owed ? { owed: { item: owed.item, clockFrom: owed.clockFrom, limitMs: owed.limitMs } } : {}),
        ...(plannedUntil === null ? {} : { planned: { until: plannedUntil } }),
      },
      expandCursor: '',
      settledAt: null,
    },
  ]
}

function withEntries(
  { newId, now }: Pick<Context, 'newId' | 'now'>,
  made: Omit<Consequences, 'ledger'>,
  before: ReturnType<typeof incidentEntry>[],
): Consequences {
  const entries = [...before, ...made.obligations.map(obligationEntry)]
  return { ...made, ledger: entries.map((entry) => ({ id: newId(), at: now, ...entry })) }
}
