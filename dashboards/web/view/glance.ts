/** The hour in five figures: what is wrong, what is due, what was not said. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { firstDue, gapState, nextDue, owing } from '../arrange.ts'
import { may } from '../permitted.ts'
import { badge, due, type Tone } from './parts.ts'
import type { View } from './view.ts'

export function glance(view: View): TemplateResult {
  const { say } = view
  return html`<section class="glance" aria-label=${say('ui.now')}>
    <dl>
      ${cell('#incidents', say('ui.now.open'), incidents(view))} ${cell('#incidents', say('ui.now.due'), deadline(view))}
      ${cell('#services', say('ui.now.services'), services(view))}
      ${
        may(view.state, 'read-evidence')
          ? html`${cell('#checks', say('ui.now.checks'), checks(view))} ${cell('#outbox', say('ui.now.notices'), notices(view))}`
          : nothing
      }
    </dl>
  </section>`
}

function cell(href: string, name: string, value: TemplateResult | TemplateResult[]): TemplateResult {
  return html`<div><dt><a href=${href}>${name}</a></dt><dd>${value}</dd></div>`
}

const figure = (tone: Tone, words: string) => badge(tone, words, true)

function unread(view: View): TemplateResult {
  return html`<span class="soft">${view.say('ui.loading')}</span>`
}

function services(view: View): TemplateResult | TemplateResult[] {
  const items = view.state.lists.services.items
  if (items === null) return unread(view)
  const count = (state: string) => items.filter((one) => one.state === state).length
  const [up, down, unknown] = [count('up'), count('down'), count('unknown')]
  if (items.length === 0) return figure('quiet', view.say('ui.none'))
  const parts: TemplateResult[] = []
  if (down > 0) parts.push(figure('bad', view.say('ui.now.services.down', { count: down })))
  if (unknown > 0) parts.push(figure('unknown', view.say('ui.now.services.unknown', { count: unknown })))
  if (up > 0 || parts.length === 0)
    parts.push(figure('good', view.say('ui.now.services.up', { up, all: items.length })))
  return parts
}

function incidents(view: View): TemplateResult {
  const items = view.state.lists.open.items
  if (items === null) return unread(view)
  return items.length === 0
    ? figure('good', view.say('ui.none'))
    : figure('bad', view.say('ui.now.open.count', { count: items.length }))
}

function deadline(view: View): TemplateResult {
  const { open, recovered } = view.state.lists
  if (open.items === null || recovered.items === null) return unread(view)
  // What is over may still owe its follow-up.
  const first = firstDue([...open.items, ...owing(recovered.items)])
  const next = first === undefined ? null : nextDue(first)
  if (first === undefined || next === null) return figure('quiet', view.say('ui.none'))
  return html`${due(view, next.dueAt, next.limitMs)} <span class="soft">${first.serviceName}</span>`
}

function checks(view: View): TemplateResult | TemplateResult[] {
  const items = view.state.lists.checks.items
  if (items === null) return unread(view)
  if (items.length === 0) return figure('quiet', view.say('ui.none'))
  const up = items.filter((one) => one.health === 'up').length
  const down = items.some((one) => one.health === 'down')
  const gaps = items.filter((one) => gapState(one) === 'over').length
  const tone = down ? 'bad' : up === items.length ? 'good' : 'unknown'
  const parts = [figure(tone, view.say('ui.now.checks.up', { up, all: items.length }))]
  if (gaps > 0) parts.push(figure('warn', view.say('ui.now.gaps', { count: gaps })))
  return parts
}

function notices(view: View): TemplateResult | TemplateResult[] {
  const items = view.state.lists.notices.items
  if (items === null) return unread(view)
  if (items.length === 0) return figure('quiet', view.say('ui.now.notices.none'))
  const sum = { waiting: 0, accepted: 0, refused: 0, expired: 0 }
  for (const { deliveries } of items)
    for (const state of ['waiting', 'accepted', 'refused', 'expired'] as const)
      sum[state] += deliveries[state]
  const parts: TemplateResult[] = []
  const refused = sum.refused + sum.expired
  if (refused > 0) parts.push(figure('bad', view.say('ui.now.notices.refused', { count: refused })))
  if (sum.waiting > 0) parts.push(figure('warn', view.say('ui.now.notices.waiting', { count: sum.waiting })))
  if (sum.accepted > 0) parts.push(figure('good', view.say('ui.now.notices.sent', { count: sum.accepted })))
  return parts
}
