/** The whole page of one pass. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { may } from '../permitted.ts'
import { isMonitored } from '../place.ts'
import { checks } from './checks.ts'
import { enrolment, login, reset } from './entrance.ts'
import { banners, footer, header } from './frame.ts'
import { glance } from './glance.ts'
import { guidelinePage } from './guideline/page.ts'
import { incidents } from './incidents.ts'
import { agentPage } from './monitored/agent.ts'
import { agentsPage } from './monitored/agents.ts'
import { checkPage } from './monitored/check.ts'
import { checksPage } from './monitored/checks.ts'
import { clocksPage } from './monitored/clocks.ts'
import { outbox } from './outbox.ts'
import { shape } from './parts.ts'
import { accountPage } from './people/account.ts'
import { peoplePage } from './people/page.ts'
import { proposals } from './proposals.ts'
import { services } from './services.ts'
import type { View } from './view.ts'

export function page(view: View): TemplateResult {
  return html`<a class="skip" href="#main" @click=${view.act.toMain}>${view.say('ui.skip')}</a>
    ${header(view)}
    <main id="main" tabindex="-1" class=${view.state.link.state === 'cut' ? 'stale' : ''}>${content(view)}</main>
    ${footer(view)}`
}

function content(view: View): TemplateResult {
  const { say, state } = view
  if (state.enrolToken !== null) return enrolment(view)
  if (state.resetToken !== null) return reset(view)
  if (state.loginNeeded) return login(view)
  if (state.status === null) {
    return state.statusFailure === null
      ? html`<p class="plain" aria-busy="true">${say('ui.loading')}</p>`
      : html`<p class="plain bad" role="alert">${shape('bad')} ${say('ui.failed.start')}</p>`
  }
  const { place } = state
  if (place.page === 'guideline')
    return html`${banners(view)}<div class="panels">${guidelinePage(view, place)}</div>`
  const monitored = monitoredPage(view)
  if (monitored !== null) return html`${banners(view)}<div class="panels">${monitored}</div>`
  if (place.page === 'operators') return html`${banners(view)}<div class="panels">${peoplePage(view)}</div>`
  if (place.page === 'account') return html`${banners(view)}<div class="panels">${accountPage(view)}</div>`
  const { open } = state.lists
  // What burns comes first, also in time: nothing is read below that it would push away when it arrives.
  if (open.items === null && open.failure === null)
    return html`${banners(view)} ${glance(view)}<div class="panels">${incidents(view)}</div>`
  const burning = (open.items?.length ?? 0) > 0
  return html`${banners(view)} ${glance(view)}
    <div class="panels ${burning ? 'burning' : ''}">
      ${incidents(view)} ${proposals(view)} ${services(view)}
      ${may(state, 'read-evidence') ? html`${checks(view)} ${outbox(view)}` : nothing}
    </div>`
}

/** Pages of how services are run; null where the place is another one. */
function monitoredPage(view: View): TemplateResult | null {
  const { place } = view.state
  if (!isMonitored(place)) return null
  if (!may(view.state, 'read-evidence'))
    return html`<section class="panel"><p class="note" role="status">${shape('unknown')} ${view.say('ui.refused.not-permitted')}</p></section>`
  if (place.page === 'agents') return agentsPage(view)
  if (place.page === 'agent') return agentPage(view, place)
  if (place.page === 'checks') return checksPage(view, place.filter)
  if (place.page === 'check') return checkPage(view, place)
  return clocksPage(view, place)
}
