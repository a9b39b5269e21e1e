/** The file of certificates that a check names. The collector names it, so that it may be any file of this host. */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Bytes; the whole of a system's authorities is a fifth of it. */
const MOST = 1_048_576

/**
 * Reads `file` (PEM); undefined where none is named. Never waits for a pipe, never reads a device or more than
 * 1 MiB: reading goes by the few threads that every check's names are looked up by. @throws Error that names the file
 */
export async function readAuthorities(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const found = await handle.stat()
    // Files of /proc have no size, and some of them no end.
    if (!found.isFile() || found.size === 0 || found.size > MOST)
      throw new Error(`${file} is no file of certificates: no regular one, empty, or more than 1 MiB`)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(found.size), 0, found.size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
