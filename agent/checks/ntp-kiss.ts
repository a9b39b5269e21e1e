/** Kiss-o'-death (RFC 5905, 7.4): a server that asked to be left alone is left alone for a while. */

/** Poll exponents, as NTP has them: 64 s at first, doubled with each kiss up to 4096 s. */
const FIRST_EXPONENT = 6
const LAST_EXPONENT = 12

/** The kiss code that a stratum 0 carries in place of a reference; null where there is none, as of a server without time. */
export function kissOf(referenceId: unknown): string | null {
  const octets = Buffer.alloc(4)
  const number = Number(referenceId)
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 32) return null
  octets.writeUInt32BE(number)
  const code = octets.toString('latin1').replace(/\0+$/, '')
  return /^[A-Z]{3,4}$/.test(code) ? code : null
}

export interface Kisses {
  /** Whether a server may be asked at this instant of the monotonic clock. */
  mayAsk(server: string, now: number): boolean
  /** RATE asks for less, anything else (DENY, RSTR …) for nothing: that one waits the longest from the first time on. */
  kissed(server: string, code: string, now: number): void
  answered(server: string): void
}

export function makeKisses(): Kisses {
  const waiting = new Map<string, { untilAt: number; exponent: number }>()
  return {
    mayAsk: (server, now) => now >= (waiting.get(server)?.untilAt ?? Number.NEGATIVE_INFINITY),
    kissed(server, code, now) {
      const before = waiting.get(server)?.exponent
      const next = before === undefined ? FIRST_EXPONENT : Math.min(before + 1, LAST_EXPONENT)
      const exponent = code === 'RATE' ? next : LAST_EXPONENT
      waiting.set(server, { untilAt: now + 2 ** exponent * 1000, exponent })
    },
    answered: (server) => void waiting.delete(server),
  }
}
