/** The four columns of an evaluation item: 対策参照値, own value, achieved figure, verdict. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { ValueRow } from '../../../rules/api/types.ts'
import type { Amount } from '../../../rules/guideline/edition.ts'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import { parseIsoDuration } from '../../../rules/time/duration.ts'
import { OBLIGATION_STATES, type Verdict } from '../../../rules/words.ts'
import * as format from '../format.ts'
import { badge, bar, type Tone } from './parts.ts'
import type { View } from './view.ts'

/** The guideline's own wording, with its star. */
export function reference(view: View, row: ValueRow): TemplateResult {
  const { text, required } = row.reference
  return html`<span class="figure" lang="ja">${text}</span>${
    required
      ? html`<b class="star" aria-hidden="true">*</b><span class="unseen">${view.say('ui.values.star')}</span>`
      : nothing
  }`
}

/** The value that a row is held to, in words. */
export function inForce(view: View, row: ValueRow): string {
  return row.own === null ? row.reference.text : amountOf(view, row, row.own.value)
}

/** Whose value a row is held to: 対策参照値, 契約値 or 自社値. */
export function whose(view: View, row: ValueRow): string {
  const words = { contract: 'ui.values.contract', own: 'ui.values.ownValue' } as const
  return view.say(row.own === null ? 'ui.values.reference' : words[row.own.source])
}

function amountOf(view: View, row: ValueRow, value: Amount): string {
  return format.amount(value, row.reference.kind, view.language)
}

/** Contract's or provider's own value: who decided it, when and why. */
export function own(view: View, row: ValueRow): TemplateResult {
  const { say } = view
  if (row.own === null)
    return html`<span class="soft">${say(row.standing === 'unset' ? 'verdict.unset' : 'ui.values.noOwn')}</span>`
  const { decidedBy, on, reason } = row.own
  const decided =
    decidedBy === null
      ? nothing
      : html`<span class="under">${on === null ? say('ui.values.decided', { by: decidedBy }) : say('ui.values.decidedOn', { by: decidedBy, on })}</span>`
  return html`<span class="figure">${amountOf(view, row, row.own.value)}</span>
    <span class="tag">${whose(view, row)}</span>
    ${decided} ${reason === null ? nothing : html`<span class="under">${say('ui.values.reason', { reason })}</span>`}
    ${row.standing === 'looser' ? html`<span class="under">${badge('bad', say('ui.values.looser'))}</span>` : nothing}`
}

/** By kind: a span against its limit, or availability by its two bounds. */
export function achieved(view: View, row: ValueRow): TemplateResult {
  const { say, language } = view
  if (row.achieved === null) return html`<span class="soft">${say('ui.values.noEvidence')}</span>`
  if (row.achieved.of === 'availability') return availability(view, row.achieved)
  const { ms, of } = row.achieved
  // A retention is to be longer, not shorter: a bar towards a limit would say the opposite.
  const limitMs =
    of === 'shortest-retention' || typeof row.inForce !== 'string' ? null : parseIsoDuration(row.inForce)
  return html`<span class="figure">${format.span(ms, language)}</span>
    <span class="under">${say(`ui.achieved.${of}`)}</span>
    ${limitMs === null ? nothing : against(view, ms, limitMs, row.verdict === 'breached')}`
}

function against(view: View, ms: number, limitMs: number, missed: boolean): TemplateResult {
  const percent = Math.round((ms / limitMs) * 100)
  const limit = format.span(limitMs, view.language)
  return html`${bar(ms, limitMs, missed)}<span class="unseen">${view.say('ui.values.bar', { limit, percent })}</span>`
}

/** The achieved figure as plain words, for a sentence; null where there is none. */
export function achievedText(view: View, { achieved }: ValueRow): string | null {
  if (achieved === null) return null
  if ('ms' in achieved) return format.span(achieved.ms, view.language)
  return format.bounds(achieved)
}

function availability(
  view: View,
  figure: { lower: string; upper: string; measured: string | null },
): TemplateResult {
  const { say } = view
  const { measured } = figure
  return html`<span class="figure">${format.bounds(figure)}</span> <span class="under">${say('ui.achieved.availability')}</span>
    ${measured === null ? nothing : html`<span class="under" title=${say('ui.achieved.measured.title')}>${say('ui.achieved.measured', { percent: format.percent(measured) })}</span>`}`
}

const VERDICT_TONES = {
  met: 'good',
  breached: 'bad',
  'not-proven': 'unknown',
  pending: 'quiet',
  unset: 'quiet',
  'not-measured': 'quiet',
} as const satisfies Record<Verdict, Tone>

/** Against a contract or the provider's own value the same word would claim what it is not about. */
const OWN_WORDS: Record<'contract' | 'own', Partial<Record<Verdict, TextKey>>> = {
  contract: { met: 'ui.verdict.sla.met', breached: 'ui.values.sla' },
  own: { met: 'ui.verdict.own.met', breached: 'ui.verdict.own.breached' },
}

/** Against the value in force, in words that say which: `SLA未達`, `対策参照値 達成`, `未証明`. */
export function verdictWords(view: View, row: ValueRow): string {
  const words = row.own === null ? undefined : OWN_WORDS[row.own.source][row.verdict]
  return view.say(words ?? `verdict.${row.verdict}`)
}

/** Beside the verdict on an own value a bare 未証明 would not say of which of the two values it is. */
function referenceWords({ say }: View, { referenceVerdict }: ValueRow): string {
  const words = say(`verdict.${referenceVerdict}`)
  const named = referenceVerdict === 'met' || referenceVerdict === 'breached'
  return named ? words : say('ui.verdict.reference', { verdict: words })
}

/** Against the value in force, and against the reference value where that is another. */
export function verdict(view: View, row: ValueRow): TemplateResult {
  const words = row.own === null ? undefined : OWN_WORDS[row.own.source][row.verdict]
  const mine = badge(VERDICT_TONES[row.verdict], verdictWords(view, row))
  // "-" has no reference value to be judged against.
  const other = row.own !== null && row.standing !== 'provider' && words !== undefined
  const against = other || (row.referenceVerdict === 'breached' && row.verdict !== 'breached')
  return html`${mine}
    ${against ? badge(VERDICT_TONES[row.referenceVerdict], referenceWords(view, row)) : nothing}`
}

/** How many obligations of the window ended how. */
export function counted(view: View, row: ValueRow): TemplateResult | typeof nothing {
  const states = OBLIGATION_STATES.filter((state) => row.counts[state] > 0)
  if (states.length === 0) return nothing
  return html`<span class="under">${states.map((state) => html`<span class="counted">${view.say(`obligation.${state}`)} ${row.counts[state]}</span> `)}</span>`
}
