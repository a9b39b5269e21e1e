/** Open incidents: what happened when, what is owed until when, what was told to how many. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { IncidentSummary, NoticeSummary, ObligationSummary } from '../../../rules/api/types.ts'
import { owing, sortIncidents, sortObligations } from '../arrange.ts'
import * as format from '../format.ts'
import { may } from '../permitted.ts'
import { checkHash, clocksHash } from '../place-monitored.ts'
import { incidentNamed } from '../reading-guideline.ts'
import { answering } from './answering.ts'
import { customerOf } from './customer.ts'
import { badge, code, due, listed, listFailure, more, time, timeText, zoneOf } from './parts.ts'
import type { View } from './view.ts'

export function incidents(view: View): TemplateResult {
  const { say } = view
  const { open, recovered } = view.state.lists
  const owed = owing(recovered.items ?? [])
  const over = (recovered.items ?? []).filter((one) => !owed.includes(one))
  return html`<section id="incidents" class="panel" aria-labelledby="incidents-title" tabindex="-1">
    <h2 id="incidents-title">
      ${say('ui.incidents')} ${open.items?.length ? html`<span class="count">${open.items.length}</span>` : nothing}
    </h2>
    ${listed(
      view,
      open,
      say('ui.incidents.none'),
      (items) =>
        html`${repeat(
          sortIncidents(items),
          (one) => one.id,
          (one) => incident(view, one),
        )}${more(view, 'open')}`,
    )}
    ${
      owed.length === 0
        ? nothing
        : html`<h3 class="still">${say('ui.incident.owing')}</h3>
            ${repeat(
              sortIncidents(owed),
              (one) => one.id,
              (one) => incident(view, one),
            )}`
    }
    ${named(view)}
    ${
      over.length === 0
        ? listFailure(view, recovered)
        : html`<details class="recent">
            <summary>${say('ui.incidents.recent', { count: over.length })}</summary>
            ${listFailure(view, recovered)}
            ${repeat(
              over,
              (one) => one.id,
              (one) => incident(view, one),
            )} ${more(view, 'recovered')}
          </details>`
    }
  </section>`
}

/** The incident that the address names, where it is older than what the lists hold. */
function named(view: View): TemplateResult | typeof nothing {
  const { open, recovered } = view.state.lists
  const { value } = view.state.incident
  if (value === null || incidentNamed(view.state) !== value.id) return nothing
  if ([...(open.items ?? []), ...(recovered.items ?? [])].some((one) => one.id === value.id)) return nothing
  return html`<h3 class="still">${view.say('ui.incident.named')}</h3>
    ${incident(view, value)}`
}

const KIND_TONES = {
  outage: 'bad',
  fault: 'warn',
  slowdown: 'warn',
  'external-network': 'warn',
  'monitoring-gap': 'unknown',
  'time-error': 'warn',
} as const

function incident(view: View, one: IncidentSummary): TemplateResult {
  const { say, language } = view
  const title = `incident-${one.id}`
  const until = one.recoveredAt === null ? view.now : Date.parse(one.recoveredAt)
  const lasts = format.span(Math.max(0, until - Date.parse(one.firstFailedAt)), language)
  const open = one.state === 'open'
  const withdrawn = one.withdrawnAt !== null
  return html`<article class="incident ${one.kind} ${one.state} ${withdrawn ? 'withdrawn' : ''}" aria-labelledby=${title}>
    <h3 id=${title} tabindex="-1">
      ${badge(open && !withdrawn ? KIND_TONES[one.kind] : 'quiet', say(`incident.${one.kind}`), true)} <span>${one.serviceName}</span>
      ${one.impact === 'none' ? html`<span class="tag basic">${say('ui.incident.noImpact')}</span>` : nothing}
      ${withdrawn ? html`<span class="tag basic">${say('ui.withdrawn')}</span>` : nothing}
    </h3>
    <p class="soft lasts">${say(open ? 'ui.incident.running' : 'ui.incident.lasted', { span: lasts })}</p>
    ${
      one.reason === null && one.message === null
        ? nothing
        : html`<p class="what">${one.reason === null ? nothing : html`<strong>${code(view, one.reason)}</strong>`} ${one.message}</p>`
    }
    ${
      one.withdrawnAt === null
        ? nothing
        : html`<p class="soft">${say('ui.withdrawn.at', { time: timeText(view, one.withdrawnAt, zoneOf(view, one.service)) })}</p>`
    }
    ${deadlines(view, one)} ${told(view, one)} ${times(view, one)}
    <p class="under concerned">
      ${one.component === null ? nothing : html`<span>${say('ui.incident.component')} <code>${one.component}</code></span>`}
      ${one.dueTo === null ? nothing : html`<span>${say('ui.incident.dueTo')} <code>${one.dueTo}</code></span>`}
      ${one.checks.length === 0 ? nothing : html`<span>${say('ui.incident.checks')} ${one.checks.map((check) => (may(view.state, 'read-evidence') ? html`<a href=${checkHash(check)}><code>${check}</code></a> ` : html`<code>${check}</code> `))}</span>`}
      ${one.kind === 'time-error' && may(view.state, 'read-evidence') ? html`<a href=${clocksHash(one.service)}>${say('ui.clocks.link')}</a>` : nothing}
    </p>
    ${answering(view, one)}
  </article>`
}

/** Each detection time has its own place (design, "Detection"): none stands for another. */
function times(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  const zone = zoneOf(view, one.service)
  const cell = (name: string, at: string | null) =>
    html`<div><dt>${name}</dt><dd>${time(view, at, zone)}</dd></div>`
  return html`<dl class="times" aria-label=${say('ui.incident.times')}>
    ${cell(say('ui.incident.lastOk'), one.lastOkAt)} ${cell(say('ui.incident.firstFailed'), one.firstFailedAt)}
    ${cell(say('ui.incident.confirmed'), one.confirmedAt)}
    ${one.discoveredAt === one.confirmedAt ? nothing : cell(say('ui.incident.discovered'), one.discoveredAt)}
    ${one.recoveredAt === null ? nothing : cell(say('ui.incident.recovered'), one.recoveredAt)}
  </dl>`
}

function deadlines(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  if (one.obligations.length === 0) return html`<p class="soft">${say('ui.incident.due.none')}</p>`
  return html`<div class="owed">
    <h4>${say('ui.incident.due')}</h4>
    <ul>
      ${repeat(
        sortObligations(one.obligations),
        (owed) => owed.id,
        (owed) => obligation(view, owed, one.customers),
      )}
    </ul>
  </div>`
}

const OBLIGATION_TONES = {
  open: 'quiet',
  met: 'good',
  breached: 'bad',
  'not-proven': 'unknown',
  withdrawn: 'quiet',
} as const

function obligation(
  view: View,
  owed: ObligationSummary,
  customers: IncidentSummary['customers'],
): TemplateResult {
  const { say, language } = view
  const item = view.state.lists.services.items
    ?.find((one) => one.id === owed.service)
    ?.values.find((row) => row.item === owed.item)
  const zone = zoneOf(view, owed.service)
  const margin =
    owed.marginMs === null
      ? nothing
      : say(owed.marginMs < 0 ? 'ui.due.late' : 'ui.due.early', {
          span: format.span(Math.abs(owed.marginMs), language),
        })
  return html`<li>
    <span class="name">${item?.title[language] ?? owed.item} <code>${owed.item}</code> ${customerOf(view, owed, customers)}</span>
    ${
      owed.state === 'open'
        ? due(view, owed.dueAt, owed.limitMs)
        : badge(OBLIGATION_TONES[owed.state], say(`obligation.${owed.state}`))
    }
    <span class="under apiece"><span>${say('ui.incident.due.at', { time: timeText(view, owed.dueAt, zone) })}</span> ${margin === nothing ? nothing : html`<span>${margin}</span>`} ${owed.because === null ? nothing : code(view, owed.because)}</span>
  </li>`
}

function told(view: View, one: IncidentSummary): TemplateResult {
  const { say } = view
  return html`<div class="told">
    <h4>${say('ui.incident.told')}</h4>
    ${
      one.notices.length === 0
        ? html`<p class="soft">${say(view.state.status?.session?.role === 'customer' ? 'ui.incident.told.noneYours' : 'ui.incident.told.none')}</p>`
        : html`<ul>${repeat(
            one.notices,
            (notice) => notice.id,
            (notice) => toldBy(view, notice, customerOf(view, notice, one.customers)),
          )}</ul>`
    }
  </div>`
}

/** One notice and how far it has come; `about` says what it is about, where that is not plain from its place. */
export function toldBy(
  view: View,
  notice: NoticeSummary,
  about?: TemplateResult | typeof nothing,
): TemplateResult {
  const { say } = view
  const { waiting, accepted, refused, expired } = notice.deliveries
  const tone = refused + expired > 0 ? 'bad' : waiting > 0 ? 'warn' : accepted > 0 ? 'good' : 'quiet'
  const zone = zoneOf(view, notice.service)
  return html`<li>
    <span class="name">
      ${notice.form === 'late' ? say('ui.told.form.late') : say(`notice.${notice.kind}`)}
      ${about} <span class="soft">${notice.audiences.map((audience) => say(`audience.${audience}`)).join(view.language === 'ja' ? '・' : ', ')}</span>
    </span>
    ${badge(tone, say('ui.told.counts', { accepted, waiting, refused }))}
    ${expired > 0 ? badge('bad', say('ui.told.expired', { expired })) : nothing}
    ${notice.unreadable ? badge('bad', say('ui.unreadable')) : nothing}
    ${notice.late > 0 ? badge('bad', say('ui.told.late', { count: notice.late })) : nothing}
    <span class="under">
      ${notice.lastAcceptedAt === null ? nothing : say('ui.told.last', { time: timeText(view, notice.lastAcceptedAt, zone) })}
    </span>
  </li>`
}
