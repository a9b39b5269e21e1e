import { type Interpretation, interpretationOf } from '../guideline/interpretation.ts'
import type { Audience, IncidentKind, NoticeKind } from '../words.ts'

/**
 * Who is told of an incident first. The manager of an external network: III.3.2.5. Users and administrative contact: best practice iii of III.1.1.1
 * (everyone who uses the service) and of III.1.1.2 (the administrative contact only). Manager and on-call,
 * and the rows of monitoring-gap and slowdown (told to customers only by agreement), are our choice. What a
 * service agreed (`ToldBy`) changes the rows of outage and slowdown.
 */
const FIRST: Record<IncidentKind, readonly Audience[]> = {
  outage: ['users', 'admin', 'manager', 'on-call'],
  fault: ['admin', 'manager', 'on-call'],
  slowdown: ['on-call'],
  'external-network': ['manager', 'on-call'],
  'monitoring-gap': ['manager', 'on-call'],
  'time-error': ['manager', 'on-call'],
}

/** The guideline's own audience, whose last recipient the obligation is measured by. */
const OWED: Record<IncidentKind, readonly Audience[]> = {
  outage: ['users', 'admin'],
  fault: ['admin'],
  slowdown: [],
  'external-network': ['manager'],
  'monitoring-gap': [],
  'time-error': [],
}

/** Cause and forecast go to the administrative contact (III.1.1.8 BP i). */
const FOLLOW_UP: readonly Audience[] = ['admin']

/** What a service agreed on who is told: an outage to everyone or to the contact, a slowdown to nobody or to the contact. */
export type ToldBy = Pick<Interpretation, 'outageNoticeTo' | 'slowdownNotice'>
const DEFAULT: ToldBy = interpretationOf()

/**
 * Who a notice of an incident goes to. A recovery goes to those whom the first notice went to; the late
 * form (told after its end) pages nobody.
 */
export function audiencesOf(
  kind: IncidentKind,
  notice: NoticeKind,
  form: 'normal' | 'late' = 'normal',
  chosen: ToldBy = DEFAULT,
): Audience[] {
  const audiences = notice === 'follow-up' ? FOLLOW_UP : agreed(FIRST, kind, chosen)
  return audiences.filter((audience) => form === 'normal' || audience !== 'on-call')
}

/** Whom the guideline itself wants told, by which the notice's obligation is measured; empty where it wants nobody told. */
export function owedTo(kind: IncidentKind, chosen: ToldBy = DEFAULT): Audience[] {
  return agreed(OWED, kind, chosen)
}

function agreed(
  table: Record<IncidentKind, readonly Audience[]>,
  kind: IncidentKind,
  { outageNoticeTo, slowdownNotice }: ToldBy,
): Audience[] {
  if (kind === 'outage' && outageNoticeTo === 'admin') return table.outage.filter((one) => one !== 'users')
  // BP ii of III.1.1.3: by agreement, and then to the administrative contact only.
  if (kind === 'slowdown' && slowdownNotice === 'agreed') return ['admin', ...table.slowdown]
  return [...table[kind]]
}
