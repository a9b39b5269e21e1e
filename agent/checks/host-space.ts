/** Space and inodes per mount. A mount that hangs costs its own reading, and never more than two threads. */
import { statfs } from 'node:fs/promises'
import type { Clock } from '../../rules/clock.ts'
import type { Mount } from './host-proc.ts'

/** Threads that mounts may hold; the others of the four belong to the spool and to name resolution. */
const MOST_PENDING = 2

export interface Space {
  mount: Mount
  /** Percent in use, as `df` tells it; null where it could not be read. */
  used: number | null
  /** Percent of inodes in use; null also where the file system counts none. */
  inodes: number | null
  freeMib: number | null
  /** Whether it has a fixed number of inodes. */
  counted: boolean
  /** Why it could not be read. */
  missing?: string
}

interface Figures {
  blocks: number
  bfree: number
  bavail: number
  bsize: number
  files: number
  ffree: number
}
type Ask = (path: string) => Promise<Figures>

/** Those that may hang for good: a server or a program stands behind them. */
const remote = (type: string) =>
  /^(nfs|nfs4|cifs|smb3|smbfs|ceph|glusterfs|lustre|9p|virtiofs|afs|ncpfs|fuse($|[.b]))/.test(type)

export function spaceOf(mount: Mount, { blocks, bfree, bavail, bsize, files, ffree }: Figures): Space | null {
  // No blocks: nothing to fill.
  if (blocks === 0) return null
  const used = blocks - bfree
  const counted = files > 0
  return {
    mount,
    used: used + bavail > 0 ? (used / (used + bavail)) * 100 : 100,
    inodes: counted ? ((files - ffree) / files) * 100 : null,
    freeMib: (bavail * bsize) / 1024 ** 2,
    counted,
  }
}

/** Mounts whose answer is still awaited, over all checks of this agent; `late` once it did not come in time. */
const pending = new Map<string, { answer: Promise<Space | null>; late: boolean; decided: Promise<unknown> }>()

const absent = (mount: Mount, missing: string): Space => ({
  mount,
  used: null,
  inodes: null,
  freeMib: null,
  counted: false,
  missing,
})

/** Asks every mount, local ones first, in at most `ms`. */
export async function readSpace(
  mounts: readonly Mount[],
  ms: number,
  clock: Pick<Clock, 'after'>,
  ask: Ask = statfs,
): Promise<Space[]> {
  const answers = new Map<Mount, Space | null>()
  const queue = mounts.toSorted((a, b) => Number(remote(a.type)) - Number(remote(b.type)))

  async function one(mount: Mount): Promise<void> {
    for (;;) {
      const asked = pending.get(mount.path)
      if (asked) {
        if (!asked.late) await asked.decided
        answers.set(mount, asked.late ? absent(mount, 'still does not answer') : await asked.answer)
        return
      }
      const awaited = [...pending.values()]
      if (awaited.length < MOST_PENDING) break
      const soon = awaited.filter(({ late }) => !late)
      if (soon.length === 0) {
        answers.set(mount, absent(mount, 'was not asked: others do not answer'))
        return
      }
      // Another check asks: its places are free in a moment, or lost.
      await Promise.race(soon.map(({ decided }) => decided))
    }
    const answer = ask(mount.path)
      .then(
        (figures) => spaceOf(mount, figures),
        (error) => absent(mount, error instanceof Error ? error.message : String(error)),
      )
      .finally(() => pending.delete(mount.path))
    // A lane can wait twice before every place is taken.
    let cancel = () => {}
    const late = new Promise<Space>((resolve) => {
      cancel = clock.after(ms / 2, () => {
        entry.late = true
        resolve(absent(mount, 'did not answer in time'))
      })
    })
    const entry = { answer, late: false, decided: Promise.race([answer, late]) }
    pending.set(mount.path, entry)
    answers.set(mount, await entry.decided)
    cancel()
  }
  async function lane(): Promise<void> {
    for (let mount = queue.shift(); mount; mount = queue.shift()) await one(mount)
  }
  await Promise.all(Array.from({ length: MOST_PENDING }, lane))
  return mounts.flatMap((mount) => answers.get(mount) ?? [])
}
