/** Whether outages last as long as what was executed says: confirmation never shortens one (part of I4). */
import { stopsOf } from '../reference/service.ts'
import type { Finder } from './found.ts'
import type { History } from './history.ts'
import { type Known, outagesIn, outagesToCompare, type Stored, settledBefore } from './known.ts'
import { shownTwice } from './shown-twice.ts'

export function downtimes(
  known: Known,
  { history, said, finder }: { history: History; said: Stored; finder: Finder },
): void {
  const { service } = known
  const told = outagesToCompare(history, known)
  if (!told) {
    finder.missing(`outages of ${service.id} by what was executed`)
    return
  }
  const fresh = settledBefore(history)
  const meanwhile = shownTwice(history, said).flatMap(({ of }) => stopsOf(service, of))
  for (const { from, to, confirmedAt } of stopsOf(service, said.of)) {
    const own = outagesIn(told, { from, to })
    // That there is none is for I2 to say.
    if (own.length === 0 || confirmedAt >= fresh) continue
    finder.examine('downtimes', 1)
    const ids = own.map(({ id }) => id).join(', ')
    const begins = Math.min(...own.map(({ firstFailedAt }) => firstFailedAt))
    const ends = Math.max(...own.map(({ recoveredAt }) => recoveredAt ?? Number.POSITIVE_INFINITY))
    const name = `${service.id} stopped from ${from} to ${to}`
    if (begins === from && ends === to) continue
    if (meanwhile.some((stop) => stop.from === begins && stop.to === ends))
      finder.examine('downtimes of times that were shown twice', 1)
    else if (begins !== from) finder.violate(`${name}, and its outage ${ids} begins at ${begins}`, from)
    else if (ends !== to && (to === Number.POSITIVE_INFINITY || to < fresh))
      finder.violate(`${name}, and its outage ${ids} ends at ${ends}`, from)
  }
}
