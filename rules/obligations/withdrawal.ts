/**
 * Withdrawal (取消) by two persons (000 2.1.6): one proposes with a reason, another one approves or rejects. The row
 * stays, with what it was before, so that figures are shown with and without.
 *
 * Our choice: what is open cannot be withdrawn by itself, since nobody may end a deadline before it has passed. An
 * incident can be at any time; what it still owes, and what it comes to owe, goes with it, since there was nothing
 * to tell.
 */
import {
  HOLD_REASONS,
  OBLIGATION_STATES,
  type ObligationState,
  type ProposalReason,
  type ProposalState,
  WITHDRAWAL_REASONS,
} from '../words.ts'
import type { Obligation } from './types.ts'

/** Why a step is not allowed; a code with a text. */
export type Refused =
  | 'still-open'
  | 'already-withdrawn'
  | 'already-proposed'
  | 'already-decided'
  | 'same-person'
  | 'already-lifted'
  | 'reason-missing'
  | 'no-person'

export type Step = { ok: true } | { ok: false; because: Refused }

/** What is to be withdrawn, as it stands now. */
export type Subject =
  | { kind: 'withdraw-obligation'; state: ObligationState }
  | { kind: 'withdraw-incident'; withdrawnAt: number | null }
  | { kind: 'lift-hold'; liftedAt: number | null }

const OK: Step = { ok: true }
const no = (because: Refused): Step => ({ ok: false, because })

/** Whether it can be withdrawn (a hold: lifted) at all, whoever asks. */
function withdrawable(subject: Subject): Step {
  if (subject.kind === 'withdraw-incident') return subject.withdrawnAt === null ? OK : no('already-withdrawn')
  if (subject.kind === 'lift-hold') return subject.liftedAt === null ? OK : no('already-lifted')
  if (subject.state === 'withdrawn') return no('already-withdrawn')
  return subject.state === 'open' ? no('still-open') : OK
}

/** @param a.waiting whether a proposal for the same subject waits for its decision */
export function mayPropose(a: {
  subject: Subject
  by: string
  reason: ProposalReason
  comment: string
  waiting: boolean
}): Step {
  if (a.by === '') return no('no-person')
  const reasons: readonly string[] = a.subject.kind === 'lift-hold' ? HOLD_REASONS : WITHDRAWAL_REASONS
  if (!reasons.includes(a.reason) || a.comment.trim() === '') return no('reason-missing')
  if (a.waiting) return no('already-proposed')
  return withdrawable(a.subject)
}

/** Whether a person may decide a proposal. Nobody decides an own one; rejecting needs no withdrawable subject. */
export function mayDecide(a: {
  proposal: { state: ProposalState; proposedBy: string }
  subject: Subject
  by: string
  decision: 'approved' | 'rejected'
}): Step {
  if (a.by === '') return no('no-person')
  if (a.proposal.state !== 'proposed') return no('already-decided')
  if (a.by === a.proposal.proposedBy) return no('same-person')
  return a.decision === 'rejected' ? OK : withdrawable(a.subject)
}

/** What an obligation was before it was withdrawn: `evidence.withdrawn.was`. */
export interface Was {
  state: Exclude<ObligationState, 'withdrawn'>
  decidedAt: number | null
  because: string | null
}

/** The approved proposal. */
export interface Grounds {
  proposal: string
  reason: ProposalReason
  at: number
}

/**
 * The obligation after its withdrawal was approved. It keeps when it was decided and its margin. One that is
 * withdrawn already stays as it is.
 */
export function withdrawn<O extends Obligation>(obligation: O, { proposal, reason, at }: Grounds): O {
  if (obligation.state === 'withdrawn') return obligation
  const { state, decidedAt, because, evidence } = obligation
  const was: Was = { state, decidedAt, because }
  return {
    ...obligation,
    state: 'withdrawn',
    decidedAt: decidedAt ?? at,
    because: reason,
    evidence: { ...evidence, withdrawn: { proposal, at, was } },
  }
}

/** Those of an incident after its withdrawal was approved: all of them, open ones too. */
export function withIncident<O extends Obligation>(obligations: readonly O[], grounds: Grounds): O[] {
  return obligations.map((obligation) => withdrawn(obligation, grounds))
}

/** By state, as it stands (`applied`) and as if nobody had withdrawn anything (`ignored`). Both add up to the same sum. */
export function figures(
  obligations: readonly Pick<Obligation, 'state' | 'evidence'>[],
): Record<'applied' | 'ignored', Record<ObligationState, number>> {
  const none = () => Object.fromEntries(OBLIGATION_STATES.map((state) => [state, 0]))
  const counts = { applied: none(), ignored: none() } as ReturnType<typeof figures>
  for (const { state, evidence } of obligations) {
    counts.applied[state] += 1
    counts.ignored[state === 'withdrawn' ? stateBefore(evidence) : state] += 1
  }
  return counts
}

/** What is withdrawn without saying what it was counts as not proven: never as met. */
function stateBefore(evidence: Record<string, unknown>): ObligationState {
  const { was } = (evidence.withdrawn ?? {}) as { was?: Partial<Was> }
  const found = OBLIGATION_STATES.find((state) => state === was?.state)
  return found === undefined || found === 'withdrawn' ? 'not-proven' : found
}
