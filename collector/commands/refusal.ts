import { withoutSecrets } from '../log.ts'
import { DataLocked } from '../store/open.ts'
import { StoreError } from '../store/port.ts'

/** The port to listen on is taken, or the address is not this host's. */
export class CannotListen extends Error {
  constructor(listen: { host: string; port: number }, code: string) {
    const where = `port ${listen.port} on ${listen.host}`
    super(LISTEN[code]?.(where) ?? `cannot listen on ${where} (${code})`)
    this.name = 'CannotListen'
  }
}

const LISTEN: Record<string, (where: string) => string> = {
  EADDRINUSE: (where) => `${where} is taken; stop what uses it, or configure another one by listen:`,
  EADDRNOTAVAIL: (where) => `cannot use ${where}: the address is not one of this host`,
  EACCES: (where) => `may not use ${where}: ports below 1024 need a privilege`,
  ENOTFOUND: (where) => `cannot use ${where}: the name has no address`,
}

/** What an operator can do something about, in one line; null for everything else, which is a defect. */
export function plainRefusal(error: unknown): string | null {
  if (error instanceof DataLocked || error instanceof CannotListen) return error.message
  if (error instanceof StoreError) return `the store cannot be used: ${withoutSecrets(error.message)}`
  if (error instanceof Error && error.name === 'DatabaseTooNew') return error.message
  if (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EPERM', 'ENOSPC', 'EROFS', 'ENOTDIR'].includes(String(error.code))
  )
    return withoutSecrets(error.message)
  return null
}
