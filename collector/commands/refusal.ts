import { withoutSecrets } from '../log.ts'
import { DataLocked } from '../store/open.ts'
import { StoreError } from '../store/port.ts'

/** Of the system's errors those that say what an operator can change; `where` is `port 8420 on 127.0.0.1`. */
const LISTEN: Record<string, (where: string, address: string | undefined) => string> = {
  EADDRINUSE: (where) => `${where} is taken; stop what uses it, or configure another one by listen:`,
  EADDRNOTAVAIL: (where, address) => `cannot listen on ${where}: ${address} is no address of this host`,
  EACCES: (where) => `may not listen on ${where}: ports below 1024 need a privilege`,
}
const NO_DIRECTORY = 'is no directory; configure another one by data:'
const FILES: Record<string, string> = {
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'lies on a file system that cannot be written to',
  ENOSPC: 'lies on a full disk',
  ENOTDIR: NO_DIRECTORY,
  EEXIST: NO_DIRECTORY,
}

/** What an operator can do something about, in one line; null for everything else, which is a defect. */
export function plainRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error instanceof DataLocked || error.name === 'DatabaseTooNew') return error.message
  if (error instanceof StoreError) return `the store cannot be used: ${withoutSecrets(error.message)}`
  const {
    code = '',
    syscall,
    address,
    port,
    path,
  } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (syscall === 'listen') {
    const where = `port ${port} on ${address}`
    return LISTEN[code]?.(where, address) ?? `cannot listen on ${where} (${code})`
  }
  if (syscall === 'getaddrinfo') return `cannot listen: the name in listen: has no address (${code})`
  const wrong = FILES[code]
  if (wrong === undefined) return null
  return path === undefined ? withoutSecrets(error.message) : `${path} ${wrong} (${code})`
}
