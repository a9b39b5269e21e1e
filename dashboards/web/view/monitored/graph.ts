/** Response times of one check as a drawing, with the same figures as a table. Pure markup, no library. */
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { CheckDetail, ResponseBucket, Responses } from '../../../../rules/api/monitored.ts'
import { band, line, runs, scale, timeTicks, valueTicks } from '../../chart.ts'
import * as format from '../../format.ts'
import type { View } from '../view.ts'
import { offsetOf, share, timeName, WIDTH } from './axis.ts'

/** The drawing's own units. */
const HEIGHT = 200
/** A limit farther away than this many times the slowest would press the figures to the ground: it is told in words. */
const FAR = 3
const DAY_MINUTES = 1440

interface Point {
  at: number
  bucket: ResponseBucket
}

export function graph(view: View, check: CheckDetail, of: Responses): TemplateResult {
  const { say } = view
  const points = of.buckets.map((bucket) => ({ at: Date.parse(bucket.at), bucket }))
  if (points.length === 0) return html`<p class="note">${say('ui.graph.empty')}</p>`
  const slowest = Math.max(0, ...points.map(({ bucket }) => bucket.p99 ?? 0))
  const limit = check.slowerThanMs
  const near = limit !== null && (slowest === 0 || limit <= slowest * FAR)
  const ticks = valueTicks(Math.max(slowest, near ? (limit ?? 0) : 0, 1))
  const y = scale(0, ticks.at(-1) ?? 1, HEIGHT, 0)
  const [from, to] = [Date.parse(of.from), Date.parse(of.to)]
  const x = scale(from, to, 0, WIDTH)
  const name = `graph-${check.check}`
  return html`<figure class="responses">
    <svg class="graph" role="img" aria-label=${say('ui.graph.title', { check: check.check })} aria-describedby=${name}>
      <title>${say('ui.graph.title', { check: check.check })}</title>
      <desc id=${name}>${description(view, check, of)}</desc>
        ${of.value === null ? nothing : ticks.map((tick) => svg`<line class="grid" x1="0" x2="100%" y1=${y(tick)} y2=${y(tick)} /><text class="tick" x="-8" y=${y(tick) + 4}>${format.measured('_ms', tick)}</text>`)}
        ${missing(view, points, of).map(([start, end, words]) => svg`<rect class="missing" x=${share(x(start))} width=${share(x(end) - x(start))} y="0" height=${HEIGHT}><title>${words}</title></rect>`)}
        <svg class="shapes" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">${shapes(points, of, x, y)}</svg>
        ${near && limit !== null ? svg`<line class="limit" x1="0" x2="100%" y1=${y(limit)} y2=${y(limit)} /><text class="limit-name" x="100%" y=${y(limit) - 5}>${say('ui.graph.limit', { limit: format.measured('_ms', limit) })}</text>` : nothing}
        ${marks(view, points, of, x)}
        ${timeTicks(from, to, offsetOf(to, check.timezone)).map((at) => svg`<line class="stroke" x1=${share(x(at))} x2=${share(x(at))} y1=${HEIGHT} y2=${HEIGHT + 5} /><text class="time" x=${share(x(at))} y=${HEIGHT + 34}>${timeName(at, check.timezone)}</text>`)}
    </svg>
    <figcaption>${legend(view, check, of, near)}</figcaption>
    ${table(view, check, of)}
  </figure>`
}

function shapes(
  points: readonly Point[],
  { bucketMs }: Responses,
  x: (at: number) => number,
  y: (ms: number) => number,
) {
  const middle = (at: number) => x(at + bucketMs / 2)
  const timed = points.filter(({ bucket }) => bucket.count > 0)
  return runs(timed, bucketMs * 2.5).map((run) => {
    const between = (low: 'p50' | 'p95', high: 'p95' | 'p99') =>
      band(run.map(({ at, bucket }) => [middle(at), y(bucket[low] ?? 0), y(bucket[high] ?? 0)]))
    return svg`<path class="p99" d=${between('p95', 'p99')} /><path class="p95" d=${between('p50', 'p95')} /><path class="p50" d=${line(run.map(({ at, bucket }) => [middle(at), y(bucket.p50 ?? 0)]))} />`
  })
}

/** Stretches without any result: before what was read, between buckets, up to now. */
function missing(
  view: View,
  points: readonly Point[],
  of: Responses,
): [from: number, to: number, words: string][] {
  const { say } = view
  const [from, to, readFrom] = [of.from, of.to, of.readFrom].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ]
  const found: [number, number, string][] = []
  if (readFrom > from) found.push([from, readFrom, say('ui.graph.notRead')])
  let end = readFrom
  for (const { at } of [...points, { at: to }]) {
    if (at - end > of.bucketMs * 1.5) found.push([Math.max(end, from), at, say('ui.graph.missing')])
    end = at + of.bucketMs
  }
  return found
}

/** Below the curve: where something failed (full), was unknown (hollow) or is to be watched (low), with all figures on pointing at it. */
function marks(view: View, points: readonly Point[], { bucketMs }: Responses, x: (at: number) => number) {
  return points.map(({ at, bucket }) => {
    const [start, width] = [share(x(at)), share(x(at + bucketMs) - x(at))]
    const kind =
      bucket.failed > 0 ? 'failed' : bucket.unknown > 0 ? 'unknown' : bucket.warned > 0 ? 'warned' : null
    return svg`${kind === null ? nothing : svg`<rect class="mark ${kind}" x=${start} width=${width} y=${HEIGHT + 8} height="10" />`}<rect class="hit" x=${start} width=${width} y="0" height=${HEIGHT + 20}><title>${figures(view, bucket, format.near(at, view.now, view.zone))}</title></rect>`
  })
}

const ms = (value: number | null) => (value === null ? '-' : format.measured('_ms', value))

function figures(view: View, bucket: ResponseBucket, time: string): string {
  const { count, p50, p95, p99, failed, unknown } = bucket
  return view.say('ui.graph.figures', {
    ...{ time, count, failed, unknown },
    ...{ p50: ms(p50), p95: ms(p95), p99: ms(p99) },
  })
}

function sums(of: Responses) {
  const sum = (what: 'ok' | 'warned' | 'failed' | 'unknown') =>
    of.buckets.reduce((all, bucket) => all + bucket[what], 0)
  return { ok: sum('ok'), warned: sum('warned'), failed: sum('failed'), unknown: sum('unknown') }
}

function description(view: View, check: CheckDetail, of: Responses): string {
  const { ok, failed, unknown } = sums(of)
  const worst = (key: 'p50' | 'p95' | 'p99') =>
    ms(
      of.buckets.reduce<number | null>(
        (most, one) => (one[key] === null ? most : Math.max(most ?? 0, one[key])),
        null,
      ),
    )
  const at = (instant: string) => format.near(Date.parse(instant), view.now, check.timezone)
  return view.say('ui.graph.description', {
    ...{ from: at(of.from), to: at(of.to), ok, failed, unknown },
    ...{ p50: worst('p50'), p95: worst('p95'), p99: worst('p99') },
  })
}

function legend(view: View, check: CheckDetail, of: Responses, near: boolean): TemplateResult {
  const { say } = view
  const key = (kind: string, words: string) =>
    html`<li><span class="key ${kind}" aria-hidden="true"></span>${words}</li>`
  const { warned, failed, unknown } = sums(of)
  const limit = check.slowerThanMs
  return html`<ul class="keys">
    ${
      of.value === null
        ? nothing
        : html`${key('p50', say('ui.graph.p50'))} ${key('p95', say('ui.graph.p95'))} ${key('p99', say('ui.graph.p99'))}`
    }
    ${limit === null ? nothing : key('limit', say(near ? 'ui.graph.limit' : 'ui.graph.limitFar', { limit: format.measured('_ms', limit) }))}
    ${key('failed', `${say('outcome.failed')} ${failed}`)} ${key('unknown', `${say('outcome.unknown')} ${unknown}`)}
    ${warned > 0 ? key('warned', `${say('ui.outcome.warned')} ${warned}`) : nothing}
    ${key('missing', say('ui.graph.missing'))}
    <li class="soft">${say('ui.graph.zone', { zone: check.timezone, offset: format.offset(Date.parse(of.to), check.timezone), span: format.span(of.bucketMs, view.language) })}</li>
  </ul>`
}

/** The same for those who do not see the drawing, the newest first. */
function table(view: View, check: CheckDetail, of: Responses): TemplateResult {
  const { say } = view
  const column = (words: string) => html`<th role="columnheader" scope="col">${words}</th>`
  const cell = (label: string, words: string | number) =>
    html`<td role="cell" data-label=${label}>${words}</td>`
  const days = Date.parse(of.to) - Date.parse(of.from) > DAY_MINUTES * 60_000
  return html`<details class="figures">
    <summary>${say('ui.graph.table')}</summary>
    <table role="table">
      <caption class="unseen">${say('ui.graph.title', { check: check.check })}</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${column(say('ui.graph.time'))} ${column(say('ui.graph.count'))} ${column('p50')} ${column('p95')} ${column('p99')}
          ${column(say('ui.graph.max'))} ${column(say('outcome.failed'))} ${column(say('outcome.unknown'))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${of.buckets.toReversed().map((one) => {
          const at = Date.parse(one.at)
          const time = format.timeOfDay(at, check.timezone)
          return html`<tr role="row">
            <th role="rowheader" scope="row"><time datetime=${one.at}>${days ? `${format.day(at, check.timezone).slice(5)} ${time.slice(0, 5)}` : time}</time></th>
            ${cell(say('ui.graph.count'), one.count)} ${cell('p50', ms(one.p50))} ${cell('p95', ms(one.p95))} ${cell('p99', ms(one.p99))}
            ${cell(say('ui.graph.max'), ms(one.max))} ${cell(say('outcome.failed'), one.failed)} ${cell(say('outcome.unknown'), one.unknown)}
          </tr>`
        })}
      </tbody>
    </table>
  </details>`
}
