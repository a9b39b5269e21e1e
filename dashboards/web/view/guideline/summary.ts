/** What needs an eye first: unmet particularly necessary values, unmet 基本, unmet 推奨, what is not proven. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Guideline, ValueRow } from '../../../../rules/api/types.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { compareItems, tally } from '../../arrange.ts'
import { type GuidelinePlace, guidelineHash } from '../../place.ts'
import { badge, shape, type Tone } from '../parts.ts'
import { achievedText, counted, inForce, verdictWords, whose } from '../values.ts'
import type { View } from '../view.ts'

export function summary(view: View, place: GuidelinePlace, guideline: Guideline): TemplateResult {
  const { say } = view
  const sum = tally(guideline.rows)
  const unmet = sum.starred.length + sum.basic.length + sum.recommended.length
  const calm = unmet + sum.notProven.length === 0
  return html`<section class="sum" aria-labelledby="sum-title">
    <h3 id="sum-title" class="unseen">${say('ui.sum')}</h3>
    <p class="counts">
      ${badge(unmet > 0 ? 'bad' : 'quiet', say('ui.sum.unmet', { count: unmet }), true)}
      ${badge(sum.notProven.length > 0 ? 'unknown' : 'quiet', say('ui.sum.unproven', { count: sum.notProven.length }), true)}
      ${badge(sum.met > 0 ? 'good' : 'quiet', say('ui.sum.met', { count: sum.met }), true)}
      ${badge('quiet', say('ui.sum.pending', { count: sum.pending }), true)}
      ${badge('quiet', say('ui.sum.unset', { count: sum.unset }), true)}
      ${badge('quiet', say('ui.sum.notMeasured', { count: sum.notMeasured }), true)}
    </p>
    ${calm ? html`<p class="note">${say('ui.sum.none')}</p>` : nothing}
    ${group(view, place, 'ui.sum.starred', 'bad', sum.starred, 'starred')}
    ${group(view, place, 'ui.sum.basic', 'bad', sum.basic)}
    ${group(view, place, 'ui.sum.recommended', 'bad', sum.recommended)}
    ${group(view, place, 'ui.sum.notProven', 'unknown', sum.notProven)}
  </section>`
}

function group(
  view: View,
  place: GuidelinePlace,
  title: TextKey,
  tone: Tone,
  rows: ValueRow[],
  more = '',
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing
  return html`<div class="needs ${tone} ${more}">
    <h4>${shape(tone)} ${view.say(title)} <span class="count">${rows.length}</span></h4>
    <ul>
      ${repeat(
        rows.toSorted((a, b) => compareItems(a.item, b.item)),
        (row) => row.item,
        (row) => one(view, place, row),
      )}
    </ul>
  </div>`
}

/** Straight to the reasons. */
function one(view: View, place: GuidelinePlace, row: ValueRow): TemplateResult {
  const figure = achievedText(view, row)
  const looser = row.standing === 'looser'
  const held = `${whose(view, row)} ${inForce(view, row)}`
  const against = looser
    ? view.say('ui.sum.looser', {
        source: whose(view, row),
        own: inForce(view, row),
        reference: row.reference.text,
      })
    : held
  return html`<li>
    <a href=${guidelineHash({ ...place, show: 'all', item: row.item })}>${row.title[view.language]}</a>
    <code class="soft">${row.item}</code>
    <span>
      ${row.own !== null && row.verdict === 'breached' ? html`<strong>${verdictWords(view, row)}</strong>` : nothing}
      ${figure === null || looser ? nothing : html`<strong>${figure}</strong>`}
      <span class="soft">${against}</span>
    </span>
    ${counted(view, row)}
  </li>`
}
