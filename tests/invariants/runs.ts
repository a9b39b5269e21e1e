/** Columns of executions as rows, and back. */
import type { Runs, StoredRuns } from './history.ts'

export interface Run {
  check: string
  agentId: string
  epoch: string
  seq: number
  startedAt: number
  finishedAt: number
  outcome: 'o' | 'f' | 'u'
}

/** An empty set of columns, to be filled by `addRun`. */
export function emptyRuns(check: string, agentId: string): Runs {
  return { check, agentId, epochs: [], epoch: [], seq: [], startedAt: [], finishedAt: [], outcome: '' }
}

export function addRun(runs: Runs, run: Omit<Run, 'check' | 'agentId'>): void {
  let place = runs.epochs.indexOf(run.epoch)
  if (place < 0) place = runs.epochs.push(run.epoch) - 1
  runs.epoch.push(place)
  runs.seq.push(run.seq)
  runs.startedAt.push(run.startedAt)
  runs.finishedAt.push(run.finishedAt)
  runs.outcome += run.outcome
}

/** The run at a place. @throws RangeError beyond the columns */
function runAt(runs: Runs, at: number): Run {
  const [seq, startedAt, finishedAt] = [runs.seq[at], runs.startedAt[at], runs.finishedAt[at]]
  const epoch = runs.epochs[runs.epoch[at] ?? -1]
  const outcome = runs.outcome[at]
  if (seq === undefined || startedAt === undefined || finishedAt === undefined || epoch === undefined)
    throw new RangeError(`columns of ${runs.check} have no row ${at}`)
  if (outcome !== 'o' && outcome !== 'f' && outcome !== 'u')
    throw new RangeError(`columns of ${runs.check} have the outcome ${outcome}`)
  return { check: runs.check, agentId: runs.agentId, epoch, seq, startedAt, finishedAt, outcome }
}

export function* eachRun(runs: Runs): Generator<Run> {
  for (let at = 0; at < runs.seq.length; at += 1) yield runAt(runs, at)
}

export function* eachStored(
  runs: StoredRuns,
): Generator<Run & { receivedAt: number; uncertaintyMs: number }> {
  for (let at = 0; at < runs.seq.length; at += 1)
    yield {
      ...runAt(runs, at),
      receivedAt: runs.receivedAt[at] ?? 0,
      uncertaintyMs: runs.uncertaintyMs[at] ?? -1,
    }
}

/** `check` without its vantage: what a target is known by. */
export const targetOf = (check: string) => check.split('@')[0] ?? check

/** Finds a run by its number, without an object for each of millions: the numbers of an epoch come in order. */
export function lookUpOf(list: readonly Runs[]): (epoch: string, seq: number) => Run | undefined {
  const places = new Map<string, { runs: Runs; at: number[] }[]>()
  for (const runs of list) {
    const own = runs.epochs.map((): number[] => [])
    for (let at = 0; at < runs.seq.length; at += 1) own[runs.epoch[at] ?? 0]?.push(at)
    own.forEach((at, number) => {
      const name = runs.epochs[number] ?? ''
      at.sort((a, b) => (runs.seq[a] ?? 0) - (runs.seq[b] ?? 0))
      places.set(name, [...(places.get(name) ?? []), { runs, at }])
    })
  }
  return (epoch, seq) => {
    for (const { runs, at } of places.get(epoch) ?? []) {
      let [low, high] = [0, at.length - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        const place = at[middle] ?? 0
        const found = runs.seq[place] ?? 0
        if (found === seq) return runAt(runs, place)
        if (found < seq) low = middle + 1
        else high = middle - 1
      }
    }
    return undefined
  }
}
