/** The own account: its role, its password, its sessions. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { SessionSummary } from '../../../../rules/api/people.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { field, submitButton } from '../entrance.ts'
import { done, failed, submitting } from '../form.ts'
import { ago, listed, shape, time, timeText } from '../parts.ts'
import type { View } from '../view.ts'

export function accountPage(view: View): TemplateResult {
  const { say, state } = view
  const session = state.status?.session
  if (session == null) return html`<p class="note" role="status">${say('ui.failed.login')}</p>`
  const lockedAt = state.people.me.value?.operator?.lastLockedAt ?? null
  return html`<section id="account" class="panel" aria-labelledby="account-title" tabindex="-1">
      <h2 id="account-title">${say('ui.account')}</h2>
      <p><strong>${session.operator}</strong></p>
      <p class="soft">${say('ui.account.role', { role: say(`role.${session.role}`), may: say(`role.${session.role}.may`) })}</p>
      ${lockedAt === null ? nothing : html`<p class="note bad">${shape('warn')} ${say('ui.account.locked', { time: timeText(view, lockedAt) })}</p>`}
      ${password(view, session.operator)}
    </section>
    <section id="sessions" class="panel" aria-labelledby="sessions-title" tabindex="-1">
      <h2 id="sessions-title">${say('ui.sessions')}</h2>
      ${listed(view, state.people.sessions, say('ui.sessions.none'), (items) => sessions(view, items))}
      ${failed(view, state.attempts.get('sessions'))}
    </section>`
}

function password(view: View, name: string): TemplateResult {
  const { say, state } = view
  const attempt = state.attempts.get('password')
  return html`<form class="own" novalidate @submit=${submitting(view.act.changePassword)}>
    <h3>${say('ui.account.password')}</h3>
    <p class="soft">${say('ui.account.password.note')}</p>
    <label class="unseen">${say('ui.enrol.name')}<input name="name" type="text" autocomplete="username" tabindex="-1" readonly .value=${name} /></label>
    ${field(view, 'old', 'password', 'ui.account.old', 'current-password', attempt)}
    ${field(view, 'password', 'password', 'ui.account.new', 'new-password', attempt, 'ui.enrol.hint')}
    ${field(view, 'again', 'password', 'ui.account.again', 'new-password', attempt)}
    ${submitButton(view, 'ui.account.change', attempt)}
    ${failed(view, attempt)} ${done(view, attempt, 'ui.account.changed')}
  </form>`
}

function sessions(view: View, items: SessionSummary[]): TemplateResult {
  const { say, act, state } = view
  const busy = state.attempts.get('sessions')?.state === 'busy'
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  const others = items.filter(({ own }) => !own)
  return html`<table class="accounts" role="table">
      <caption class="unseen">${say('ui.sessions')}</caption>
      <thead role="rowgroup">
        <tr role="row">${column('ui.sessions.began')} ${column('ui.people.seen')} ${column('ui.sessions.ends')}</tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          items,
          (one) => one.id,
          (one) => html`<tr role="row">
            <th role="rowheader" scope="row">
              ${time(view, one.createdAt)}
              ${
                one.own
                  ? html`<span class="tag">${say('ui.sessions.own')}</span>`
                  : html`<button type="button" class="plainly" ?disabled=${busy} @click=${() => act.endSession(one.id)}>${say('ui.sessions.end')}</button>`
              }
            </th>
            <td role="cell" data-label=${say('ui.people.seen')}>${time(view, one.lastSeenAt)} <span class="soft">${ago(view, Date.parse(one.lastSeenAt))}</span></td>
            <td role="cell" data-label=${say('ui.sessions.ends')}>${timeText(view, one.expiresAt)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${
      others.length === 0
        ? nothing
        : html`<p><button type="button" ?disabled=${busy} @click=${() => act.endSession(null)}>${say('ui.sessions.endOthers')}</button></p>`
    }`
}
