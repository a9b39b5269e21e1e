/** The data directory: there, writable, private, with room, and whose it is at the moment. */
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inspectKey } from '../ledger/keys.ts'
import { codeOf, type Finding, findingsOf, saidBy } from './finding.ts'
import { type Holder, lockHolder } from './proc.ts'

/** Below this the store may soon be refused a write, bytes and files. */
const ROOM = { bytes: 1024 ** 3, files: 1_000 }
const { ok, note, todo } = findingsOf('data')
const keys = findingsOf('keys')

export interface DataExamined {
  findings: Finding[]
  /** The collector that holds the directory; null: nobody does. */
  running: Holder | null
}

/** Writes nothing. `uid` is that of this process, null where the system has none. */
export async function examineData(
  data: string,
  uid: number | null,
  embedded: boolean,
): Promise<DataExamined> {
  try {
    const there = await stat(data)
    if (!there.isDirectory())
      return { findings: [todo(`${data} is no directory: configure another one by data:`)], running: null }
    const held = await lockHolder(join(data, 'kijun.lock'))
    const running = typeof held === 'object' ? held : null
    const findings = [
      ...(running
        ? [ok(`in use by the running collector (${running.name}, pid ${running.pid}): only looked at`)]
        : []),
      ...(held === 'unreadable' && embedded
        ? [note('whether a collector runs on it cannot be told here')]
        : []),
      await writable(data),
      ...privacy(data, there, uid),
      ...(await room(data)),
      await key(data, embedded),
    ]
    return { findings, running }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      return { findings: [todo(`${saidBy(error)}: let this user use ${data}`)], running: null }
    const findings = [await makeable(data), ...(await room(await existing(data)))]
    return { findings: embedded ? findings : [...findings, keyOfServer(data)], running: null }
  }
}

async function writable(data: string): Promise<Finding> {
  try {
    await access(data, constants.R_OK | constants.W_OK | constants.X_OK)
    return ok(`${data} can be written`)
  } catch (error) {
    return todo(
      `this user may not write ${data} (${codeOf(error)}): run as its owner, or chown it to the collector's user`,
    )
  }
}

function privacy(
  data: string,
  { mode, uid: owner }: { mode: number; uid: number },
  uid: number | null,
): Finding[] {
  const found: Finding[] = []
  if ((mode & 0o077) !== 0)
    found.push(todo(`others may look into ${data} (mode ${(mode & 0o777).toString(8)}): chmod 700 it`))
  if (uid !== null && uid !== 0 && owner !== uid)
    found.push(todo(`${data} is of user ${owner}, this is user ${uid}: run the collector as its owner`))
  if (uid === 0 && owner !== 0)
    found.push(note(`${data} is of user ${owner}, and this is root: start the collector as that user`))
  return found
}

/** The nearest directory above that exists. */
async function existing(path: string): Promise<string> {
  const above = dirname(path)
  if (above === path) return path
  return stat(above).then(
    () => above,
    () => existing(above),
  )
}

async function makeable(data: string): Promise<Finding> {
  const above = await existing(data)
  try {
    if (!(await stat(above)).isDirectory())
      return todo(`${above} is no directory: configure another place by data:`)
    await access(above, constants.W_OK | constants.X_OK)
    return ok(`${data} is not there yet; the first start makes it`)
  } catch (error) {
    return todo(
      `${data} is not there, and this user may not make it in ${above} (${codeOf(error)}): make it for the collector's user, mode 700`,
    )
  }
}

async function room(path: string): Promise<Finding[]> {
  const { bavail, bsize, files, ffree } = await statfs(path)
  const free = bavail * bsize
  const mib = Math.floor(free / 1024 ** 2)
  const found = [
    free < ROOM.bytes
      ? todo(
          `${mib} MiB are free on the disk of ${path}, less than 1 GiB: make room, or results will be refused`,
        )
      : ok(`${mib} MiB free on its disk`),
  ]
  // Some file systems have no fixed number of files: they say 0.
  if (files > 0 && ffree < ROOM.files)
    found.push(todo(`${ffree} files are left on the disk of ${path} (inodes): remove some`))
  return found
}

/** The signing key; made at the first start, and irreplaceable from then on. */
async function key(data: string, embedded: boolean): Promise<Finding> {
  const { path, state, mode } = await inspectKey(data)
  const store = await stat(join(data, 'kijun.db')).then(
    () => true,
    (error) => codeOf(error) !== 'ENOENT',
  )
  if (state === 'absent' && !embedded) return keyOfServer(data)
  if (state === 'absent')
    return store
      ? keys.todo(
          `${path} is gone although there is a store: restore it from a backup, or the ledger goes on under a new key`,
        )
      : keys.ok('the key of the ledger is made at the first start')
  if (state === 'unreadable') return keys.todo(`this user may not read ${path}: run as its owner`)
  if (state === 'damaged') return keys.todo(`${path} holds no Ed25519 key: restore it from a backup`)
  if ((mode & 0o077) !== 0) return keys.todo(`others may read ${path}: chmod 600 it`)
  return keys.ok(`the key of the ledger is there (${path})`)
}

/** Without a key beside a store on a server: whether that one has a ledger already is not seen from here. */
function keyOfServer(data: string): Finding {
  return keys.note(
    `there is no key of the ledger in ${data}: right before the first start only, which makes it; otherwise restore it from a backup, or the ledger goes on under a new key`,
  )
}
