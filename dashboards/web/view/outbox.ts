/** The outbox: every delivery to every recipient, without anybody's address. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { DeliverySummary } from '../../../rules/api/types.ts'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import { customerOf } from './customer.ts'
import { toldBy } from './incidents.ts'
import { badge, due, listed, listFailure, more, time, timeText } from './parts.ts'
import type { View } from './view.ts'

export function outbox(view: View): TemplateResult {
  const { say } = view
  const { notices, deliveries } = view.state.lists
  return html`<section id="outbox" class="panel" aria-labelledby="outbox-title" tabindex="-1">
    <h2 id="outbox-title">${say('ui.outbox')}</h2>
    ${
      notices.items === null || notices.items.length === 0
        ? listFailure(view, notices)
        : html`${listFailure(view, notices)}
            <div class="told">
              <h3>${say('ui.outbox.notices')}</h3>
              <ul>${repeat(
                notices.items,
                (one) => one.id,
                (one) =>
                  toldBy(
                    view,
                    one,
                    html`<strong>${nameOf(view, one.service)}</strong> ${about(view, one.incident)} ${customerOf(view, one)} <span class="soft">${say('ui.outbox.created')} ${time(view, one.createdAt)}</span>`,
                  ),
              )}</ul>
              ${more(view, 'notices')}
            </div>`
    }
    ${listed(view, deliveries, say('ui.outbox.empty'), (items) => html`${table(view, items)}${more(view, 'deliveries')}`)}
  </section>`
}

function table(view: View, items: DeliverySummary[]): TemplateResult {
  const { say } = view
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<table class="deliveries" role="table">
    <caption class="unseen">${say('ui.outbox.caption')}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column('ui.outbox.to')} ${column('ui.outbox.notice')} ${column('ui.outbox.state')} ${column('ui.outbox.due')}
        ${column('ui.outbox.attempts')} ${column('ui.outbox.answer')}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (one) => one.id,
        (one) => delivery(view, one),
      )}
    </tbody>
  </table>`
}

function nameOf(view: View, service: string): string {
  return view.state.lists.services.items?.find((one) => one.id === service)?.name ?? service
}

/** The incident that it tells of: by its kind where it is among those that were read. */
function about(view: View, incident: string): TemplateResult {
  const { open, recovered } = view.state.lists
  const kind = [...(open.items ?? []), ...(recovered.items ?? [])].find(({ id }) => id === incident)?.kind
  return html`<a href="#incident-${incident}">${view.say(kind === undefined ? 'ui.outbox.incident' : `incident.${kind}`)}</a>`
}

const STATE_TONES = { waiting: 'warn', accepted: 'good', refused: 'bad', expired: 'bad' } as const

function delivery(view: View, one: DeliverySummary): TemplateResult {
  const { say } = view
  return html`<tr role="row" class=${one.state}>
    <th role="rowheader" scope="row">
      <span class="name">${say(`audience.${one.audience}`)}</span>
      <span class="under"><code>${one.hint}</code> ${one.channel === 'mail' ? say('ui.outbox.mail') : one.channel}</span>
    </th>
    <td role="cell" data-label=${say('ui.outbox.notice')}>
      ${say(`notice.${one.kind}`)} <span class="soft">${nameOf(view, one.service)}</span> ${about(view, one.incident)} ${customerOf(view, one)}
      <span class="under">${say('ui.outbox.created')} ${time(view, one.createdAt)}</span>
    </td>
    <td role="cell" data-label=${say('ui.outbox.state')}>
      ${badge(STATE_TONES[one.state], say(`ui.delivery.${one.state}`))}
      ${one.acceptedAt === null ? nothing : html`<span class="under">${time(view, one.acceptedAt)}</span>`}
    </td>
    <td role="cell" data-label=${say('ui.outbox.due')}>${dueCell(view, one)}</td>
    <td role="cell" data-label=${say('ui.outbox.attempts')}>
      <span class="figure">${one.attempts}</span>
      ${
        one.state === 'waiting' && one.nextAttemptAt !== null
          ? html`<span class="under">${say('ui.outbox.next', { time: timeText(view, one.nextAttemptAt) })}</span>`
          : nothing
      }
    </td>
    <td role="cell" data-label=${say('ui.outbox.answer')} class="answer">
      ${one.lastAnswer ?? html`<span class="soft">${say('ui.outbox.noAnswer')}</span>`}
    </td>
  </tr>`
}

function dueCell(view: View, one: DeliverySummary): TemplateResult {
  const { say } = view
  if (one.dueAt === null) return html`<span class="soft">${say('ui.outbox.noDue')}</span>`
  const at = html`<span class="under">${time(view, one.dueAt)}</span>`
  if (one.late) return html`${badge('bad', say('ui.outbox.late'))}${at}`
  if (one.state === 'waiting') return html`${due(view, one.dueAt)}${at}`
  if (one.state === 'accepted') return html`${badge('good', say('ui.outbox.inTime'))}${at}`
  return at
}
