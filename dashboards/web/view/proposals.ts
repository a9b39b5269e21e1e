/** What two operators decide together: one proposes a withdrawal with a reason, another approves or rejects it. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { ProposalSummary } from '../../../rules/api/types.ts'
import { type ProposalKind, WITHDRAWAL_REASONS } from '../../../rules/words.ts'
import * as format from '../format.ts'
import { may } from '../permitted.ts'
import { guidelineHash } from '../place.ts'
import { area, chooser, done, failed, submitting } from './form.ts'
import { badge, more, timeText, zoneOf } from './parts.ts'
import type { View } from './view.ts'

/** The panel of what awaits a decision; nothing where nothing does. */
export function proposals(view: View): TemplateResult | typeof nothing {
  const { say } = view
  const waiting = view.state.lists.waiting.items ?? []
  if (waiting.length === 0) return nothing
  return html`<section id="proposals" class="panel" aria-labelledby="proposals-title" tabindex="-1">
    <h2 id="proposals-title">${say('ui.proposals')} <span class="count warn">${waiting.length}</span></h2>
    <p class="soft">${say('ui.proposals.intro')}</p>
    <ul class="proposals">
      ${repeat(
        waiting,
        (one) => one.id,
        (one) => proposalItem(view, one),
      )}
    </ul>
    ${more(view, 'waiting')}
  </section>`
}

/** One proposal with what may be done about it by whoever is looking. */
export function proposalItem(view: View, one: ProposalSummary): TemplateResult {
  const { say } = view
  const name = view.state.lists.services.items?.find((service) => service.id === one.service)?.name
  return html`<li class="proposal ${one.state}">
    <p class="name">${say(`proposal.${one.kind}`)} ${about(view, one)} <span class="soft">${name ?? one.service}</span></p>
    <p>${badge('quiet', say(`proposal.${one.reason}`))} <span class="said">${one.comment}</span></p>
    <p class="under">
      <span class="counted">${say('ui.proposal.by', { by: one.proposedBy, time: timeText(view, one.proposedAt) })}</span>
      ${
        one.decidedAt === null
          ? nothing
          : say('ui.proposal.decided', {
              by: one.decidedBy ?? '',
              time: timeText(view, one.decidedAt),
              decision: say(`proposal.${one.state}`),
            })
      }
    </p>
    ${one.state === 'proposed' ? decision(view, one) : nothing}
  </li>`
}

/** What would be withdrawn: whoever decides must see it, and its reasons one click away. */
function about(
  view: View,
  { kind, service, about: { item, subject, incident, at } }: ProposalSummary,
): TemplateResult {
  const words = incident === null ? null : view.say(`incident.${incident}`)
  const held = kind === 'lift-hold'
  const when = html`<span class="soft">${timeText(view, at, zoneOf(view, service))}</span>`
  if (held) return html`<code>${subject}</code> ${when}`
  if (item === null) return html`<a href="#incident-${subject}">${words ?? subject}</a> ${when}`
  const title = view.state.lists.services.items
    ?.find((one) => one.id === service)
    ?.values.find((row) => row.item === item)?.title[view.language]
  const zone = zoneOf(view, service)
  const month = format.day(Date.parse(at), zone).slice(0, 7)
  const current = format.day(view.now, zone).slice(0, 7)
  const place = guidelineHash({ service, item, month: month === current ? null : month })
  return html`<a href=${place}>${title ?? nothing} <code>${item}</code></a>
    ${words === null ? html`<code class="soft">${subject}</code>` : html`<a href="#incident-${subject}">${words}</a>`} ${when}`
}

/** Never the proposer: that person reads who has to decide. */
function decision(view: View, one: ProposalSummary): TemplateResult {
  const { say } = view
  const operator = view.state.status?.session?.operator
  if (operator === undefined) return html`<p class="soft">${say('ui.proposal.needsLogin')}</p>`
  if (operator === one.proposedBy) return html`<p class="soft">${say('ui.proposal.another')}</p>`
  if (!may(view.state, 'decide')) return html`<p class="soft">${say('ui.proposal.another')}</p>`
  const attempt = view.state.attempts.get(`decide:${one.id}`)
  const busy = attempt?.state === 'busy'
  return html`<p class="row">
      <button type="button" class="primary" ?disabled=${busy} @click=${() => view.act.decide(one.id, 'approve')}>${say('ui.proposal.approve')}</button>
      <button type="button" ?disabled=${busy} @click=${() => view.act.decide(one.id, 'reject')}>${say('ui.proposal.reject')}</button>
    </p>
    ${failed(view, attempt)}`
}

/** Beside an incident or a breached obligation: the proposal that stands, or the form for one. */
export function withdrawal(view: View, kind: ProposalKind, subject: string): TemplateResult | typeof nothing {
  const { say } = view
  const standing = view.state.lists.waiting.items?.find((one) => one.subject === subject)
  if (standing !== undefined)
    return html`<div class="standing">
      <p>${badge('warn', say('ui.proposal.waiting'))}</p>
      <ul class="proposals">${proposalItem(view, standing)}</ul>
    </div>`
  if (!may(view.state, 'propose')) return nothing
  const key = `propose:${subject}`
  const attempt = view.state.attempts.get(key)
  const busy = attempt?.state === 'busy'
  return html`<details class="write">
    <summary>${say('ui.proposal.propose')}</summary>
    <form novalidate @submit=${submitting((form) => view.act.propose(kind, subject, form))}>
      <p class="soft">${say('ui.proposals.intro')}</p>
      ${chooser(view, key, 'reason', 'ui.proposal.reason', WITHDRAWAL_REASONS, (one) => say(`proposal.${one}`), 'ui.proposal.choose')}
      ${area(view, key, 'comment', 'ui.proposal.comment')}
      <button type="submit" class="primary" ?disabled=${busy}>${say(busy ? 'ui.working' : 'ui.proposal.send')}</button>
      ${failed(view, attempt)} ${done(view, attempt, 'ui.proposal.done')}
    </form>
  </details>`
}
