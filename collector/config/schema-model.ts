/** What the JSON Schema says beyond the shapes: keys that go together, or that do not. */
import type { CheckTypeInfo } from '../../rules/wire/check-types.generated.js'
import { OUTSIDE } from './components.ts'

type Json = Record<string, unknown>

/** Exactly one of `agent` and `vantages`; contacts only of what somebody else is responsible for. */
export function lookedAtFrom(component: Json): Json {
  const outside = { required: ['kind'], properties: { kind: { enum: OUTSIDE } } }
  return {
    ...component,
    oneOf: ['agent', 'vantages'].map((key) => ({ required: [key] })),
    allOf: [{ if: outside, else: { properties: { contacts: false } } }],
  }
}

/** Customers have values of their contracts, and the users and administrative contacts are theirs. */
export function withCustomers(service: Json, values: Json): Json {
  const { customers, ...properties } = service.properties as Record<string, Json>
  const { items } = customers as { items: Json }
  const theirs = { ...(items.properties as Json), values: onlyContract(values) }
  const provider = {
    properties: { contacts: { type: 'object', properties: { users: false, admin: false } } },
  }
  return {
    ...service,
    properties: { ...properties, customers: { ...customers, items: { ...items, properties: theirs } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    allOf: [{ if: { required: ['customers'] }, then: provider }],
  }
}

function onlyContract(values: Json): Json {
  const items = Object.entries(values.properties as Record<string, Json>).map(([id, item]) => {
    const { own: _, ...properties } = item.properties as Json
    const { oneOf: __, ...rest } = item
    return [id, { ...rest, properties, required: ['contract'] }]
  })
  return { ...values, properties: Object.fromEntries(items) }
}

/** A window of response times belongs to a performance check that measures them; a check of its own host has one vantage. */
export function asItsTypeAllows(check: Json, { runs, responseValue }: CheckTypeInfo): Json {
  const { slowdown, vantages, ...properties } = check.properties as Record<string, Json>
  const judged = { ...slowdown, anyOf: ['limit', 'deviation'].map((key) => ({ required: [key] })) }
  return {
    ...check,
    properties: {
      ...properties,
      vantages: runs === 'host' ? { ...vantages, maxItems: 1 } : vantages,
      ...(responseValue !== null && { slowdown: judged }),
    },
    ...(responseValue !== null && {
      if: { required: ['slowdown'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { purpose: { const: 'performance' } } },
    }),
  }
}
