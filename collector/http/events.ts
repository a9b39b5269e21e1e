/** Tells open pages what changed. Topics only: what exactly, each page reads itself. */
import type { Topic } from '../../rules/api/types.ts'

export interface Events {
  /** Something of these topics is different now. Calls of one turn of the loop become one. */
  changed(topics: Topic[]): void
  /** Calls `fn` with what changed since its last call; returns how to end it. */
  subscribe(fn: (topics: Topic[]) => void): () => void
}

export function makeEvents(): Events {
  const subscribers = new Set<(topics: Topic[]) => void>()
  const pending = new Set<Topic>()
  const tell = () => {
    const topics = [...pending]
    pending.clear()
    for (const fn of [...subscribers]) fn(topics)
  }
  return {
    changed(topics) {
      if (pending.size === 0 && topics.length > 0) setImmediate(tell)
      for (const topic of topics) pending.add(topic)
    },
    subscribe(fn) {
      subscribers.add(fn)
      return () => subscribers.delete(fn)
    },
  }
}
