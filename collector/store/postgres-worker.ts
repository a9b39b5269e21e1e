/** The thread that reads and reckons for longer beside PostgreSQL (`background` verbs), with connections of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openPostgres } from './postgres.ts'
import { type FromWorker, plainError, type ToWorker } from './thread.ts'
import type { VerbName } from './verb.ts'

const port = parentPort
if (!port) throw new Error('postgres-worker.ts runs as a worker thread only')
const tell = (message: FromWorker) => port.postMessage(message)
const errorOf = (error: unknown) => plainError(error instanceof Error ? error : new Error(String(error)))

try {
  // A connection that is lost fails the call that needs it: the caller tries again later.
  const store = await openPostgres((workerData as { url: string }).url, () => undefined, { readOnly: true })
  port.on('message', async (message: ToWorker) => {
    if ('close' in message) {
      await store.close()
      port.close()
      return
    }
    const { id, name, args } = message
    try {
      const verb = store[name as VerbName] as (a: unknown) => Promise<unknown>
      tell({ id, value: await verb(args) })
    } catch (error) {
      tell({ id, error: errorOf(error) })
    }
  })
  tell({ ready: true })
} catch (error) {
  tell({ failed: errorOf(error) })
  port.close()
}
