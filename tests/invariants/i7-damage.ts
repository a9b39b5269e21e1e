/** I7: damage is quarantined and reported, never silent, never fatal to the agent. */

import { finderOf } from './found.ts'
import type { Fault, History, Judgement } from './history.ts'

export function damage(history: History): Judgement {
  const finder = finderOf('I7', history)
  const { world, end } = history
  const hits = (world.faults ?? []).filter(({ kind }) => kind === 'damage')
  if (!world.faults) finder.missing('faults')
  for (const hit of hits) {
    finder.examine('damages', 1)
    if (!isReported(hit, history))
      finder.violate(`damage to ${hit.damage?.of ?? 'something'} of ${hit.who} was not reported`, hit.from)
  }
  if (!world.died) finder.missing('ends of processes')
  for (const { at, who, why } of world.died ?? []) {
    finder.examine('ends of processes', 1)
    finder.violate(`${who} ended by itself: ${why}`, at)
  }
  const isForged = hits.some((hit) => hit.damage?.of === 'ledger')
  if (isForged && !end.ledgerProblems) finder.missing('verification of the ledger')
  for (const problem of isForged ? [] : (end.ledgerProblems ?? []))
    finder.violate(`nobody touched the ledger, and it does not verify: ${problem}`)
  return finder.judgement()
}

function isReported(hit: Fault, { end }: History): boolean {
  const { damage } = hit
  if (damage?.of === 'ledger') return (end.ledgerProblems ?? []).length > 0
  const set = (end.quarantined ?? []).some(
    (one) => one.who === hit.who || (one.agentId !== undefined && one.agentId === damage?.agentId),
  )
  const told = (end.losses ?? []).some(
    ({ agentId, reason }) => agentId === damage?.agentId && reason === 'quarantined',
  )
  return set || told
}
