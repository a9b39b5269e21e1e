/** Availability: where the time of the month went, and each stretch down or unknown with what decides it. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Availability } from '../../../../rules/report/types.ts'
import * as format from '../../format.ts'
import { badge, code, shape, type Tone, time, timeText, why, zoneOf } from '../parts.ts'
import type { View } from '../view.ts'

const PARTS = ['up', 'down', 'unknown', 'maintenance', 'outside'] as const
const PART_TONES: Record<(typeof PARTS)[number], Tone> = {
  up: 'good',
  down: 'bad',
  unknown: 'unknown',
  maintenance: 'quiet',
  outside: 'quiet',
}

export function segments(view: View, service: string): TemplateResult {
  const { say } = view
  const { value: answer, failure } = view.state.why.availability
  if (answer === null)
    return failure === null
      ? html`<p class="note" aria-busy="true">${say('ui.loading')}</p>`
      : html`<p class="note bad" role="alert">${shape('bad')} ${say('ui.failed.list', { why: why(view, failure) })}</p>`
  const { availability: value, withoutWithdrawals, problems } = answer
  const shown = value.segments.filter((one) => one.part === 'down' || one.part === 'unknown')
  return html`<div class="behind">
    <h4>${say('ui.why.partition')}</h4>
    ${partition(view, value.partition)}
    ${
      withoutWithdrawals === null
        ? nothing
        : html`<p>${say('ui.why.withoutWithdrawals', { percent: percentOf(withoutWithdrawals) })}</p>`
    }
    ${problems.map(({ code: problem, day }) => html`<p>${shape('unknown')} ${day} ${code(view, problem)}</p>`)}
    <h4>${say('ui.why.segments')}</h4>
    ${shown.length === 0 ? html`<p class="note">${say('ui.why.segments.none')}</p>` : html`<ol class="segments">${shown.map((one) => segment(view, service, one))}</ol>`}
    ${value.segmentsOmitted > 0 ? html`<p class="soft">${say('ui.why.segments.omitted', { count: value.segmentsOmitted })}</p>` : nothing}
  </div>`
}

function percentOf({ lower, upper }: Availability): string {
  return lower === null || upper === null ? '-' : format.bounds({ lower, upper })
}

function partition(view: View, its: Availability['partition']): TemplateResult {
  return html`<dl class="times">
    ${PARTS.filter((part) => part === 'up' || its[`${part}Ms`] > 0).map(
      (part) => html`<div>
        <dt>${view.say(`ui.why.part.${part}`)}</dt>
        <dd>${format.span(its[`${part}Ms`], view.language)}</dd>
      </div>`,
    )}
  </dl>`
}

/** A reason, a check, or the confirmed failure of a check: `shop/web/alive@2026-11-21T13:48:19.904Z`. */
function decided(view: View, reason: string, zone: string): TemplateResult {
  const { check, at } = /^(?<check>[^@]+)@(?<at>\d{4}-\d\d-\d\dT.+Z)$/.exec(reason)?.groups ?? {}
  if (check === undefined || at === undefined || Number.isNaN(Date.parse(at))) return code(view, reason)
  const words = view.say('ui.why.segments.failure', { time: timeText(view, at, zone) })
  return html`<span title=${reason}><code>${check}</code> ${words}</span>`
}

function segment(view: View, service: string, one: Availability['segments'][number]): TemplateResult {
  const zone = zoneOf(view, service)
  const part = PARTS.find((known) => known === one.part) ?? 'unknown'
  const lasted = format.span(Date.parse(one.to) - Date.parse(one.from), view.language)
  return html`<li>
    ${badge(PART_TONES[part], view.say(`ui.why.part.${part}`))}
    <span>${time(view, one.from, zone)} – ${time(view, one.to, zone)}</span> <strong>${lasted}</strong>
    <span class="soft">${one.because.map((reason) => html`${decided(view, reason, zone)} `)}</span>
  </li>`
}
