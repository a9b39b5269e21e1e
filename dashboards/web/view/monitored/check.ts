/** One check: how it is set, its last result with all it measured, how it went, how long it took, and "run now". */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { CheckDetail } from '../../../../rules/api/monitored.ts'
import * as format from '../../format.ts'
import { may } from '../../permitted.ts'
import { agentHash, checkHash, checkPath, checksHash, SPANS, type Span } from '../../place-monitored.ts'
import { counts, gap, measured } from '../checks.ts'
import { failed } from '../form.ts'
import { resultTable } from '../history.ts'
import {
  ago,
  badge,
  code,
  fetched,
  HEALTH_TONES,
  isWarned,
  listed,
  outcome,
  shape,
  time,
  timeText,
} from '../parts.ts'
import type { View } from '../view.ts'
import { graph } from './graph.ts'
import { strip } from './strip.ts'

interface Named {
  service: string
  component: string
  check: string
  span: Span
}

export function checkPage(view: View, place: Named): TemplateResult {
  const { say } = view
  const name = `${place.service}/${place.component}/${place.check}`
  const { check, responses, results } = view.state.monitored
  return html`<section id="check-page" class="panel" aria-labelledby="check-title" tabindex="-1">
      <p class="onward"><a href=${checksHash({ service: place.service })}>${say('ui.checks')}</a></p>
      <h2 id="check-title" class="long">${name}</h2>
      ${fetched(view, check, say('ui.check.absent', { name }), (one) => head(view, place, one))}
    </section>
    ${
      check.value === null
        ? nothing
        : html`<section class="panel" aria-labelledby="responses-title">
              <h2 id="responses-title">${say(check.value.responseValue === null ? 'ui.graph.outcomes' : 'ui.graph')}</h2>
              ${spans(view, place, name)}
              ${fetched(view, responses, say('ui.graph.empty'), (read) => (check.value === null ? html`` : graph(view, check.value, read)))}
            </section>
            <section class="panel" aria-labelledby="newest-title">
              <h2 id="newest-title">${say('ui.results.show')}</h2>
              ${listed(view, results.list, say('ui.results.empty'), (rows) => {
                const zone = check.value?.timezone ?? view.zone
                return html`${strip(view, rows, zone)} ${resultTable(view, name, rows.slice(0, 20), zone)}`
              })}
            </section>`
    }`
}

function spans(view: View, place: Named, name: string): TemplateResult {
  const { say, language } = view
  return html`<p class="spans" role="group" aria-label=${say('ui.graph.span')}>
    ${(Object.keys(SPANS) as Span[]).map(
      (span) =>
        html`<a href=${checkHash(name, span)} aria-current=${span === place.span ? 'true' : 'false'}>${format.span(SPANS[span] * 3_600_000, language)}</a> `,
    )}
  </p>`
}

function head(view: View, place: Named, one: CheckDetail): TemplateResult {
  const { say, language } = view
  const zone = one.timezone
  const span = (ms: number) => format.span(ms, language)
  const fact = (words: string, value: unknown) => html`<div><dt>${words}</dt><dd>${value}</dd></div>`
  const warned = one.health === 'up' && one.last !== null && isWarned(one.last)
  return html`<p class="subhead">
      ${warned ? badge('warn', say('ui.outcome.warned'), true) : badge(HEALTH_TONES[one.health], say(`health.${one.health}`), true)}
      <span class="soft">${one.healthSince === null ? nothing : say('ui.since', { time: timeText(view, one.healthSince, zone) })} ${one.healthReason === null ? nothing : code(view, one.healthReason)}</span>
      <bdi>${one.serviceName}</bdi> <bdi>${one.componentName}</bdi> <span class="tag">${say(`component.${one.componentKind}`)}</span> <span class="tag">${say(`purpose.${one.purpose}`)}</span>
    </p>
    ${runNow(view, place, one)}
    <div class="pair">
      <div>
        <h3>${say('ui.checks.last')}</h3>
        ${last(view, one)}
      </div>
      <div>
        <h3>${say('ui.check.spec')}</h3>
        <dl class="facts-list small">
          ${fact(say('ui.checks.target'), html`<span class="tag">${one.type}</span> <code class="long">${one.target}</code>${one.description === null ? nothing : html`<span class="under">${one.description[language]}</span>`}`)}
          ${fact(say('ui.agents.agent'), html`<a class="long" href=${agentHash(one.agent)}>${one.agent}</a>`)}
          ${fact(say('ui.check.every'), span(one.everyMs))} ${fact(say('ui.check.timeout'), span(one.timeoutMs))}
          ${fact(say('ui.check.confirm'), say('ui.check.confirmed', { failures: one.confirm.failures, span: span(one.confirm.everyMs) }))}
          ${fact(say('ui.check.next'), one.nextAt === null ? '-' : next(view, one.nextAt, zone))}
          ${fact(say('ui.checks.gap'), gap(view, one))} ${fact(say('ui.checks.counts'), counts(view, one))}
          ${one.gaps.length === 0 ? nothing : fact(say('ui.check.gaps'), html`<ul>${one.gaps.toReversed().map((between) => html`<li>${time(view, between.fromAt, zone)} – ${between.toAt === null ? say('ui.agent.gap.open') : time(view, between.toAt, zone)}</li>`)}</ul>`)}
        </dl>
      </div>
    </div>`
}

function next(view: View, at: string, zone: string): TemplateResult {
  const late = view.now - Date.parse(at)
  return html`${time(view, at, zone)} ${late >= 1000 ? html`<span class="soft">${view.say('ui.check.overdue', { span: format.span(late, view.language) })}</span>` : nothing}`
}

function last(view: View, one: CheckDetail): TemplateResult {
  const { say } = view
  const { last, timezone } = one
  if (last === null) return html`<p class="note">${say('ui.checks.noResult')}</p>`
  return html`<p>${outcome(view, last)} ${time(view, last.startedAt, timezone)} <span class="soft">${ago(view, Date.parse(last.startedAt))}</span></p>
    ${
      last.reason === null && last.message === null
        ? nothing
        : html`<p class="long">${last.reason === null ? nothing : html`<strong>${code(view, last.reason)}</strong>`} ${last.message}</p>`
    }
    ${measured(view, last.values)}
    <p class="under">${say('ui.check.took', { span: format.measured('_ms', Date.parse(last.finishedAt) - Date.parse(last.startedAt)), time: timeText(view, last.receivedAt, timezone) })}</p>`
}

/** What became of the newest request: its result is the first that arrived after the agent had it. */
function runNow(view: View, place: Named, one: CheckDetail): TemplateResult {
  const { say, state } = view
  const path = checkPath(place)
  const attempt = state.attempts.get(`run:${path}`)
  const permitted = may(state, 'run-check')
  if (!permitted) return html`<p class="under">${say('ui.run.notPermitted')}</p>`
  const waits = phaseOf(one, view.now) === 'asked' || phaseOf(one, view.now) === 'taken'
  return html`<div class="run-now">
    <button type="button" class="primary" ?disabled=${attempt?.state === 'busy' || waits} @click=${() => view.act.runNow(path)}>${say('ui.run')}</button>
    <div role="status">${one.run === null ? nothing : became(view, one, one.run)}</div>
    ${failed(view, attempt)}
  </div>`
}

/** A minute after it was handed out nobody waits for it any more. */
const PATIENCE_MS = 60_000

function phaseOf(
  { run, last }: CheckDetail,
  now: number,
): 'none' | 'asked' | 'expired' | 'taken' | 'lost' | 'done' {
  if (run === null) return 'none'
  if (run.takenAt === null) return Date.parse(run.expiresAt) > now ? 'asked' : 'expired'
  if (last !== null && Date.parse(last.receivedAt) >= Date.parse(run.takenAt)) return 'done'
  return now - Date.parse(run.takenAt) > PATIENCE_MS ? 'lost' : 'taken'
}

function became(view: View, one: CheckDetail, run: NonNullable<CheckDetail['run']>): TemplateResult {
  const { say } = view
  const phase = phaseOf(one, view.now)
  const asked = say('ui.run.asked', { by: run.askedBy, time: timeText(view, run.askedAt, one.timezone) })
  const said = {
    none: nothing,
    asked: html`${shape('quiet')} ${say('ui.run.waiting', { agent: run.agent })}`,
    expired: html`${shape('warn')} ${say('ui.run.expired', { agent: run.agent })}`,
    taken: html`${shape('quiet')} ${say('ui.run.running')}`,
    lost: html`${shape('warn')} ${say('ui.run.lost')}`,
    done:
      one.last === null
        ? nothing
        : html`${say('ui.run.done')} ${outcome(view, one.last)} ${time(view, one.last.startedAt, one.timezone)}`,
  }[phase]
  return html`<span class="soft">${asked}</span> <span class="became ${phase}">${said}</span>`
}
