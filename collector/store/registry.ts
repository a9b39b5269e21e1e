/** Every verb of the port by its name: what both engines run. */
import type { Store } from './port.ts'
import type { Db } from './schema.ts'
import type { Answer, Args, Verb, VerbName } from './verb.ts'
import * as agents from './verbs/agents.ts'
import * as batches from './verbs/batches.ts'
import * as deliveries from './verbs/deliveries.ts'
import * as evaluation from './verbs/evaluation.ts'
import { expandNotices } from './verbs/expansion.ts'
import { closeDay, prune } from './verbs/housekeeping.ts'
import * as incidents from './verbs/incidents.ts'
import { ingest } from './verbs/ingest.ts'
import * as instance from './verbs/instance.ts'
import { holdLeases, releaseLeases } from './verbs/leases.ts'
import * as ledger from './verbs/ledger.ts'
import * as notices from './verbs/notices.ts'
import * as obligations from './verbs/obligations.ts'
import * as operators from './verbs/operators.ts'
import { erasePerson } from './verbs/persons.ts'
import { settleNotices } from './verbs/settlement.ts'

export const VERBS: { readonly [N in VerbName]: Verb<N> } = {
  openInstance: instance.openInstance,
  loadRevision: instance.loadRevision,
  currentRevision: instance.currentRevision,
  revisionOf: instance.revisionOf,

  issueAgent: agents.issueAgent,
  agentByToken: agents.agentByToken,
  agentSeen: agents.agentSeen,
  agents: agents.agents,

  ingest,
  batchesAfter: batches.batchesAfter,
  batchesOf: batches.batchesOf,
  losses: batches.losses,

  holdLeases,
  releaseLeases,
  partitionState: evaluation.partitionState,
  commitEvaluation: evaluation.commitEvaluation,
  checkStates: evaluation.checkStates,

  expandNotices,
  leaseDeliveries: deliveries.leaseDeliveries,
  recordDelivery: deliveries.recordDelivery,
  nextDeliveryAt: deliveries.nextDeliveryAt,
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

  createEnrolment: operators.createEnrolment,
  enrolOperator: operators.enrolOperator,
  operatorByName: operators.operatorByName,
  operatorsExist: operators.operatorsExist,
  createSession: operators.createSession,
  session: operators.session,
  endSession: operators.endSession,

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
