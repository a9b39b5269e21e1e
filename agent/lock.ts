/** One agent per data directory: a second one would send the first one's records. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { Clock } from '../rules/clock.ts'

/** A predecessor that is just stopping gets this long, milliseconds. */
const PATIENCE_MS = 3000
const RETRY_MS = 100

/**
 * Holds a name in Linux's abstract socket space, which the kernel frees with the process, however it
 * ends. Null where another agent holds it; rejects where no socket can be had.
 */
export async function lockDirectory(dir: string, clock: Clock): Promise<{ release(): void } | null> {
  const digest = createHash('sha256').update(realpathSync(dir)).digest('hex').slice(0, 32)
  const until = clock.monotonic() + PATIENCE_MS
  for (;;) {
    const server = await listen(`\0kijun-agent-${digest}`)
    if (server) return { release: () => server.close() }
    if (clock.monotonic() >= until) return null
    await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve))
  }
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })
}
