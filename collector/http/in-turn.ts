/** One piece of heavy reading after the other: two at once would only take twice as long and twice the memory. */
import { HttpProblem } from './problem.ts'

/** Those that wait; further ones are told to come again. */
const WAITING = 8

export function makeInTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async (work) => {
    if (waiting >= WAITING) throw new HttpProblem('busy')
    waiting += 1
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    try {
      return await mine
    } finally {
      waiting -= 1
    }
  }
}
