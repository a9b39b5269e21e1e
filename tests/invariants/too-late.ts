/**
 * What came behind more newer results than are kept in order is in the ledger as too late: it is stored and counted,
 * and nothing is told of it (part of I2). A clock that is days behind, and that nobody has measured yet, puts it there.
 */
import { WINDOW } from '../../rules/detection/fold.ts'
import type { Said } from '../reference/detection.ts'
import type { End } from './history.ts'
import type { Stored } from './known.ts'

/** Whether all that failed of some checks in a time came so, and the ledger says so of each of them. */
export function cameTooLate(
  checks: readonly string[],
  { from, to }: { from: number; to: number },
  { said, ledger = [] }: { said: Pick<Stored, 'of'>; ledger?: End['ledger'] },
): boolean {
  const failed = checks.flatMap((check) =>
    said
      .of(check)
      .flatMap((one) =>
        one.outcome === 'f' && one.startedAt >= from && one.startedAt < to ? { check, one } : [],
      ),
  )
  const isTooLate = ({ check, one: { startedAt, receivedAt } }: { check: string; one: Said }) => {
    const isNewer = (one: Said) => one.startedAt > startedAt && one.receivedAt < receivedAt
    return (
      said.of(check).filter(isNewer).length >= WINDOW &&
      ledger.some((one) => one.kind === 'evaluation.too-old' && one.subject === check && one.at >= receivedAt)
    )
  }
  return failed.length > 0 && failed.every(isTooLate)
}
