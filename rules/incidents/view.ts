import type { CheckSpec, CheckState } from '../detection/types.ts'
import type { CheckView } from './types.ts'
/** What `decide` needs to know of one check at `now`; `graceMs` is the grace for delivery before silence counts. */
export function viewOf(_state: CheckState, _spec: CheckSpec, _now: number, _graceMs: number): CheckView {
  throw new Error('being written')
}
