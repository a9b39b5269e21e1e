/** Line protocols over one socket that may change into TLS: bounded in time by the caller, in memory here. */
import type { Socket } from 'node:net'

/** Octets of one line; RFC 5321 allows 512 of a reply. */
const LONGEST_LINE = 4096
/** Lines of one reply, and octets that may wait unread. */
const MOST_LINES = 100
const MOST_WAITING = 65_536

/** The other side does not keep to its protocol: too much, not understood, or talk before its turn. */
export class ProtocolError extends Error {
  /** As `failureOf` reads it. */
  readonly code = 'EPROTO'
}

export interface Reply {
  code: number
  /** Without codes and separators. */
  lines: string[]
}

export interface Lines {
  /** The next line without its end. Rejects where the connection ends, breaks its bounds or fails. */
  line(): Promise<string>
  /** A reply of SMTP or FTP, over all of its lines. */
  reply(): Promise<Reply>
  send(line: string): void
  /** Lets go of the socket, for TLS. Throws where the other side has said more than it was asked. */
  release(): Socket
}

export function linesOf(socket: Socket): Lines {
  let waiting = Buffer.alloc(0)
  let ended: Error | null = null
  let wake: (() => void) | null = null

  const stir = () => {
    wake?.()
    wake = null
  }
  const onData = (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    // Nobody asked for so much: what came is kept, and nothing more is taken in until it is read.
    if (waiting.length > MOST_WAITING) socket.pause()
    stir()
  }
  const onEnd = (error?: Error) => {
    ended ??= error ?? Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })
    stir()
  }
  const onClose = () => onEnd()
  socket.on('data', onData)
  socket.on('error', onEnd)
  socket.on('end', onClose)
  socket.on('close', onClose)

  async function line(): Promise<string> {
    for (;;) {
      const at = waiting.indexOf(0x0a)
      if (at > LONGEST_LINE || (at < 0 && waiting.length > LONGEST_LINE)) {
        throw new ProtocolError(`a line of more than ${LONGEST_LINE} octets`)
      }
      if (at >= 0) {
        const text = waiting.subarray(0, at).toString('utf8').replace(/\r$/, '')
        waiting = waiting.subarray(at + 1)
        socket.resume()
        return text
      }
      if (ended) throw ended
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    line,
    async reply() {
      const lines: string[] = []
      for (let first = ''; lines.length < MOST_LINES; ) {
        const text = await line()
        const match = /^([2-5][0-9]{2})([ -]|$)(.*)$/.exec(text)
        if (!match || (first !== '' && match[1] !== first)) {
          // FTP writes what it likes between its first and its last line.
          if (first === '') throw new ProtocolError(`not a reply: ${text.slice(0, 80)}`)
          lines.push(text)
          continue
        }
        first = match[1] ?? ''
        lines.push(match[3] ?? '')
        if (match[2] !== '-') return { code: Number(first), lines }
      }
      throw new ProtocolError(`a reply of more than ${MOST_LINES} lines`)
    },
    send: (text) => void socket.write(`${text}\r\n`),
    release() {
      if (waiting.length > 0) throw new ProtocolError('more was said before TLS than was asked')
      socket.off('data', onData)
      socket.off('error', onEnd)
      socket.off('end', onClose)
      socket.off('close', onClose)
      return socket
    },
  }
}
