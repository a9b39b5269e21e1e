/** Whether a program of the allow-list may be run: nobody but root or this user can have put or change it there. */
import { access, constants, lstat, readlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'

/** Links followed at most, as the kernel does. */
const MOST_LINKS = 40
const STICKY = 0o1000

interface Owned {
  uid: number
  gid: number
  mode: number
}

export interface WhoRuns {
  uid: number
  gid: number
}

const ours = ({ uid }: Owned, who: WhoRuns) => uid === 0 || uid === who.uid
/** Writable by somebody who is neither root nor this user. */
const open = ({ mode, gid }: Owned, who: WhoRuns) =>
  (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== 0 && gid !== who.gid)

/** A sentence of what is wrong and what to do; null where it may be run. Every directory and link on the way counts. */
export async function whyNotRunnable(program: string, who: WhoRuns): Promise<string | null> {
  if (!isAbsolute(program)) return `${program} is not an absolute path`
  let path = resolve(program)
  for (let links = 0; links <= MOST_LINKS; ) {
    const next = await step(path, who)
    if (typeof next !== 'object') return next
    if (next === null) return null
    path = next.follow
    links += 1
  }
  return `${program} has too many links on its way`
}

/** Walks down to a link (to follow), or to the end. */
async function step(path: string, who: WhoRuns): Promise<string | null | { follow: string }> {
  const names = path.split('/').filter(Boolean)
  let here = '/'
  for (let depth = 0; depth <= names.length; depth += 1) {
    if (depth > 0) here = join(here, names[depth - 1] ?? '')
    const found = await lstat(here).catch((error: NodeJS.ErrnoException) => error)
    if (found instanceof Error) {
      return found.code === 'ENOENT' ? `${here} does not exist: install it` : `${here}: ${found.message}`
    }
    const last = depth === names.length
    if (!ours(found, who)) return `${here} belongs to another user: give it to root (chown root)`
    if (found.isSymbolicLink()) {
      return { follow: resolve(dirname(here), await readlink(here), ...names.slice(depth)) }
    }
    if (last) break
    if (!found.isDirectory()) return `${here} is no directory`
    // In a sticky directory others cannot replace what is not theirs.
    if (open(found, who) && (found.mode & STICKY) === 0) {
      return `others can write to ${here}: take that from them (chmod go-w)`
    }
  }
  const found = await lstat(path)
  if (!found.isFile()) return `${path} is no regular file`
  if (open(found, who)) return `others can write to ${path}: take that from them (chmod go-w)`
  const runnable = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!runnable || (found.mode & 0o111) === 0) return `${path} is not executable for this user: chmod +x it`
  return null
}
