/** Since when what an agent says of our clock may be what it heard of it: while it reaches nobody it hears nothing new. */
import type { Fault, FaultKind } from './history.ts'

/** Beyond a step of our own clock, until every agent has measured anew: milliseconds. */
export const AROUND_STEP_MS = 900_000

/** From what an agent heard last to when it reaches nobody, milliseconds. */
const BEFORE_MS = 120_000
/** Faults in which an agent may reach no collector. */
const UNHEARD: ReadonlySet<FaultKind> = new Set([
  'collector-killed',
  'collector-frozen',
  'partition',
  'delay',
  'store-away',
])
const isOurs = (who: string) => who === '*' || who.startsWith('collector') || who.startsWith('store')

/** True instants. Of one agent, or of whichever where none is named. */
export function heardSince(faults: readonly Fault[], at: number, agent?: string): number {
  const keeping = faults.filter(
    ({ kind, who }) => UNHEARD.has(kind) && (agent === undefined || who === agent || isOurs(who)),
  )
  let since = at - AROUND_STEP_MS
  for (let found = true; found; ) {
    const earlier = keeping.flatMap(({ from, to }) =>
      from < since && (to ?? Number.POSITIVE_INFINITY) >= since ? from - BEFORE_MS : [],
    )
    found = earlier.length > 0
    since = Math.min(since, ...earlier)
  }
  return since
}
