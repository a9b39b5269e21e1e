/** The embedded engine: worker threads over one SQLite file. */
import { joinedIngest } from './joined-ingest.ts'
import { type Ingested, type Store, StoreError } from './port.ts'
import { storeOf, VERBS } from './registry.ts'
import type { LogDamage } from './sqlite-log.ts'
import type { WorkerSetup } from './sqlite-worker.ts'
import { LazyThread, StoreThread } from './thread.ts'
import type { Args } from './verb.ts'

const start = (setup: WorkerSetup, onLost: (error: Error) => void) =>
  StoreThread.start(new URL('./sqlite-worker.ts', import.meta.url), setup, onLost)

/** @throws an error named `DataLocked` or `DatabaseTooNew` of the writer, or what SQLite says. */
export async function openSqlite(
  data: string,
  onLost: (error: Error) => void,
  onDamage?: (damage: LogDamage) => void,
): Promise<Store> {
  const starting = (['writer', 'reader'] as const).map((role) => start({ data, role }, onLost))
  const begun = await Promise.allSettled(starting)
  const [writer, reader] = begun.map((thread) => (thread.status === 'fulfilled' ? thread.value : null))
  if (!writer || !reader) {
    await Promise.all([reader?.close(), writer?.close()])
    throw begun.find((thread) => thread.status === 'rejected')?.reason
  }
  if (writer.damage) onDamage?.(writer.damage)
  const joined = joinedIngest((batches) => writer.call('ingest', { batches }) as Promise<Ingested[]>)
  const background = new LazyThread(() => start({ data, role: 'background' }, onLost))
  const threads = { write: writer, read: reader, background }
  return storeOf(
    (name, args) => {
      if (name === 'ingest') return joined((args as Args<'ingest'>).batches)
      return threads[VERBS[name].access].call(name, args)
    },
    async () => {
      await background.close()
      // The reader first: the last connection of the writer then folds the log into the database.
      await reader.close()
      await writer.close()
    },
  )
}

/** Reads only: takes no lock and migrates nothing, so that it works beside the collector that owns the directory. */
export async function openSqliteReader(data: string, onLost: (error: Error) => void): Promise<Store> {
  const reader = await start({ data, role: 'reader' }, onLost)
  return storeOf(
    (name, args) =>
      VERBS[name].access !== 'write'
        ? reader.call(name, args)
        : Promise.reject(new StoreError('unavailable', `${name} would write to a store opened for reading`)),
    () => reader.close(),
  )
}
