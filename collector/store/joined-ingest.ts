/** Joins ingest calls: while one transaction runs, those that come gather for the next. One crossing, one lock, one commit. */
import { setTimeout } from 'node:timers/promises'
import { type AnyBatch, type Ingested, StoreError } from './port.ts'

/** Batches that one transaction joins at most: bounds how long the first of them waits. */
const JOINED = 256
/** Calls that may wait for the next; beyond that the store is `unavailable`, and the caller tries again later. */
const WAITING = 10_000

/**
 * Where as many as this came within the time of a commit or two, many more are on their way: a moment's wait
 * (milliseconds) then leaves a fraction of the commits, each of which costs about the same however many it joins.
 */
const BUSY = 4
const GATHER_MS = 5

interface Waiting {
  batches: AnyBatch[]
  resolve(answers: Ingested[]): void
  reject(error: Error): void
}

/** `commit` makes one transaction durable; its answers are in the order of the batches. */
export function joinedIngest(
  commit: (batches: AnyBatch[]) => Promise<Ingested[]>,
): (batches: AnyBatch[]) => Promise<Ingested[]> {
  let waiting: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (waiting.length > 0) {
      const calls = waiting.length <= JOINED ? waiting : waiting.slice(0, JOINED)
      waiting = waiting.length <= JOINED ? [] : waiting.slice(JOINED)
      await commitAll(calls)
      if (calls.length + waiting.length >= BUSY && waiting.length < JOINED) await setTimeout(GATHER_MS)
    }
    running = false
  }

  async function commitAll(calls: Waiting[]): Promise<void> {
    try {
      const answers = await commit(calls.flatMap(({ batches }) => batches))
      let at = 0
      for (const { batches, resolve } of calls) {
        resolve(answers.slice(at, at + batches.length))
        at += batches.length
      }
    } catch (error) {
      const failed = error instanceof Error ? error : new Error(String(error))
      const whole = failed instanceof StoreError && ['unavailable', 'disk-full'].includes(failed.code)
      if (whole || calls.length === 1) for (const { reject } of calls) reject(failed)
      // One call's fault takes only itself back.
      else for (const call of calls) await commitAll([call])
    }
  }

  return (batches) => {
    if (waiting.length >= WAITING)
      return Promise.reject(new StoreError('unavailable', `${WAITING} batches wait for the store already`))
    return new Promise((resolve, reject) => {
      waiting.push({ batches, resolve, reject })
      if (!running) void run()
    })
  }
}
