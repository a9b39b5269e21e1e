/** The store, for whoever shows checks and what they owe: as they are evaluated in this process, and else as stored. */
import type { Store } from '../store/port.ts'
import type { Evaluation } from './evaluation.ts'

type Live = Pick<Evaluation, 'states' | 'standing'>

/** `evaluation` may be there later, or no more. */
export function withLiveStates(store: Store, evaluation: () => Live | null): Store {
  const live: Pick<Store, 'checkStates' | 'obligations' | 'obligationsBetween'> = {
    async checkStates(a) {
      const here = evaluation()?.states(a?.checks) ?? []
      const known = new Set(here.map(({ check }) => check))
      // What is evaluated elsewhere, or not read yet after a start.
      const checks = a?.checks?.filter((check) => !known.has(check))
      const stored = checks?.length === 0 ? [] : await store.checkStates(checks ? { checks } : a)
      return [...here, ...stored.filter(({ check }) => !known.has(check))].toSorted((x, y) =>
        x.check < y.check ? -1 : 1,
      )
    },
    async obligations(a) {
      const { items, next } = await store.obligations(a)
      return { items: evaluation()?.standing(items) ?? items, next }
    },
    async obligationsBetween(a) {
      const rows = await store.obligationsBetween(a)
      return evaluation()?.standing(rows) ?? rows
    },
  }
  return new Proxy(store, {
    get: (target, name: keyof Store) => (name in live ? Reflect.get(live, name) : target[name].bind(target)),
  })
}
