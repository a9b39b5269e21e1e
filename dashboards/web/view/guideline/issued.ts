/** Reports that were issued, and the form that records another one. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { IssuedReport } from '../../../../rules/api/types.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { REPORT_AUDIENCES, REPORT_MEANS } from '../../../../rules/words.ts'
import { monthAfter } from '../../arrange.ts'
import * as format from '../../format.ts'
import { may } from '../../permitted.ts'
import { chooser, done, failed, submitting } from '../form.ts'
import { listed, shape, time, zoneOf } from '../parts.ts'
import type { View } from '../view.ts'

export function issued(view: View, service: string): TemplateResult {
  const { say } = view
  return html`<section id="reports" class="panel" aria-labelledby="reports-title" tabindex="-1">
    <h2 id="reports-title">${say('ui.reports')}</h2>
    <p class="soft">${say('ui.reports.intro')}</p>
    ${listed(view, view.state.reports.list, say('ui.reports.none'), (items) => table(view, service, items))}
    ${view.state.status?.session == null ? html`<p class="soft">${say('ui.reports.needsLogin')}</p>` : may(view.state, 'issue-report') ? form(view, service) : nothing}
  </section>`
}

function table(view: View, service: string, items: IssuedReport[]): TemplateResult {
  const { say } = view
  const zone = zoneOf(view, service)
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<table class="issued" role="table">
    <caption class="unseen">${say('ui.reports.caption', { service })}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column('ui.reports.month')} ${column('ui.reports.audience')} ${column('ui.reports.means')}
        ${column('ui.reports.issued')} ${column('ui.reports.by')}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (one) => one.id,
        (one) => html`<tr role="row">
          <th role="rowheader" scope="row"><a href="/api/v1/reports/${encodeURIComponent(one.id)}">${monthOf(view, one, zone)}</a></th>
          <td role="cell" data-label=${say('ui.reports.audience')}>${say(`ui.reports.audience.${one.audience}`)}</td>
          <td role="cell" data-label=${say('ui.reports.means')}>${say(`ui.reports.means.${one.means}`)}</td>
          <td role="cell" data-label=${say('ui.reports.issued')}>${time(view, one.issuedAt, zone)}</td>
          <td role="cell" data-label=${say('ui.reports.by')}>${one.recordedBy || say('ui.provider')}</td>
        </tr>`,
      )}
    </tbody>
  </table>`
}

/** What was issued before its month was over is no report of the whole month. */
function monthOf({ say }: View, { month, issuedAt }: IssuedReport, zone: string): string {
  const soFar = format.day(Date.parse(issuedAt), zone).slice(0, 7) <= month
  return soFar ? say('ui.reports.month.soFar', { month }) : month
}

function form(view: View, service: string): TemplateResult {
  const { say } = view
  const key = `issue-report:${service}`
  const attempt = view.state.attempts.get(key)
  const notThere = attempt?.state === 'failed' && attempt.failure.status === 404
  const current = format.day(view.now, zoneOf(view, service)).slice(0, 7)
  const months = [-1, -2, -3, -4, -5, -6, 0].map((count) => monthAfter(current, count))
  return html`<details class="write">
    <summary>${say('ui.reports.record')}</summary>
    <form novalidate @submit=${submitting((form) => view.act.issueReport(service, form))}>
      <div class="fields">
        ${chooser(view, key, 'month', 'ui.reports.month', months, (one) => (one === current ? say('ui.reports.month.soFar', { month: one }) : one))}
        ${chooser(view, key, 'audience', 'ui.reports.audience', REPORT_AUDIENCES, (one) => say(`ui.reports.audience.${one}`))}
        ${chooser(view, key, 'means', 'ui.reports.means', REPORT_MEANS, (one) => say(`ui.reports.means.${one}`))}
      </div>
      <button type="submit" class="primary" ?disabled=${attempt?.state === 'busy'}>${say(attempt?.state === 'busy' ? 'ui.working' : 'ui.reports.send')}</button>
      ${notThere ? html`<p class="note" role="status">${shape('unknown')} ${say('ui.reports.noMonth')}</p>` : failed(view, attempt)}
      ${done(view, attempt, 'ui.reports.done')}
    </form>
  </details>`
}
