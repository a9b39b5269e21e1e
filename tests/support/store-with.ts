import type { Store } from '../../collector/store/port.ts'

/** The store with some of its verbs replaced: they may fail, be late, or answer otherwise. */
export const storeWith = (store: Store, verbs: Partial<Store>): Store =>
  new Proxy(store, {
    get: (target, name: keyof Store) => verbs[name] ?? target[name].bind(target),
  })
