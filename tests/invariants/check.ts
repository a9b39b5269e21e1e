/** All invariants of a history. */

import { FORMAT, type History, type Invariant, type Judgement } from './history.ts'
import { acknowledged } from './i1-acknowledged.ts'
import { notices } from './i2-notices.ts'
import { outages } from './i3-outages.ts'
import { accounting } from './i4-accounting.ts'
import { arrival } from './i5-arrival.ts'
import { caps } from './i6-caps.ts'
import { damage } from './i7-damage.ts'
import { identity } from './i8-identity.ts'

const JUDGES: Record<Invariant, (history: History) => Judgement> = {
  I1: acknowledged,
  I2: notices,
  I3: outages,
  I4: accounting,
  I5: arrival,
  I6: caps,
  I7: damage,
  I8: identity,
}

/** Judges a history by every invariant, in their order. @throws TypeError for a document that is no history */
export function checkInvariants(history: History): Judgement[] {
  if (history.format !== FORMAT) throw new TypeError(`this is no history of the format ${FORMAT}`)
  return Object.values(JUDGES).map((judge) => judge(history))
}
