/** True time of a world: what happens when, as a binary heap; promises settle between any two events. */

export interface Timeline {
  /** True time, Unix ms with fractions. */
  now(): number
  /** Calls `fn` at a true instant (now, where it has passed); those of one instant in the order of their making. */
  at(instant: number, fn: () => void): () => void
  /** Lets time pass until an instant. @throws what an event throws. */
  runUntil(instant: number): Promise<void>
  /** Events that have happened. */
  happened(): number
}

interface Event {
  at: number
  order: number
  /** Null once it was cancelled: it is dropped when its time comes. */
  fn: (() => void) | null
}

const before = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** Cancelled events that may lie in the heap beside live ones before it is built anew. */
const SLACK = 10_000
/** Events after which the loop of the process has a turn (memory that is only freed then, signals). */
const TURN = 20_000

/** Resolves when no promise has anything left to do: ticks come after all of them. */
const tick = () => new Promise<void>((resolve) => process.nextTick(resolve))
const realTurn = setImmediate

/** `turn` runs what waits for a turn of the event loop, and says whether anything did. */
export function makeTimeline(start: number, turn: () => boolean): Timeline {
  const settled = async () => {
    do await tick()
    while (turn())
  }

  let now = start
  let order = 0
  let happened = 0
  let cancelled = 0
  let heap: Event[] = []

  function up(place: number): void {
    const event = heap[place]
    if (!event) return
    let at = place
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || !before(event, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = event
  }

  function down(place: number): void {
    const event = heap[place]
    if (!event) return
    let at = place
    for (;;) {
      const left = 2 * at + 1
      const [one, other] = [heap[left], heap[left + 1]]
      if (!one) break
      const [child, less] = other && before(other, one) ? [left + 1, other] : [left, one]
      if (!before(less, event)) break
      heap[at] = less
      at = child
    }
    heap[at] = event
  }

  function pop(): Event | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (first && last && first !== last) {
      heap[0] = last
      down(0)
    }
    return first
  }

  function dropCancelled(): void {
    heap = heap.filter(({ fn }) => fn !== null)
    for (let place = (heap.length >> 1) - 1; place >= 0; place -= 1) down(place)
    cancelled = 0
  }

  return {
    now: () => now,
    at(instant, fn) {
      order += 1
      const event: Event = { at: Math.max(now, instant), order, fn }
      heap.push(event)
      up(heap.length - 1)
      return () => {
        if (event.fn === null) return
        event.fn = null
        cancelled += 1
        if (cancelled > SLACK && cancelled > heap.length / 2) dropCancelled()
      }
    },
    async runUntil(instant) {
      await settled()
      for (let next = heap[0]; next && next.at <= instant; next = heap[0]) {
        pop()
        const { fn } = next
        if (fn === null) {
          cancelled -= 1
          continue
        }
        next.fn = null
        now = next.at
        happened += 1
        fn()
        await tick()
        if (turn()) await settled()
        if (happened % TURN === 0) await new Promise((resolve) => realTurn(resolve))
      }
      now = Math.max(now, instant)
    },
    happened: () => happened,
  }
}
