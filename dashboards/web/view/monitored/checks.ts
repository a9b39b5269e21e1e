/** Every check, filtered by what it is and how it is; each filter is a place of its own in the address. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { CheckSummary } from '../../../../rules/api/types.ts'
import { PURPOSES, type Purpose } from '../../../../rules/words.ts'
import { gapState } from '../../arrange.ts'
import * as format from '../../format.ts'
import {
  agentHash,
  type CheckFilter,
  checkHash,
  checksHash,
  noFilter,
  type ShownState,
  STATES,
} from '../../place-monitored.ts'
import { gap, since } from '../checks.ts'
import { ago, badge, code, HEALTH_TONES, isWarned, listed, outcome, time } from '../parts.ts'
import type { View } from '../view.ts'

export function checksPage(view: View, filter: CheckFilter): TemplateResult {
  const { say } = view
  const { list } = view.state.monitored.checks
  const filtered = Object.values(filter).some((value) => value !== null)
  return html`<section id="checks-page" class="panel" aria-labelledby="checks-page-title" tabindex="-1">
    <h2 id="checks-page-title">${say('ui.checks')}</h2>
    ${choices(view, filter)}
    ${listed(
      view,
      list,
      say(filtered ? 'ui.checks.noneChosen' : 'ui.checks.empty'),
      (
        items,
      ) => html`<p class="soft" role="status">${say(list.more ? 'ui.checks.firstOf' : 'ui.checks.shown', { count: items.length })}</p>
        ${checkTable(view, items)} ${moreChecks(view)}`,
    )}
  </section>`
}

export function moreChecks(view: View): TemplateResult | typeof nothing {
  if (!view.state.monitored.checks.list.more) return nothing
  return html`<p><button type="button" class="plainly" @click=${() => view.act.moreChecks()}>${view.say('ui.more')}</button></p>`
}

function choices(view: View, filter: CheckFilter): TemplateResult {
  const { say, state } = view
  const go = (changes: Partial<CheckFilter>) => view.act.go(checksHash({ ...filter, ...changes }))
  const services = state.lists.services.items ?? []
  const components = state.monitored.components.list.items ?? []
  const select = (
    name: keyof CheckFilter,
    words: string,
    options: readonly (readonly [value: string, words: string])[],
    chosen: (value: string | null) => void,
  ) => {
    const value = filter[name]
    const known = value === null || options.some(([one]) => one === value)
    return html`<label>
      <span>${words}</span>
      <select name=${name} @change=${(event: Event) => chosen((event.currentTarget as HTMLSelectElement).value || null)}>
        <option value="" ?selected=${value === null}>${say('ui.checks.all')}</option>
        ${known ? nothing : html`<option value=${value} selected>${value}</option>`}
        ${repeat(
          options,
          ([one]) => one,
          ([one, name]) => html`<option value=${one} ?selected=${one === value}>${name}</option>`,
        )}
      </select>
    </label>`
  }
  return html`<form
    class="choices"
    role="search"
    aria-label=${say('ui.checks.filter')}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault()
      const words = new FormData(event.currentTarget as HTMLFormElement).get('text')
      go({ text: (typeof words === 'string' && words.trim()) || null })
    }}
  >
    ${select(
      'service',
      say('ui.guideline.service'),
      services.map((one) => [one.id, one.name] as const),
      (service) => go({ service, component: null }),
    )}
    ${
      filter.service === null
        ? nothing
        : select(
            'component',
            say('ui.checks.component'),
            components.map((one) => [one.component, one.name] as const),
            (component) => go({ component }),
          )
    }
    ${select(
      'purpose',
      say('ui.checks.purpose'),
      PURPOSES.map((one) => [one, say(`purpose.${one}`)] as const),
      (purpose) => go({ purpose: purpose as Purpose | null }),
    )}
    ${select(
      'state',
      say('ui.checks.health'),
      STATES.map((one) => [one, stateName(view, one)] as const),
      (shown) => go({ state: shown as ShownState | null }),
    )}
    <label>
      <span>${say('ui.checks.text')}</span>
      <span class="searching"><input type="search" name="text" maxlength="200" .value=${filter.text ?? ''} /><button type="submit">${say('ui.checks.search')}</button></span>
    </label>
    ${Object.values(filter).every((value) => value === null) ? nothing : html`<p class="unfilter"><a href=${checksHash(noFilter)}>${say('ui.checks.unfilter')}</a></p>`}
  </form>`
}

const stateName = (view: View, state: ShownState) =>
  view.say(state === 'warned' ? 'ui.outcome.warned' : `health.${state}`)

export function checkTable(view: View, items: readonly CheckSummary[]): TemplateResult {
  const { say } = view
  const column = (words: string) => html`<th role="columnheader" scope="col">${words}</th>`
  return html`<table class="every-check" role="table">
    <caption class="unseen">${say('ui.checks')}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column(say('ui.checks.check'))} ${column(say('ui.checks.health'))} ${column(say('ui.checks.last'))}
        ${column(say('ui.checks.gap'))} ${column(say('ui.agents.agent'))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (one) => one.check,
        (one) => row(view, one),
      )}
    </tbody>
  </table>`
}

function row(view: View, one: CheckSummary): TemplateResult {
  const { say, language } = view
  const { last } = one
  return html`<tr role="row" class="gap-${gapState(one)}">
    <th role="rowheader" scope="row">
      <a class="name long" href=${checkHash(one.check)}>${one.check}</a>
      <span class="under">${say(`purpose.${one.purpose}`)} · <span class="tag">${one.type}</span> <bdi class="cut" title=${one.target}>${one.target}</bdi></span>
    </th>
    <td role="cell" data-label=${say('ui.checks.health')}>
      ${one.health === 'up' && last !== null && isWarned(last) ? badge('warn', say('ui.outcome.warned')) : badge(HEALTH_TONES[one.health], say(`health.${one.health}`))}
      <span class="under">${since(view, one.healthSince)} ${one.healthReason === null ? nothing : code(view, one.healthReason)}</span>
    </td>
    <td role="cell" data-label=${say('ui.checks.last')}>
      ${
        last === null
          ? html`<span class="soft">${say('ui.checks.noResult')}</span>`
          : html`${outcome(view, last)} <span class="when">${time(view, last.startedAt)} <span class="soft">${ago(view, Date.parse(last.startedAt))}</span></span>`
      }
    </td>
    <td role="cell" data-label=${say('ui.checks.gap')}>${gap(view, one)}</td>
    <td role="cell" data-label=${say('ui.agents.agent')}>
      <a class="cut" href=${agentHash(one.agent)} title=${one.agent}>${one.agent}</a>
      <span class="under">${say('ui.checks.every', { span: format.span(one.everyMs, language) })}</span>
    </td>
  </tr>`
}
