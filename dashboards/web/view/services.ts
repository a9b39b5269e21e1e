/** Services against their reference values: four columns for every evaluation item. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { ServiceSummary, ValueRow } from '../../../rules/api/types.ts'
import { parseIsoDuration } from '../../../rules/time/duration.ts'
import { OBLIGATION_STATES } from '../../../rules/words.ts'
import { isUnmet, sortServices, sortValues } from '../arrange.ts'
import * as format from '../format.ts'
import { badge, bar, HEALTH_TONES, listed, more, time } from './parts.ts'
import type { View } from './view.ts'

/** Beyond this many services only those with something to see begin unfolded. */
const UNFOLDED = 6

export function services(view: View): TemplateResult {
  const { say } = view
  return html`<section id="services" class="panel" aria-labelledby="services-title" tabindex="-1">
    <h2 id="services-title">${say('ui.services')}</h2>
    ${listed(
      view,
      view.state.lists.services,
      say('ui.services.empty'),
      (items) => html`
        ${repeat(
          sortServices(items),
          (one) => one.id,
          (one) => service(view, one, items.length <= UNFOLDED),
        )}
        <p class="legend">${say('ui.values.legend')}</p>
        ${more(view, 'services')}
      `,
    )}
  </section>`
}

function service(view: View, one: ServiceSummary, unfolded: boolean): TemplateResult {
  const { say } = view
  const unmet = one.values.filter(isUnmet).length
  return html`<details class="service ${one.state}" ?open=${unfolded || unmet > 0 || one.state !== 'up'}>
    <summary>
      <h3>${one.name}</h3>
      <span class="facts">
        ${badge(HEALTH_TONES[one.state], say(`health.${one.state}`))}
        ${one.stateSince === null ? nothing : html`<span class="soft">${since(view, one.stateSince, one.timezone)}</span>`}
        <span class="tag">${say('ui.pattern', { pattern: one.pattern })}</span>
        ${
          unmet > 0
            ? badge('bad', say('ui.services.unmet', { count: unmet }))
            : html`<span class="soft">${say('ui.services.kept')}</span>`
        }
        ${one.openIncidents > 0 ? html`<a href="#incidents">${say('ui.services.open', { count: one.openIncidents })}</a>` : nothing}
      </span>
      <code class="ident">${one.id}</code>
    </summary>
    ${one.values.length === 0 ? html`<p class="note">${say('ui.values.empty')}</p>` : values(view, one)}
  </details>`
}

function since(view: View, at: string, zone: string): TemplateResult {
  const [before, after] = view.say('ui.since').split('{time}')
  return html`${before}${time(view, at, zone)}${after}`
}

function values(view: View, one: ServiceSummary): TemplateResult {
  const { say } = view
  return html`<table class="values" role="table">
    <caption class="unseen">${say('ui.values.caption', { service: one.name })}</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${say('ui.values.item')}</th>
        <th role="columnheader" scope="col">${say('ui.values.reference')}</th>
        <th role="columnheader" scope="col">${say('ui.values.own')}</th>
        <th role="columnheader" scope="col">${say('ui.values.achieved')}</th>
        <th role="columnheader" scope="col">${say('ui.values.verdict')}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        sortValues(one.values),
        (row) => row.item,
        (row) => value(view, row),
      )}
    </tbody>
  </table>`
}

function value(view: View, row: ValueRow): TemplateResult {
  const { say, language } = view
  return html`<tr role="row" class=${isUnmet(row) ? 'unmet' : ''}>
    <th role="rowheader" scope="row">
      <span class="name">${row.title[language]}</span>
      <span class="under"><code>${row.item}</code> <span class="tag ${row.class}">${say(`class.${row.class}`)}</span></span>
    </th>
    <td role="cell" data-label=${say('ui.values.reference')}>
      <span class="figure" lang="ja">${row.reference.text}</span>${
        row.reference.required
          ? html`<b class="star" aria-hidden="true">*</b><span class="unseen">${say('ui.values.star')}</span>`
          : nothing
      }
    </td>
    <td role="cell" data-label=${say('ui.values.own')}>${own(view, row)}</td>
    <td role="cell" data-label=${say('ui.values.achieved')}>${achieved(view, row)}</td>
    <td role="cell" data-label=${say('ui.values.verdict')}>${verdict(view, row)}</td>
  </tr>`
}

function own(view: View, row: ValueRow): TemplateResult {
  const { say, language } = view
  if (row.own === null) return html`<span class="soft">${say('ui.values.noOwn')}</span>`
  const { source, decidedBy, on, reason } = row.own
  const decided =
    decidedBy === null
      ? nothing
      : html`<span class="under">${on === null ? say('ui.values.decided', { by: decidedBy }) : say('ui.values.decidedOn', { by: decidedBy, on })}</span>`
  return html`<span class="figure">${format.amount(row.own.value, language)}</span>
    <span class="tag">${say(source === 'contract' ? 'ui.values.contract' : 'ui.values.ownValue')}</span>
    ${decided} ${reason === null ? nothing : html`<span class="under">${say('ui.values.reason', { reason })}</span>`}
    ${row.standing === 'looser' ? html`<span class="under">${badge('bad', say('ui.values.looser'))}</span>` : nothing}`
}

function achieved(view: View, row: ValueRow): TemplateResult {
  const { say, language } = view
  const limitMs = typeof row.inForce === 'string' ? parseIsoDuration(row.inForce) : null
  if (row.achieved === null || !('ms' in row.achieved) || limitMs === null)
    return html`<span class="soft">${say('ui.values.noEvidence')}</span>`
  const percent = Math.round((row.achieved.ms / limitMs) * 100)
  const limit = format.span(limitMs, language)
  return html`<span class="figure">${format.span(row.achieved.ms, language)}</span>
    ${bar(row.achieved.ms, limitMs)}<span class="unseen">${say('ui.values.bar', { limit, percent })}</span>`
}

const VERDICT_TONES = {
  met: 'good',
  breached: 'bad',
  'not-proven': 'unknown',
  pending: 'quiet',
  unset: 'quiet',
  'not-measured': 'quiet',
} as const

function verdict(view: View, row: ValueRow): TemplateResult {
  const { say } = view
  const counted = OBLIGATION_STATES.filter((state) => row.counts[state] > 0)
  // Against a contract the same miss has a second name.
  const sla = row.own?.source === 'contract' && row.verdict === 'breached'
  return html`${badge(VERDICT_TONES[row.verdict], say(`verdict.${row.verdict}`))}
    ${sla ? badge('bad', say('ui.values.sla')) : nothing}
    <span class="under">${counted.map((state) => html`<span class="counted">${say(`obligation.${state}`)} ${row.counts[state]}</span> `)}</span>`
}
