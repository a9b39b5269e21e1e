/** Which agents were found to be two (see `two-at-once.ts`), from one folding to the next. */
import { type EpochsOfAgent, newEpochs, notedEpoch } from '../../rules/detection/two-at-once.ts'
import type { StoredBatch } from '../store/port.ts'

/** What was found by the batch that arrived as number `arrival`. */
export interface AgentTwice {
  arrival: number
  agentId: string
  both: { fromAt: number; toAt: number }
}

/**
 * So many of the newest are remembered: partitions stand at different arrivals, and one whose commit failed is folded
 * again, when what was found is not found a second time.
 */
const FOUND = 100

export interface AgentsTwice {
  /** Of each batch, any of them again as well. */
  note(batch: StoredBatch): void
  /** What was found by batches up to an arrival; whoever has folded that arrival already was told. */
  upTo(arrival: number): AgentTwice[]
}

export function makeAgentsTwice(): AgentsTwice {
  /** As many as there are credentials. */
  const agents = new Map<string, EpochsOfAgent>()
  let found: AgentTwice[] = []
  return {
    note(batch) {
      const { arrival, agentId } = batch
      const known = agents.get(agentId) ?? newEpochs()
      agents.set(agentId, known)
      const both = notedEpoch(known, batch)
      if (both) found = [...found, { arrival, agentId, both }].slice(-FOUND)
    },
    upTo: (arrival) => found.filter((one) => one.arrival <= arrival),
  }
}
