/** The embedded engine: two worker threads over one SQLite file. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { joinedIngest } from './joined-ingest.ts'
import { type Ingested, type Store, StoreError } from './port.ts'
import { storeOf, VERBS } from './registry.ts'
import type { FromWorker, PlainError, WorkerSetup } from './sqlite-worker.ts'
import type { Args } from './verb.ts'

/** Calls that may wait for one worker; beyond that the store is `unavailable`, and the caller tries again later. */
const QUEUE = 10_000

const CODES: readonly string[] = ['fenced', 'disk-full', 'not-found', 'conflict', 'unavailable']
const isCode = (code: string): code is StoreError['code'] => CODES.includes(code)

function revived({ name, code, because, message, stack }: PlainError): Error {
  if (code !== null && isCode(code)) return new StoreError(code, message, because)
  const error = new Error(message)
  error.name = name
  if (stack !== null) error.stack = stack
  return error
}

class SqliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #last = 0
  /** Why no call is taken any more; null while they are. */
  #ended: string | null = null

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** @throws the worker's error with its `name` (`DataLocked`, `DatabaseTooNew`) if it cannot begin. */
  static async start(setup: WorkerSetup, onLost: (error: Error) => void): Promise<SqliteThread> {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
      workerData: setup,
      execArgv: [],
      name: `store-${setup.role}`,
    })
    const thread = new SqliteThread(worker)
    // `once` rejects with an error that the thread throws before it answers.
    const [first] = (await once(worker, 'message')) as [FromWorker]
    if ('failed' in first) {
      await once(worker, 'exit')
      throw revived(first.failed)
    }
    worker.on('message', (message: FromWorker) => thread.#answered(message))
    worker.on('error', onLost)
    worker.on('exit', () => {
      if (thread.#ended === null) onLost(new Error(`the ${setup.role} thread of the store has ended`))
      thread.#end('the thread of the store has ended')
    })
    return thread
  }

  call(name: string, args: unknown): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(new StoreError('unavailable', this.#ended))
    if (this.#waiting.size >= QUEUE)
      return Promise.reject(new StoreError('unavailable', `${QUEUE} calls wait for the store already`))
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, name, args })
    })
  }

  /** Resolves when what was begun is answered and the thread has ended. */
  async close(): Promise<void> {
    if (this.#ended !== null) return
    this.#ended = 'the store is closed'
    const exit = once(this.#worker, 'exit')
    this.#worker.postMessage({ close: true })
    await exit
  }

  #answered(message: FromWorker): void {
    if (!('id' in message)) return
    const call = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('error' in message) call?.reject(revived(message.error))
    else call?.resolve(message.value)
  }

  #end(why: string): void {
    this.#ended ??= why
    for (const { reject } of this.#waiting.values()) reject(new StoreError('unavailable', why))
    this.#waiting.clear()
  }
}

/** @throws an error named `DataLocked` or `DatabaseTooNew` of the writer, or what SQLite says. */
export async function openSqlite(data: string, onLost: (error: Error) => void): Promise<Store> {
  const starting = (['writer', 'reader'] as const).map((role) => SqliteThread.start({ data, role }, onLost))
  const begun = await Promise.allSettled(starting)
  const [writer, reader] = begun.map((thread) => (thread.status === 'fulfilled' ? thread.value : null))
  if (!writer || !reader) {
    await Promise.all([reader?.close(), writer?.close()])
    throw begun.find((thread) => thread.status === 'rejected')?.reason
  }
  const joined = joinedIngest((batches) => writer.call('ingest', { batches }) as Promise<Ingested[]>)
  return storeOf(
    (name, args) => {
      if (name === 'ingest') return joined((args as Args<'ingest'>).batches)
      return (VERBS[name].access === 'write' ? writer : reader).call(name, args)
    },
    async () => {
      // The reader first: the last connection of the writer then folds the log into the database.
      await reader.close()
      await writer.close()
    },
  )
}

/** Reads only: takes no lock and migrates nothing, so that it works beside the collector that owns the directory. */
export async function openSqliteReader(data: string, onLost: (error: Error) => void): Promise<Store> {
  const reader = await SqliteThread.start({ data, role: 'reader' }, onLost)
  return storeOf(
    (name, args) =>
      VERBS[name].access === 'read'
        ? reader.call(name, args)
        : Promise.reject(new StoreError('unavailable', `${name} would write to a store opened for reading`)),
    () => reader.close(),
  )
}
