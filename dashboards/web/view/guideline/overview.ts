/** All services, each with how many of its items stand how. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { ServiceSummary } from '../../../../rules/api/types.ts'
import { sortServices, tally } from '../../arrange.ts'
import { guidelineHash } from '../../place.ts'
import { badge, listed, more } from '../parts.ts'
import type { View } from '../view.ts'

export function overview(view: View): TemplateResult {
  return html`${listed(
    view,
    view.state.lists.services,
    view.say('ui.services.empty'),
    (services) => html`<ul class="services">
      ${repeat(
        sortServices(services),
        (one) => one.id,
        (one) => service(view, one),
      )}
    </ul>`,
  )} ${more(view, 'services')}`
}

function service(view: View, one: ServiceSummary): TemplateResult {
  const { say } = view
  const { starred, basic, recommended, notProven, met } = tally(one.values)
  const unmet = basic.length + recommended.length
  return html`<li>
    <a class="name" href=${guidelineHash({ service: one.id })}>${one.name}</a>
    <span class="tag">${say('ui.pattern', { pattern: one.pattern })}</span>
    <span class="facts">
      ${starred.length > 0 ? badge('bad', say('ui.sum.starredUnmet', { count: starred.length }), true) : nothing}
      ${unmet > 0 ? badge('bad', say('ui.sum.unmet', { count: unmet })) : nothing}
      ${notProven.length > 0 ? badge('unknown', say('ui.sum.unproven', { count: notProven.length })) : nothing}
      ${badge(met > 0 ? 'good' : 'quiet', say('ui.sum.met', { count: met }))}
    </span>
  </li>`
}
