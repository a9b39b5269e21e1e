/** Who may come in, as what, and what an administrator does about it; below, the tokens of programs. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { OperatorSummary } from '../../../../rules/api/people.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { may } from '../../permitted.ts'
import { failed, submitting } from '../form.ts'
import { ago, badge, listed, shape, time, timeText } from '../parts.ts'
import type { View } from '../view.ts'
import { change } from './change.ts'
import { once } from './once.ts'
import { rights } from './rights.ts'
import { tokens } from './tokens.ts'

export function peoplePage(view: View): TemplateResult {
  const { say, state } = view
  if (!may(state, 'read-people'))
    return html`<p class="note" role="status">${shape('unknown')} ${say('ui.refused.not-permitted')}</p>`
  return html`<section id="people" class="panel" aria-labelledby="people-title" tabindex="-1">
      <h2 id="people-title">${say('ui.people')}</h2>
      ${listed(view, state.people.operators, say('ui.people.none'), (items) => table(view, items))}
      ${may(state, 'manage-people') ? invitation(view) : nothing}
    </section>
    ${tokens(view)}`
}

function table(view: View, items: OperatorSummary[]): TemplateResult {
  const { say } = view
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<table class="accounts" role="table">
    <caption class="unseen">${say('ui.people')}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column('ui.people.name')} ${column('ui.people.role')} ${column('ui.people.state')} ${column('ui.people.seen')} ${column('ui.people.sessions')}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (one) => one.id,
        (one) => row(view, one),
      )}
    </tbody>
  </table>`
}

function row(view: View, one: OperatorSummary): TemplateResult {
  const { say, state } = view
  const own = state.status?.session?.operator === one.name
  const services = one.services?.map(
    (id) => state.lists.services.items?.find((service) => service.id === id)?.name ?? id,
  )
  const seenAt = one.lastSeenAt
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <span class="name">${one.name}</span> ${own ? html`<span class="tag">${say('ui.people.you')}</span>` : nothing}
      ${own || !may(state, 'manage-people') ? nothing : change(view, one)}
    </th>
    <td role="cell" data-label=${say('ui.people.role')}>
      ${say(`role.${one.role}`)}
      ${services === undefined ? nothing : html`<span class="under">${say('ui.people.services', { services: services.join('、') })}</span>`}
    </td>
    <td role="cell" data-label=${say('ui.people.state')}>${standing(view, one)}</td>
    <td role="cell" data-label=${say('ui.people.seen')}>
      ${seenAt === null ? say('ui.people.never') : html`${time(view, seenAt)} <span class="soft">${ago(view, Date.parse(seenAt))}</span>`}
    </td>
    <td role="cell" data-label=${say('ui.people.sessions')}>${one.sessions}</td>
  </tr>`
}

function standing(view: View, one: OperatorSummary): TemplateResult {
  const { say } = view
  const before =
    one.lastLockedAt === null
      ? nothing
      : html`<span class="under">${say('ui.people.lockedBefore', { time: timeText(view, one.lastLockedAt) })}</span>`
  if (one.disabledAt !== null) return html`${badge('quiet', say('ui.people.disabled'))}${before}`
  if (one.lockedUntilAt !== null && Date.parse(one.lockedUntilAt) > view.now)
    return badge('warn', say('ui.people.locked', { time: timeText(view, one.lockedUntilAt) }))
  return html`${badge('good', say('ui.people.good'))}${before}`
}

function invitation(view: View): TemplateResult {
  const { say, state } = view
  const attempt = state.attempts.get('invite')
  const busy = attempt?.state === 'busy'
  return html`<details class="write" ?open=${state.invitation !== null}>
    <summary>${say('ui.invite')}</summary>
    <form novalidate @submit=${submitting(view.act.invite)}>
      <p class="soft">${say('ui.invite.intro')}</p>
      ${rights(view, 'invite', { role: 'operator', services: null, customer: null })}
      <button type="submit" class="primary" ?disabled=${busy}>${say(busy ? 'ui.working' : 'ui.invite.make')}</button>
      ${failed(view, attempt)}
      ${state.invitation === null ? nothing : once(say('ui.invite.link'), 'invitation', state.invitation)}
    </form>
  </details>`
}
