/** I8: nothing is ever stored under another agent's identity. */

import { finderOf } from './found.ts'
import type { History, Judgement } from './history.ts'

export function identity(history: History): Judgement {
  const finder = finderOf('I8', history)
  const { world, end } = history
  const names = new Map(world.agents.map(({ id, name }) => [id, name]))
  /** Whose epoch it really is; random, so that no two agents have one. */
  const owners = new Map<string, Set<string>>()
  const own = (epoch: string, agentId: string) => {
    const known = owners.get(epoch) ?? new Set<string>()
    owners.set(epoch, known.add(agentId))
  }
  for (const { epochs, agentId } of world.executed) for (const epoch of epochs) own(epoch, agentId)
  for (const { epoch, agentId } of [...(world.acknowledged ?? []), ...(world.spooled ?? [])])
    own(epoch, agentId)

  /** Checks that a revision ever gave to an agent. */
  const given = new Set(
    world.revisions.flatMap(({ revision }) =>
      revision.services.flatMap(({ components }) =>
        components.flatMap(({ checks }) => checks.map(({ agent, check }) => `${agent} ${check}`)),
      ),
    ),
  )
  if (!end.numbers) finder.missing('stored numbers')
  for (const { agentId, epoch } of end.numbers ?? []) {
    finder.examine('epochs', 1)
    const owner = owners.get(epoch)
    if (!names.has(agentId))
      finder.violate(`items of epoch ${epoch} are stored for ${agentId}, whom nobody knows`)
    else if (!owner)
      finder.violate(`epoch ${epoch} is stored for ${names.get(agentId)}, and no agent ever had it`)
    else if (!owner.has(agentId)) {
      const whose = [...owner].map((id) => names.get(id) ?? id).join(', ')
      finder.violate(`epoch ${epoch} of ${whose} is stored for ${names.get(agentId)}`)
    }
  }
  if (!end.stored) finder.missing('stored results')
  for (const { agentId, check, seq, startedAt } of end.stored ?? []) {
    finder.examine('results', seq.length)
    if (!given.has(`${names.get(agentId) ?? agentId} ${check}`))
      finder.violate(
        `${check} is stored for ${names.get(agentId) ?? agentId}, whom nobody gave it`,
        startedAt[0] ?? null,
      )
  }
  for (const loss of end.losses ?? []) {
    finder.examine('losses', 1)
    const owner = owners.get(loss.epoch)
    if (owner && !owner.has(loss.agentId))
      finder.violate(`${names.get(loss.agentId)} reported a loss of epoch ${loss.epoch}, which is another's`)
  }
  return finder.judgement()
}
