/** The agents, one row each: who is there, what waits, whose clock is off, who lost something. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { AgentSummary } from '../../../../rules/api/types.ts'
import * as format from '../../format.ts'
import { agentHash, clocksHash } from '../../place-monitored.ts'
import { ofSeveralHosts } from '../../spread.ts'
import { ago, badge, listed, more, time } from '../parts.ts'
import type { View } from '../view.ts'

export function agentsPage(view: View): TemplateResult {
  const { say } = view
  const column = (words: string) => html`<th role="columnheader" scope="col">${words}</th>`
  return html`<section id="agents-page" class="panel" aria-labelledby="agents-title" tabindex="-1">
    <h2 id="agents-title">${say('ui.agents')}</h2>
    ${listed(
      view,
      view.state.lists.agents,
      say('ui.agents.empty'),
      (items) => html`<table class="fleet" role="table">
          <caption class="unseen">${say('ui.agents')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              ${column(say('ui.agents.agent'))} ${column(say('ui.agents.seen'))} ${column(say('ui.agents.version'))}
              ${column(say('ui.checks'))} ${column(say('ui.agents.spool'))} ${column(say('ui.agents.clock'))} ${column(say('ui.agents.lost'))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${repeat(
              items,
              (one) => one.id,
              (one) => row(view, one),
            )}
          </tbody>
        </table>
        ${more(view, 'agents')}`,
    )}
  </section>
  ${compared(view)}`
}

/** Services whose hosts' clocks can be held against each other. With more checks than were read, all services. */
function compared(view: View): TemplateResult | typeof nothing {
  const { checks, services } = view.state.lists
  if (checks.items === null || services.items === null) return nothing
  const several = ofSeveralHosts(checks.items)
  const shown = services.items.filter(({ id }) => checks.more || several.includes(id))
  if (shown.length === 0) return nothing
  return html`<section class="panel" aria-labelledby="clocks-of">
    <h2 id="clocks-of">${view.say('ui.clocks.of')}</h2>
    <ul class="onwards">${shown.map(({ id, name }) => html`<li><a class="long" href=${clocksHash(id)}>${name}</a></li>`)}</ul>
  </section>`
}

function row(view: View, one: AgentSummary): TemplateResult {
  const { say } = view
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <a class="name cut" href=${agentHash(one.name)} title=${one.name}>${one.name}</a>
      <span class="under">${presence(view, one)}</span>
    </th>
    <td role="cell" data-label=${say('ui.agents.seen')}>${seen(view, one)}</td>
    <td role="cell" data-label=${say('ui.agents.version')}>${one.version === null ? '-' : html`<code>${one.version}</code>`}</td>
    <td role="cell" data-label=${say('ui.checks')}>${one.checks}</td>
    <td role="cell" data-label=${say('ui.agents.spool')}>${spool(view, one)}</td>
    <td role="cell" data-label=${say('ui.agents.clock')}>${clock(view, one)}</td>
    <td role="cell" data-label=${say('ui.agents.lost')}>${one.lost > 0 ? badge('bad', say('ui.agents.count', { count: one.lost })) : '0'}</td>
  </tr>`
}

export function presence(view: View, one: AgentSummary): TemplateResult {
  const state = one.revokedAt !== null ? 'revoked' : one.connected ? 'connected' : 'away'
  const tone = { revoked: 'quiet', connected: 'good', away: 'unknown' } as const
  return badge(tone[state], view.say(`ui.agent.${state}`))
}

export function seen(view: View, one: AgentSummary): TemplateResult | string {
  if (one.lastSeenAt === null) return view.say('ui.agent.never')
  return html`${time(view, one.lastSeenAt)} <span class="soft">${ago(view, Date.parse(one.lastSeenAt))}</span>`
}

/** What waits there beside the batch that told of it; what is old is worth an eye. */
export function spool(view: View, { status }: AgentSummary): TemplateResult | string {
  const { say, language } = view
  if (status === null) return html`<span class="soft">${say('ui.agents.untold')}</span>`
  if (status.waiting === 0) return '0'
  const words = say('ui.agents.waiting', { count: status.waiting, bytes: format.bytes(status.bytes) })
  return html`${badge('warn', words)}
    ${status.oldestMs === null ? nothing : html`<span class="under">${say('ui.agents.oldest', { span: format.span(status.oldestMs, language) })}</span>`}`
}

/** How far it is ahead of the collector's, as on the page of clocks. */
export function clock(view: View, one: AgentSummary): TemplateResult | string {
  if (one.clockOffsetMs === null) return html`<span class="soft">${view.say('ui.agents.unmeasured')}</span>`
  return `${format.signed(-one.clockOffsetMs)} ± ${format.measured('_ms', one.clockUncertaintyMs ?? 0)}`
}
