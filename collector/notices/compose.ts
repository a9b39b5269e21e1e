/**
 * The text of a notice: a pure function of its stored facts, of whom it is for and of the ledger's
 * latest seal, so that every attempt of one delivery says the same but for the seal.
 */

import { isCutOff } from '../../rules/incidents/gap.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import { codeText, type TextKey, text } from '../../rules/text/catalogue.ts'
import { formatDuration } from '../../rules/time/duration.ts'
import { formatInstant } from '../../rules/time/instant.ts'
import type { Audience, IncidentKind, NoticeKind } from '../../rules/words.ts'
import type { NoticeRow, SealHead } from '../store/port.ts'

export interface Composed {
  subject: string
  text: string
}

/** Longest text of a probe, or of a person in the subject, that goes into a mail, in characters. */
const HOST_TEXT = 300

/** Text from a host as one line of plain text: no control characters, bounded. */
function oneLine(value: string, most = HOST_TEXT): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** A person's words keep their lines, indented below the label; nothing in them turns the direction of what follows. */
function manyLines(value: string): string {
  const lines = value
    .replace(/[^\P{Cc}\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .split('\n')
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `\n  ${line}`).join('')
}

/** A label with its value; no blank hangs at the end where the value begins on the next line. */
function line(label: string, colon: string, value: string): string {
  return `${label}${value.startsWith('\n') ? colon.trimEnd() : colon}${value}`
}

type Template =
  | 'mail.follow-up'
  | `mail.${'first' | 'late' | 'recovery'}.${IncidentKind | 'monitoring-gap.cut-off'}`
  | `mail.${'first' | 'late'}.fault.no-impact`

/** Which template a notice uses: `late` is a form of the first notice. */
function template(kind: NoticeKind, form: NoticeRow['form'], incident: Incident): Template {
  if (kind === 'follow-up') return 'mail.follow-up'
  const what = isCutOff(incident) ? 'monitoring-gap.cut-off' : incident.kind
  if (kind === 'recovery') return `mail.recovery.${what}`
  const stage = form === 'late' ? 'late' : 'first'
  return incident.impact === 'none' && what === 'fault'
    ? `mail.${stage}.fault.no-impact`
    : `mail.${stage}.${what}`
}

/** Subject and plain text for one audience, in the notice's language and time zone. */
export function compose(notice: NoticeRow, audience: Audience, seal: SealHead | null): Composed {
  const { language, facts } = notice
  const { incident } = facts
  const say = (key: TextKey, values: Record<string, string | number> = {}) => text(language, key, values)
  const at = (instant: number) => formatInstant(instant, notice.timezone, language)
  const span = (ms: number) => formatDuration(ms, language)
  const service = oneLine(facts.serviceName)
  const kind = say(`incident.${incident.kind}`)
  const base = template(notice.kind, notice.form, incident)
  const staff = audience === 'manager' || audience === 'on-call'
  const over = incident.recoveredAt !== null && (notice.kind === 'recovery' || notice.form === 'late')

  const fields: [TextKey, string][] = [['mail.field.service', service]]
  const add = (key: TextKey, value: string) => fields.push([key, value])
  if (facts.customerName !== undefined) add('mail.field.customer', oneLine(facts.customerName))
  add('mail.field.kind', kind)
  if (facts.componentName !== null) add('mail.field.component', oneLine(facts.componentName))
  if (over && incident.recoveredAt !== null) {
    add('mail.field.from', at(incident.firstFailedAt))
    add('mail.field.until', at(incident.recoveredAt))
    add('mail.field.duration', duration(notice, incident.recoveredAt))
  } else add('mail.field.since', at(incident.firstFailedAt))
  if (notice.kind === 'first') {
    add('mail.field.detected', at(incident.confirmedAt))
    if (incident.impact === 'none') add('mail.field.impact', say('mail.impact.none'))
  }
  if (facts.followUp) {
    add('mail.field.cause', manyLines(facts.followUp.cause))
    add('mail.field.forecast', manyLines(facts.followUp.forecast))
  }
  if (audience !== 'users') {
    if (over && incident.recoveryConfirmedAt !== null)
      add('mail.field.recoveryConfirmed', at(incident.recoveryConfirmedAt))
    if (notice.kind === 'first' && notice.dueAt !== null && facts.owed) {
      const { item, limitMs, clockFrom } = facts.owed
      const limit = { item, limit: span(limitMs), time: at(notice.dueAt) }
      const value =
        facts.customers !== undefined
          ? say('mail.due.customers', { ...limit, customers: facts.customers })
          : clockFrom === incident.confirmedAt
            ? say('mail.due.value', limit)
            : say('mail.due.from', { ...limit, from: at(clockFrom) })
      add('mail.field.due', value)
    }
    if (facts.planned) add('mail.field.planned', say('mail.planned.value', { time: at(facts.planned.until) }))
    add('mail.field.incident', incident.id)
  }
  if (staff && notice.kind === 'first') {
    // Customers read of the service; where it comes from is for those who look for it.
    if (facts.dueToName !== undefined)
      add('mail.field.dueTo', say('mail.dueTo.value', { component: oneLine(facts.dueToName) }))
    add(
      'mail.field.lastOk',
      incident.lastOkAt === null
        ? say('mail.lastOk.none')
        : say('mail.lastOk.value', { time: at(incident.lastOkAt) }),
    )
    add('mail.field.checks', incident.checks.map((check) => oneLine(check)).join(', '))
    if (incident.reason !== null)
      add('mail.field.reason', codeText(notice.language, oneLine(incident.reason)))
    if (incident.message !== null) add('mail.field.message', oneLine(incident.message))
  }

  const next = nextStep(notice, audience)
  const footer = [
    say('mail.footer'),
    ...(seal ? [say('mail.footer.ledger', { seq: seal.seq, hash: seal.hash })] : []),
  ]
  const parts = [
    say(`mail.to.${audience}`, { service }),
    [say(`${base}.lead`, { service, kind }), ...(staff ? [] : apology(notice).map((key) => say(key)))].join(
      '\n',
    ),
    fields.map(([label, value]) => line(say(label), say('mail.field.colon'), value)).join('\n'),
    ...(next ? [say(next)] : []),
    `-- \n${footer.join('\n')}`,
  ]
  return { subject: say(`${base}.subject`, { service, kind }), text: `${parts.join('\n\n')}\n` }
}

/** A follow-up reports, and what has no impact harms nobody; every other notice to people outside also apologises. */
function apology({ kind, form, facts: { incident } }: NoticeRow): TextKey[] {
  if (kind === 'follow-up' || (kind === 'first' && incident.impact === 'none')) return []
  return [`mail.apology.${kind === 'first' && form === 'late' ? 'late' : kind}`]
}

/** The stop's length with its uncertainty: the worst case begins at the last ok (design, rule 2). */
function duration({ language, facts: { incident } }: NoticeRow, recoveredAt: number): string {
  const span = formatDuration(recoveredAt - incident.firstFailedAt, language)
  if (incident.lastOkAt === null) return text(language, 'mail.duration.unknown', { span })
  const most = formatDuration(recoveredAt - incident.lastOkAt, language)
  return text(language, 'mail.duration.most', { span, most })
}

/** What the reader can expect next; nothing after a recovery or a follow-up. */
function nextStep(notice: NoticeRow, audience: Audience): TextKey | null {
  if (notice.kind !== 'first' || notice.form === 'late') return null
  if (notice.facts.incident.kind === 'monitoring-gap') return 'mail.next.gap'
  if (audience === 'users') return 'mail.next.first'
  if (audience === 'admin') return 'mail.next.first.admin'
  return followedUp(notice) ? 'mail.next.first.staff' : 'mail.next.first'
}

/** Whether somebody has to write the cause to the administrative contacts (III.1.1.8), who were told of the incident. */
function followedUp({ audiences, facts: { planned, customers } }: NoticeRow): boolean {
  const told = audiences.includes('admin') || audiences.includes('users') || customers !== undefined
  return planned === undefined && told
}
