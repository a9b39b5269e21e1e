/** Where tests keep data that need not outlive the machine: in its memory, where it has a place for that and room. */
import { mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** What many tests at once may need, and more (bytes). */
const ROOM = 2 * 1024 ** 3

/** A new directory. Waiting for a disk is most of what a test of a store costs, and proves nothing in a test. */
export async function scratch(prefix: string): Promise<string> {
  return mkdtemp(join(await place, prefix))
}

const place = statfs(MEMORY).then(
  ({ bavail, bsize }) => (bavail * bsize >= ROOM ? MEMORY : tmpdir()),
  () => tmpdir(),
)
