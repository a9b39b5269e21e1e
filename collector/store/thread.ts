/** A thread of the store as the main thread sees it: calls go over by name, answers come back. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { StoreError } from './port.ts'
import type { LogDamage } from './sqlite-log.ts'

/** What a thread is told. */
export type ToWorker = { id: number; name: string; args: unknown } | { close: true }
/** An error as it crosses the thread: structured clones of errors lose their class. */
export interface PlainError {
  name: string
  code: string | null
  because: string | null
  message: string
  stack: string | null
}
export type FromWorker =
  | { ready: true; damage?: LogDamage }
  | { failed: PlainError }
  | { id: number; value: unknown }
  | { id: number; error: PlainError }

export function plainError(error: Error): PlainError {
  const { code, because } = error instanceof StoreError ? error : { code: null, because: null }
  return { name: error.name, code, because, message: error.message, stack: error.stack ?? null }
}

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

export class StoreThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #last = 0
  /** Why no call is taken any more; null while they are. */
  #ended: string | null = null
  /** What the thread found wrong before it began. */
  damage: LogDamage | null = null

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** @throws the worker's error with its `name` (`DataLocked`, `DatabaseTooNew`) if it cannot begin. */
  static async start(
    script: URL,
    setup: { role: string; url?: string },
    onLost: (error: Error) => void,
  ): Promise<StoreThread> {
    const worker = new Worker(script, {
      workerData: setup,
      execArgv: [],
      name: `store-${setup.role}`,
    })
    const thread = new StoreThread(worker)
    // `once` rejects with an error that the thread throws before it answers.
    const [first] = (await once(worker, 'message')) as [FromWorker]
    if ('failed' in first) {
      await once(worker, 'exit')
      throw revived(first.failed)
    }
    if ('ready' in first) thread.damage = first.damage ?? null
    worker.on('message', (message: FromWorker) => thread.#answered(message))
    worker.on('error', onLost)
    worker.on('exit', () => {
      if (thread.#ended === null) onLost(new Error(`the ${setup.role} thread of the store has ended`))
      thread.#end('the thread of the store has ended')
    })
    return thread
  }

  /** Whether it takes no calls any more. */
  get ended(): boolean {
    return this.#ended !== null
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

/** A thread that is started when it is first needed, and again where it could not be. */
export class LazyThread {
  readonly #start: () => Promise<StoreThread>
  #thread: Promise<StoreThread> | null = null
  #closed = false

  constructor(start: () => Promise<StoreThread>) {
    this.#start = start
  }

  async call(name: string, args: unknown): Promise<unknown> {
    if (this.#closed) throw new StoreError('unavailable', 'the store is closed')
    this.#thread ??= this.#start().catch((error: unknown) => {
      this.#thread = null
      throw error
    })
    const starting = this.#thread
    const thread = await starting
    if (!thread.ended) return thread.call(name, args)
    // It died: the next one is started, by whoever is first to find out.
    if (this.#thread === starting) this.#thread = null
    return this.call(name, args)
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = await this.#thread?.catch(() => null)
    await thread?.close()
  }
}
