/** The latest results of one check, unfolded below its row. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { CheckSummary, ResultRow } from '../../../rules/api/types.ts'
import * as format from '../format.ts'
import { emptyList } from '../state.ts'
import { measured } from './checks.ts'
import { badge, code, listed, outcome, time } from './parts.ts'
import type { View } from './view.ts'

export function history(view: View, check: CheckSummary): TemplateResult {
  const { say } = view
  const list = view.state.results.get(check.check) ?? emptyList<ResultRow>()
  return html`<tr role="row" class="history">
    <td role="cell" colspan="6">
      ${listed(view, list, say('ui.results.empty'), (rows) =>
        resultTable(view, check.check, rows, view.zone),
      )}
    </td>
  </tr>`
}

export function resultTable(
  view: View,
  check: string,
  rows: readonly ResultRow[],
  zone: string,
): TemplateResult {
  const { say } = view
  return html`<table class="results" role="table">
          <caption class="unseen">${say('ui.checks.history', { check })}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">${say('ui.results.started')}</th>
              <th role="columnheader" scope="col">${say('ui.results.delay')}</th>
              <th role="columnheader" scope="col">${say('ui.results.outcome')}</th>
              <th role="columnheader" scope="col">${say('ui.results.what')}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${repeat(
              rows,
              (row) => `${row.startedAt}/${row.receivedAt}`,
              (row) => result(view, row, zone),
            )}
          </tbody>
        </table>`
}

function result(view: View, row: ResultRow, zone: string): TemplateResult {
  const { say } = view
  const delay = Date.parse(row.startedAt) - Date.parse(row.plannedAt)
  return html`<tr role="row">
    <th role="rowheader" scope="row">${time(view, row.startedAt, zone)}</th>
    <td role="cell" data-label=${say('ui.results.delay')}>${format.signed(delay)}</td>
    <td role="cell" data-label=${say('ui.results.outcome')}>
      ${outcome(view, row)}
      ${row.clockOff ? html`<span class="under">${badge('warn', say('ui.clockOff'))}</span>` : nothing}
      ${row.attempt > 0 ? html`<span class="under">${say('ui.results.attempt', { attempt: row.attempt })}</span>` : nothing}
    </td>
    <td role="cell" data-label=${say('ui.results.what')}>
      ${measured(view, row.values)}
      ${row.reason === null ? nothing : code(view, row.reason)} ${row.message}
    </td>
  </tr>`
}
