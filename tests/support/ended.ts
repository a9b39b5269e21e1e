/** What a computation that lets others go first comes to, when nobody else is waiting. */
export function ended<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
