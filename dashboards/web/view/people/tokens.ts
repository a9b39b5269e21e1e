/** API tokens of programs: made with a scope and an end, shown once, revoked. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { TokenSummary } from '../../../../rules/api/people.ts'
import { TOKEN_PERMISSIONS, type TokenPermission } from '../../../../rules/people/permissions.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import * as format from '../../format.ts'
import { may } from '../../permitted.ts'
import { chooser, failed, submitting } from '../form.ts'
import { badge, listed, time } from '../parts.ts'
import type { View } from '../view.ts'
import { once } from './once.ts'
import { boxes, serviceChoices } from './rights.ts'

/** Days that a token is good for. */
const DAYS = ['30', '90', '180', '365'] as const

export function tokens(view: View): TemplateResult {
  const { say, state } = view
  return html`<section id="tokens" class="panel" aria-labelledby="tokens-title" tabindex="-1">
    <h2 id="tokens-title">${say('ui.tokens')}</h2>
    <p class="soft">${say('ui.tokens.intro')}</p>
    ${listed(view, state.people.tokens, say('ui.tokens.none'), (items) => table(view, items))}
    ${may(state, 'manage-tokens') ? making(view) : nothing}
  </section>`
}

function table(view: View, items: TokenSummary[]): TemplateResult {
  const { say } = view
  const column = (key: TextKey) => html`<th role="columnheader" scope="col">${say(key)}</th>`
  return html`<table class="accounts" role="table">
    <caption class="unseen">${say('ui.tokens')}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${column('ui.tokens.name')} ${column('ui.tokens.scope')} ${column('ui.people.state')} ${column('ui.tokens.used')} ${column('ui.tokens.expires')}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        items,
        (one) => one.id,
        (one) => row(view, one),
      )}
    </tbody>
  </table>`
}

function row(view: View, one: TokenSummary): TemplateResult {
  const { say, state } = view
  const tone = one.state === 'good' ? 'good' : 'quiet'
  const attempt = state.attempts.get(`token:${one.id}`)
  const revocable = one.state === 'good' || one.state === 'creator-disabled'
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <span class="name">${one.name}</span>
      <span class="under">${say('ui.tokens.by', { by: one.createdBy })}</span>
      ${
        revocable && may(state, 'manage-tokens')
          ? html`<button type="button" class="plainly" ?disabled=${attempt?.state === 'busy'} @click=${() => view.act.revokeToken(one.id)}>
              ${say('ui.tokens.revoke')}<span class="unseen"> ${one.name}</span>
            </button>`
          : nothing
      }
      ${failed(view, attempt)}
    </th>
    <td role="cell" data-label=${say('ui.tokens.scope')}>
      ${one.permissions.map((permission) => html`<span class="tag">${permissionText(view, permission)}</span> `)}
      ${one.services === null ? nothing : html`<span class="under">${say('ui.people.services', { services: one.services.join('、') })}</span>`}
    </td>
    <td role="cell" data-label=${say('ui.people.state')}>${badge(tone, say(`ui.tokens.state.${one.state}`))}</td>
    <td role="cell" data-label=${say('ui.tokens.used')}>${one.lastUsedAt === null ? say('ui.tokens.unused') : time(view, one.lastUsedAt)}</td>
    <td role="cell" data-label=${say('ui.tokens.expires')}>${format.day(Date.parse(one.expiresAt), view.zone)}</td>
  </tr>`
}

function permissionText({ say }: View, permission: string): string {
  const known = TOKEN_PERMISSIONS.find((one): one is TokenPermission => one === permission)
  return known === undefined ? permission : say(`permission.${known}`)
}

function making(view: View): TemplateResult {
  const { say, state } = view
  const attempt = state.attempts.get('token')
  const busy = attempt?.state === 'busy'
  const wrong = attempt?.state === 'invalid' && attempt.fields.includes('name')
  const { issued } = state.people
  return html`<details class="write" ?open=${issued !== null}>
    <summary>${say('ui.tokens.make')}</summary>
    <form novalidate @submit=${submitting(view.act.createToken)}>
      <label>
        <span>${say('ui.tokens.name')}</span>
        <input name="name" type="text" maxlength="100" autocomplete="off" required aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="name-token-error" />
      </label>
      <p id="name-token-error" class="wrong" aria-live="polite">${wrong ? say('ui.field.required', { field: say('ui.tokens.name') }) : nothing}</p>
      ${boxes(view, {
        ...{ key: 'token', name: 'permissions', label: 'ui.tokens.permissions', ticked: ['read-service'] },
        wrong: 'ui.tokens.permissions.choose',
        choices: TOKEN_PERMISSIONS.map((one) => ({ value: one, words: say(`permission.${one}`) })),
      })}
      ${boxes(view, { key: 'token', name: 'services', label: 'ui.tokens.services', choices: serviceChoices(view) })}
      ${chooser(view, 'token', 'days', 'ui.tokens.days', DAYS, (count) => say('ui.tokens.days.count', { count }))}
      <button type="submit" class="primary" ?disabled=${busy}>${say(busy ? 'ui.working' : 'ui.tokens.make')}</button>
      ${failed(view, attempt)}
      ${issued === null ? nothing : once(say('ui.tokens.shown', { name: issued.name }), 'issued-token', issued.token)}
    </form>
  </details>`
}
