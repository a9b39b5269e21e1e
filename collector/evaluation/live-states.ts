/** The store, for whoever shows states of checks: as they are evaluated in this process, and else as stored. */
import type { Store } from '../store/port.ts'
import type { Evaluation } from './evaluation.ts'

/** `evaluation` may be there later, or no more. */
export function withLiveStates(store: Store, evaluation: () => Pick<Evaluation, 'states'> | null): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (name !== 'checkStates') return target[name].bind(target)
      return async (a?: { checks?: string[] }) => {
        const live = evaluation()?.states(a?.checks) ?? []
        const known = new Set(live.map(({ check }) => check))
        // What is evaluated elsewhere, or not read yet after a start.
        const checks = a?.checks?.filter((check) => !known.has(check))
        const stored = checks?.length === 0 ? [] : await target.checkStates(checks ? { checks } : a)
        return [...live, ...stored.filter(({ check }) => !known.has(check))].toSorted((x, y) =>
          x.check < y.check ? -1 : 1,
        )
      }
    },
  })
}
