/** The part of the store port (`port.ts`) that periods, reports and what two persons decide need. */
import type { Revision } from '../model.ts'
import type {
  ChainedEntry,
  ClosedMonthRow,
  IncidentRow,
  IssuedReportRow,
  LedgerDraft,
  ObligationRow,
  PageOf,
  PageQuery,
  PhaseRow,
  ProposalRow,
  StandingMonth,
  StoredBatch,
} from './records.ts'

/** How far somebody has read: blocks up to one, rows up to an arrival. */
export interface PlaceInBatches {
  arrival: number
  block: number
}

export interface PeriodVerbs {
  /**
   * Batches of partitions whose items may lie in [fromAt, toAt] and that arrived after `after`, in no order. Read in
   * pages (at most `limit` rows, or one block): go on with `next` as `after` until it is null; then `upTo` is the newest
   * arrival that was looked at. `damaged` are blocks whose batches are missing, since they cannot be read. `origins` says
   * of each batch which block it was in at first (of rows it is empty): where blocks are merged between two pages, those
   * of a block that was read come again. Whoever wants each batch once reads by `batchPages`.
   */
  batchesBetween(a: {
    partitions: number[]
    fromAt: number
    toAt: number
    after: number | PlaceInBatches
    limit: number
  }): Promise<{
    batches: StoredBatch[]
    origins: number[]
    next: PlaceInBatches | null
    upTo: number
    damaged: number[]
    /** Arrivals of those whose rows cannot be read, where there are any. */
    unreadable?: number[]
  }>
  /** Incidents of a service that touch [fromAt, toAt), by their beginning. */
  incidentsBetween(a: { service: string; fromAt: number; toAt: number }): Promise<IncidentRow[]>
  /**
   * Obligations of a service whose clock started in [fromAt, toAt), or that ran into it (started before and were not
   * decided before), by (item, clockFrom, id).
   */
  obligationsBetween(a: { service: string; fromAt: number; toAt: number }): Promise<ObligationRow[]>
  /** Revisions in force in [fromAt, toAt): the newest before it and those loaded in it, in order. */
  revisionsBetween(a: {
    fromAt: number
    toAt: number
  }): Promise<{ revision: Revision; loadedAt: number; loadedBy: string }[]>
  /**
   * Chained entries that concern a service (its own subject, its incidents, obligations, notices) at [fromAt, toAt), in
   * the order of the chain: the first of them, or the `newest`.
   */
  ledgerOf(a: {
    subjects: string[]
    fromAt: number
    toAt: number
    limit: number
    newest?: true
  }): Promise<ChainedEntry[]>
  /**
   * Inserts calendar obligations (period, report, ledger), or updates those that are open or not proven; with their entries.
   * Rejects with `conflict`, nothing written, where one of them is decided otherwise. Evaluation never sees them.
   */
  keepObligations(a: { obligations: ObligationRow[]; ledger: LedgerDraft[] }): Promise<void>
  /** Freezes a month once; `written` is false where it was closed before. */
  closeMonth(a: ClosedMonthRow & { ledgerId: string }): Promise<{ written: boolean }>
  closedMonths(a: { service: string; months?: string[] }): Promise<StandingMonth[]>
  /** Records that a report was issued, with its document and the ledger entry `report.issued`. */
  issueReport(a: IssuedReportRow & { document: string; operatorId: string; ledgerId: string }): Promise<void>
  issuedReports(a: PageQuery & { service?: string; services?: string[] }): Promise<PageOf<IssuedReportRow>>
  issuedReport(a: { id: string }): Promise<(IssuedReportRow & { document: string }) | null>
  /** What is kept of the ledger: the first and last entry with their times, and entries whose payload is gone. */
  ledgerExtent(): Promise<{
    firstSeq: number | null
    firstAt: number | null
    lastSeq: number | null
    payloadsGone: number
  }>
}

export interface DecisionVerbs {
  /**
   * Records a proposal; `not-found` for an unknown subject; `conflict` with `because`: `already-proposed` where one for
   * that subject waits, `already-withdrawn`, `still-open` for what is not decided yet.
   */
  propose(a: {
    id: string
    kind: ProposalRow['kind']
    subject: string
    reason: ProposalRow['reason']
    comment: string
    operatorId: string
    operatorName: string
    now: number
    ledgerId: string
  }): Promise<ProposalRow>
  /**
   * Approves or rejects; `conflict` where the same operator proposed it (`same-person`), it is decided (`already-decided`),
   * or what is to be approved went with its incident meanwhile (`already-withdrawn`). Approval of a withdrawal sets the obligation (or the incident, and every obligation of it) to withdrawn in the same transaction.
   */
  decideProposal(a: {
    id: string
    approve: boolean
    operatorId: string
    operatorName: string
    now: number
    ledgerId: string
  }): Promise<ProposalRow>
  proposals(
    a: PageQuery & { state?: ProposalRow['state']; subjects?: string[] },
  ): Promise<PageOf<ProposalRow>>
  /** Records a phase of an incident once; `conflict`: `already-recorded`, `in-future`, `before-failure`, `phase-order`. */
  recordPhase(a: {
    incidentId: string
    phase: PhaseRow['phase']
    at: number
    operatorId: string
    operatorName: string
    now: number
    ledgerId: string
  }): Promise<void>
  phases(a: { incidentIds: string[] }): Promise<PhaseRow[]>
}
