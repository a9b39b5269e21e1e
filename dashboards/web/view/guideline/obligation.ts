/** One obligation behind a verdict: about what, from when until when, how and why it was decided, by what evidence. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ObligationSummary } from '../../../../rules/api/types.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { CONSOLE } from '../../../../rules/text/console.ts'
import { GUIDELINE } from '../../../../rules/text/guideline.ts'
import { WORDS } from '../../../../rules/text/words.ts'
import { OBLIGATION_STATES } from '../../../../rules/words.ts'
import * as format from '../../format.ts'
import { customerOf } from '../customer.ts'
import { code, due, time, zoneOf } from '../parts.ts'
import { withdrawal } from '../proposals.ts'
import type { View } from '../view.ts'

const TEXTS = { ...WORDS, ...CONSOLE, ...GUIDELINE }

export const OBLIGATION_TONES = {
  open: 'quiet',
  met: 'good',
  breached: 'bad',
  'not-proven': 'unknown',
  withdrawn: 'quiet',
} as const

export function obligationItem(view: View, service: string, one: ObligationSummary): TemplateResult {
  const { say, language } = view
  const zone = zoneOf(view, service)
  const cell = (name: TextKey, value: unknown) => html`<div><dt>${say(name)}</dt><dd>${value}</dd></div>`
  const margin =
    one.marginMs === null
      ? nothing
      : cell(
          'ui.why.margin',
          one.marginMs < 0
            ? say('ui.due.late', { span: format.span(-one.marginMs, language) })
            : format.span(one.marginMs, language),
        )
  return html`<li class="obligation ${one.state}">
    <p class="name">${subject(view, one)} ${customerOf(view, one)}</p>
    <dl class="times">
      ${cell('ui.why.clock', time(view, one.clockFrom, zone))} ${cell('ui.why.due', time(view, one.dueAt, zone))}
      ${one.decidedAt === null ? cell('ui.why.open', due(view, one.dueAt, one.limitMs)) : cell('ui.why.decided', time(view, one.decidedAt, zone))}
      ${margin}
    </dl>
    ${one.because === null ? nothing : html`<p><span class="soft">${say('ui.why.because')}</span> <strong>${code(view, one.because)}</strong></p>`}
    ${evidence(view, one, zone)} ${one.state === 'breached' ? withdrawal(view, 'withdraw-obligation', one.id) : nothing}
  </li>`
}

/** An incident links to its card, a check to the checks; the others are periods, reports, the ledger. */
function subject(view: View, { item, subject }: ObligationSummary): TemplateResult | string {
  const { say } = view
  if (subject === 'ledger') return say('ui.why.subject.ledger')
  const [kind = '', ...rest] = subject.split('/')
  if (kind === 'period' && rest.length === 1) return say('ui.why.subject.period', { period: rest.join('/') })
  if (subject === 'report/customers' || subject === 'report/manager')
    return say(`ui.why.subject.${subject.replace('/', '.') as 'report.customers' | 'report.manager'}`)
  // A customer is not told which.
  if (subject === '') return say('ui.why.subject.check')
  if (rest.length > 0)
    return html`${say('ui.why.subject.check')} <a href="#checks"><code>${subject}</code></a>`
  const { open, recovered } = view.state.lists
  const incident = [...(open.items ?? []), ...(recovered.items ?? [])].find((one) => one.id === subject)
  const words = incident === undefined ? say('ui.why.subject.incident') : say(`incident.${incident.kind}`)
  return html`<a href="#incident-${subject}" aria-label="${words} ${item}">${words}</a>
    ${
      incident === undefined
        ? html`<code class="soft">${subject}</code>`
        : html`<span class="soft">${time(view, incident.firstFailedAt, zoneOf(view, incident.service))} ${incident.component}</span>`
    }`
}

function evidence(view: View, one: ObligationSummary, zone: string): TemplateResult | typeof nothing {
  const entries = Object.entries(one.evidence)
  if (entries.length === 0) return nothing
  return html`<details class="evidence">
    <summary>${view.say('ui.why.evidence')}</summary>
    <dl>
      ${entries.map(
        ([name, value]) =>
          html`<dt>${evidenceName(view, name)}</dt><dd>${evidenceValue(view, name, value, zone)}</dd>`,
      )}
    </dl>
  </details>`
}

/** Names that the texts do not know stay as they are. */
function evidenceName(view: View, name: string): TemplateResult | string {
  const key = `evidence.${name}`
  return Object.hasOwn(GUIDELINE, key) ? view.say(key as TextKey) : html`<code>${name}</code>`
}

/** Values that are words of their own; null for all others. */
function worded({ say }: View, name: string, value: unknown): string | null {
  const known = (key: string) => (Object.hasOwn(TEXTS, key) ? say(key as TextKey) : null)
  if (name === 'reachedBy') return known(`choice.${value}`)
  if (name === 'owedTo' && Array.isArray(value))
    return value.map((one) => known(`audience.${one}`) ?? plain(one)).join('・')
  if (name === 'deliveries' && typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([state, count]) => `${known(`ui.delivery.${state}`) ?? state} ${plain(count)}`)
      .join('・')
  return null
}

/** When it was withdrawn, and what it was before. */
function withdrawnBefore(view: View, value: object, zone: string): TemplateResult {
  const { at, was } = value as { at?: unknown; was?: { state?: unknown } }
  const before = OBLIGATION_STATES.find((state) => state === was?.state)
  return html`${typeof at === 'number' ? time(view, new Date(at).toISOString(), zone) : nothing}
    ${before === undefined ? nothing : html`<span class="soft">${view.say('ui.why.before', { state: view.say(`obligation.${before}`) })}</span>`}`
}

/** Instants end in `At`, spans in `Ms`; what has parts is shown part by part. */
function evidenceValue(view: View, name: string, value: unknown, zone: string): TemplateResult | string {
  const words = worded(view, name, value)
  if (words !== null) return words
  if (name === 'withdrawn' && typeof value === 'object' && value !== null)
    return withdrawnBefore(view, value, zone)
  if (typeof value === 'number' && name.endsWith('At')) return time(view, new Date(value).toISOString(), zone)
  if (typeof value === 'number' && name.endsWith('Ms')) return format.span(value, view.language)
  if (Array.isArray(value)) return html`${value.map((one) => html`<code>${plain(one)}</code> `)}`
  if (typeof value === 'object' && value !== null)
    return html`${Object.entries(value).map(([part, one]) => html`<span class="counted"><code>${part}</code> ${plain(one)}</span> `)}`
  return html`<code>${plain(value)}</code>`
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
