/**
 * Batches of one agent, encoded beforehand as whole requests: what comes around again after some batches is the same
 * but for its numbers, which all have a fixed width and are written into the bytes in place.
 */

/** Widths of `seq` and of the times on the agent's monotonic clock. */
const FIRST_SEQ = 1_000_000
const FIRST_MONO = 10_000_000

export interface RingOptions {
  host: string
  token: string
  epoch: string
  checks: string[]
  /** Results of one batch. */
  batch: number
  /** How often each check runs, milliseconds. */
  everyMs: number
  /** Wall time (Unix ms) of the first round. */
  startAt: number
}

export interface Ring {
  /** The next request, and the answer's text that says that all of it was accepted. The bytes are good until its turn comes again. */
  next(): { bytes: Buffer; accepted: string }
}

interface Encoded {
  bytes: Buffer
  /** Of each item: its place in the whole, and where its numbers stand. */
  items: { index: number; seq: number; planned: number; started: number; finished: number }[]
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

function write(bytes: Buffer, at: number, value: number): void {
  const text = String(value)
  for (let i = 0; i < text.length; i += 1) bytes[at + i] = text.charCodeAt(i)
}

export function makeRing({ host, token, epoch, checks, batch, everyMs, startAt }: RingOptions): Ring {
  const around = (batch * checks.length) / gcd(batch, checks.length)
  const rounds = around / checks.length
  const base = { seq: 1, mono: FIRST_MONO, wall: startAt, offset: 0, uncertainty: 1 }
  const plan = (index: number) => FIRST_MONO + Math.floor((index * everyMs) / checks.length)

  function encode(first: number): Encoded {
    const items = Array.from({ length: batch }, (_, i) => {
      const index = first + i
      const planned = plan(index)
      const values = { connect_ms: 1.25 + (index % 7), total_ms: 12.5 + (index % 11), status: 200 }
      return {
        ...{ kind: 'result', seq: FIRST_SEQ + index, check: checks[index % checks.length], revision: 1 },
        ...{ planned, started: planned + 3, finished: planned + 15, outcome: 'ok', attempt: 0, values },
      }
    })
    const body = JSON.stringify({ wire: 1, epoch, sentAt: startAt, base, items })
    const head = `POST /agent/v1/batches HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`
    const text = head + body
    let at = head.length + body.indexOf('"items":[')
    const place = (key: string) => {
      at = text.indexOf(`"${key}":`, at) + key.length + 3
      return at
    }
    const places = items.map((_, i) => ({
      index: first + i,
      ...{ seq: place('seq'), planned: place('planned'), started: place('started') },
      finished: place('finished'),
    }))
    return { bytes: Buffer.from(text, 'latin1'), items: places }
  }

  const ring = Array.from({ length: around / batch }, (_, i) => encode(i * batch))
  let turn = 0
  let cycle = 0
  return {
    next() {
      const encoded = ring[turn]
      if (!encoded) throw new Error('an empty ring')
      const shift = cycle * around
      if (cycle > 0)
        for (const { index, seq, planned, started, finished } of encoded.items) {
          const at = plan(index) + cycle * rounds * everyMs
          write(encoded.bytes, seq, FIRST_SEQ + index + shift)
          write(encoded.bytes, planned, at)
          write(encoded.bytes, started, at + 3)
          write(encoded.bytes, finished, at + 15)
        }
      const first = FIRST_SEQ + turn * batch + shift
      turn += 1
      if (turn === ring.length) {
        turn = 0
        cycle += 1
      }
      return { bytes: encoded.bytes, accepted: `"accepted":[[${first},${first + batch - 1}]]` }
    },
  }
}
