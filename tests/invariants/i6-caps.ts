/** I6: memory, disk, descriptors and queues stay under their caps; recovery time is bounded. */

import { finderOf } from './found.ts'
import type { History, Judgement } from './history.ts'

export function caps(history: History): Judgement {
  const finder = finderOf('I6', history)
  if (!history.limits || history.limits.length === 0) finder.missing('observed sizes')
  for (const { what, largest, cap, at } of history.limits ?? []) {
    finder.examine(what.replace(/ of .*$/, ''), 1)
    if (!(largest <= cap)) finder.violate(`${what} came to ${largest}, and ${cap} is its cap`, at)
  }
  return finder.judgement()
}
