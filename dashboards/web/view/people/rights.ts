/** Choosing a role, and for a customer what the account is bound to. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { TextKey } from '../../../../rules/text/catalogue.ts'
import { ROLES, type Role } from '../../../../rules/words.ts'
import type { View } from '../view.ts'

/** Boxes to tick; `wrong` words stand below where none may be left empty. */
export function boxes(
  view: View,
  a: {
    key: string
    name: string
    label: TextKey
    choices: readonly { value: string; words: string }[]
    ticked?: readonly string[]
    wrong?: TextKey
  },
): TemplateResult {
  const { say } = view
  const attempt = view.state.attempts.get(a.key)
  const isWrong = attempt?.state === 'invalid' && attempt.fields.includes(a.name)
  const error = `${a.name}-${a.key.replace(':', '-')}-error`
  return html`<fieldset class="boxes" aria-describedby=${error}>
    <legend>${say(a.label)}</legend>
    ${a.choices.map(
      ({ value, words }) => html`<label>
        <input type="checkbox" name=${a.name} value=${value} ?checked=${a.ticked?.includes(value) ?? false} />
        <span>${words}</span>
      </label>`,
    )}
    <p id=${error} class="wrong" aria-live="polite">${isWrong && a.wrong !== undefined ? say(a.wrong) : nothing}</p>
  </fieldset>`
}

export const serviceChoices = ({ state }: View) =>
  (state.lists.services.items ?? []).map(({ id, name }) => ({ value: id, words: `${name} (${id})` }))

export interface Given {
  role: Role
  services: readonly string[] | null
  customer: string | null
}

export function rights(view: View, key: string, given: Given): TemplateResult {
  const { say, state } = view
  const role = state.people.chosen.get(key) ?? given.role
  const customers = (state.lists.services.items ?? []).flatMap((service) => service.customers)
  const named = [...new Map(customers.map(({ id, name }) => [id, name]))]
  return html`<label>
      <span>${say('ui.people.role')}</span>
      <select name="role" @change=${(event: Event) => view.act.chooseRole(key, (event.currentTarget as HTMLSelectElement).value)}>
        ${ROLES.map((one) => html`<option value=${one} ?selected=${one === role}>${say(`role.${one}`)}</option>`)}
      </select>
    </label>
    <p class="soft may">${say(`role.${role}.may`)}</p>
    ${
      role !== 'customer'
        ? nothing
        : html`${boxes(view, {
            ...{ key, name: 'services', label: 'ui.people.ofServices', wrong: 'ui.people.ofServices.choose' },
            ...{ choices: serviceChoices(view), ticked: given.services ?? [] },
          })}
          ${
            named.length === 0
              ? nothing
              : html`<label>
                  <span>${say('ui.people.customer')}</span>
                  <select name="customer">
                    <option value="">${say('ui.people.customer.none')}</option>
                    ${named.map(([id, name]) => html`<option value=${id} ?selected=${id === given.customer}>${name}</option>`)}
                  </select>
                </label>`
          }`
    }`
}
