/** What of a day's results is kept for longer (III.2.1.3 b): failures, changes of state, and what was not executed. */
import type { Item, ResultItem } from '../../../rules/wire/v1.ts'
import type { StoredBatch } from '../records.ts'

/**
 * Each result that did not end ok, the one of its check before and behind it, and the first and the last one of each
 * check in each epoch, and about numbers that are not among them: those may have come late, and lie in another block. So
 * how long something lasted is the same before and after. What was skipped or lost stays, with the anchors of batches of
 * which something stays; such a batch keeps its arrival.
 */
export function thin(batches: readonly StoredBatch[]): StoredBatch[] {
  const kept = new Set<Item>()
  for (const results of byCheck(batches).values())
    for (const [index, item] of results.entries())
      if ([results[index - 1], item, results[index + 1]].some((one) => one?.outcome !== 'ok')) kept.add(item)
  return batches.flatMap((batch) => {
    const items = batch.items.filter((item) => item.kind === 'anchor' || kept.has(item) || isKept(item))
    return items.some(({ kind }) => kind !== 'anchor') ? [{ ...batch, items }] : []
  })
}

const isKept = ({ kind }: Item) => kind !== 'result' && kind !== 'anchor'

/** Results by epoch, unbroken run of its numbers, and check, in the order in which the agent made them. */
function byCheck(batches: readonly StoredBatch[]): Map<string, ResultItem[]> {
  const found = new Map<string, ResultItem[]>()
  for (const [epoch, some] of Map.groupBy(batches, (batch) => batch.epoch)) {
    const items = some.flatMap((batch) => batch.items).toSorted((a, b) => a.seq - b.seq)
    let run = 0
    for (const [index, item] of items.entries()) {
      if (item.seq !== (items[index - 1]?.seq ?? 0) + 1) run += 1
      if (item.kind !== 'result') continue
      const key = `${epoch}/${run}/${item.check}`
      const results = found.get(key) ?? []
      found.set(key, results)
      results.push(item)
    }
  }
  return found
}
