/** Hand-made histories with one thing wrong: what spoils them, and that it is found. */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { History, Invariant, Judgement, StoredRuns } from './history.ts'

/** What is wrong, which invariant finds it, what it says, and how the history is made so. */
export type Wrong = [what: string, by: Invariant, says: RegExp, spoil: (history: History) => void]

/** One test for each. */
export function findsEach(list: Wrong[]): void {
  test.each(list)('%s is found by %s', (_, invariant, what, spoil) => {
    const history = handmade()
    spoil(history)
    expect(
      of(history, invariant)
        .violations.map((one) => one.what)
        .join('\n'),
    ).toMatch(what)
    // It survives the way through a file.
    expect(checkInvariants(JSON.parse(JSON.stringify(history)))).toEqual(
      JSON.parse(JSON.stringify(checkInvariants(history))),
    )
  })
}

const of = (history: History, invariant: Invariant): Judgement => {
  const found = checkInvariants(history).find((one) => one.invariant === invariant)
  if (!found) throw new RangeError(`there is no ${invariant}`)
  return found
}
/** The first of a list that a history has. */
export function first<T>(list: readonly T[] | undefined): T {
  const [one] = list ?? []
  if (one === undefined) throw new RangeError('the list is empty')
  return one
}

export function drop(end: History['end'], place: number): void {
  const runs = first(end.stored)
  for (const column of [
    runs.epoch,
    runs.seq,
    runs.startedAt,
    runs.finishedAt,
    runs.receivedAt,
    runs.uncertaintyMs,
  ])
    column.splice(place, 1)
  runs.outcome = runs.outcome.slice(0, place) + runs.outcome.slice(place + 1)
}

/** As if a notice had never been made. */
export function untold({ world, end }: History, notice: string): void {
  const gone = new Set((end.deliveries ?? []).flatMap(({ id, noticeId }) => (noticeId === notice ? id : [])))
  end.notices = end.notices?.filter(({ id }) => id !== notice) ?? []
  end.deliveries = end.deliveries?.filter(({ id }) => !gone.has(id)) ?? []
  world.mail = world.mail?.filter(({ messageId }) => !gone.has(messageId?.slice(1, 3) ?? '')) ?? []
}

/** Leaves only some of what was executed, in the world and in the store. */
export function keep(
  { world, end }: History,
  which: (run: { check: string; startedAt: number }) => boolean,
): void {
  for (const runs of [...world.executed, ...(end.stored ?? [])])
    for (let place = runs.seq.length - 1; place >= 0; place -= 1) {
      if (which({ check: runs.check, startedAt: runs.startedAt[place] ?? 0 })) continue
      for (const column of [runs.epoch, runs.seq, runs.startedAt, runs.finishedAt]) column.splice(place, 1)
      const { receivedAt, uncertaintyMs }: Partial<StoredRuns> = runs
      for (const column of [receivedAt, uncertaintyMs]) column?.splice(place, 1)
      runs.outcome = runs.outcome.slice(0, place) + runs.outcome.slice(place + 1)
    }
}
