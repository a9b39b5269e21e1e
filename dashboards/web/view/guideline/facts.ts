/** How the service came to its pattern, and what the guideline leaves open for it. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Guideline } from '../../../../rules/api/types.ts'
import { INTERPRETATIONS, type InterpretationKey } from '../../../../rules/guideline/interpretation.ts'
import type { View } from '../view.ts'

export function classification(view: View, { pattern, classification: its }: Guideline): TemplateResult {
  const { say } = view
  const by = say(`ui.class.by.${its.by}`, { type: its.type ?? '' })
  const decided =
    its.decidedBy === null ? say('ui.class.undecided') : say('ui.class.decided', { by: its.decidedBy })
  const held = Object.entries(its.criteria ?? {}).filter(([, holds]) => holds)
  const separator = view.language === 'ja' ? '、' : ', '
  const criteria = held.map(([name]) => say(`ui.class.criteria.${name as keyof typeof its.criteria}`))
  return html`<p class="classified">
    <span class="tag basic" title=${say('ui.class')}>${say('ui.pattern', { pattern })}</span> ${by}
    ${criteria.length === 0 ? nothing : html`<span>(${criteria.join(separator)})</span>`}
    <span class="soft">${decided}${its.on === null ? nothing : html` <time datetime=${its.on}>${its.on}</time>`}</span>
    ${its.reason === null ? nothing : html`<span class="soft">${say('ui.values.reason', { reason: its.reason })}</span>`}
  </p>`
}

export function settings(view: View, { interpretation }: Guideline): TemplateResult {
  const { say } = view
  const keys = Object.keys(INTERPRETATIONS) as InterpretationKey[]
  return html`<details class="settings">
    <summary><h3>${say('ui.settings', { count: keys.length })}</h3></summary>
    <table class="values settled" role="table">
      <caption class="unseen">${say('ui.settings.caption')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${say('ui.settings.question')}</th>
          <th role="columnheader" scope="col">${say('ui.settings.clause')}</th>
          <th role="columnheader" scope="col">${say('ui.settings.choice')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">${keys.map((key) => setting(view, key, interpretation[key]))}</tbody>
    </table>
  </details>`
}

function setting(view: View, key: InterpretationKey, choice: Guideline['interpretation'][InterpretationKey]) {
  const { say, language } = view
  const { clause, question, choices } = INTERPRETATIONS[key]
  const changed = choice !== choices[0]
  return html`<tr role="row">
    <th role="rowheader" scope="row">${question[language]}</th>
    <td role="cell" data-label=${say('ui.settings.clause')}><code>${clause}</code></td>
    <td role="cell" data-label=${say('ui.settings.choice')}>
      <strong>${say(`choice.${choice}`)}</strong>
      <span class="soft">${say(changed ? 'ui.settings.changed' : 'ui.settings.default')}</span>
    </td>
  </tr>`
}
