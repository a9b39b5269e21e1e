/** The invariants that every scenario of networks, clocks and mail servers ends with, by store and mail server. */
import type { Received } from '../../support/mailbox.ts'
import type { Stage } from '../stage.ts'
import { holes, type Kept, twice } from './kept.ts'

export interface Truth {
  /** Agents' `epoch/seq` that an answer of the collector acknowledged, by whoever saw the answers. */
  acknowledged?: ReadonlySet<string>
  /** How many connections the monitored services took: each is one check that was ok. */
  taken?: number
  /** Items that the agent still had when it was ended; null where it did not say. */
  left?: number | null
  /** Real stops of the service: when, and when it answered again (Unix ms of this process). */
  stops: readonly { fromAt: number; toAt: number }[]
  /** How much later than the stop its first failed check may have begun, milliseconds. */
  slackMs: number
  /** Whom the service's users and administrative contact are. */
  everyone: readonly string[]
  received: readonly Received[]
}

export function verifyHolds(stage: Stage, kept: Kept, truth: Truth): void {
  const { acknowledged, taken, received } = truth
  const again = twice(kept)
  const missing = holes(kept)
  stage.saw('stored', { items: kept.items.length, results: kept.results.length })
  stage.verify(`I1 nothing is stored twice (${again.length})`, again.length === 0)
  stage.verify(
    `I1 no number of an agent's items is missing (${missing.slice(0, 3).join(', ')})`,
    missing.length === 0,
  )
  if (acknowledged) {
    const held = new Set(
      kept.batches.flatMap(({ epoch, items }) => items.map(({ seq }) => `${epoch}/${seq}`)),
    )
    const lost = [...acknowledged].filter((item) => !held.has(item))
    stage.verify(
      `I1 all ${acknowledged.size} acknowledged items are there (${lost.length} are not)`,
      lost.length === 0,
    )
  }
  if (taken !== undefined) {
    const ok = kept.results.filter(({ item }) => item.outcome === 'ok').length
    const left = truth.left ?? null
    stage.verify(
      `I1 the agent had at most what was under way when it ended (${left})`,
      left !== null && left <= 2,
    )
    // One check may have been cut in the middle, and what the agent still has is younger than all that is stored.
    stage.verify(
      `I1 as many results are ok as the service took connections (${ok}, ${taken})`,
      ok <= taken && taken <= ok + (left ?? 0) + 1,
    )
  }
  verifyStops(stage, kept, truth)
  verifyTold(stage, received, truth)
  stage.verify(`the ledger holds (${JSON.stringify(kept.ledger.findings.slice(0, 2))})`, kept.ledger.ok)
}

/** Every real stop is one outage that began with its first failed check, and there is no other. */
function verifyStops(stage: Stage, kept: Kept, { stops, slackMs }: Truth): void {
  const outages = kept.incidents.filter(({ kind }) => kind === 'outage')
  const unmatched = [...outages]
  for (const { fromAt } of stops) {
    const index = unmatched.findIndex(
      ({ firstFailedAt }) => firstFailedAt >= fromAt - slackMs && firstFailedAt <= fromAt + slackMs,
    )
    if (index >= 0) unmatched.splice(index, 1)
  }
  const found = outages.length - unmatched.length
  stage.verify(`I2 each of ${stops.length} stops is an outage (${found})`, found === stops.length)
  const causeless = unmatched.map(
    ({ firstFailedAt, reason }) => `${new Date(firstFailedAt).toISOString()} ${reason}`,
  )
  stage.verify(`I3 there is no other outage (${causeless.join(', ')})`, unmatched.length === 0)
}

/** Everyone has one first notice and one recovery of each stop; what comes twice is the same mail. */
function verifyTold(stage: Stage, received: readonly Received[], { stops, everyone }: Truth): void {
  const distinct = new Map(received.map((one) => [`${one.to} ${one.messageId}`, one]))
  const wrong = everyone.flatMap((to) => {
    const of = [...distinct.values()].filter((one) => one.to === to)
    const told = stops.map(({ fromAt, toAt }) => `${fromAt}-${toAt}`).length
    // A stop that is learned of after its end is told in one notice.
    const late = of.filter(({ mail }) =>
      /occurred and recovered|Occurred and recovered/.test(mail.subject ?? ''),
    ).length
    return of.length === 2 * told - late ? [] : [`${to} ${of.length}`]
  })
  stage.verify(
    `I2 everyone of ${everyone.length} has what is owed of ${stops.length} stops, once (${wrong.join(', ')})`,
    wrong.length === 0,
  )
}
