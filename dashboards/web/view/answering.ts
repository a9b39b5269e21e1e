/** What a person does about an incident: acknowledge it, report its cause and forecast. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { IncidentSummary } from '../../../rules/api/types.ts'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import type { Attempt } from '../state.ts'
import { badge, shape, timeText, why } from './parts.ts'
import type { View } from './view.ts'

export function answering(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  const operator = view.state.status?.session ?? null
  return html`<div class="answering">
    ${acknowledgement(view, one, operator !== null)} ${reports(view, one)}
    ${
      operator === null
        ? one.state === 'open'
          ? html`<p class="soft">${say('ui.incident.needsLogin')}</p>`
          : nothing
        : followUpForm(view, one)
    }
  </div>`
}

function acknowledgement(view: View, one: IncidentSummary, mayAct: boolean): TemplateResult {
  const { say } = view
  if (one.acknowledgedAt !== null) {
    const values = { by: one.acknowledgedBy ?? '', time: timeText(view, one.acknowledgedAt) }
    return html`<p>${badge('good', say('ui.incident.acknowledged', values))}</p>`
  }
  if (one.state !== 'open') return html``
  const attempt = view.state.attempts.get(`acknowledge:${one.id}`)
  const busy = attempt?.state === 'busy'
  return html`<p class="row">
      ${badge('warn', say('ui.incident.unacknowledged'))}
      ${
        mayAct
          ? html`<button type="button" class="primary" ?disabled=${busy} @click=${() => view.act.acknowledge(one.id)}>
              ${say(busy ? 'ui.incident.acknowledging' : 'ui.incident.acknowledge')}
            </button>`
          : nothing
      }
    </p>
    ${failure(view, attempt)}`
}

function reports(view: View, one: IncidentSummary): TemplateResult | typeof nothing {
  const { say } = view
  if (one.followUps.length === 0) return nothing
  return html`<div>
    <h4>${say('ui.followUp')}</h4>
    <ol class="reports">
      ${repeat(
        one.followUps,
        (report) => report.at,
        (report) => html`<li>
          <p class="under">${say('ui.followUp.by', { time: timeText(view, report.at), by: report.by })}</p>
          <dl>
            <dt>${say('ui.followUp.cause')}</dt><dd>${report.cause}</dd>
            <dt>${say('ui.followUp.forecast')}</dt><dd>${report.forecast}</dd>
          </dl>
        </li>`,
      )}
    </ol>
  </div>`
}

function followUpForm(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  const attempt = view.state.attempts.get(`follow-up:${one.id}`)
  const busy = attempt?.state === 'busy'
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    view.act.followUp(one.id, event.currentTarget as HTMLFormElement)
  }
  return html`<details class="write">
    <summary>${say('ui.followUp.write')}</summary>
    <form novalidate @submit=${submit}>
      ${area(view, one.id, 'cause', 'ui.followUp.cause', attempt)} ${area(view, one.id, 'forecast', 'ui.followUp.forecast', attempt)}
      <button type="submit" class="primary" ?disabled=${busy}>${say(busy ? 'ui.followUp.sending' : 'ui.followUp.send')}</button>
      ${failure(view, attempt)}
      ${attempt?.state === 'done' ? html`<p class="note good">${shape('good')} ${say('ui.followUp.done')}</p>` : nothing}
    </form>
  </details>`
}

function area(
  view: View,
  id: string,
  name: string,
  key: TextKey,
  attempt: Attempt | undefined,
): TemplateResult {
  const { say } = view
  const wrong = attempt?.state === 'invalid' && attempt.fields.includes(name)
  const error = `${name}-${id}-error`
  return html`<label>
      <span>${say(key)}</span>
      <textarea name=${name} rows="3" maxlength="4000" required aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${error}></textarea>
    </label>
    <p id=${error} class="wrong" aria-live="polite">${wrong ? say('ui.field.required', { field: say(key) }) : nothing}</p>`
}

/** Why an action did not work, said aloud. */
function failure(view: View, attempt: Attempt | undefined): TemplateResult {
  const { say } = view
  return html`<div role="alert">
    ${
      attempt?.state === 'failed'
        ? html`<p class="note bad">${shape('bad')} ${say('ui.failed.action', { why: why(view, attempt.failure) })}</p>`
        : nothing
    }
  </div>`
}
