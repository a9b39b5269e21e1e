/** What a person does about an incident: acknowledge it, report its cause and forecast, propose its withdrawal. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { IncidentSummary } from '../../../rules/api/types.ts'
import { PHASES, type Phase } from '../../../rules/words.ts'
import { may } from '../permitted.ts'
import { area, done, failed, submitting } from './form.ts'
import { badge, timeText, zoneOf } from './parts.ts'
import { boxes } from './people/rights.ts'
import { withdrawal } from './proposals.ts'
import type { View } from './view.ts'

export function answering(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  const { state } = view
  const anonymous = state.status?.session == null
  return html`<div class="answering">
    ${acknowledgement(view, one, may(state, 'acknowledge'))} ${phases(view, one, may(state, 'record-phase'))} ${reports(view, one)}
    ${
      anonymous
        ? one.state === 'open'
          ? html`<p class="soft">${say('ui.incident.needsLogin')}</p>`
          : nothing
        : may(state, 'follow-up')
          ? followUpForm(view, one)
          : nothing
    }
    ${one.withdrawnAt === null ? withdrawal(view, 'withdraw-incident', one.id) : nothing}
  </div>`
}

function acknowledgement(view: View, one: IncidentSummary, mayAct: boolean): TemplateResult {
  const { say } = view
  if (one.acknowledgedAt !== null) {
    const values = { by: one.acknowledgedBy ?? say('ui.provider'), time: timeText(view, one.acknowledgedAt) }
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
    ${failed(view, attempt)}`
}

/** 原因切り分け, 部分復旧, 完全復旧 as they were recorded, and those that may follow. */
function phases(view: View, one: IncidentSummary, mayAct: boolean): TemplateResult | typeof nothing {
  const { say } = view
  const last = Math.max(-1, ...one.phases.map(({ phase }) => PHASES.indexOf(phase)))
  const further = mayAct && one.withdrawnAt === null ? PHASES.slice(last + 1) : []
  if (one.phases.length + further.length === 0) return nothing
  const reached = one.phases.length > 0
  const attempt = view.state.attempts.get(`phase:${one.id}`)
  const recorded = one.phases.map(({ phase, at, by }) =>
    say('ui.phase.at', {
      phase: say(`phase.${phase}`),
      time: timeText(view, at, zoneOf(view, one.service)),
      by: by || say('ui.provider'),
    }),
  )
  const button = (phase: Phase) => html`<button
    type="button"
    class="plainly"
    ?disabled=${attempt?.state === 'busy'}
    @click=${() => view.act.recordPhase(one.id, phase)}
  >
    ${say('ui.phase.record', { phase: say(`phase.${phase}`) })}
  </button>`
  return html`${
    reached
      ? html`<p class="row phases"><span class="soft">${say('ui.incident.phases')}</span> ${recorded.map((words) => html`<span>${words}</span>`)}</p>`
      : nothing
  }
    ${
      further.length === 0
        ? nothing
        : html`<details class="write">
            <summary>${say('ui.phase.write')}</summary>
            <p class="soft">${say('ui.phase.note')}</p>
            <p class="row phases">${further.map(button)}</p>
          </details>`
    }
    ${failed(view, attempt)}`
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
          <p class="under">${say('ui.followUp.by', { time: timeText(view, report.at), by: report.by || say('ui.provider') })}</p>
          <dl>
            <dt>${say('ui.followUp.cause')}</dt><dd>${report.cause ?? say('ui.unreadable')}</dd>
            <dt>${say('ui.followUp.forecast')}</dt><dd>${report.forecast ?? say('ui.unreadable')}</dd>
          </dl>
        </li>`,
      )}
    </ol>
  </div>`
}

/** Where a service has several customers: those who were told, or whom the person chooses. */
function addressees(view: View, key: string, one: IncidentSummary): TemplateResult | typeof nothing {
  const service = view.state.lists.services.items?.find(({ id }) => id === one.service)
  const named = [...one.customers, ...(service?.customers ?? [])].map(({ id, name }) => [id, name] as const)
  if (named.length === 0) return nothing
  return boxes(view, {
    ...{ key, name: 'customers', label: 'ui.followUp.customers', wrong: 'ui.followUp.nobody' },
    choices: [...new Map(named)].map(([value, words]) => ({ value, words })),
    ticked: one.customers.map(({ id }) => id),
  })
}

function followUpForm(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  const key = `follow-up:${one.id}`
  const attempt = view.state.attempts.get(key)
  const busy = attempt?.state === 'busy'
  return html`<details class="write">
    <summary>${say('ui.followUp.write')}</summary>
    <form novalidate @submit=${submitting((form) => view.act.followUp(one.id, form))}>
      ${area(view, key, 'cause', 'ui.followUp.cause')} ${area(view, key, 'forecast', 'ui.followUp.forecast')}
      ${addressees(view, key, one)}
      <button type="submit" class="primary" ?disabled=${busy}>${say(busy ? 'ui.followUp.sending' : 'ui.followUp.send')}</button>
      ${failed(view, attempt)} ${done(view, attempt, 'ui.followUp.done')}
    </form>
  </details>`
}
