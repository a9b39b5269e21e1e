/** The items grouped by control: four columns and how each is measured. A verdict unfolds to its reasons. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Guideline } from '../../../../rules/api/types.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { groupByControl, isUnmet, needsAnEye } from '../../arrange.ts'
import { type GuidelinePlace, guidelineHash, type Showing } from '../../place.ts'
import { ownOfCustomers } from '../customer.ts'
import { achieved, counted, own, reference, verdict } from '../values.ts'
import type { View } from '../view.ts'
import { reasons } from './why.ts'

type Row = Guideline['rows'][number]
type Group = ReturnType<typeof groupByControl>[number]

const SHOWN: Record<Showing, (row: Row) => boolean> = {
  all: () => true,
  attention: needsAnEye,
  measured: (row) => row.measuring.by !== null,
}

export function items(view: View, place: GuidelinePlace, guideline: Guideline): TemplateResult {
  const { say } = view
  const rows = guideline.rows.filter((row) => SHOWN[place.show](row) || row.item === place.item)
  if (rows.length === 0) return html`<p class="note">${say('ui.guideline.show.none')}</p>`
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<table class="values guideline" role="table">
    <caption class="unseen">${say('ui.guideline.caption', { service: guideline.serviceName })}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column('ui.values.item')} ${column('ui.values.reference')} ${column('ui.values.own')}
        ${column('ui.values.achieved')} ${column('ui.values.verdict')} ${column('ui.guideline.measuring')}
      </tr>
    </thead>
    ${repeat(
      groupByControl({ ...guideline, rows }),
      (group) => group.control.id,
      (group) => control(view, place, guideline, group),
    )}
  </table>`
}

function control(view: View, place: GuidelinePlace, guideline: Guideline, group: Group): TemplateResult {
  const { say } = view
  const { id, class: its, text } = group.control
  return html`<tbody role="rowgroup">
    <tr role="row" class="control">
      <th role="rowheader" scope="rowgroup" colspan="6">
        <code>${id}</code> <span class="tag ${its}">${say(`class.${its}`)}</span>
        <span class="wording" lang="ja" title=${text.ja}>${text.ja}</span>
      </th>
    </tr>
    ${repeat(
      group.rows,
      (row) => row.item,
      (row) => item(view, place, guideline, row),
    )}
  </tbody>`
}

function item(view: View, place: GuidelinePlace, guideline: Guideline, row: Row): TemplateResult {
  const { say, language } = view
  const open = place.item === row.item
  const measured = row.measuring.by !== null
  const kinds = [isUnmet(row) ? 'unmet' : '', measured ? '' : 'unmeasured', open ? 'unfolded' : '']
  const at = guidelineHash({ ...place, item: open ? null : row.item })
  const eye = needsAnEye(row)
  const label = open ? 'ui.verdict.fold' : eye ? 'ui.verdict.why' : 'ui.verdict.more'
  return html`<tr role="row" id="row-${row.item}" class=${kinds.join(' ')}>
      <th role="rowheader" scope="row">
        <span class="name">${row.title[language]}</span>
        <span class="under"><code>${row.item}</code></span>
      </th>
      <td role="cell" data-label=${say('ui.values.reference')}>${reference(view, row)}</td>
      <td role="cell" class=${row.own === null ? 'empty' : ''} data-label=${say('ui.values.own')}>${own(view, row)} ${ownOfCustomers(view, row)}</td>
      <td role="cell" class=${row.achieved === null ? 'empty' : ''} data-label=${say('ui.values.achieved')}>
        ${measured ? achieved(view, row) : nothing}
      </td>
      <td role="cell" data-label=${say('ui.values.verdict')}>
        <a class="verdict" href=${at} aria-expanded=${open ? 'true' : 'false'}>
          ${verdict(view, row)}
          <span class="onward ${eye ? 'eye' : ''}">${say(label)}<span class="unseen"> ${row.item}</span></span>
        </a>
        ${counted(view, row)}
      </td>
      <td role="cell" class="how ${measured ? '' : 'empty'}" data-label=${say('ui.guideline.measuring')}>
        ${measured ? row.measuring.how[language] : say('ui.guideline.notMeasured')}
      </td>
    </tr>
    ${open ? reasons(view, guideline, row) : nothing}`
}
