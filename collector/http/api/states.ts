/** Evaluated states of checks, for showing. */
import { setImmediate as turn } from 'node:timers/promises'
import type { CheckState } from '../../../rules/detection/types.ts'
import { readableState } from '../../store/packed-state.ts'
import type { Store } from '../../store/port.ts'

/** States that are unpacked at a stretch, which takes about 20 ms. */
const PART = 100

/**
 * By name; a check that has none, or none that can be read, is left out. Whoever else asks has an answer in between,
 * however many these are.
 */
export async function statesOf(
  store: Pick<Store, 'checkStates'>,
  names: Iterable<string>,
): Promise<Map<string, CheckState>> {
  const checks = [...new Set(names)]
  const found = new Map<string, CheckState>()
  for (let from = 0; from < checks.length; from += PART) {
    if (from > 0) await turn()
    const part = await store.checkStates({ checks: checks.slice(from, from + PART) })
    for (const { check, state: packed } of part) {
      const state = readableState(packed)
      if (state) found.set(check, state)
    }
  }
  return found
}
