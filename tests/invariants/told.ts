/** Who was really told what, by the mailboxes of the world and not by what the store says of it. */
import type { StoredNotice } from '../../collector/store/records.ts'
import { shownByCollectors } from './clocks.ts'
import type { Fault, History, MailAnswer } from './history.ts'
import { deliveryOf } from './mails.ts'

/** A delivery that was not accepted is tried again within this time, however old it is, milliseconds. */
const AGAIN_MS = 420_000

/** A mail that a server took. */
export interface Got {
  at: number
  delivery: string
  /** Whether we heard that it did. */
  heard: boolean
}

export interface Mailboxes {
  /** By address, when a server took a mail of any of these notices for it: true instants in order, by delivery. */
  gotOf(notices: readonly StoredNotice[]): Map<string, Got[]>
  /** When a server refused an address for good and we heard it, true instants, from one of the collectors' time on. */
  refusedSince(address: string, createdAt: number): number[]
  /**
   * When a server refused an address for good, and nothing else was heard of the mails that it had taken for it: sent is
   * what the receiver told us that he accepted (中継受付), and the first such answer ends a delivery. Undefined where none did.
   */
  refusedInstead(address: string, got: readonly Got[], createdAt: number): number | undefined
  /** What of the world keeps a mail to an address under way at the end; null where nothing does. */
  waitsFor(address: string): Fault | null
}

export function mailboxesOf({ world, end }: History): Mailboxes {
  const noticeOf = new Map((end.deliveries ?? []).map(({ id, noticeId }) => [id, noticeId]))
  const accepted = (world.mail ?? []).filter(({ code }) => code >= 200 && code < 300)
  const byNotice = Map.groupBy(accepted, ({ messageId }) => noticeOf.get(deliveryOf(messageId ?? '')))
  const refusals = (world.mail ?? []).filter(({ code, heard }) => code >= 500 && heard)
  const refusedSince = (address: string, createdAt: number) =>
    refusals.flatMap(({ to, at }) =>
      to === address && shownByCollectors(world.clocks, at).most >= createdAt ? at : [],
    )
  return {
    gotOf(notices) {
      const mails = notices.flatMap(({ id }) => byNotice.get(id) ?? []).toSorted((a, b) => a.at - b.at)
      const delivery = ({ messageId }: MailAnswer) => deliveryOf(messageId ?? '')
      return new Map(
        [...Map.groupBy(mails, ({ to }) => to)].map(([to, own]) => [
          to,
          own.map((one) => ({ at: one.at, delivery: delivery(one), heard: one.heard })),
        ]),
      )
    },
    refusedSince,
    refusedInstead: (address, got, createdAt) =>
      got.some(({ heard }) => heard)
        ? undefined
        : refusedSince(address, createdAt).find((at) => at >= (got.at(-1)?.at ?? 0)),
    waitsFor: (address) =>
      (world.faults ?? []).find(
        ({ kind, who, to }) =>
          (to ?? Number.POSITIVE_INFINITY) > end.at - AGAIN_MS &&
          (kind.startsWith('mail') ? who === '*' || who === address || who === 'mail' : isOurs(who)),
      ) ?? null,
  }
}

const isOurs = (who: string) => who.startsWith('collector') || who.startsWith('store')
