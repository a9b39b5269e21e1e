/** Why a row stands as it does: the obligations behind it, or the time down and unknown; and what asks for it. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Guideline } from '../../../../rules/api/types.ts'
import type { ObligationState } from '../../../../rules/words.ts'
import { WHY_STATES } from '../../reading-guideline.ts'
import { badge, listed } from '../parts.ts'
import { inForce, whose } from '../values.ts'
import type { View } from '../view.ts'
import { OBLIGATION_TONES, obligationItem } from './obligation.ts'
import { segments } from './segments.ts'

type Row = Guideline['rows'][number]

export function reasons(view: View, guideline: Guideline, row: Row): TemplateResult {
  const { say } = view
  return html`<tr role="row" class="why">
    <td role="cell" colspan="6">
      <section aria-label=${say('ui.why', { item: row.item })}>
        ${sentences(view, row)} ${WHY_STATES.map((state) => group(view, guideline, row, state))}
        ${row.measuring.by === 'availability' ? segments(view, guideline.service) : nothing} ${references(view, guideline, row)}
      </section>
    </td>
  </tr>`
}

function sentences(view: View, row: Row): TemplateResult {
  const { say, language } = view
  const said: string[] = []
  if (row.standing === 'looser')
    said.push(
      say('ui.why.looser', {
        source: whose(view, row),
        own: inForce(view, row),
        reference: row.reference.text,
      }),
    )
  if (row.verdict === 'unset') said.push(say('ui.why.unset'))
  else if (row.measuring.by === null) said.push(say('ui.why.notMeasured'))
  const counts = WHY_STATES.filter((state) => row.counts[state] > 0).map(
    (state) => `${say(`obligation.${state}`)} ${row.counts[state]}`,
  )
  const separator = language === 'ja' ? '、' : ', '
  if (counts.length > 0) said.push(say('ui.why.counts', { counts: counts.join(separator) }))
  else if (row.verdict === 'pending') said.push(say('ui.why.none'))
  if (row.achieved?.of === 'largest-interval' && row.counts.breached === 0) said.push(say('ui.why.interval'))
  return html`${said.map((words) => html`<p>${words}</p>`)}
    <p class="soft">${row.measuring.how[language]}</p>`
}

function group(
  view: View,
  { service }: Guideline,
  row: Row,
  state: ObligationState,
): TemplateResult | typeof nothing {
  const { say } = view
  const count = row.counts[state]
  const list = view.state.why.obligations.get(state)
  if (count === 0) return nothing
  if (list === undefined) {
    if (state !== 'met') return html`<p class="note" aria-busy="true">${say('ui.loading')}</p>`
    return html`<p>
      <button type="button" class="plainly" @click=${() => view.act.showMet()}>${say('ui.why.showMet', { count })}</button>
    </p>`
  }
  const more = list.more
    ? html`<p><button type="button" class="plainly" @click=${() => view.act.moreWhy(state)}>${say('ui.more')}</button></p>`
    : nothing
  return html`<div class="behind">
    <h4>${badge(OBLIGATION_TONES[state], say(`obligation.${state}`))} <span class="soft">${count}</span></h4>
    ${listed(
      view,
      list,
      say('ui.why.none'),
      (items) => html`<ol>
        ${repeat(
          items,
          (one) => one.id,
          (one) => obligationItem(view, service, one),
        )}
      </ol>`,
    )}
    ${more}
  </div>`
}

/** The control in the guideline's words, and the clauses of the other documents that it serves. */
function references(view: View, { controls }: Guideline, row: Row): TemplateResult {
  const { say } = view
  const control = controls.find((one) => one.id === row.control)
  const documents = [...new Set(row.clauses.map((one) => one.document))].sort()
  return html`<details class="references">
    <summary>${say('ui.why.references')} <code>${row.control}</code></summary>
    ${control === undefined || control.text.ja === '' ? nothing : html`<p lang="ja">${control.text.ja}</p>`}
    ${
      documents.length === 0
        ? html`<p class="soft">${say('ui.why.references.none')}</p>`
        : html`<dl>
            ${documents.map(
              (document) => html`<dt>${say(`ui.document.${document as '000' | '001' | '002'}`)}</dt>
                <dd>${row.clauses.filter((one) => one.document === document).map((one) => html`<code>${one.clause}</code> `)}</dd>`,
            )}
          </dl>`
    }
  </details>`
}
