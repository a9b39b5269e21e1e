/** Small pieces that several panels are made of. */
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { codeText, type TextKey } from '../../../rules/text/catalogue.ts'
import { GUIDELINE } from '../../../rules/text/guideline.ts'
import { MONITORED } from '../../../rules/text/monitored.ts'
import { PEOPLE } from '../../../rules/text/people.ts'
import type { Outcome } from '../../../rules/words.ts'
import type { ApiFailure } from '../api.ts'
import { countdown } from '../countdown.ts'
import * as format from '../format.ts'
import type { Fetched, Listed, ListName } from '../state.ts'
import type { View } from './view.ts'

/** Never colour alone: each tone has a shape of its own. */
export type Tone = 'good' | 'bad' | 'warn' | 'unknown' | 'quiet'

const SHAPES = {
  good: svg`<circle cx="6" cy="6" r="4.5" />`,
  bad: svg`<path d="M1 1h10v10H1z" />`,
  warn: svg`<path d="M6 .8 11.6 11H.4z" />`,
  unknown: svg`<path d="M6 1 11 6 6 11 1 6z" fill="none" stroke="currentColor" stroke-width="1.8" />`,
  quiet: svg`<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.6" />`,
}

export function shape(tone: Tone): TemplateResult {
  return html`<svg class="shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${SHAPES[tone]}</svg>`
}

export function badge(tone: Tone, words: string, strong = false): TemplateResult {
  return html`<span class="badge ${tone} ${strong ? 'strong' : ''}">${shape(tone)}<span>${words}</span></span>`
}

export const HEALTH_TONES = { up: 'good', down: 'bad', unknown: 'unknown' } as const
const OUTCOME_TONES = { ok: 'good', failed: 'bad', unknown: 'unknown' } as const

/** How one result went. One that is ok and yet has a reason is beyond a limit that only warns: never red. */
export function outcome(view: View, of: { outcome: Outcome; reason: string | null }): TemplateResult {
  return isWarned(of)
    ? badge('warn', view.say('ui.outcome.warned'))
    : badge(OUTCOME_TONES[of.outcome], view.say(`outcome.${of.outcome}`))
}

export const isWarned = (of: { outcome: Outcome; reason: string | null }) =>
  of.outcome === 'ok' && of.reason !== null

/** A service's own zone; the console's where the service is not (any longer) known. */
export function zoneOf(view: View, service: string): string {
  return view.state.lists.services.items?.find((one) => one.id === service)?.timezone ?? view.zone
}

/** An instant in its zone; the full form with offset is in the tooltip. */
export function time(view: View, at: string | null, zone = view.zone): TemplateResult | string {
  if (at === null) return view.say('ui.incident.unknownTime')
  const ms = Date.parse(at)
  return html`<time datetime=${at} title=${format.full(ms, zone, view.language)}>${format.near(ms, view.now, zone)}</time>`
}

/** The same as plain words, for places inside a sentence. */
export function timeText(view: View, at: string | number, zone = view.zone): string {
  return format.near(typeof at === 'number' ? at : Date.parse(at), view.now, zone)
}

/** How long ago, in words; from a minute on in minutes, so that a page at rest does not flicker. */
export function ago(view: View, at: number): string {
  const elapsed = view.now - at
  const ms = elapsed < 60_000 ? elapsed : Math.floor(elapsed / 60_000) * 60_000
  return ms < 1000 ? view.say('ui.justNow') : view.say('ui.ago', { span: format.span(ms, view.language) })
}

/** "あと 12:34" or "超過 00:10", "あと 9日1時間". Not announced by itself: it changes each second. */
export function due(view: View, dueAt: string, limitMs: number | null = null): TemplateResult {
  const left = countdown(Date.parse(dueAt), view.now, limitMs)
  const words = view.say(left.state === 'over' ? 'ui.due.over' : 'ui.due.left', {
    time: left.wholeHoursMs === null ? left.text : format.span(left.wholeHoursMs, view.language),
  })
  const tone = { over: 'bad', soon: 'warn', running: 'quiet' } as const
  return html`<span class="due ${left.state}" role="timer" aria-live="off">${shape(tone[left.state])}<span>${words}</span></span>`
}

/** A code that a check or a decision gave as its reason, in words; one that has none is shown as it is. */
export function code(view: View, given: string): TemplateResult {
  const words = codeText(view.language, given)
  return words === given ? html`<code>${given}</code>` : html`<span title=${given}>${words}</span>`
}

/** What a failure means, in words of this page where its code or status is known. */
export function why(view: View, failure: ApiFailure): string {
  const { say } = view
  const { status, code, detail } = failure
  if (code === 'unreachable') return say('ui.failed.unreachable')
  if (code === 'unreadable') return say('ui.failed.unreadable')
  const refusal = `ui.refused.${code}`
  if ([GUIDELINE, MONITORED, PEOPLE].some((texts) => Object.hasOwn(texts, refusal)))
    return say(refusal as TextKey)
  if (status === 401) return say('ui.failed.login')
  if (status === 403) return say('ui.failed.forbidden')
  if (status === 404) return say('ui.failed.gone')
  if (status === 409) return say('ui.failed.conflict')
  if (status === 429) return say('ui.failed.busy')
  if (status >= 500) return say('ui.failed.server', { status })
  if (failure.errors.some(({ message }) => message === 'must not contain the name'))
    return say('ui.refused.password-name')
  const reasons = failure.errors.map((error) => error.message).join(' ')
  return say('ui.failed.other', { detail: reasons || detail || failure.message, status })
}

/** A list that could not be read again says so, and of when the rows below are. */
export function listFailure(
  view: View,
  list: Pick<Listed<unknown>, 'failure' | 'at'>,
): TemplateResult | typeof nothing {
  if (list.failure === null) return nothing
  const asOf = list.at === null ? '' : view.say('ui.failed.asOf', { time: timeText(view, list.at) })
  return html`<p class="note bad">${shape('bad')} ${view.say('ui.failed.list', { why: why(view, list.failure) })} ${asOf}</p>`
}

/** The rows, or in words why there are none. */
export function listed<T>(
  view: View,
  list: Listed<T>,
  empty: string,
  rows: (items: T[]) => TemplateResult,
): TemplateResult {
  if (list.items === null) {
    return list.failure === null
      ? html`<p class="note" aria-busy="true">${view.say('ui.loading')}</p>`
      : html`${listFailure(view, list)}`
  }
  return html`${listFailure(view, list)}${list.items.length === 0 ? html`<p class="note">${empty}</p>` : rows(list.items)}`
}

/** One value that the page shows, or in words why it does not (yet). `absent`: there is no such thing. */
export function fetched<T>(
  view: View,
  of: Fetched<T>,
  absent: string,
  shown: (value: T) => TemplateResult,
): TemplateResult {
  const { value, failure, at } = of
  if (failure?.status === 404) return html`<p class="note" role="status">${shape('unknown')} ${absent}</p>`
  const refused = failure === null ? nothing : listFailure(view, { failure, at })
  if (value !== null) return html`${refused}${shown(value)}`
  return failure === null
    ? html`<p class="note" aria-busy="true">${view.say('ui.loading')}</p>`
    : html`${refused}`
}

export function more(view: View, name: ListName): TemplateResult | typeof nothing {
  if (!view.state.lists[name].more) return nothing
  return html`<p><button type="button" class="plainly" @click=${() => view.act.more(name)}>${view.say('ui.more')}</button></p>`
}

/**
 * Achieved against limit as a bar whose mark is the limit; the figures stand beside it as text. Beyond the limit
 * it is red, but for what is not (yet) judged to be missed.
 */
export function bar(value: number, limit: number, missed = value > limit): TemplateResult {
  // The limit stands at four fifths, so that a little too much can be seen as such.
  const width = Math.min(100, (value / limit) * 80)
  return html`<svg class="bar ${missed ? 'over' : value > limit ? 'doubtful' : ''}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="rail" x="0" y="3" width="100" height="2"></rect>
    <rect class="fill" x="0" y="2" width=${width.toFixed(1)} height="4"></rect>
    <rect class="mark" x="79.4" y="0" width="1.2" height="8"></rect>
  </svg>`
}
