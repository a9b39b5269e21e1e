/** The drawings of a service's clocks: how far apart they were by hour, and a line for each host. Pure markup. */
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { HostClock, ServiceClocks } from '../../../../rules/api/clocks.ts'
import { band, line, runs, type Scale, scale, signedTicks, timeTicks, valueTicks } from '../../chart.ts'
import * as format from '../../format.ts'
import { extremes, HOUR_MS, type Spread, withoutHours } from '../../spread.ts'
import type { View } from '../view.ts'
import { offsetOf, share, timeName, WIDTH } from './axis.ts'

const APART_HEIGHT = 120
const HOST_HEIGHT = 48
/** Names on the scale are not set closer together than this. */
const APART_NAMES = 15
/** A limit farther away than this many times the widest would press the figures to the ground. */
const FAR = 3
/** From here on whole milliseconds are for nobody. */
const LONG_MS = 10_000

/** `240 ms`, `2 min 5 s`. */
export const spanText = ({ language }: View, ms: number): string =>
  ms < LONG_MS ? format.measured('_ms', ms) : format.span(ms, language)

/** `+240 ms`, `−2 min 5 s`. */
export const signedText = (view: View, ms: number): string =>
  Math.abs(ms) < LONG_MS ? format.signed(ms) : `${ms < 0 ? '−' : '+'}${spanText(view, Math.abs(ms))}`

/** `11-21 14:00`, in the zone. */
export const hourName = (at: number, zone: string): string =>
  `${format.day(at, zone).slice(5)} ${format.timeOfDay(at, zone).slice(0, 5)}`

/** One bar for each hour, against the limit; what is beyond it is marked below, too. */
export function apartDrawing(
  view: View,
  read: ServiceClocks,
  spreads: readonly Spread[],
  zone: string,
): TemplateResult {
  const { say } = view
  const { limitMs } = read
  const [from, to] = [Date.parse(read.from), Date.parse(read.to)]
  const compared = spreads.filter(({ apartMs }) => apartMs !== null)
  const widest = Math.max(0, ...compared.map(({ apartMs }) => apartMs ?? 0))
  const near = limitMs !== null && (widest === 0 || limitMs <= widest * FAR)
  const ticks = valueTicks(Math.max(widest, near ? limitMs : 0, 1), 3)
  const y = scale(0, ticks.at(-1) ?? 1, APART_HEIGHT, 0)
  const x = scale(from, to, 0, WIDTH)
  const widestAt = compared.find(({ apartMs }) => apartMs === widest)?.at ?? from
  const missing = withoutHours(
    compared.map(({ at }) => at),
    from,
    to,
  )
  return html`<figure class="responses">
    <svg class="graph apart" role="img" aria-label=${say('ui.clocks.apart')} aria-describedby="clocks-apart">
      <desc id="clocks-apart">${say('ui.clocks.description', { apart: spanText(view, widest), time: hourName(widestAt, zone), count: compared.filter(({ beyond }) => beyond.length > 0).length })}</desc>
      ${ticks.map((tick) => svg`<line class="grid" x1="0" x2="100%" y1=${y(tick)} y2=${y(tick)} /><text class="tick" x="-8" y=${y(tick) + 4}>${spanText(view, tick)}</text>`)}
      ${gaps(view, missing, x, APART_HEIGHT)}
      ${compared.map(({ at, apartMs, beyond }) => {
        const [start, width] = place(x, at, from, to)
        const over = beyond.length > 0
        const words = `${hourName(at, zone)}  ${spanText(view, apartMs ?? 0)}${over ? `  ${say('ui.clocks.beyond.short')}: ${beyond.join(', ')}` : ''}`
        const height = Math.max(1, APART_HEIGHT - y(apartMs ?? 0))
        return svg`<rect class="hour ${over ? 'over' : ''}" x=${start} width=${width} y=${APART_HEIGHT - height} height=${height} />${over ? svg`<rect class="mark failed" x=${start} width=${width} y=${APART_HEIGHT + 8} height="10" />` : nothing}<rect class="hit" x=${start} width=${width} y="0" height=${APART_HEIGHT + 20}><title>${words}</title></rect>`
      })}
      ${near && limitMs !== null ? svg`<line class="limit" x1="0" x2="100%" y1=${y(limitMs)} y2=${y(limitMs)} /><text class="limit-name" x="100%" y=${y(limitMs) - 5}>${say('ui.graph.limit', { limit: spanText(view, limitMs) })}</text>` : nothing}
      ${times(from, to, zone, APART_HEIGHT, x)}
    </svg>
    <figcaption>
      <ul class="keys">
        <li><span class="key hour" aria-hidden="true"></span>${say('ui.clocks.apart.short')}</li>
        ${limitMs === null ? nothing : html`<li><span class="key limit" aria-hidden="true"></span>${say(near ? 'ui.graph.limit' : 'ui.graph.limitFar', { limit: spanText(view, limitMs) })}</li>`}
        <li><span class="key failed" aria-hidden="true"></span>${say('ui.clocks.beyond.short')}</li>
        <li><span class="key missing" aria-hidden="true"></span>${say('ui.clocks.missing')}</li>
        <li class="soft">${say('ui.graph.zone', { zone, offset: format.offset(to, zone), span: format.span(HOUR_MS, view.language) })}</li>
      </ul>
    </figcaption>
  </figure>`
}

/** Where the host's clock was in each hour; all hosts have the same scale, whose zero is the collector's clock. */
export function hostDrawing(
  view: View,
  a: { one: HostClock; read: ServiceClocks; spreads: readonly Spread[]; zone: string; last: boolean },
): TemplateResult {
  const { say } = view
  const { one, read, spreads, zone, last } = a
  const [from, to] = [Date.parse(read.from), Date.parse(read.to)]
  const all = read.hosts.flatMap((host) => extremes(host) ?? [])
  const ticks = signedTicks(
    Math.min(...all.map(({ leastMs }) => leastMs)),
    Math.max(...all.map(({ mostMs }) => mostMs)),
  )
  const y = scale(ticks[0] ?? -1, ticks.at(-1) ?? 1, HOST_HEIGHT, 0)
  const x = scale(from, to, 0, WIDTH)
  const points = one.hours.map((hour) => ({ ...hour, at: Date.parse(hour.at) }))
  const missing = withoutHours(
    points.map(({ at }) => at),
    from,
    to,
  )
  const beyond = spreads.filter((spread) => spread.beyond.includes(one.host))
  const range = extremes(one) ?? { leastMs: 0, mostMs: 0 }
  const words = say('ui.clocks.drawing', {
    host: one.host,
    least: signedText(view, range.leastMs),
    most: signedText(view, range.mostMs),
    count: beyond.length,
  })
  return html`<svg class="graph host-clock ${last ? 'timed' : ''}" role="img" aria-label=${words}>
    ${named(ticks, y).map((tick) => svg`<text class="tick" x="-8" y=${y(tick) + 4}>${tick === 0 ? '0 ms' : signedText(view, tick)}</text>`)}
    <line class="grid" x1="0" x2="100%" y1=${HOST_HEIGHT} y2=${HOST_HEIGHT} />
    ${gaps(view, missing, x, HOST_HEIGHT)}
    <line class="stroke zero" x1="0" x2="100%" y1=${y(0)} y2=${y(0)} />
    <svg class="shapes" viewBox="0 0 ${WIDTH} ${HOST_HEIGHT}" preserveAspectRatio="none">
      ${runs(points, HOUR_MS * 1.5).map((run) => {
        const middle = (at: number) => (x(Math.max(at, from)) + x(Math.min(at + HOUR_MS, to))) / 2
        const range = band(run.map(({ at, leastMs, mostMs }) => [middle(at), y(leastMs), y(mostMs)]))
        return svg`<path class="p95" d=${range} /><path class="p50" d=${line(run.map(({ at, leastMs, mostMs }) => [middle(at), y((leastMs + mostMs) / 2)]))} />`
      })}
    </svg>
    ${beyond.map(({ at }) => {
      const [start, width] = place(x, at, from, to)
      return svg`<rect class="mark failed" x=${start} width=${width} y=${HOST_HEIGHT + 2} height="7"><title>${hourName(at, zone)} ${say('ui.clocks.beyond.short')}</title></rect>`
    })}
    ${last ? times(from, to, zone, HOST_HEIGHT + 8, x) : nothing}
  </svg>`
}

/** From the ends and 0, those with room beside each other; 0 always. */
function named(ticks: readonly number[], y: Scale): number[] {
  const ends = [ticks[0] ?? 0, ticks.at(-1) ?? 0]
  return [0, ...ends.filter((end) => end !== 0 && Math.abs(y(end) - y(0)) >= APART_NAMES)]
}

/** Beginning and width of an hour, as far as it lies in the drawing. */
function place(x: Scale, at: number, from: number, to: number): [start: string, width: string] {
  const [start, end] = [Math.max(at, from), Math.min(at + HOUR_MS, to)]
  return [share(x(start)), share(x(end) - x(start))]
}

const gaps = (view: View, missing: readonly [number, number][], x: Scale, height: number) =>
  missing.map(
    ([start, end]) =>
      svg`<rect class="missing" x=${share(x(start))} width=${share(x(end) - x(start))} y="0" height=${height}><title>${view.say('ui.clocks.missing')}</title></rect>`,
  )

const times = (from: number, to: number, zone: string, height: number, x: Scale) =>
  timeTicks(from, to, offsetOf(to, zone)).map(
    (at) =>
      svg`<line class="stroke" x1=${share(x(at))} x2=${share(x(at))} y1=${height} y2=${height + 5} /><text class="time" x=${share(x(at))} y=${height + 34}>${timeName(at, zone)}</text>`,
  )
