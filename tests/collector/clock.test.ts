import { expect, test, vi } from 'vitest'
import { makeClock } from '../../collector/clock.ts'

test('a wait longer than a timer can hold is made of several', () => {
  vi.useFakeTimers()
  try {
    const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })
    const days = 86_400_000
    const fired: string[] = []
    clock.after(60 * days, () => fired.push('sixty days'))
    const cancel = clock.after(30 * days, () => fired.push('cancelled'))
    vi.advanceTimersByTime(29 * days)
    cancel()
    vi.advanceTimersByTime(30.9 * days)
    expect(fired).toEqual([])
    vi.advanceTimersByTime(0.2 * days)
    expect(fired).toEqual(['sixty days'])
  } finally {
    vi.useRealTimers()
  }
})
