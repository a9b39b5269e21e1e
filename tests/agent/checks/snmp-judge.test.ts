import { expect, test } from 'vitest'
import { judgeSnmp } from '../../../agent/checks/snmp-judge.ts'
import type { Look } from '../../../agent/checks/snmp-look.ts'

/** A second look at an interface that has a speed and these counters, each growing by 1 per second. */
function second(...names: string[]): Look {
  const counters = Object.fromEntries(names.map((name) => [name, { value: 1n, bits: 64 as const }]))
  const of = { index: 1, oper: 'up', admin: 'up', speed: 1e9, discontinuity: 0, counters }
  const rates = (name: string) => (name in counters ? 1 : null)
  return { uptimeS: 1, restarted: false, answerMs: 1, interface: of, values: {}, rates }
}
const OCTETS = ['if_in', 'if_out']
const config = { target: 'switch', interface: 'ge1', errors: 5, utilisation: 90 }

test('a device that counts no errors is told so, not that it has no speed', () => {
  expect(judgeSnmp(config)(second(...OCTETS))).toMatchObject({
    outcome: 'unknown',
    reason: 'not-readable',
    message: 'errors of ge1 per second: the device counts no errors of it',
  })
  expect(judgeSnmp(config)(second(...OCTETS, 'if_out_errors'))).toMatchObject({ outcome: 'ok' })
})

test('counters of errors that were seen once wait for a second look', () => {
  const first = { ...second(...OCTETS, 'if_in_errors'), rates: () => null }
  expect(judgeSnmp(config)(first).message).toContain('errors of ge1 per second: a rate needs a second look')
})
