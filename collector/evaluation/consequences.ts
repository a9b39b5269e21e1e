/**
 * What a change of an incident brings with it: notices, obligations and ledger entries, to be committed
 * together with it. Pure but for `newId`.
 *
 * Choices where the guideline is silent: a reopened incident is told again (as a first notice, to whom its
 * recovery had been told) only where it had been, and to those whom a first notice is for where nobody was told yet,
 * since it was over when it was learned of; it gets no second obligation. A correction is not told: the texts that went out stay evidence. An outage within
 * announced regular maintenance is told to our own people only, until it outlasts the window.
 *
 * Customers each have a notice and obligations of their own. Whoever was told of an incident is told of its end,
 * though it is no customer any more; one that joins while it lasts is told of the next one: nobody promised it
 * anything when this one was detected, and a customer that only got another id would be told twice.
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
import type { LedgerDraft, NoticeFacts, NoticeRow, ObligationRow } from '../store/port.ts'
import { incidentEntry, obligationEntry } from './entries.ts'
import { managersFor, type Party, partiesOf, STAFF } from './parties.ts'

export interface Consequences {
  obligations: ObligationRow[]
  notices: NoticeRow[]
  ledger: LedgerDraft[]
}

/** A notice that exists already for an incident, in the order in which they were written. */
export type Told = Pick<
  NoticeRow,
  'id' | 'kind' | 'form' | 'audiences' | 'customer' | 'language' | 'timezone'
> & {
  /** Null where it cannot be read. */
  facts: Pick<NoticeFacts, 'planned' | 'customerName'> | null
}

/**
 * As they were written, of those that are in order of their stamps: a clock may have been set back in between. One that
 * cannot be read stays where its stamp has it.
 */
export function asWritten<T extends { facts: Pick<NoticeFacts, 'earlier'> | null }>(
  notices: readonly T[],
): T[] {
  const placed = notices.map((notice, i) => ({
    notice,
    earlier: notice.facts ? (notice.facts.earlier ?? 0) : i,
  }))
  return placed.toSorted((a, b) => a.earlier - b.earlier).map(({ notice }) => notice)
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

type Drafted = Omit<Consequences, 'ledger'>

export function consequencesOf(change: IncidentChange, context: Context): Consequences {
  const drafted = change.type === 'opened' ? openedOf(change, context) : laterOf(change, context)
  return withEntries(context, drafted, [incidentEntry(change, context.service)])
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
  const owed = duties.filter(({ notice }) => notice.owed)
  if (owed.length === 0) {
    const again = duties.flatMap(({ notice }) => (notice.owed ? [] : (notice.againAt ?? [])))
    return { ...nothing, againAt: again.length > 0 ? Math.min(...again) : null }
  }
  const told = await toldOf()
  // Whether one that cannot be read was excused is not known: nobody is left untold for that.
  const excused = told.findLast(({ kind, facts }) => kind === 'first' && (!facts || facts.planned))
  const inTime =
    incident.recoveredAt !== null && incident.recoveredAt <= (excused?.facts?.planned?.until ?? 0)
  if (!excused || inTime) return nothing
  const form = incident.recoveredAt === null ? 'normal' : 'late'
  const drafted: Drafted = { obligations: [], notices: [] }
  for (const duty of owed) {
    const { party, notice } = duty
    // A follow-up that somebody wrote meanwhile is no first notice.
    const reached = reachedFirst(toldTo(party, context.service, told))
    if (reached.has('admin') || reached.has('users')) continue
    const audiences = agreedAudiences(incident, party, form).filter((one) => !reached.has(one))
    const notices = noticeOf(context, incident, party, { kind: 'first', form, audiences, owed: notice, told })
    drafted.notices.push(...notices)
    drafted.obligations.push(...obligationsOf(incident, context, duty, notices[0] ?? null))
  }
  if (drafted.obligations.length === 0) return nothing
  return { consequences: withEntries(context, drafted, []), againAt: null }
}

interface Duties {
  party: Party
  notice: Owed
  followUp: Owed
  /** End of the announced maintenance that an outage began in; null where there is none. */
  plannedUntil: number | null
}

/** What each party is owed. */
function dutiesOf(incident: Incident, { service, planned, now }: Omit<Context, 'told'>): Duties[] {
  const windows = planned ? { ...planned, now } : null
  const plannedUntil = windows ? (plannedTimeOf(incident, service, windows)?.to ?? null) : null
  return partiesOf(service).map((party) => ({
    party,
    notice: within(party, owesNotice(incident, party.terms, windows)),
    followUp: within(party, owesFollowUp(incident, party.terms, windows)),
    plannedUntil,
  }))
}

/** Of what is owed, that to people of the party. */
function within({ audiences: own }: Party, owed: Owed): Owed {
  if (!owed.owed) return owed
  const audiences = owed.audiences.filter((one) => own.includes(one))
  if (audiences.length > 0) return { ...owed, audiences }
  return { owed: false, item: owed.item, because: 'nobody-is-owed', againAt: null }
}

/** The time to notice and to the follow-up that are owed, at the values in force; a follow-up has no notice yet. */
function obligationsOf(
  incident: Incident,
  { newId, service }: Pick<Context, 'newId' | 'service'>,
  { party: { customer }, notice, followUp, plannedUntil }: Duties,
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
      ...(customer === null ? {} : { customer }),
      ...(plannedUntil === null ? {} : { plannedUntil }),
    }
    return [{ ...row, evidence, customer, noticeId: owed === notice ? (first?.id ?? null) : null }]
  })
}

/** The first notices with what is owed by them. */
function openedOf(change: IncidentChange & { type: 'opened' }, context: Context): Drafted {
  const { incident } = change
  const form = change.learnedAfterEnd ? 'late' : 'normal'
  const duties = dutiesOf(incident, context)
  const notices = duties.map(({ party, notice, plannedUntil }) => {
    const agreed = agreedAudiences(incident, party, form)
    const excused = !notice.owed && notice.because === 'planned-stop'
    return noticeOf(context, incident, party, {
      ...{ kind: 'first', form, owed: notice.owed ? notice : null },
      audiences: excused ? agreed.filter((one) => STAFF.includes(one)) : agreed,
      plannedUntil: excused ? plannedUntil : null,
    })
  })
  const made = notices.flat()
  return {
    notices: made.map((notice) => amongOthers(notice, made)),
    obligations: duties.flatMap((duty, i) => obligationsOf(incident, context, duty, notices[i]?.[0] ?? null)),
  }
}

/**
 * Our own people beside customers: told by when the first of the customers must have been, and not behind them
 * in the outbox.
 */
function amongOthers(notice: NoticeRow, made: readonly NoticeRow[]): NoticeRow {
  const customers = made.filter(({ customer }) => customer !== null)
  if (notice.customer !== null || customers.length === 0) return notice
  const due = customers.filter(({ dueAt }) => dueAt !== null)
  const first = due.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
  const facts = { ...notice.facts, customers: customers.length }
  if (notice.dueAt !== null || !first?.facts.owed) return { ...notice, facts }
  return { ...notice, dueAt: first.dueAt, facts: { ...facts, owed: first.facts.owed } }
}

function laterOf({ type, incident }: IncidentChange, context: Context): Drafted {
  const { service, told } = context
  const obligations: ObligationRow[] = []
  switch (type) {
    case 'recovered': {
      // Whoever was told of the stop and its end in one is not told again.
      const untold = [...Map.groupBy(told, ({ customer }) => customer).values()].flatMap(untoldOfItsEnd)
      const notices = untold.flatMap((one) =>
        noticeOf(context, incident, partyOf(one, service), {
          ...{ kind: 'recovery', form: 'normal', audiences: one.audiences, follows: one.id, told },
        }),
      )
      return { obligations, notices }
    }
    case 'reopened': {
      const notices = partiesOf(service).flatMap((party) => {
        const before = toldTo(party, service, told)
        const last = before.findLast((notice) => notice.kind !== 'follow-up')
        const recoveryTold = last !== undefined && (last.kind === 'recovery' || last.form === 'late')
        const untold = told.length === 0
        if (!recoveryTold && !untold) return []
        const reached = reachedFirst(before)
        const audiences = agreedAudiences(incident, party, 'normal').filter(
          (one) => untold || reached.has(one) || one === 'on-call',
        )
        return noticeOf(context, incident, party, { kind: 'first', form: 'normal', audiences, told })
      })
      return { obligations, notices }
    }
    default:
      return { obligations, notices: [] }
  }
}

/** What a party was told: by notices of its own, or, before there were parties, by those to everybody. */
function toldTo({ customer }: Party, service: Service, told: readonly Told[]): Told[] {
  if (service.customers.length === 0) return [...told]
  const own = told.filter((one) => one.customer === customer)
  if (own.length > 0 || customer === null) return own
  const all = told.filter((one) => one.customer === null)
  return [...reachedFirst(all)].some((one) => !STAFF.includes(one)) ? all : []
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
  { audiences, terms }: Party,
  form: NoticeRow['form'],
): Audience[] {
  return audiencesOf(kind, 'first', form, terms.interpretation).filter((one) => audiences.includes(one))
}

type Addressed = Pick<Party, 'customer' | 'name' | 'language' | 'timezone'>

/** Who was told, as configured now; one who is no customer any more as it was. */
function partyOf(told: Told, service: Service): Addressed {
  const { customer, language, timezone, facts } = told
  const known = partiesOf(service).find((party) => party.customer === customer)
  return known ?? { customer, name: facts?.customerName ?? null, language, timezone }
}

function noticeOf(
  { service, now, newId }: Omit<Context, 'told'>,
  incident: Incident,
  { customer, name, language, timezone }: Addressed,
  a: {
    kind: NoticeKind
    form: NoticeRow['form']
    audiences: Audience[]
    owed?: Owed | null
    follows?: string
    /** What was told of it before. */
    told?: readonly Told[]
    plannedUntil?: number | null
  },
): NoticeRow[] {
  const { kind, form, audiences, follows = null, plannedUntil = null, told = [] } = a
  if (audiences.length === 0) return []
  const owed = a.owed?.owed ? a.owed : null
  const nameOf = (wanted: string) => service.components.find(({ id }) => id === wanted)?.name ?? wanted
  const managers = audiences.includes('manager') ? managersFor(incident, service) : null
  return [
    {
      id: newId(),
      incidentId: incident.id,
      ...{ service: service.id, customer, kind, form, audiences, language, timezone },
      createdAt: now,
      dueAt: owed?.dueAt ?? null,
      facts: {
        serviceName: service.name,
        componentName: incident.component === null ? null : nameOf(incident.component),
        ...(incident.dueTo === undefined ? {} : { dueToName: nameOf(incident.dueTo) }),
        incident,
        follows,
        followUp: null,
        ...(told.length > 0 ? { earlier: told.length } : {}),
        ...(owed ? { owed: { item: owed.item, clockFrom: owed.clockFrom, limitMs: owed.limitMs } } : {}),
        ...(plannedUntil === null ? {} : { planned: { until: plannedUntil } }),
        ...(name === null ? {} : { customerName: name }),
        ...(managers ? { managers } : {}),
      },
      expandCursor: '',
      settledAt: null,
    },
  ]
}

function withEntries(
  { newId, now }: Pick<Context, 'newId' | 'now'>,
  made: Drafted,
  before: ReturnType<typeof incidentEntry>[],
): Consequences {
  const entries = [...before, ...made.obligations.map(obligationEntry)]
  return { ...made, ledger: entries.map((entry) => ({ id: newId(), at: now, ...entry })) }
}
