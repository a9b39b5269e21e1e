/** Pieces of forms: a text, a choice, and what became of sending it. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import type { Attempt } from '../state.ts'
import { shape, why } from './parts.ts'
import type { View } from './view.ts'

export function submitting(act: (form: HTMLFormElement) => void) {
  return (event: SubmitEvent) => {
    event.preventDefault()
    act(event.currentTarget as HTMLFormElement)
  }
}

/** `key` is the action's: the field says there what is wrong with it. */
export function area(view: View, key: string, name: string, label: TextKey): TemplateResult {
  const { say } = view
  const { wrong, error } = stateOf(view, key, name)
  return html`<label>
      <span>${say(label)}</span>
      <textarea name=${name} rows="3" maxlength="4000" required aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${error}></textarea>
    </label>
    <p id=${error} class="wrong" aria-live="polite">${wrong ? say('ui.field.required', { field: say(label) }) : nothing}</p>`
}

/** Nothing is chosen beforehand where `empty` words say so. */
export function chooser<T extends string>(
  view: View,
  key: string,
  name: string,
  label: TextKey,
  choices: readonly T[],
  words: (choice: T) => string,
  empty?: TextKey,
): TemplateResult {
  const { say } = view
  const { wrong, error } = stateOf(view, key, name)
  return html`<label>
      <span>${say(label)}</span>
      <select name=${name} required aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${error}>
        ${empty === undefined ? nothing : html`<option value="">${say(empty)}</option>`}
        ${choices.map((one) => html`<option value=${one}>${words(one)}</option>`)}
      </select>
    </label>
    <p id=${error} class="wrong" aria-live="polite">${wrong ? say('ui.field.choose', { field: say(label) }) : nothing}</p>`
}

function stateOf(view: View, key: string, name: string): { wrong: boolean; error: string } {
  const attempt = view.state.attempts.get(key)
  return {
    wrong: attempt?.state === 'invalid' && attempt.fields.includes(name),
    error: `${name}-${key.replace(':', '-')}-error`,
  }
}

/** Why an action did not work, said aloud. */
export function failed(view: View, attempt: Attempt | undefined): TemplateResult {
  const { say } = view
  return html`<div role="alert">
    ${
      attempt?.state === 'failed'
        ? html`<p class="note bad">${shape('bad')} ${say('ui.failed.action', { why: why(view, attempt.failure) })}</p>`
        : nothing
    }
  </div>`
}

export function done(
  view: View,
  attempt: Attempt | undefined,
  words: TextKey,
): TemplateResult | typeof nothing {
  return attempt?.state === 'done'
    ? html`<p class="note good" role="status">${shape('good')} ${view.say(words)}</p>`
    : nothing
}
