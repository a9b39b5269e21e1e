/** What the oracles of programs' outputs have in common: a probe's answer is one that may be sent. */

import type { ProbeResult } from '../../../agent/checks/types.ts'
import { judge } from '../../../agent/judge.ts'
import { validateItem } from '../../../rules/wire/v1.generated.js'
import { hold } from '../target.ts'

/** An answer of a probe goes over the wire as it is: the runner has nothing to call a lie. Returns it. */
export function sendable(result: ProbeResult): ProbeResult {
  const judged = judge(result)
  hold(
    judged.reason !== 'probe-lied',
    `the runner calls it a lie: ${judged.message} ${JSON.stringify(result).slice(0, 300)}`,
  )
  const item = {
    ...{
      kind: 'result',
      seq: 1,
      check: 'shop/web/alive',
      revision: 1,
      planned: 0,
      started: 0,
      finished: 1,
      attempt: 0,
    },
    ...JSON.parse(JSON.stringify(judged)),
  }
  const errors = validateItem(item)
  hold(
    errors.length === 0,
    `it cannot be sent: ${JSON.stringify(errors)} ${JSON.stringify(judged).slice(0, 300)}`,
  )
  return result
}

/** A number of a reading is a number, or it is not told. */
export function finite(numbers: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(numbers))
    hold(typeof value !== 'number' || Number.isFinite(value), `${name} is ${value}`)
}
