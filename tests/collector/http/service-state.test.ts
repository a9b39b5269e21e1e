import { expect, test } from 'vitest'
import { stateOf } from '../../../collector/http/present/service-state.ts'
import { newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import type { Expression } from '../../../rules/service-model/types.ts'
import type { Outcome } from '../../../rules/words.ts'
import { madeUp, START, seenFrom, serviceOf } from '../station.ts'

const MINUTE = 60_000
const component = (id: string): Expression => ({ kind: 'component', component: id })
const any = (...names: string[]): Expression => ({ kind: 'any', of: names.map(component) })
const shop = serviceOf('shop', ['db1', 'db2', 'web'], ['liveness'])
const pair = madeUp(shop, { redundancy: { kind: 'all', of: [component('web'), any('db1', 'db2')] } })

/** What each check said, minute by minute from the start; those that are not named have never been met. */
function statesOf(service: typeof shop, said: Record<string, string>): Map<string, CheckState> {
  const words: Record<string, Outcome> = { '.': 'ok', F: 'failed', '?': 'unknown' }
  const found = new Map<string, CheckState>()
  for (const check of service.components.flatMap(({ checks }) => checks)) {
    const text = Object.entries(said).find(([name]) => check.check === `shop/${name}`)?.[1]
    if (text === undefined) continue
    const results = [...text].flatMap((letter, index) => {
      const outcome = words[letter]
      const startedAt = START + index * MINUTE
      const times = { plannedAt: startedAt, startedAt, finishedAt: startedAt, receivedAt: startedAt }
      return outcome ? [{ ...times, outcome, attempt: 0, source: `${check.check}#${index}` }] : []
    })
    found.set(check.check, observe(newCheckState(START), check, results).state)
  }
  return found
}

const UP = { 'db1/alive': '.....', 'db2/alive': '.....', 'web/alive': '.....' }

test.each<[string, typeof shop, Record<string, string>, string, number | null]>([
  ['everything answers', pair, UP, 'up', 0],
  ['one of a pair is down: the service goes on', pair, { ...UP, 'db1/alive': '..FFF' }, 'up', 0],
  ['both are: down since the second', pair, { ...UP, 'db1/alive': '..FFF', 'db2/alive': '...FF' }, 'down', 3],
  ['what is not redundant is down', pair, { ...UP, 'web/alive': '.FFFF' }, 'down', 1],
  [
    'of a pair one is down and the other silent: nobody knows',
    pair,
    { ...UP, 'db1/alive': '..FFF', 'db2/alive': '.' },
    'unknown',
    null,
  ],
  ['without redundancy any of them is the service', shop, { ...UP, 'db1/alive': '..FFF' }, 'down', 2],
  ['nothing was ever met', shop, {}, 'unknown', null],
])('%s', (_, service, said, state, since) => {
  const found = stateOf(service, statesOf(service, said), START + 4 * MINUTE + 1_000)
  expect(found.state).toBe(state)
  if (since !== null) expect(found.sinceAt).toBe(START + since * MINUTE)
})

test('a check of several vantages is up where any of them says so', () => {
  const seen = seenFrom(serviceOf('shop', ['web'], ['liveness']), ['here', 'there'])
  const state = (here: string, there: string) =>
    stateOf(
      seen,
      statesOf(seen, { 'web/alive@here': here, 'web/alive@there': there }),
      START + 4 * MINUTE + 1_000,
    ).state
  expect(state('..FFF', '.....')).toBe('up')
  expect(state('..FFF', '..FFF')).toBe('down')
  expect(state('..FFF', '.')).toBe('down')
  expect(state('..???', '.')).toBe('unknown')
})
