/** One agent: what it runs on, how it is, who it is known by, what it lost, where it left gaps, what it checks. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AgentDetail } from '../../../../rules/api/monitored.ts'
import * as format from '../../format.ts'
import { checkHash } from '../../place-monitored.ts'
import { label } from '../checks.ts'
import { badge, code, fetched, listed, time, zoneOf } from '../parts.ts'
import type { View } from '../view.ts'
import { clock, presence, seen, spool } from './agents.ts'
import { checkTable, moreChecks } from './checks.ts'

export function agentPage(view: View, { name }: { name: string }): TemplateResult {
  const { say, state } = view
  const { agent, checks } = state.monitored
  return html`<section id="agent-page" class="panel" aria-labelledby="agent-title" tabindex="-1">
      <p class="onward"><a href="#agents">${say('ui.agents')}</a></p>
      <h2 id="agent-title" class="long">${name}</h2>
      ${fetched(view, agent, say('ui.agent.absent', { name }), (one) => details(view, one))}
    </section>
    ${
      agent.value === null
        ? nothing
        : html`<section class="panel" aria-labelledby="agent-checks-title">
            <h2 id="agent-checks-title">${say('ui.checks')}</h2>
            ${listed(view, checks.list, say('ui.checks.empty'), (items) => html`${checkTable(view, items)} ${moreChecks(view)}`)}
          </section>`
    }`
}

function details(view: View, one: AgentDetail): TemplateResult {
  const { say, language } = view
  const { status } = one
  const fact = (words: string, value: unknown) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`
  return html`<dl class="facts-list">
      ${fact(say('ui.checks.health'), presence(view, one))} ${fact(say('ui.agents.seen'), seen(view, one))}
      ${fact(say('ui.agents.version'), one.version === null ? '-' : html`<code>${one.version}</code>`)}
      ${fact(say('ui.agents.clock'), clock(view, one))} ${fact(say('ui.agents.spool'), spool(view, one))}
      ${fact(say('ui.agents.lost'), one.lost > 0 ? badge('bad', say('ui.agents.count', { count: one.lost })) : '0')}
      ${
        status === null
          ? nothing
          : html`${fact(say('ui.agent.running'), `${status.running} / ${status.assigned}`)}
            ${status.rss > 0 ? fact(say('ui.agent.memory'), format.bytes(status.rss)) : nothing}
            ${fact(say('ui.agent.late'), format.measured('_ms', status.lateMs))}
            ${status.lost > 0 ? fact(say('ui.agent.lostNow'), status.lost) : nothing}
            ${status.unknownRuns > 0 ? fact(say('ui.agent.unknownRuns'), status.unknownRuns) : nothing}
            ${fact(say('ui.agent.told'), time(view, status.at))}`
      }
      ${fact(say('ui.agent.created'), time(view, one.createdAt))}
    </dl>
    ${inventory(view, one)} ${credentials(view, one)}
    <h3>${say('ui.agent.gaps')}</h3>
    ${
      one.gaps.length === 0
        ? html`<p class="note">${say('ui.agent.gaps.none')}</p>`
        : html`<ul class="gaps">
            ${one.gaps.map(
              (gap) => html`<li>
                <a href="#incident-${gap.incident}">${say('incident.monitoring-gap')}</a>
                ${time(view, gap.fromAt, zoneOf(view, gap.service))} – ${gap.toAt === null ? badge('unknown', say('ui.agent.gap.open')) : time(view, gap.toAt, zoneOf(view, gap.service))}
                <span class="soft">${format.span((gap.toAt === null ? view.now : Date.parse(gap.toAt)) - Date.parse(gap.fromAt), language)}</span>
                ${gap.reason === null ? nothing : code(view, gap.reason)}
                <span class="under">${gap.checks.map((check) => html`<a href=${checkHash(check)}><code>${check}</code></a> `)}</span>
              </li>`,
            )}
          </ul>`
    }
    ${losses(view, one)}`
}

function inventory(view: View, one: AgentDetail): TemplateResult | typeof nothing {
  const entries = Object.entries(one.inventory)
  if (entries.length === 0) return nothing
  return html`<h3>${view.say('ui.agent.inventory')}</h3>
    <dl class="facts-list small">
      ${entries.map(
        ([name, value]) =>
          html`<div><dt>${label(view, 'inventory', name)}</dt><dd>${name === 'memory' && Number(value) > 0 ? format.bytes(Number(value)) : value}</dd></div>`,
      )}
    </dl>`
}

/** What admits it; the token itself was shown once and is nowhere. */
function credentials(view: View, one: AgentDetail): TemplateResult {
  const { say } = view
  return html`<h3>${say('ui.agent.credentials')}</h3>
    <ul class="gaps">
      ${one.credentials.map((credential) => {
        const { valid, validFrom, validUntil, revokedAt } = credential
        return html`<li>
          ${badge(valid ? 'good' : 'quiet', say(valid ? 'ui.agent.valid' : 'ui.agent.invalid'))}
          ${time(view, validFrom)} – ${validUntil === null ? say('ui.agent.unlimited') : time(view, validUntil)}
          ${revokedAt === null ? nothing : html`<span class="soft">${say('ui.agent.revoked')} ${time(view, revokedAt)}</span>`}
          <code class="soft">${credential.id}</code>
        </li>`
      })}
    </ul>`
}

function losses(view: View, one: AgentDetail): TemplateResult | typeof nothing {
  if (one.losses.length === 0) return nothing
  return html`<h3>${view.say('ui.agent.losses')}</h3>
    <ul class="gaps">
      ${one.losses.map(
        ({ firstAt, lastAt, count, reason }) => html`<li>
          ${badge('bad', view.say('ui.agents.count', { count }))} ${code(view, reason)}
          <span class="soft">${time(view, firstAt)} – ${time(view, lastAt)}</span>
        </li>`,
      )}
    </ul>`
}
