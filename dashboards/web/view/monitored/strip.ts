/** How the newest results went, one bar each, oldest first: height tells what colour tells. */
import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { ResultRow } from '../../../../rules/api/types.ts'
import { isWarned, timeText } from '../parts.ts'
import type { View } from '../view.ts'

const HEIGHTS = { ok: 8, warned: 14, unknown: 20, failed: 24 } as const
type Kind = keyof typeof HEIGHTS
const FULL = 24
/** Below the bars: the clock of the host was off. */
const MARK = 4
/** Places of the strip at least: a few results are not stretched over all of it. */
const PLACES = 60

const kindOf = (row: ResultRow): Kind => (isWarned(row) ? 'warned' : row.outcome)

export function strip(view: View, rows: readonly ResultRow[], zone: string): TemplateResult {
  const { say } = view
  const shown = rows.toReversed()
  const places = Math.max(PLACES, shown.length)
  const count = (kind: Kind) => shown.filter((row) => kindOf(row) === kind).length
  const off = shown.filter((row) => row.clockOff).length
  const went = say('ui.strip', {
    count: shown.length,
    ...{ ok: count('ok'), warned: count('warned'), failed: count('failed'), unknown: count('unknown') },
  })
  const words = off === 0 ? went : say('ui.strip.clockOff', { went, count: off })
  const name = (kind: Kind) => say(kind === 'warned' ? 'ui.outcome.warned' : `outcome.${kind}`)
  return html`<figure class="strip">
    <svg viewBox="0 0 ${places} ${off === 0 ? FULL : FULL + 2 + MARK}" preserveAspectRatio="none" role="img" aria-label=${words}>
      ${shown.map((row, index) => {
        const kind = kindOf(row)
        const x = (places - shown.length + index + 0.1).toFixed(1)
        const clock = row.clockOff ? ` ${say('ui.clockOff')}` : ''
        return svg`<rect class=${kind} x=${x} width="0.8" y=${FULL - HEIGHTS[kind]} height=${HEIGHTS[kind]}><title>${timeText(view, row.startedAt, zone)} ${name(kind)}${clock}</title></rect>${row.clockOff ? svg`<rect class="clock-off" x=${x} width="0.8" y=${FULL + 2} height=${MARK} />` : nothing}`
      })}
    </svg>
    <figcaption class="soft">${words}</figcaption>
  </figure>`
}
