/** The store's own verbs over SQLite in the memory of this thread: what a verb committed is there, whoever dies. */
import { joinedIngest } from '../../collector/store/joined-ingest.ts'
import type { Ingested, Store } from '../../collector/store/port.ts'
import { storeOf, VERBS } from '../../collector/store/registry.ts'
import { commitGroup, readOne } from '../../collector/store/sqlite-group.ts'
import type { Args, VerbName } from '../../collector/store/verb.ts'
import { takeDatabase } from './database.ts'
import { makeIdleAnswers } from './idle-answers.ts'

export interface MemoryStore {
  store: Store
  /** Calls so far, and the milliseconds of CPU that they took, by verb. */
  spent: Map<string, { calls: number; ms: number }>
}

/**
 * `thorough`: every question is asked, also where nothing can have changed since it was answered. `time`: the store's own
 * clock, which several collectors go by; null where there is one, which it has the time of.
 */
export function openMemoryStore(thorough: boolean, time: (() => number) | null): MemoryStore {
  const database = takeDatabase(time)
  const { raw, db } = database
  const answers = makeIdleAnswers(database)
  let isOpen = true
  const spent: MemoryStore['spent'] = new Map()
  /** One connection: one call after the other. */
  let last: Promise<unknown> = Promise.resolve()

  const ask = (name: VerbName, args: unknown): Promise<unknown> => {
    const call = async () => {
      if (!isOpen) throw new Error('the world of this store is over')
      const idle = thorough ? null : answers.known(name, args)
      if (idle) return idle.value
      const begun = performance.now()
      const one = { name, args }
      const reply =
        VERBS[name].access === 'write' ? (await commitGroup(raw, db, [one]))[0] : await readOne(raw, db, one)
      const of = spent.get(name) ?? { calls: 0, ms: 0 }
      of.calls += 1
      of.ms += performance.now() - begun
      spent.set(name, of)
      if (!reply) throw new Error('no reply')
      if ('error' in reply) throw reply.error
      if (!thorough) answers.asked(name, args, reply.value)
      return reply.value
    }
    const answer = last.then(call, call)
    last = answer
    answer.catch(() => undefined)
    return answer
  }
  const joined = joinedIngest((batches) => ask('ingest', { batches }) as Promise<Ingested[]>)
  const store = storeOf(
    (name, args) => (name === 'ingest' ? joined((args as Args<'ingest'>).batches) : ask(name, args)),
    async () => {
      isOpen = false
      await last.catch(() => undefined)
      database.leave()
    },
  )
  return { store, spent }
}
