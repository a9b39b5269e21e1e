import type { Topic } from '../rules/api/types.ts'

type Listener = (topics: Topic[]) => void

/** What changed, from whoever changed it to the pages that show it. */
export interface Events {
  publish(topics: Topic[]): void
  /** Returns how to end it. */
  subscribe(listener: Listener): () => void
}

export function makeEvents(): Events {
  const listeners = new Set<Listener>()
  return {
    publish(topics) {
      for (const listener of [...listeners]) listener(topics)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
