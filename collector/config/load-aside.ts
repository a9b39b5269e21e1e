/** Reads a configuration in a thread of its own: a large one takes seconds, and who runs already answers meanwhile. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { LoadOptions, LoadResult } from './load.ts'

/** As `loadConfig`. Rejects where the thread could not be made or did not come to an end. */
export async function loadAside(
  file: string,
  options: Pick<LoadOptions, 'env' | 'now'>,
): Promise<LoadResult> {
  const thread = new Worker(new URL('./load-thread.ts', import.meta.url), {
    workerData: { file, options: { ...options, env: { ...options.env } } },
  })
  const [result] = (await once(thread, 'message')) as [LoadResult]
  return result
}
