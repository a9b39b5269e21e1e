/** The clocks of a service's hosts against each other over time (III.1.1.5): how far apart, and each on one scale. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { guard } from 'lit-html/directives/guard.js'
import type { HostClock, ServiceClocks } from '../../../../rules/api/clocks.ts'
import * as format from '../../format.ts'
import { agentHash, CLOCK_SPANS, type ClockSpan, clocksHash, SPANS } from '../../place-monitored.ts'
import { extremes, HOUR_MS, newestOf, type Spread, spreadsOf } from '../../spread.ts'
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
        html`${newest(view, read)} ${guard([read, language, zone], () => shown(view, read, zone))}`,
    )}
  </section>`
}

const isAway = (view: View, host: string) =>
  view.state.lists.agents.items?.some(({ name, connected }) => name === host && !connected) ?? false

/** How they stand to each other now, by the newest measurement of each that is there. */
function newest(view: View, read: ServiceClocks): TemplateResult {
  const { say } = view
  const away = new Set(read.hosts.map(({ host }) => host).filter((host) => isAway(view, host)))
  const { apartMs, beyond } = newestOf(read, away)
  const verdict =
    apartMs === null || read.limitMs === null
      ? nothing
      : beyond.length > 0
        ? badge('bad', say('ui.clocks.beyond.short'), true)
        : badge('good', say('ui.clocks.within'), true)
  return html`<p class="subhead">
      ${verdict}
      <span>${apartMs === null ? say('ui.clocks.notCompared') : say('ui.clocks.now', { apart: spanText(view, apartMs) })}</span>
      <span>${read.limitMs === null ? say('ui.clocks.noLimit') : say('ui.clocks.limit', { limit: spanText(view, read.limitMs) })}</span>
    </p>
    <ul class="newest">
      ${read.hosts.map(
        ({ host, latest }) => html`<li>
          <a class="name cut" href=${agentHash(host)} title=${host}>${host}</a>
          <span class="figure">${latest === null ? say('ui.agents.unmeasured') : `${signedText(view, latest.aheadMs)} ± ${spanText(view, latest.uncertaintyMs)}`}</span>
          ${away.has(host) ? badge('unknown', say('ui.agent.away')) : nothing}
          ${beyond.includes(host) ? badge('bad', say('ui.clocks.beyond.short')) : nothing}
        </li>`,
      )}
    </ul>`
}

function shown(view: View, read: ServiceClocks, zone: string): TemplateResult {
  const { say } = view
  const spreads = spreadsOf(read)
  const widest = Math.max(0, ...spreads.map(({ apartMs }) => apartMs ?? 0))
  const compared = spreads.some(({ apartMs }) => apartMs !== null)
  const over = spreads.filter(({ beyond }) => beyond.length > 0).length
  return html`<p class="subhead">
      ${over > 0 ? badge('bad', say('ui.clocks.over', { count: over })) : nothing}
      ${compared ? html`<span>${say('ui.clocks.widest', { apart: spanText(view, widest) })}</span>` : nothing}
    </p>
    <p class="soft">${say('ui.clocks.what')}</p>
    ${read.hosts.length < 2 ? html`<p class="note">${say('ui.clocks.alone')}</p>` : nothing}
    ${spreads.length === 0 && read.hosts.length > 0 ? html`<p class="note">${say('ui.clocks.none')}</p>` : nothing}
    ${
      spreads.length === 0
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
  const over = spreads.filter(({ beyond }) => beyond.includes(one.host)).length
  const range = extremes(one)
  return html`<li>
    <p class="subhead">
      <a class="name cut" href=${agentHash(one.host)} title=${one.host}>${one.host}</a>
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
