/** Before the page: the first operator's enrolment, and the login. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { TextKey } from '../../../rules/text/catalogue.ts'
import type { ApiFailure } from '../api.ts'
import type { Attempt } from '../state.ts'
import { submitting } from './form.ts'
import { shape, why } from './parts.ts'
import type { View } from './view.ts'

export function enrolment(view: View): TemplateResult {
  const { say } = view
  const attempt = view.state.attempts.get('enrol')
  const failed = attempt?.state === 'failed' ? attempt.failure : null
  const another = view.state.status?.operators === 'exist'
  return html`<section class="entrance" aria-labelledby="enrol-title">
    <h2 id="enrol-title">${say(another ? 'ui.enrol.another' : 'ui.enrol')}</h2>
    <p>${say(another ? 'ui.enrol.another.intro' : 'ui.enrol.intro')}</p>
    <form novalidate @submit=${submitting(view.act.enrol)}>
      ${field(view, 'name', 'text', 'ui.enrol.name', 'username', attempt)}
      ${field(view, 'password', 'password', 'ui.enrol.password', 'new-password', attempt, 'ui.enrol.hint')}
      ${field(view, 'again', 'password', 'ui.enrol.again', 'new-password', attempt)}
      ${submitButton(view, 'ui.enrol.submit', attempt)}
      ${failure(failed === null ? null : whyNot(view, failed))}
    </form>
    <p><button type="button" class="plainly" @click=${() => view.act.leaveEnrolment()}>${say('ui.enrol.later')}</button></p>
  </section>`
}

function whyNot(view: View, failed: ApiFailure): string {
  if (failed.code === 'enrolment-refused') return view.say('ui.failed.token')
  if (failed.code === 'not-from-here') return view.say('ui.failed.notFromHere')
  return why(view, failed)
}

/** A new password by the link of an administrator. */
export function reset(view: View): TemplateResult {
  const { say } = view
  const attempt = view.state.attempts.get('reset')
  const failed = attempt?.state === 'failed' ? attempt.failure : null
  const words =
    failed === null ? null : failed.code === 'enrolment-refused' ? say('ui.reset.refused') : why(view, failed)
  return html`<section class="entrance" aria-labelledby="reset-title">
    <h2 id="reset-title">${say('ui.reset')}</h2>
    <p>${say('ui.reset.intro')}</p>
    <form novalidate @submit=${submitting(view.act.setPassword)}>
      ${field(view, 'password', 'password', 'ui.account.new', 'new-password', attempt, 'ui.enrol.hint')}
      ${field(view, 'again', 'password', 'ui.account.again', 'new-password', attempt)}
      ${submitButton(view, 'ui.reset.submit', attempt)}
      ${failure(words)}
    </form>
  </section>`
}

export function login(view: View): TemplateResult {
  const { say } = view
  const attempt = view.state.attempts.get('log-in')
  const failed = attempt?.state === 'failed' ? attempt.failure : null
  const title = html`<h2 id="login-title">${say('ui.logIn')}</h2>`
  if (view.state.status?.operators === 'none')
    return html`<section class="entrance" aria-labelledby="login-title">${title}<p>${say('ui.login.noOperator')}</p></section>`
  return html`<section class="entrance" aria-labelledby="login-title">
    ${title}
    <p>${say('ui.login.intro')}</p>
    <form novalidate @submit=${submitting(view.act.logIn)}>
      ${field(view, 'name', 'text', 'ui.enrol.name', 'username', attempt)}
      ${field(view, 'password', 'password', 'ui.enrol.password', 'current-password', attempt)}
      ${submitButton(view, 'ui.logIn', attempt)}
      ${failure(failed === null ? null : failed.status === 401 ? say('ui.failed.credentials') : why(view, failed))}
    </form>
  </section>`
}

export function submitButton(view: View, key: TextKey, attempt: Attempt | undefined): TemplateResult {
  const busy = attempt?.state === 'busy'
  return html`<button type="submit" class="primary" ?disabled=${busy}>${view.say(busy ? 'ui.working' : key)}</button>`
}

function failure(words: string | null): TemplateResult {
  return html`<div role="alert">${words === null ? nothing : html`<p class="note bad">${shape('bad')} ${words}</p>`}</div>`
}

export function field(
  view: View,
  name: string,
  type: 'text' | 'password',
  key: TextKey,
  autocomplete: 'username' | 'new-password' | 'current-password',
  attempt: Attempt | undefined,
  hint?: TextKey,
): TemplateResult {
  const { say } = view
  const wrong = attempt?.state === 'invalid' && attempt.fields.includes(name)
  const words =
    name === 'again'
      ? say('ui.enrol.differ')
      : autocomplete === 'new-password'
        ? say('ui.enrol.short')
        : say('ui.field.required', { field: say(key) })
  return html`<label>
      <span>${say(key)}${hint === undefined ? nothing : html` <small>${say(hint)}</small>`}</span>
      <input name=${name} type=${type} autocomplete=${autocomplete} required aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="error-${name}" />
    </label>
    <p id="error-${name}" class="wrong" aria-live="polite">${wrong ? words : nothing}</p>`
}
