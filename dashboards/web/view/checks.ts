/** The checks with their latest results, and whether they ran as often as they must. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { AgentSummary, CheckSummary } from '../../../rules/api/types.ts'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import { CONSOLE } from '../../../rules/text/console.ts'
import { MEASURED } from '../../../rules/text/measured.ts'
import { type CheckGroup, gapState, groupChecks, sortMeasured } from '../arrange.ts'
import * as format from '../format.ts'
import { agentHash, checkHash } from '../place-monitored.ts'
import { history } from './history.ts'
import { ago, badge, bar, code, HEALTH_TONES, listed, listFailure, more, outcome, time } from './parts.ts'
import type { View } from './view.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export function checks(view: View): TemplateResult {
  const { say } = view
  return html`<section id="checks" class="panel" aria-labelledby="checks-title" tabindex="-1">
    <h2 id="checks-title">${say('ui.checks')}</h2>
    ${agents(view)}
    ${listed(
      view,
      view.state.lists.checks,
      say('ui.checks.empty'),
      (items) => html`
        ${repeat(
          groupChecks(items),
          (one) => `${one.service}/${one.component}`,
          (one) => group(view, one),
        )}
        ${more(view, 'checks')}
      `,
    )}
  </section>`
}

function agents(view: View): TemplateResult {
  const { say } = view
  const list = view.state.lists.agents
  if (list.items === null) return html`${listFailure(view, list)}`
  if (list.items.length === 0) return html`<p class="note">${say('ui.agents.empty')}</p>`
  return html`${listFailure(view, list)}
    <ul class="agents" aria-label=${say('ui.agents')}>
      ${repeat(
        list.items,
        (one) => one.id,
        (one) => agent(view, one),
      )}
    </ul>
    ${more(view, 'agents')}`
}

function agent(view: View, one: AgentSummary): TemplateResult {
  const { say } = view
  const state = one.revokedAt !== null ? 'revoked' : one.connected ? 'connected' : 'away'
  const tone = { revoked: 'quiet', connected: 'good', away: 'unknown' } as const
  const [before, after] = say('ui.agent.seen').split('{time}')
  const inventory = Object.entries(one.inventory)
  return html`<li>
    <strong><a href=${agentHash(one.name)}>${one.name}</a></strong> ${badge(tone[state], say(`ui.agent.${state}`))}
    <span class="soft">${one.lastSeenAt === null ? say('ui.agent.never') : html`${before}${time(view, one.lastSeenAt)}${after}`}</span>
    <span class="soft">${say('ui.agent.checks', { count: one.checks })}</span>
    <span class="soft">${
      one.clockOffsetMs === null
        ? say('ui.agent.clockUnknown')
        : say('ui.agent.clock', {
            offset: format.signed(one.clockOffsetMs),
            uncertainty: format.measured('_ms', one.clockUncertaintyMs ?? 0),
          })
    }</span>
    ${one.lost > 0 ? badge('bad', say('ui.agent.lost', { count: one.lost })) : nothing}
    ${one.version === null ? nothing : html`<code>${one.version}</code>`}
    ${inventory.length === 0 ? nothing : html`<span class="under">${inventory.map(([name, value]) => html`<span class="counted">${label(view, 'inventory', name)} ${name === 'memory' && Number(value) > 0 ? format.bytes(Number(value)) : value}</span> `)}</span>`}
  </li>`
}

function group(view: View, one: CheckGroup): TemplateResult {
  const { say } = view
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<h3 class="component">
      <bdi>${one.componentName}</bdi> <span class="tag">${say(`component.${one.componentKind}`)}</span> <code>${one.service}/${one.component}</code>
    </h3>
    <table class="checks" role="table">
      <caption class="unseen">${say('ui.checks.caption', { component: one.componentName })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${column('ui.checks.check')} ${column('ui.checks.target')} ${column('ui.checks.health')} ${column('ui.checks.last')}
          ${column('ui.checks.gap')} ${column('ui.checks.counts')}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          one.checks,
          (check) => check.check,
          (check) => row(view, check),
        )}
      </tbody>
    </table>`
}

function row(view: View, check: CheckSummary): TemplateResult {
  const { say, language } = view
  const name = check.check.split('/').at(-1) ?? ''
  const unfolded = view.state.results.has(check.check)
  return html`<tr role="row" class="check ${check.health} gap-${gapState(check)}">
      <th role="rowheader" scope="row">
        <span class="name">${say(`purpose.${check.purpose}`)}</span>
        <span class="under"><a href=${checkHash(check.check)}><code>${name}</code></a> <span>${check.agent} · ${say('ui.checks.every', { span: format.span(check.everyMs, language) })}</span></span>
        <button
          type="button"
          class="plainly"
          aria-expanded=${unfolded ? 'true' : 'false'}
          aria-label=${say('ui.checks.history', { check: check.check })}
          @click=${() => view.act.toggleResults(check.check)}
        >
          ${say('ui.results.show')}
        </button>
      </th>
      <td role="cell" data-label=${say('ui.checks.target')}><span class="tag">${check.type}</span> <code class="target">${check.target}</code></td>
      <td role="cell" data-label=${say('ui.checks.health')}>
        ${badge(HEALTH_TONES[check.health], say(`health.${check.health}`))}
        <span class="under">${since(view, check.healthSince)} ${check.healthReason === null ? nothing : code(view, check.healthReason)}</span>
      </td>
      <td role="cell" data-label=${say('ui.checks.last')} class="last">${last(view, check)}</td>
      <td role="cell" data-label=${say('ui.checks.gap')}>${gap(view, check)}</td>
      <td role="cell" data-label=${say('ui.checks.counts')}>${counts(view, check)}</td>
    </tr>
    ${unfolded ? history(view, check) : nothing}`
}

export function since(view: View, at: string | null): TemplateResult | typeof nothing {
  if (at === null) return nothing
  const [before, after] = view.say('ui.since').split('{time}')
  return html`${before}${time(view, at)}${after}`
}

function last(view: View, check: CheckSummary): TemplateResult {
  const { say } = view
  const { last } = check
  if (last === null) return html`<span class="soft">${say('ui.checks.noResult')}</span>`
  return html`${outcome(view, last)}
    <span class="when">${time(view, last.startedAt)} <span class="soft">${ago(view, Date.parse(last.startedAt))}</span></span>
    ${measured(view, last.values)}
    ${
      last.reason === null && last.message === null
        ? nothing
        : html`<span class="under">${last.reason === null ? nothing : html`<strong>${code(view, last.reason)}</strong>`} ${last.message}</span>`
    }`
}

/** Measured values by the names they have; those of a request in its order. */
export function measured(
  view: View,
  values: Record<string, number | string>,
): TemplateResult | typeof nothing {
  const entries = sortMeasured(values)
  if (entries.length === 0) return nothing
  return html`<ul class="measured">
    ${entries.map(([name, value]) => html`<li><span class="soft">${label(view, 'measured', name)}</span> ${measuredText(view, name, value)}</li>`)}
  </ul>`
}

const isText = (key: string): key is TextKey => [CONSOLE, MEASURED].some((texts) => Object.hasOwn(texts, key))
/** Values of which there is one for each mount, network or disk. */
const OF_ONE =
  /^(?<of>disk|inodes|net|io)_(?<name>.+)_(?<what>used_percent|free_mib|receive_kib_s|send_kib_s|read_kib_s|write_kib_s|busy_percent)$/

/** The name of a value or of a fact in words; one that has none stays as it is. */
export function label(view: View, family: 'measured' | 'inventory', given: string): string {
  const key = `${family}.${given}`
  if (isText(key)) return view.say(key)
  const { of, name = '', what } = OF_ONE.exec(given)?.groups ?? {}
  const general = `${family}.${of}_${what}`
  return isText(general) ? view.say(general, { name }) : given
}

/** Spans of more than a minute are for reading, and so are yes and no. */
function measuredText(view: View, name: string, value: number | string): string {
  if (value === 'yes' || value === 'no') return view.say(`measured.${value}`)
  if (typeof value === 'number' && /(?:^|_)(?:uptime|since_update|since|oldest)_s$/.test(name))
    return format.span(value * 1000, view.language)
  return format.measured(name, value)
}

export function gap(view: View, check: CheckSummary): TemplateResult {
  const { say, language } = view
  const { largestGapMs, limitMs } = check
  if (largestGapMs === null) return html`<span class="soft">${say('ui.checks.gap.none')}</span>`
  const state = gapState(check)
  return html`<span class="figure">${format.span(largestGapMs, language)}</span>
    ${limitMs === null ? nothing : html`<span class="soft">${say('ui.checks.gap.limit', { limit: format.span(limitMs, language) })}</span>${bar(largestGapMs, limitMs)}`}
    ${state === 'over' ? badge('bad', say('ui.checks.gap.over')) : nothing}
    ${state === 'near' ? badge('warn', say('ui.checks.gap.near')) : nothing}`
}

export function counts(view: View, check: CheckSummary): TemplateResult {
  const { say } = view
  const { ok, failed, unknown, skipped } = check.counts
  const one = (count: number, words: string, tone: string) =>
    html`<li class=${count > 0 ? tone : 'zero'}><span class="soft">${words}</span> ${count}</li>`
  // After a restart the counts begin later than the day they stand for: say so.
  const from = Date.parse(check.countedFrom)
  const shortened = from > view.now - DAY_MS + MINUTE_MS
  return html`<ul class="measured">
    ${one(ok, say('ui.checks.ok'), '')} ${one(failed, say('ui.checks.failed'), 'bad')}
    ${one(unknown, say('ui.checks.unknown'), 'warn')} ${one(skipped, say('ui.checks.skipped'), 'warn')}
  </ul>
    ${shortened ? html`<span class="under">${since(view, check.countedFrom)}</span>` : nothing}`
}
