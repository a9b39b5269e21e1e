/** Whose contract something is about, where a service has several customers. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Guideline } from '../../../rules/api/types.ts'
import * as format from '../format.ts'
import { badge } from './parts.ts'
import type { View } from './view.ts'

/** The customer's name as a tag; nothing where it is about none in particular. A customer that is gone goes by its id. */
export function customerOf(
  view: View,
  { service, customer }: { service: string; customer: string | null },
  known: readonly { id: string; name: string }[] = [],
): TemplateResult | typeof nothing {
  if (customer === null) return nothing
  const { items } = view.state.lists.services
  const configured = items?.find((one) => one.id === service)?.customers ?? []
  const name = [...known, ...configured].find((one) => one.id === customer)?.name ?? customer
  return html`<span class="tag"><span class="unseen">${view.say('ui.customer')} </span>${name}</span>`
}

/** Under an item's own value: customers who are held to another one. */
export function ownOfCustomers(view: View, row: Guideline['rows'][number]): TemplateResult | typeof nothing {
  const { say, language } = view
  if (row.customers === undefined) return nothing
  const amount = (value: typeof row.inForce) => format.amount(value, row.reference.kind, language)
  return html`<ul class="customers" aria-label=${say('ui.customer.values')}>
    ${row.customers.map(
      ({ name, inForce, standing }) => html`<li class="under">
        ${say('ui.customer.value', { name, value: inForce === null ? say('verdict.unset') : amount(inForce) })}
        ${standing === 'looser' ? badge('bad', say('ui.values.looser')) : nothing}
      </li>`,
    )}
  </ul>`
}
