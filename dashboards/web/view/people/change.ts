/** What an administrator does to another's account. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { OperatorSummary } from '../../../../rules/api/people.ts'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { done, failed, submitting } from '../form.ts'
import type { View } from '../view.ts'
import { once } from './once.ts'
import { rights } from './rights.ts'

export function change(view: View, one: OperatorSummary): TemplateResult {
  const { say, state, act } = view
  const [role, account] = [`role:${one.id}`, `account:${one.id}`]
  const [changing, doing] = [state.attempts.get(role), state.attempts.get(account)]
  const busy = doing?.state === 'busy' || changing?.state === 'busy'
  const button = (key: TextKey, run: () => void) =>
    html`<button type="button" ?disabled=${busy} @click=${run}>${say(key)}</button>`
  const link = state.people.resetLink?.operator === one.id ? state.people.resetLink.url : null
  return html`<details class="write">
    <summary>${say('ui.people.change')}<span class="unseen"> ${one.name}</span></summary>
    <form novalidate @submit=${submitting((form) => act.changeRole(one.id, form))}>
      ${rights(view, role, one)}
      <p class="soft">${say('ui.people.roleNote')}</p>
      <button type="submit" class="primary" ?disabled=${busy}>${say('ui.people.changeRole')}</button>
      ${failed(view, changing)} ${done(view, changing, 'ui.people.done')}
    </form>
    <p class="row">
      ${one.lockedUntilAt === null ? nothing : button('ui.people.unlock', () => act.changeAccount(one.id, 'unlock'))}
      ${
        one.disabledAt === null
          ? html`${button('ui.people.disable', () => act.changeAccount(one.id, 'disable'))}
            ${button('ui.people.endSessions', () => act.endSessionsOf(one.id))}
            ${button('ui.people.reset', () => act.reset(one.id))}`
          : button('ui.people.enable', () => act.changeAccount(one.id, 'enable'))
      }
    </p>
    ${failed(view, doing)} ${link === null ? done(view, doing, 'ui.people.done') : once(say('ui.people.reset.link'), 'reset-link', link)}
  </details>`
}
