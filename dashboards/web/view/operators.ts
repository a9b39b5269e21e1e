/** Lets another operator in: by a link that works once and is shown once. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { failed } from './form.ts'
import type { View } from './view.ts'

export function operators(view: View): TemplateResult {
  const { say, state } = view
  const attempt = state.attempts.get('invite')
  const busy = attempt?.state === 'busy'
  return html`<section id="invitation" class="panel" aria-labelledby="operators-title" tabindex="-1">
    <h2 id="operators-title">${say('ui.invite')}</h2>
    <p class="intro">${say('ui.invite.intro')}</p>
    ${
      state.status?.session == null
        ? html`<p class="soft">${say('ui.invite.needsLogin')}</p>`
        : html`<p class="row">
            <button type="button" class="primary" ?disabled=${busy} @click=${() => view.act.invite()}>${say(busy ? 'ui.working' : 'ui.invite.make')}</button>
          </p>`
    }
    ${failed(view, attempt)}
    ${
      state.invitation === null
        ? nothing
        : html`<label class="invitation">
            <span>${say('ui.invite.link')}</span>
            <input name="invitation" type="text" readonly .value=${state.invitation} @focus=${(event: Event) => (event.currentTarget as HTMLInputElement).select()} />
          </label>`
    }
  </section>`
}
