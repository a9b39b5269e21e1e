/** I5: any arrival order before the month closes gives the same bytes of the measurement sections. */

import { type Finder, finderOf } from './found.ts'
import type { History, Judgement } from './history.ts'
import { missingOnes } from './i2-notices.ts'
import { accounting } from './i4-accounting.ts'
import { servicesOf } from './known.ts'

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
  evaluatedAnew(history, finder)
  return finder.judgement()
}

/** What is handed in and evaluated in another order comes to the same bytes, and to outages and gaps that are as true. */
function evaluatedAnew(history: History, finder: Finder): void {
  const { sections = [], reordered } = history.end
  if (!reordered || reordered.length === 0) finder.missing('another order of evaluation')
  for (const { order, end, texts, refused } of reordered ?? []) {
    finder.examine('orders that were evaluated anew', 1)
    for (const what of refused) finder.violate(`${order}: ${what} is not taken`)
    for (const { service, text } of texts) {
      const own = sections.find((one) => one.service === service)?.orders[0]
      if (own && own.text !== text)
        finder.violate(`${service}: ${order} gives other bytes than ${own.order}: ${differ(own.text, text)}`)
    }
    const anew = { ...history, end }
    const stops = finderOf('I5', anew)
    missingOnes(anew, servicesOf(anew), stops)
    finder.examine('stops that were evaluated anew', stops.judgement().examined.stops ?? 0)
    for (const { what, at } of [...stops.judgement().violations, ...accounting(anew).violations])
      finder.violate(`${order}: ${what}`, at)
  }
}

/** Where two texts part, with what stands there. */
function differ(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const from = Math.max(0, at - 30)
  return `at ${at}, …${a.slice(from, at + 40)}… and …${b.slice(from, at + 40)}…`
}
