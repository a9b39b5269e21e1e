/**
 * What a run was and what came of it, as plain JSON: the world's own truth on the one side, what the store, the report
 * and the mail servers hold on the other, and the largest sizes that were seen. The simulation and the chaos runs write
 * it; `checkInvariants` judges it, now or later from a file (`node tests/invariants/judge.ts FILE`).
 *
 * Two scales of time. *True* instants are Unix ms of the world itself, which no program of it can read: everything of
 * `World` is in them. Instants of `End` are as the product wrote them, by the collector's clock; `clocks` says how a
 * host's clock stood at a true instant. What a run cannot provide is left out: the invariant then says "not examined".
 */
import type { Contact, Revision } from '../../collector/model.ts'
import type { DeliveryRow, IncidentRow, ObligationRow, StoredNotice } from '../../collector/store/records.ts'
import type { PartitionSums } from '../../rules/report/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'

export const FORMAT = 'kijun-history/1'

export interface History {
  format: typeof FORMAT
  /** What replays it: `npm run simulate -- --seed N …`. */
  replay: string
  world: World
  end: End
  limits?: Observed[]
}

export interface Span {
  from: number
  /** Null while it lasts. */
  to: number | null
}

// --- the world's own truth

export interface World {
  /** From the first start to the last look, true instants. */
  from: number
  to: number
  /**
   * `ran`: when its program was there, or was meant to be; from the first to the last instant of the world where
   * nothing is said. Faults that keep it from its work lie in it.
   */
  agents: { id: string; name: string; ran?: Span[] }[]
  /** What was configured, oldest first; most runs have one. */
  revisions: { at: number; revision: Revision; contacts: Contact[] }[]
  /** When the target of a check was really not there, or wrong; up at all other times. By the check without its vantage. */
  targets: { check: string; down: Span[] }[]
  /** What agents really executed, and gave a number in their spool. */
  executed: Runs[]
  /** How clocks stood; a host without an entry is right. Hosts are agents by name, `collector` or `collector-N`. */
  clocks?: HostClock[]
  /** What was answered as accepted and reached the agent, by (agent, epoch): inclusive ranges of sequence. */
  acknowledged?: Numbers[]
  /** What an agent's spool still held at the end, and what it gave up (with the count that it was to report). */
  spooled?: Numbers[]
  gaveUp?: (Numbers & { reason: LostItem['reason']; at: number })[]
  /**
   * Reports of what was given up that damage took from the disk before they were answered, by the epoch that they were
   * written in: nobody can tell any more what they said. `seen`: that a record was there can still be seen.
   */
  reportsDamaged?: (Numbers & { seen: boolean })[]
  /** Items refused by the collector: quarantined by the agent, with the code. */
  refused?: (Numbers & { code: string; at: number })[]
  /** Numbers that power loss took before they were durable: nobody was promised them. */
  unwritten?: Numbers[]
  /** What we ourselves suffered. An outage must never come of these. */
  faults?: Fault[]
  /** Everything that a mail server was handed, in order. */
  mail?: MailAnswer[]
  /** Processes that ended on their own (not killed by the world): a fault of the product. */
  died?: { at: number; who: string; why: string }[]
}

/**
 * Executions of one check by one agent, as columns: a month of 200 hosts has millions of them. All columns have one
 * length; `outcome` is `o`, `f` or `u`, a text as long as the columns.
 */
export interface Runs {
  check: string
  agentId: string
  /** Distinct epochs; `epoch` names them by place. */
  epochs: string[]
  epoch: number[]
  seq: number[]
  /** In `World` the true instants of start and finish; in `End` those that follow from the stored items. */
  startedAt: number[]
  finishedAt: number[]
  outcome: string
}

/** Numbers of one epoch, inclusive ranges in order. */
export interface Numbers {
  agentId: string
  epoch: string
  ranges: [number, number][]
}

/** From `at` on the clock shows true time + `offsetMs`, which then grows by `driftPpm` until the next entry. */
export interface HostClock {
  host: string
  changes: { at: number; offsetMs: number; driftPpm?: number }[]
}

export const FAULTS = [
  'agent-killed',
  'agent-frozen',
  'collector-killed',
  'collector-frozen',
  'host-dead',
  'lease-lost',
  'partition',
  'delay',
  'duplicate',
  'reorder',
  'clock-step',
  'clock-drift',
  'mail-refuses',
  'mail-silent',
  'mail-cut',
  'disk-full',
  'damage',
  'store-away',
  'power-loss',
  'identity',
  // What an agent did meanwhile was seen by nobody: it was given up before it was sent.
  'unseen',
  'other',
] as const
export type FaultKind = (typeof FAULTS)[number]

/** `host-dead` is the target's own death; the others are ours. */
export interface Fault extends Span {
  kind: FaultKind
  /** Host, agent's name, `collector-N`, `mail`, a file. */
  who: string
  note?: string
  /** Of `damage`: what was hit, so that its report can be found. */
  damage?: { of: 'spool' | 'store' | 'ledger'; agentId?: string; bytes: number; records?: number }
}

/** One transaction with a mail server that came as far as a recipient. */
export interface MailAnswer {
  /** True instant of the answer. */
  at: number
  /** True instant at which the mail began to be handed over, where the world knows it: a slow server answers long after. */
  begunAt?: number
  to: string
  /** As in the message, with or without its angle brackets; null where it was refused before the message was handed over. */
  messageId: string | null
  /** 250: accepted. */
  code: number
  /** Whether the answer reached us: a cut after 250 is an accepted mail that we do not know of. */
  heard: boolean
}

// --- what the product ended with

export interface End {
  /** True instant of this look, and what the collector's clock showed. */
  at: number
  now: number
  /** The world stood still until everything that follows was decided and told: nothing may be under way any more. */
  settled?: boolean
  /** Stored results at the times that follow from their items and anchors, computed by the reader, not by the product. */
  stored?: StoredRuns[]
  /** Every number that is stored, items of all kinds; `twice` are those that were found more than once. */
  numbers?: (Numbers & { twice: number[] })[]
  losses?: (LostItem & { agentId: string })[]
  incidents?: IncidentRow[]
  obligations?: ObligationRow[]
  notices?: StoredNotice[]
  deliveries?: StoredDelivery[]
  ledger?: StoredEntry[]
  /** What `verify` says of chain and signatures; empty where it holds. */
  ledgerProblems?: string[]
  /** Damage that was set aside and reported. */
  quarantined?: { who: string; agentId?: string; what: string; at: number | null }[]
  /** Figures as the report gives them. */
  availability?: Figures[]
  /** Measurement sections of one service and month by several orders of arrival; all texts must be equal. */
  sections?: { service: string; month: string; orders: { order: string; text: string }[] }[]
  /** What another collector made of the same batches, handed to it in another order. */
  reordered?: Reordered[]
  /** Counters of the metrics by name and labels, as far as they matter. */
  counters?: Record<string, number>
}

export interface Reordered {
  order: string
  end: End
  /** Measurement sections of services, over the same span as `End.sections`. */
  texts: { service: string; text: string }[]
  /** Batches that it did not take whole. */
  refused: string[]
}

export interface StoredRuns extends Runs {
  /** Collector's receipt of the batch that it came in. */
  receivedAt: number[]
  /** Uncertainty of the anchor in force, milliseconds, rounded up; -1 where no exchange had been made. */
  uncertaintyMs: number[]
}

/** A delivery without what the vault holds, but for whom it went to. */
export type StoredDelivery = Omit<DeliveryRow, 'hint'> & { address: string | null }

export interface StoredEntry {
  seq: number | null
  at: number
  kind: string
  subject: string
}

export interface Figures extends PartitionSums {
  service: string
  /** Unix ms. */
  from: number
  to: number
  /** Percent as text; null where there is none. */
  lower: string | null
  upper: string | null
  /** Every stretch that is neither up nor outside, in order, and how many more there were. */
  segments: { from: number; to: number; part: string }[]
  segmentsOmitted: number
}

/** The largest of something that has a cap, or the longest of something that is bounded. */
export interface Observed {
  /** e.g. `spool bytes of host-1`, `collector rss`, `descriptors`, `recovery ms`. */
  what: string
  largest: number
  cap: number
  at: number | null
}

// --- what the judge says

export const INVARIANTS = {
  I1: 'acknowledged results are stored exactly once, the others are accounted for',
  I2: 'every breach has one first notice per recipient, in time or breached with its reason',
  I3: 'no outage arises from our own downtime, partition or clock',
  I4: 'up + down + unknown + maintenance + outside is the period; a gap is unknown',
  I5: 'any order of arrival gives the same measurement sections',
  I6: 'memory, disk, descriptors and queues stay under their caps; recovery is bounded',
  I7: 'damage is quarantined and reported',
  I8: 'nothing is stored under the identity of another agent',
} as const
export type Invariant = keyof typeof INVARIANTS

export interface Judgement {
  invariant: Invariant
  /** What was looked at and how much of it. With nothing of it the invariant is "not examined", never "ok". */
  examined: Record<string, number>
  /** What would have been looked at and was not there. */
  missing: string[]
  violations: Violation[]
  /** Violations beyond those that are listed. */
  more: number
}

export interface Violation {
  what: string
  /** True instant; null where none is meant. */
  at: number | null
  /** What led to it, in order of time. */
  timeline: { at: number; what: string }[]
}

export type Verdict = 'holds' | 'violated' | 'not examined'

export function verdictOf({ violations, examined }: Judgement): Verdict {
  if (violations.length > 0) return 'violated'
  return Object.values(examined).some((count) => count > 0) ? 'holds' : 'not examined'
}
