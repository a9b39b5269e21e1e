import { withoutSecrets } from '../log.ts'
import { DataLocked } from '../store/open.ts'
import { StoreError } from '../store/port.ts'

/** Of the system's errors those that say what an operator can change; `where` is `port 8420 on 127.0.0.1`. */
const LISTEN: Record<string, (where: string) => string> = {
  EADDRINUSE: (where) => `${where} is taken; stop what uses it, or configure another one by listen:`,
  EADDRNOTAVAIL: (where) => `cannot listen: ${where} is no address of this host`,
  EACCES: (where) => `may not listen on ${where}: ports below 1024 need a privilege`,
}
const FILES = ['EACCES', 'EPERM', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EEXIST']

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
  } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (syscall === 'listen') {
    const where = `port ${port} on ${address}`
    return LISTEN[code]?.(where) ?? `cannot listen on ${where} (${code})`
  }
  if (syscall === 'getaddrinfo') return `cannot listen: the name in listen: has no address (${code})`
  return FILES.includes(code) ? withoutSecrets(error.message) : null
}
