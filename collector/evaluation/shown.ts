/** What evaluation shows of what it holds. */
import { type Configured, partitionOfCheck, serviceOfCheck } from './configured.ts'
import type { Evaluation } from './evaluation.ts'
import type { Memory } from './partition.ts'
import { standingNow } from './standing.ts'

export function shownOf(
  memories: ReadonlyMap<number, Memory>,
  configured: () => Configured,
): Pick<Evaluation, 'states' | 'standing'> {
  return {
    states(checks) {
      const found = checks
        ? checks.flatMap((check) => memories.get(partitionOfCheck(check))?.states.get(check) ?? [])
        : [...memories.values()].flatMap(({ states }) => [...states.values()])
      return found.map((held) => ({
        ...{ check: held.check, service: serviceOfCheck(held.check), state: held.packed() },
      }))
    },
    standing(rows) {
      const { services } = configured()
      return rows.map((row) => standingNow(row, { services, memories }))
    },
  }
}
