import { expect, test } from 'vitest'
import { clockDoubts } from '../../../rules/detection/clock-doubts.ts'
import { newCheckState, observe, WINDOW } from '../../../rules/detection/fold.ts'
import { checkOf, drawn, SECOND } from '../incidents/world.ts'

// Every ten seconds, held for 10 + 5 + 1 seconds.
const spec = checkOf('web/clock', 'time-sync', { everyMs: 10 * SECOND })
const HOLD = 16 * SECOND
const at = (letter: number) => letter * 10 * SECOND
const doubts = (text: string, now = at(text.length)) =>
  clockDoubts(observe(newCheckState(0), spec, drawn('clock', text)).state, spec, now)

test.for<[string, [number, number, string][]]>([
  ['.....', []],
  ['..FF..', [[at(2), at(4), 'own-clock-off']]],
  // Silence or an unknown answer in between does not make a clock right again.
  ['.F ?.', [[at(1), at(4), 'own-clock-off']]],
  ['.FF', [[at(1), at(3), 'own-clock-off']]],
  ['.?.', [[HOLD, at(2), 'own-clock-unknown']]],
  ['.???', [[HOLD, at(4), 'own-clock-unknown']]],
  [
    '.  F.',
    [
      [HOLD, at(3), 'own-clock-unknown'],
      [at(3), at(4), 'own-clock-off'],
    ],
  ],
  ['   .', [[HOLD, at(3), 'own-clock-unknown']]],
])('%j', ([text, expected]) => {
  expect(doubts(text).map(({ from, to, because }) => [from, to, because])).toEqual(expected)
})

test('nothing is doubted of a clock whose check was only just configured', () => {
  expect(doubts('', HOLD)).toEqual([])
  expect(doubts('', HOLD + 1)).toEqual([{ from: HOLD, to: HOLD + 1, because: 'own-clock-unknown' }])
})

test('a clock that has been off for longer than the window reaches is off', () => {
  const [doubt] = doubts(`.${'F'.repeat(WINDOW + 20)}`)
  expect(doubt).toMatchObject({ from: at(1), because: 'own-clock-off' })
})
