import { expect, test } from 'vitest'
import { makeMachine } from './node.ts'
import { makeTimeline } from './timeline.ts'

test.for([-97, -13, 0, 29, 72])(
  'at %i ppm a timer rings at its time or after, and time goes on',
  async (driftPpm) => {
    const timeline = makeTimeline(1_793_458_800_000, () => false)
    const { clock } = makeMachine(timeline, { name: 'host', offsetMs: 0, driftPpm }).boot()
    let due = 0
    let early = 0
    const wait = () => {
      const leftMs = due - clock.monotonic()
      if (leftMs > 0) {
        early += 1
        clock.after(leftMs, wait)
      } else {
        due += 777.7777
        if (due < 600_000) wait()
      }
    }
    wait()
    await timeline.runUntil(timeline.now() + 700_000)
    expect(due).toBeGreaterThan(600_000)
    // Once for each (772 of them), and now and then once more for what a clock reads roundly.
    expect(early).toBeLessThan(2 * 772)
  },
)
