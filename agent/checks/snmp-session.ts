/**
 * net-snmp, contained. By itself it takes answers from any address, takes an unsigned answer in place of a
 * signed one, lets an exception out of its socket's handler (which would end the agent), asks for ever where a
 * device keeps reporting, and keeps a derived key for each engine that it ever met. All of that ends here.
 */
import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Library, Session, User, Varbind } from 'net-snmp'

/** Datagrams, in or out, that one request may cost; a good one costs up to three each way, and repetitions. */
const MOST_DATAGRAMS = 40
/** Derived keys that may be kept, each of 20 to 64 octets: one per engine and password. */
const MOST_KEYS = 1000
const REPETITIONS = 20
const TRIES = 4

export const HASHES = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const
export const CIPHERS = ['aes', 'aes256b', 'aes256r'] as const

/** Whom the device is to take us for; the secrets themselves. */
export type Access =
  | { community: string }
  | {
      user: string
      context: string
      auth?: { protocol: (typeof HASHES)[number]; key: string } | undefined
      privacy?: { protocol: (typeof CIPHERS)[number]; key: string } | undefined
    }

/** The device answered, and what it said was no use. */
export class SnmpError extends Error {
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

export interface SnmpSession {
  /** In the order that was asked. */
  get(oids: string[]): Promise<Varbind[]>
  /** The next ones after this one, in the device's order. */
  next(oid: string): Promise<Varbind[]>
  close(): void
}

export interface Peer {
  address: string
  port: number
  access: Access
  /** What one request may take with all of its repetitions, milliseconds. */
  timeoutMs: number
  signal: AbortSignal
}

export async function openSnmp({ address, port, access, timeoutMs, signal }: Peer): Promise<SnmpSession> {
  const { default: library } = await import('net-snmp')
  if (Object.keys(library.Authentication.authToKeyCache).length > MOST_KEYS) {
    library.Authentication.authToKeyCache = {}
  }
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  let reject: ((error: unknown) => void) | null = null
  let datagrams = 0
  let unreadable: string | null = null

  const fail = (error: unknown) => {
    reject?.(error)
    reject = null
  }
  const misread = (error: unknown) => {
    // Anybody may send garbage: a good answer may still come.
    unreadable = error instanceof Error ? error.message : String(error)
  }
  const count = () => {
    datagrams += 1
    if (datagrams > MOST_DATAGRAMS) fail(new SnmpError('protocol', 'more answers than were asked for'))
  }
  await connected(socket, address, port)
  const session = makeSession(library, access, {
    port,
    timeout: Math.max(200, Math.floor(timeoutMs / TRIES)),
    retries: TRIES - 1,
    backwardsGetNexts: false,
    reportOidMismatchErrors: true,
    dgramModule: {
      createSocket: () => facade(socket, count, misread, fail, () => datagrams > MOST_DATAGRAMS),
    },
  })
  session.on('error', misread)
  const stop = () => fail(unreadable === null ? signal.reason : unread(unreadable))
  signal.addEventListener('abort', stop, { once: true })

  function ask<T>(work: (done: (error: Error | null, answer: T) => void) => void): Promise<T> {
    return new Promise<T>((resolve, refuse) => {
      reject = refuse
      datagrams = 0
      if (signal.aborted) stop()
      else work((error, answer) => (error ? fail(meaning(error, unreadable, signal)) : resolve(answer)))
    })
  }

  return {
    get: (oids) => ask((done) => session.get(oids, done)),
    async next(oid) {
      const [column = []] = await ask<Varbind[][]>((done) => session.getBulk([oid], 0, REPETITIONS, done))
      return column
    },
    close() {
      signal.removeEventListener('abort', stop)
      reject = null
      session.close()
    },
  }
}

/** Only this peer is heard from then on, and its port's refusal is an error instead of silence. */
function connected(socket: Socket, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close()
      reject(error)
    })
    socket.connect(port, address, () => {
      socket.removeAllListeners('error')
      resolve()
    })
  })
}

/** What the library takes for its socket. */
function facade(
  socket: Socket,
  count: () => void,
  misread: (error: unknown) => void,
  fail: (error: unknown) => void,
  full: () => boolean,
) {
  socket.on('error', fail)
  return {
    on(event: string, listener: (datagram?: Buffer) => void) {
      if (event === 'close') socket.once('close', () => listener())
      if (event !== 'message') return
      socket.on('message', (datagram) => {
        count()
        if (full()) return
        try {
          listener(datagram)
        } catch (error) {
          misread(error)
        }
      })
    },
    send(buffer: Buffer, _offset: number, _length: number, _port: number, _host: string, sent: () => void) {
      count()
      if (!full()) socket.send(buffer, sent)
    },
    close: () => socket.close(),
    ref: () => socket.ref(),
    unref: () => socket.unref(),
  }
}

function makeSession(library: Library, access: Access, options: object): Session {
  if ('community' in access) {
    return library.createSession('', access.community, { ...options, version: library.Version2c })
  }
  const { auth, privacy, user: name, context } = access
  const { noAuthNoPriv, authNoPriv, authPriv } = library.SecurityLevel
  const user: User = {
    name,
    level: privacy ? authPriv : auth ? authNoPriv : noAuthNoPriv,
    authProtocol: auth && library.AuthProtocols[auth.protocol],
    authKey: auth?.key,
    privProtocol: privacy && library.PrivProtocols[privacy.protocol],
    privKey: privacy?.key,
  }
  const session = library.createV3Session('', user, { ...options, context })
  // RFC 3414, 3.2: an answer of a lower level than the question's is none.
  const flags = (auth ? 1 : 0) | (privacy ? 2 : 0)
  const { onSimpleGetResponse } = session
  session.onSimpleGetResponse = (request, message) => {
    const told = message.msgGlobalData?.msgFlags ?? 0
    if ((told & flags) === flags) onSimpleGetResponse.call(session, request, message)
    else request.responseCb(new SnmpError('snmp-unsigned', 'the answer is not secured as the question was'))
  }
  return session
}

const unread = (what: string) => new SnmpError('protocol', `only unreadable answers: ${what}`)

/** The library's errors, by their names; it exports no types. */
function meaning(error: Error, unreadable: string | null, signal: AbortSignal): unknown {
  if (error instanceof SnmpError || ('syscall' in error && error.syscall)) return error
  const { name, message } = error
  if (name === 'RequestTimedOutError') return unreadable === null ? timedOut(signal) : unread(unreadable)
  if (name === 'RequestFailedError') return new SnmpError('snmp-error', message)
  if (name !== 'ResponseInvalidError') return error
  const code = 'code' in error ? Number(error.code) : 0
  // 4 cannot decrypt, 5 authentication (also as the device reports it), 14 not in the time window.
  if (code === 4 || code === 5) return new SnmpError('snmp-credentials', credentials(message))
  if (code === 14) return new SnmpError('snmp-time-window', 'an answer from outside of the time window')
  // The library's sentence would tell the community itself.
  if (code === 10) return new SnmpError('protocol', 'an answer of another community')
  return new SnmpError('protocol', message)
}

/** Without the digests that the library adds to its sentence. */
const credentials = (message: string) => message.replace(/ [0-9a-f]{16,}/g, '')

const timedOut = (signal: AbortSignal) =>
  signal.aborted ? signal.reason : Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
