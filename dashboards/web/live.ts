/** The event stream: says what changed, and whether it still would. */
import { TOPICS, type Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

export interface StreamHandlers {
  open(): void
  cut(): void
  changed(topics: Topic[]): void
}

export interface Stream {
  /** Opens it anew at once. */
  retryNow(): void
  close(): void
}

/** Follows the stream until closed; a cut one is opened again after 1, 2, 4 … 30 s. */
export function follow(url: string, clock: Clock, on: StreamHandlers): Stream {
  let wait = FIRST_WAIT_MS
  let cancel: () => void = () => {}
  let source: EventSource | null = null
  const connect = () => {
    cancel()
    source?.close()
    const stream = new EventSource(url)
    source = stream
    stream.addEventListener('open', () => {
      wait = FIRST_WAIT_MS
      on.open()
    })
    stream.addEventListener('changed', (event) => on.changed(topicsOf(event.data)))
    // A refused stream (401, 503) is not tried again by the browser: all retrying is done here.
    stream.addEventListener('error', () => {
      stream.close()
      if (source !== stream) return
      source = null
      on.cut()
      cancel = clock.after(wait, connect)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    })
  }
  connect()
  return {
    retryNow: connect,
    close() {
      cancel()
      source?.close()
      source = null
    },
  }
}

/** The topics of an event; one that cannot be read may mean anything, so it means everything. */
export function topicsOf(data: unknown): Topic[] {
  try {
    const { topics } = JSON.parse(String(data)) as { topics?: unknown }
    if (Array.isArray(topics)) return TOPICS.filter((topic) => topics.includes(topic))
  } catch {
    return [...TOPICS]
  }
  return [...TOPICS]
}

/**
 * Gathers what is asked for during `waitMs` into one run, and never runs twice at once: what is asked
 * for meanwhile is run once afterwards. A burst of a thousand events costs two fetches.
 */
export function coalesce<T>(
  clock: Clock,
  waitMs: number,
  run: (gathered: T[]) => Promise<void>,
): (wanted: T[]) => void {
  const pending = new Set<T>()
  let scheduled = false
  const start = async () => {
    const gathered = [...pending]
    pending.clear()
    try {
      await run(gathered)
    } finally {
      scheduled = false
      if (pending.size > 0) schedule()
    }
  }
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    clock.after(waitMs, start)
  }
  return (wanted) => {
    for (const one of wanted) pending.add(one)
    if (pending.size > 0) schedule()
  }
}
