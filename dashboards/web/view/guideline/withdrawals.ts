/** What two operators withdrew, and which figures it changed. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Guideline } from '../../../../rules/api/types.ts'
import { more } from '../parts.ts'
import { proposalItem } from '../proposals.ts'
import type { View } from '../view.ts'

export function withdrawals(view: View, guideline: Guideline): TemplateResult {
  const { say, language } = view
  const changed = guideline.rows.filter((row) => row.counts.withdrawn > 0)
  const approved = (view.state.lists.approved.items ?? []).filter((one) => one.service === guideline.service)
  if (changed.length + approved.length === 0) return html`<p class="soft">${say('ui.withdrawals.none')}</p>`
  return html`<details class="settings" ?open=${changed.length > 0}>
    <summary><h3>${say('ui.withdrawals')}</h3></summary>
    <ul>
      ${changed.map((row) => html`<li>${say('ui.withdrawals.item', { title: `${row.title[language]} (${row.item})`, count: row.counts.withdrawn })}</li>`)}
    </ul>
    ${
      approved.length === 0
        ? nothing
        : html`<h4>${say('ui.withdrawals.lines')}</h4>
            <ul class="proposals">${approved.map((one) => proposalItem(view, one))}</ul>`
    }
    ${more(view, 'approved')}
  </details>`
}
