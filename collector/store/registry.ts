/** Every verb of the port by its name: what both engines run. */
import type { Store } from './port.ts'
import type { Db } from './schema.ts'
import type { Answer, Args, Verb, VerbName } from './verb.ts'
import * as agents from './verbs/agents.ts'
import * as batches from './verbs/batches.ts'
import * as blockEvidence from './verbs/block-evidence.ts'
import * as merges from './verbs/block-merges.ts'
import * as blocks from './verbs/blocks.ts'
import { contactChanges } from './verbs/contact-changes.ts'
import { quarantineBatches, unreadableBatches } from './verbs/damaged-batches.ts'
import * as deliveries from './verbs/deliveries.ts'
import { recordDeliveries } from './verbs/delivery-records.ts'
import * as evaluation from './verbs/evaluation.ts'
import { expandNotices } from './verbs/expansion.ts'
import * as holding from './verbs/holds.ts'
import * as hours from './verbs/hours.ts'
import { closeDay, prune } from './verbs/housekeeping.ts'
import * as incidents from './verbs/incidents.ts'
import { ingest } from './verbs/ingest.ts'
import * as instance from './verbs/instance.ts'
import { holdLeases, releaseLeases } from './verbs/leases.ts'
import * as ledger from './verbs/ledger.ts'
import * as logins from './verbs/logins.ts'
import * as notices from './verbs/notices.ts'
import * as obligations from './verbs/obligations.ts'
import * as operators from './verbs/operators.ts'
import * as people from './verbs/people.ts'
import * as periods from './verbs/periods.ts'
import { erasePerson } from './verbs/persons.ts'
import * as phases from './verbs/phases.ts'
import * as proposals from './verbs/proposals.ts'
import * as reports from './verbs/reports.ts'
import * as retention from './verbs/retention.ts'
import * as runs from './verbs/runs.ts'
import * as sessions from './verbs/sessions.ts'
import { settleNotices } from './verbs/settlement.ts'
import * as tokens from './verbs/tokens.ts'

export const VERBS: { readonly [N in VerbName]: Verb<N> } = {
  openInstance: instance.openInstance,
  loadRevision: instance.loadRevision,
  currentRevision: instance.currentRevision,
  contactChanges,
  revisionOf: instance.revisionOf,

  issueAgent: agents.issueAgent,
  agentByToken: agents.agentByToken,
  agentsByToken: agents.agentsByToken,
  agentSeen: agents.agentSeen,
  agentsHeard: agents.agentsHeard,
  agents: agents.agents,
  credentialsOf: runs.credentialsOf,

  askRun: runs.askRun,
  agentsWithRuns: runs.agentsWithRuns,
  takeRuns: runs.takeRuns,
  runsOf: runs.runsOf,

  ingest,
  unreadableBatches,
  quarantineBatches,
  batchesAfter: batches.batchesAfter,
  batchesOf: batches.batchesOf,
  losses: batches.losses,

  compactionBound: blocks.compactionBound,
  draftBlock: blocks.draftBlock,
  writeBlock: blocks.writeBlock,
  clearBlocks: blocks.clearBlocks,
  closeBlocks: blockEvidence.closeBlocks,
  blockDigests: blockEvidence.blockDigests,
  verifyBlocks: blockEvidence.verifyBlocks,
  quarantineBlocks: blockEvidence.quarantineBlocks,
  unchainedBlockEntries: blockEvidence.unchainedBlockEntries,
  draftMerge: merges.draftMerge,
  mergeBlocks: merges.mergeBlocks,

  retainedBlocks: retention.retainedBlocks,
  draftDeletion: retention.draftDeletion,
  deleteResults: retention.deleteResults,
  keepRetentionLook: retention.keepRetentionLook,
  retentionLook: retention.retentionLook,
  goneResults: retention.goneResults,
  damagedBlocks: retention.damagedBlocks,
  setHold: holding.setHold,
  holds: holding.holds,

  hoursKept: hours.hoursKept,
  keepHour: hours.keepHour,
  sketches: hours.sketches,
  clockHours: hours.clockHours,

  holdLeases,
  releaseLeases,
  partitionState: evaluation.partitionState,
  commitEvaluation: evaluation.commitEvaluation,
  checkStates: evaluation.checkStates,

  expandNotices,
  leaseDeliveries: deliveries.leaseDeliveries,
  recordDeliveries,
  nextDeliveryMs: deliveries.nextDeliveryMs,
  waitingDeliveries: deliveries.waitingDeliveries,
  settleNotices,
  notices: notices.notices,
  deliveries: notices.deliveries,

  openNoticeObligations: obligations.openNoticeObligations,
  decideObligations: obligations.decideObligations,
  obligations: obligations.obligations,
  obligationTotals: obligations.obligationTotals,

  incidents: incidents.incidents,
  incident: incidents.incident,
  followUps: incidents.followUps,
  acknowledge: incidents.acknowledge,
  addFollowUp: incidents.addFollowUp,

  batchesBetween: batches.batchesBetween,
  incidentsBetween: periods.incidentsBetween,
  obligationsBetween: periods.obligationsBetween,
  revisionsBetween: periods.revisionsBetween,
  ledgerOf: ledger.ledgerOf,
  keepObligations: periods.keepObligations,
  closeMonth: periods.closeMonth,
  closedMonths: periods.closedMonths,
  issueReport: reports.issueReport,
  issuedReports: reports.issuedReports,
  issuedReport: reports.issuedReport,
  ledgerExtent: ledger.ledgerExtent,

  propose: proposals.propose,
  decideProposal: proposals.decideProposal,
  proposals: proposals.proposals,
  recordPhase: phases.recordPhase,
  phases: phases.phases,

  inviteOperator: operators.inviteOperator,
  createEnrolment: operators.createEnrolment,
  enrolOperator: operators.enrolOperator,
  operatorByName: operators.operatorByName,
  operatorById: operators.operatorById,
  operatorsExist: operators.operatorsExist,

  operators: people.operators,
  changeRole: people.changeRole,
  setDisabled: people.setDisabled,
  unlockOperator: people.unlockOperator,
  resetOperator: people.resetOperator,
  resetOf: people.resetOf,
  resetPassword: people.resetPassword,
  changePassword: people.changePassword,

  createSession: sessions.createSession,
  session: sessions.session,
  sessionSeen: sessions.sessionSeen,
  sessions: sessions.sessions,
  endSession: sessions.endSession,
  endSessions: sessions.endSessions,

  loginLock: logins.loginLock,
  loginFailed: logins.loginFailed,

  createToken: tokens.createToken,
  tokens: tokens.tokens,
  revokeToken: tokens.revokeToken,
  tokenByDigest: tokens.tokenByDigest,
  tokenUsed: tokens.tokenUsed,

  erasePerson,

  appendLedger: ledger.appendLedger,
  addLedgerKey: ledger.addLedgerKey,
  unchained: ledger.unchained,
  chain: ledger.chain,
  lastSeal: ledger.lastSeal,
  ledger: ledger.ledger,
  seals: ledger.seals,
  ledgerKeys: ledger.ledgerKeys,

  prune,
  closeDay,
}

const NAMES = Object.keys(VERBS) as VerbName[]

export function runVerb<N extends VerbName>(db: Db, name: N, args: Args<N>): Promise<Answer<N>> {
  return VERBS[name].run(db, args)
}

/** A store whose verbs all go through one call: to a worker, or to a transaction. */
export function storeOf(
  call: (name: VerbName, args: unknown) => Promise<unknown>,
  close: () => Promise<void>,
): Store {
  const verbs = Object.fromEntries(NAMES.map((name) => [name, (args: unknown) => call(name, args)]))
  return { ...verbs, close } as unknown as Store
}
