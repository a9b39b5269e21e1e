/** The clocks of a service's hosts against each other over time (III.1.1.5): how far apart, and each on one scale. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import type { HostClock, ServiceClocks } from '../../../../rules/api/clocks.ts'
import * as format from '../../format.ts'
import { agentHash, CLOCK_SPANS, type ClockSpan, clocksHash, SPANS } from '../../place-monitored.ts'
import { extremes, HOUR_MS, type Spread, spreadsOf } from '../../spread.ts'
import { badge, fetched, zoneOf } from '../parts.ts'
import type { View } from '../view.ts'
import { apartDrawing, hostDrawing, hourName, signedText, spanText } from './clock-drawing.ts'

export function clocksPage(
  view: View,
  { service, span }: { service: string; span: ClockSpan },
): TemplateResult {
  const { say, language } = view
  const name = view.state.lists.services.items?.find((one) => one.id === service)?.name ?? service
  const zone = zoneOf(view, service)
  return html`<section id="clocks-page" class="panel" aria-labelledby="clocks-title" tabindex="-1">
    <p class="onward"><a href="#agents">${say('ui.agents')}</a></p>
    <h2 id="clocks-title" class="long">${say('ui.clocks', { service: name })}</h2>
    <p class="spans" role="group" aria-label=${say('ui.graph.span')}>
      ${CLOCK_SPANS.map(
        (one) =>
          html`<a href=${clocksHash(service, one)} aria-current=${one === span ? 'true' : 'false'}>${format.span(SPANS[one] * HOUR_MS, language)}</a> `,
      )}
    </p>
    ${fetched(
      view,
      view.state.monitored.clocks,
      say('ui.clocks.absent', { service }),
      (read) =>
        // Up to a month of hours of every host: drawn when they are read, not each second.
        html`${guard([read, language, zone], () => shown(view, read, zone))}`,
    )}
  </section>`
}

function shown(view: View, read: ServiceClocks, zone: string): TemplateResult {
  const { say } = view
  const spreads = spreadsOf(read)
  const widest = Math.max(0, ...spreads.map(({ apartMs }) => apartMs ?? 0))
  const compared = spreads.some(({ apartMs }) => apartMs !== null)
  const over = spreads.filter(({ beyond }) => beyond.length > 0).length
  const limit =
    read.limitMs === null
      ? say('ui.clocks.noLimit')
      : say('ui.clocks.limit', { limit: spanText(view, read.limitMs) })
  const widestText = compared ? say('ui.clocks.widest', { apart: spanText(view, widest) }) : nothing
  return html`<p class="subhead">
      ${read.limitMs === null || !compared ? nothing : over > 0 ? badge('bad', say('ui.clocks.over', { count: over }), true) : badge('good', say('ui.clocks.within'), true)}
      <span>${limit}</span> <span>${widestText}</span>
    </p>
    <p class="soft">${say('ui.clocks.what')}</p>
    ${read.hosts.length < 2 ? html`<p class="note">${say('ui.clocks.alone')}</p>` : nothing}
    ${
      read.hosts.length === 0
        ? nothing
        : html`${compared ? html`<h3>${say('ui.clocks.apart')}</h3>${apartDrawing(view, read, spreads, zone)}` : nothing}
            <h3>${say('ui.clocks.each')}</h3>
            ${hosts(view, read, spreads, zone)} ${figures(view, spreads, zone)}`
    }`
}

/** Every host with its drawing below its words, all of them on the same scale. */
function hosts(view: View, read: ServiceClocks, spreads: readonly Spread[], zone: string): TemplateResult {
  return html`<ul class="clocks">
    ${read.hosts.map((one, index) => host(view, { one, read, spreads, zone, last: index === read.hosts.length - 1 }))}
  </ul>`
}

function host(
  view: View,
  a: { one: HostClock; read: ServiceClocks; spreads: readonly Spread[]; zone: string; last: boolean },
): TemplateResult {
  const { say } = view
  const { one, spreads } = a
  const { latest } = one
  const over = spreads.filter(({ beyond }) => beyond.includes(one.host)).length
  const range = extremes(one)
  return html`<li>
    <p class="subhead">
      <a class="name cut" href=${agentHash(one.host)} title=${one.host}>${one.host}</a>
      <span>${latest === null ? say('ui.agents.unmeasured') : say('ui.clocks.latest', { ahead: signedText(view, latest.aheadMs), doubt: spanText(view, latest.uncertaintyMs) })}</span>
      ${over > 0 ? badge('bad', say('ui.clocks.beyond', { count: over })) : nothing}
      ${range === null ? nothing : html`<span class="soft">${say('ui.clocks.range', { least: signedText(view, range.leastMs), most: signedText(view, range.mostMs) })}</span>`}
    </p>
    ${one.hours.length === 0 ? html`<p class="note">${say('ui.clocks.never')}</p>` : hostDrawing(view, a)}
  </li>`
}

/** The same for those who do not see the drawings, the newest hour first. */
function figures(view: View, spreads: readonly Spread[], zone: string): TemplateResult | typeof nothing {
  if (spreads.length === 0) return nothing
  const { say } = view
  const column = (words: string) => html`<th role="columnheader" scope="col">${words}</th>`
  return html`<details class="figures">
    <summary>${say('ui.graph.table')}</summary>
    <table role="table" class="clock-figures">
      <caption class="unseen">${say('ui.clocks.apart')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${column(say('ui.graph.time'))} ${column(say('ui.clocks.apart.short'))} ${column(say('ui.clocks.hosts'))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${spreads.toReversed().map(
          (spread) => html`<tr role="row">
            <th role="rowheader" scope="row"><time datetime=${new Date(spread.at).toISOString()}>${hourName(spread.at, zone)}</time></th>
            <td role="cell" data-label=${say('ui.clocks.apart.short')}>${spread.apartMs === null ? '-' : spanText(view, spread.apartMs)}</td>
            <td role="cell" data-label=${say('ui.clocks.hosts')}><ul>${spread.hosts.map((one) => ofHour(view, spread, one))}</ul></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`
}

function ofHour(
  view: View,
  { beyond }: Spread,
  { host, leastMs, mostMs }: Spread['hosts'][number],
): TemplateResult {
  const [least, most] = [signedText(view, leastMs), signedText(view, mostMs)]
  return html`<li><code>${host}</code> ${least === most ? least : `${least} … ${most}`} ${beyond.includes(host) ? badge('bad', view.say('ui.clocks.beyond.short')) : nothing}</li>`
}
