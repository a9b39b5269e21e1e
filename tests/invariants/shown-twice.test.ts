/** A time that a clock showed twice is judged by what was executed the one time, or the other (I4). */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import { keep } from './spoiled.ts'

const MINUTE = 60_000

/** For ten minutes nothing was executed and a row said so; then what was executed by a clock set back came to lie there. */
function judged(isStepped: boolean): string[] {
  const history = handmade()
  const { world, end } = history
  const from = world.from + 20 * MINUTE
  const [stored, executed] = [end.stored?.[0], world.executed[0]]
  if (!stored || !executed) throw new RangeError('there is a check')
  keep(
    history,
    ({ check, startedAt }) => check !== stored.check || startedAt <= from || startedAt >= from + 10 * MINUTE,
  )
  end.obligations?.push({
    ...{
      id: 'gap',
      item: 'III.1.1.1.a',
      service: 'shop',
      subject: stored.check,
      customer: null,
      noticeId: null,
    },
    ...{ clockFrom: from, dueAt: from + 5 * MINUTE, limitMs: 5 * MINUTE, state: 'breached', decidedAt: from },
    ...{ marginMs: -5 * MINUTE, because: 'gap-longer-than-limit', evidence: {} },
  })
  // Really the newest of all, an hour and more later.
  const place = stored.startedAt.length - 1
  stored.startedAt[place] = from + 4 * MINUTE
  const step = { from: (executed.startedAt[place] ?? 0) - 1, to: world.to }
  if (isStepped) {
    world.faults?.push({ kind: 'clock-step', who: 'collector', ...step })
    world.clocks = [{ host: 'collector', changes: [{ at: step.from, offsetMs: -95 * MINUTE }] }]
  }
  return checkInvariants(history).flatMap(({ violations }) =>
    violations.flatMap(({ what }) => (what.includes('is said to have broken') ? what : [])),
  )
}

test('a distance of the first time is none of what came to lie in it the second time', () => {
  expect(judged(true)).toEqual([])
})

test('without a clock that was set back it is said to have been none', () => {
  expect(judged(false)).toHaveLength(1)
})
