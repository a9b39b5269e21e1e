/** What mail servers were handed against what the store says was sent (part of I2). */
import { shownByCollectors } from './clocks.ts'
import type { Finder } from './found.ts'
import type { Fault, History, MailAnswer } from './history.ts'

/** What may make one mail go out twice: a crash between the server's 250 and our commit, or an answer that never came. */
const REPEATS: readonly Fault['kind'][] = [
  ...([
    'collector-killed',
    'collector-frozen',
    'lease-lost',
    'store-away',
    'disk-full',
    'power-loss',
  ] as const),
  ...(['mail-cut', 'mail-silent', 'partition', 'delay', 'clock-step'] as const),
]
/** What happens between agents and collectors, or to an agent's host, repeats no mail. */
const isOfSending = ({ kind, who }: Fault) => kind.startsWith('mail') || /^(collector|mail|store)/.test(who)
/** A delivery is leased for a minute, and its transaction is cut before that: what ended within it explains a repeat. */
const LEASE_MS = 60_000
/** Stamps are of the collector's clock, and a mail server's answer is under way to it. */
const UNDER_WAY_MS = 60_000

/** A message's id names its delivery. */
export const deliveryOf = (messageId: string) => messageId.replace(/^<|>$/g, '').split('@')[0] ?? messageId

export function mails(history: History, finder: Finder): void {
  const { world, end } = history
  const deliveries = new Map((end.deliveries ?? []).map((one) => [one.id, one]))
  const accepted = Map.groupBy(
    (world.mail ?? []).filter((one) => one.messageId !== null && one.code >= 200 && one.code < 300),
    ({ messageId }) => deliveryOf(messageId ?? ''),
  )
  for (const [id, all] of accepted) {
    finder.examine('mails', all.length)
    const known = deliveries.get(id)
    const at = all[0]?.at ?? null
    if (!known) {
      finder.violate(`a mail to ${all[0]?.to} (${id}) has no delivery`, at)
      continue
    }
    if (new Set(all.map(({ to }) => to)).size > 1)
      finder.violate(`delivery ${id} went to ${[...new Set(all.map(({ to }) => to))].join(' and ')}`, at)
    repeats(id, all, { history, finder, attempts: known.attempts })
  }
  for (const { id, state, acceptedAt, noticeId } of deliveries.values()) {
    if (state !== 'accepted') continue
    finder.examine('accepted deliveries', 1)
    const all = accepted.get(id) ?? []
    if (all.length === 0)
      finder.violate(
        `delivery ${id} of notice ${noticeId} counts as accepted, and no server accepted it`,
        acceptedAt,
      )
    const stamped = all.some(({ at }) => {
      const { least, most } = shownByCollectors(world.clocks, at)
      return acceptedAt !== null && acceptedAt >= least - UNDER_WAY_MS && acceptedAt <= most + UNDER_WAY_MS
    })
    const stepped = (world.faults ?? []).some(
      ({ kind, who, from, to }) =>
        kind === 'clock-step' &&
        who.startsWith('collector') &&
        all.some(({ at }) => from <= at && at <= (to ?? at) + UNDER_WAY_MS),
    )
    if (all.length > 0 && !stamped && !stepped)
      finder.violate(
        `delivery ${id} counts as accepted at ${acceptedAt}, and the server accepted it at ${all[0]?.at}`,
        all[0]?.at,
      )
  }
}

/** Retries wait five seconds, then twice as long each time up to a minute, less a fifth: the mails that fit into a time. */
function mostCopies(withinMs: number): number {
  let copies = 1
  for (let at = 0, wait = 5_000; ; wait = Math.min(2 * wait, 60_000)) {
    at += 0.8 * wait
    if (at > withinMs) return copies
    copies += 1
  }
}

function repeats(
  id: string,
  all: readonly MailAnswer[],
  { history, finder, attempts }: { history: History; finder: Finder; attempts: number },
): void {
  if (all.length < 2) return
  finder.examine('repeated mails', all.length - 1)
  const [first, last] = [all[0]?.at ?? 0, all.at(-1)?.at ?? 0]
  const cause = (history.world.faults ?? []).some(
    (fault) =>
      REPEATS.includes(fault.kind) &&
      isOfSending(fault) &&
      fault.from <= last &&
      (fault.to ?? Number.POSITIVE_INFINITY) >= first - LEASE_MS,
  )
  // A collector that dies, stands still or loses its lease in the middle of a mail costs one more.
  const troubles = (history.world.faults ?? []).filter(
    ({ who, from, to }) =>
      who.startsWith('collector') && from <= last && (to ?? Number.POSITIVE_INFINITY) >= first - LEASE_MS,
  ).length
  // It is the attempts that wait for each other, not what a server makes of them.
  const begun = all.map(({ at, begunAt = at }) => begunAt)
  const withinMs = Math.max(...begun) - Math.min(...begun)
  const allowed = mostCopies(withinMs) + troubles
  // The answer that nobody heard may come after that to the next attempt: a slow server's does.
  const inOrder = all.toSorted((a, b) => (a.begunAt ?? a.at) - (b.begunAt ?? b.at))
  const unheard = inOrder.slice(0, -1).every(({ heard }) => !heard)
  const timeline = all.map(({ at, to, code, heard }) => ({
    at,
    what: `${code} for ${to}${heard ? '' : ', which we did not hear'}`,
  }))
  if (!cause && !unheard)
    finder.violate(`delivery ${id} was sent ${all.length} times without a cause`, last, timeline)
  else if (all.length > allowed)
    finder.violate(
      `delivery ${id} was sent ${all.length} times within ${Math.round(withinMs)} ms, and its retries allow ${allowed}`,
      last,
      timeline.slice(0, 10),
    )
  else if (attempts < all.length)
    finder.violate(
      `delivery ${id} was sent ${all.length} times and counts ${attempts} attempts`,
      last,
      timeline,
    )
}
