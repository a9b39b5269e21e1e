import { expect, test } from 'vitest'
import { newCheckState, observe, WINDOW } from '../../../rules/detection/fold.ts'
import { offsetEpisodes } from '../../../rules/detection/offsets.ts'
import { checkOf } from '../incidents/world.ts'

const spec = checkOf('web/clock', 'time-sync')
const STEP = 1000
/** One measurement per second; null could not be measured. */
const stateOf = (offsets: (number | null)[]) =>
  observe(
    newCheckState(0),
    spec,
    offsets.map((offsetMs, n) => ({
      ...{ plannedAt: n * STEP, startedAt: n * STEP, finishedAt: n * STEP + 5, receivedAt: n * STEP + 9 },
      ...{
        outcome: offsetMs === null ? ('unknown' as const) : ('ok' as const),
        attempt: 0,
        source: `a/e/${n}`,
      },
      ...(offsetMs === null ? {} : { offsetMs }),
    })),
  ).state
const episodes = (offsets: (number | null)[]) =>
  offsetEpisodes(stateOf(offsets), 100).map(({ fromAt, toAt, worstMs, partial }) => [
    ...[fromAt / STEP, toAt === null ? null : toAt / STEP, worstMs, partial],
  ])

test('from the first beyond the limit to the next within it, either way off; what was not measured says nothing', () => {
  expect(episodes([0, 100, -100])).toEqual([])
  expect(episodes([0, 101, -150, null, 120, 100, 0])).toEqual([[1, 5, 150, false]])
  expect(episodes([-101, 0, 102])).toEqual([
    [0, 1, 101, false],
    [2, null, 102, false],
  ])
  expect(episodes([null, null])).toEqual([])
})

test('one that outlasts the window says that its beginning is not known', () => {
  const long = [0, ...Array.from({ length: WINDOW + 10 }, () => 200)]
  expect(episodes(long)).toEqual([[11, null, 200, true]])
})
