/** I5: any arrival order before the month closes gives the same bytes of the measurement sections. */

import { finderOf } from './found.ts'
import type { History, Judgement } from './history.ts'

export function arrival(history: History): Judgement {
  const finder = finderOf('I5', history)
  const { sections } = history.end
  if (!sections || sections.length === 0) finder.missing('sections by orders of arrival')
  for (const { service, month, orders } of sections ?? []) {
    const [first, ...others] = orders
    if (!first || others.length === 0) continue
    finder.examine('orders', orders.length)
    for (const { order, text } of others) {
      if (text === first.text) continue
      finder.violate(
        `${service} ${month}: ${order} gives other bytes than ${first.order}: ${differ(first.text, text)}`,
      )
    }
  }
  return finder.judgement()
}

/** Where two texts part, with what stands there. */
function differ(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const from = Math.max(0, at - 30)
  return `at ${at}, …${a.slice(from, at + 40)}… and …${b.slice(from, at + 40)}…`
}
