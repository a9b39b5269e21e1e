/** Time as a parameter: the composition roots make the real one, tests and the simulation a virtual one. */
export interface Clock {
  /** Wall clock, Unix milliseconds. May step; for instants that are compared with other hosts or shown. */
  now(): number
  /** Milliseconds that never step; for cadences, timeouts and spans. */
  monotonic(): number
  /** Calls `fn` once after `ms` on the monotonic clock; returns how to cancel it. Does not keep the process alive by itself where `background` is set. */
  after(ms: number, fn: () => void, background?: boolean): () => void
}
