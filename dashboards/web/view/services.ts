/** Services against their reference values: four columns for every evaluation item. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { ServiceSummary, ValueRow } from '../../../rules/api/types.ts'
import { isUnmet, sortServices, sortValues } from '../arrange.ts'
import { guidelineHash } from '../place.ts'
import { badge, HEALTH_TONES, listed, more, time } from './parts.ts'
import { achieved, counted, own, reference, verdict } from './values.ts'
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
    <p class="onward"><a href=${guidelineHash({ service: one.id })}>${say('ui.sum.details')}</a></p>
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
        (row) => value(view, one, row),
      )}
    </tbody>
  </table>`
}

function value(view: View, one: ServiceSummary, row: ValueRow): TemplateResult {
  const { say, language } = view
  return html`<tr role="row" class=${isUnmet(row) ? 'unmet' : ''}>
    <th role="rowheader" scope="row">
      <span class="name">${row.title[language]}</span>
      <span class="under"><code>${row.item}</code> <span class="tag ${row.class}">${say(`class.${row.class}`)}</span></span>
    </th>
    <td role="cell" data-label=${say('ui.values.reference')}>${reference(view, row)}</td>
    <td role="cell" data-label=${say('ui.values.own')}>${own(view, row)}</td>
    <td role="cell" data-label=${say('ui.values.achieved')}>${achieved(view, row)}</td>
    <td role="cell" data-label=${say('ui.values.verdict')}>
      <a class="verdict" href=${guidelineHash({ service: one.id, item: row.item })}>${verdict(view, row)}</a>
      ${counted(view, row)}
    </td>
  </tr>`
}
