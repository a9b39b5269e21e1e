/** The guideline page: every evaluation item of one service, how it stands, and why. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Guideline } from '../../../../rules/api/types.ts'
import { monthAfter } from '../../arrange.ts'
import * as format from '../../format.ts'
import { type GuidelinePlace, guidelineHash, SHOWINGS, type Showing } from '../../place.ts'
import { serviceShown } from '../../reading-guideline.ts'
import { shape, timeText, why, zoneOf } from '../parts.ts'
import type { View } from '../view.ts'
import { classification, settings } from './facts.ts'
import { issued } from './issued.ts'
import { overview } from './overview.ts'
import { summary } from './summary.ts'
import { items } from './table.ts'
import { withdrawals } from './withdrawals.ts'

export function guidelinePage(view: View, place: GuidelinePlace): TemplateResult {
  const { say } = view
  const service = serviceShown(view.state)
  return html`<section id="evaluation" class="panel" aria-labelledby="guideline-title" tabindex="-1">
      <h2 id="guideline-title">${say('ui.guideline')}</h2>
      <p class="soft intro">${say('ui.guideline.intro')}</p>
      ${choices(view, place, service)}
      ${service === null ? overview(view) : content(view, place)}
    </section>
    ${service === null || view.state.guideline.value === null ? nothing : issued(view, service)}`
}

/** Each choice is a place of its own: it stands in the address. */
function choices(view: View, place: GuidelinePlace, service: string | null): TemplateResult {
  const { say } = view
  const services = view.state.lists.services.items ?? []
  const listed = service === null || services.some((one) => one.id === service)
  const go = (changes: Partial<GuidelinePlace>) =>
    view.act.go(guidelineHash({ ...place, service, item: null, ...changes }))
  return html`<form class="choices" role="search" aria-label=${say('ui.guideline')} @submit=${(event: Event) => event.preventDefault()}>
    <label>
      <span>${say('ui.guideline.service')}</span>
      <select name="service" @change=${(event: Event) => go({ service: chosenBy(event) || null })}>
        ${
          services.length > 1 || service === null
            ? html`<option value="" ?selected=${service === null}>${say('ui.guideline.services')}</option>`
            : nothing
        }
        ${listed ? nothing : html`<option value=${service} selected>${service}</option>`}
        ${repeat(
          services,
          (one) => one.id,
          (one) => html`<option value=${one.id} ?selected=${one.id === service}>${one.name}</option>`,
        )}
      </select>
    </label>
    ${service === null ? nothing : html`${showing(view, place, go)} ${month(view, place, service)}`}
  </form>`
}

const chosenBy = (event: Event) => (event.currentTarget as HTMLSelectElement).value

function showing(
  view: View,
  place: GuidelinePlace,
  go: (changes: Partial<GuidelinePlace>) => void,
): TemplateResult {
  const { say } = view
  return html`<label>
    <span>${say('ui.guideline.show')}</span>
    <select name="show" @change=${(event: Event) => go({ show: chosenBy(event) as Showing })}>
      ${SHOWINGS.map((one) => html`<option value=${one} ?selected=${one === place.show}>${say(`ui.guideline.show.${one}`)}</option>`)}
    </select>
  </label>`
}

function month(view: View, place: GuidelinePlace, service: string): TemplateResult {
  const { say } = view
  const zone = zoneOf(view, service)
  const current = format.day(view.now, zone).slice(0, 7)
  const shown = place.month ?? current
  const to = (count: number) => {
    const other = monthAfter(shown, count)
    return guidelineHash({ ...place, service, month: other === current ? null : other, item: null })
  }
  return html`<div class="month" role="group" aria-label=${say('ui.guideline.month')}>
    <span class="label" aria-hidden="true">${say('ui.guideline.month')}</span>
    <span class="turn">
      <a href=${to(-1)} aria-label=${say('ui.guideline.month.before')} title=${say('ui.guideline.month.before')}>◀</a>
      <strong>${shown}</strong>
      ${
        shown < current
          ? html`<a href=${to(1)} aria-label=${say('ui.guideline.month.after')} title=${say('ui.guideline.month.after')}>▶</a>`
          : html`<span class="soft" aria-hidden="true">▷</span>`
      }
      ${shown === current ? nothing : html`<a class="current" href=${guidelineHash({ ...place, service, month: null, item: null })}>${say('ui.guideline.month.now')}</a>`}
    </span>
  </div>`
}

function content(view: View, place: GuidelinePlace): TemplateResult {
  const { say } = view
  const { value, failure, at } = view.state.guideline
  const refused =
    failure === null
      ? nothing
      : failure.status === 404
        ? html`<p class="note" role="status">${shape('unknown')} ${notThere(view, place)}</p>`
        : html`<p class="note bad" role="alert">
            ${shape('bad')} ${say('ui.failed.list', { why: why(view, failure) })}
            ${at === null ? nothing : say('ui.failed.asOf', { time: timeText(view, at) })}
          </p>`
  if (value === null)
    return failure === null
      ? html`<p class="note" aria-busy="true">${say('ui.loading')}</p>`
      : html`${refused}`
  return html`${refused} ${head(view, place, value)} ${summary(view, place, value)} ${items(view, place, value)}
    <p class="legend">${say('ui.guideline.legend')}</p>
    ${withdrawals(view, value)} ${settings(view, value)}`
}

/** No such service; or one of which this month has nothing. */
function notThere(view: View, place: GuidelinePlace): string {
  const service = serviceShown(view.state) ?? ''
  const known = view.state.lists.services.items?.some((one) => one.id === service)
  return known && place.month !== null
    ? view.say('ui.guideline.noMonth', { month: place.month })
    : view.say('ui.guideline.unknownService', { service })
}

function head(view: View, place: GuidelinePlace, value: Guideline): TemplateResult {
  const { say, language } = view
  const zone = zoneOf(view, value.service)
  const times = {
    from: minute(Date.parse(value.from), zone),
    to: minute(Date.parse(value.to), zone),
  }
  const current = format.day(view.now, zone).slice(0, 7)
  const soFar = (place.month ?? current) === current
  return html`<div class="about">
    <h3><bdi>${value.serviceName}</bdi> <code class="soft">${value.service}</code></h3>
    <p class="soft">${say(soFar ? 'ui.guideline.soFar' : 'ui.guideline.whole', times)} <span>${format.offset(Date.parse(value.to), zone)}</span></p>
    ${classification(view, value)}
    <p class="soft">${value.edition.title[language]}</p>
  </div>`
}

/** Months begin at midnight: the seconds would only be noise. */
function minute(at: number, zone: string): string {
  return `${format.day(at, zone)} ${format.timeOfDay(at, zone).slice(0, 5)}`
}
