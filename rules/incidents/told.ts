/**
 * What was told of a check stands where nothing is known any more of what it failed with then: several vantages are put
 * together only as far back as the results of all of them are kept, and a check remembers a number of failures.
 */
import { lastsAt } from './stretch.ts'
import type { CheckView, Incident, SeenEpisode } from './types.ts'

/** What a check failed with, before all that is known of it, by the incidents that it took part in. */
export function withTold(view: CheckView, incidents: readonly Incident[]): CheckView {
  const { knownFrom, spec } = view
  if (knownFrom === undefined) return view
  const told = incidents.filter(
    ({ kind, firstFailedAt, checks }) =>
      kind !== 'monitoring-gap' && firstFailedAt < knownFrom && checks.includes(spec.check),
  )
  const lasting = told.find((one) => lastsAt(one, knownFrom))
  // It fails where what is known begins, and that it did before was told.
  const goesOn = ({ partial, firstFailedAt }: SeenEpisode) => partial === true && firstFailedAt === knownFrom
  const isLasting = lasting !== undefined && view.episodes.some(goesOn)
  const before = told.flatMap((one) => (isLasting && one === lasting ? [] : endedBy(one, knownFrom)))
  if (before.length === 0 && !isLasting) return view
  const known = view.episodes.map((one) => (lasting && goesOn(one) ? begunWith(lasting, one) : one))
  return { ...view, episodes: [...before, ...known] }
}

/**
 * As an incident was told, as far as an instant: where it lasts beyond that its other checks say until when, and where
 * it has none what is known since then says whether there was anything.
 */
function endedBy(incident: Incident, knownFrom: number): SeenEpisode[] {
  const { checks, lastOkAt, firstFailedAt, confirmedAt, recoveredAt, reason, message } = incident
  if (recoveredAt === null && checks.length === 1) return []
  const [end, recoveryConfirmedAt] =
    recoveredAt === null ? [knownFrom, knownFrom] : [recoveredAt, incident.recoveryConfirmedAt]
  if (end <= firstFailedAt) return []
  return [
    {
      ...{ lastOkAt, firstFailedAt, confirmedAt, confirmedBy: null, recoveryConfirmedAt, reason, message },
      ...{ recoveredAt: Math.min(end, knownFrom), partial: true },
    },
  ]
}

function begunWith(
  { lastOkAt, firstFailedAt, confirmedAt, reason, message }: Incident,
  episode: SeenEpisode,
): SeenEpisode {
  const known = Math.min(confirmedAt, episode.confirmedAt ?? confirmedAt)
  return { ...episode, lastOkAt, firstFailedAt, confirmedAt: known, reason, message }
}
