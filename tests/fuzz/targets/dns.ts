/** Answers of name servers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutateBytes } from '../mutate/bytes.ts'
import { hold, type Opened, type Target } from '../target.ts'
import { probed, udpPeer } from './peers.ts'

const CAPTURED = join(import.meta.dirname, '../../agent/checks/captured/dns.hex')
const TYPES: Record<number, string> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  257: 'CAA',
}

/** Name and type of the question of a message without its id; null where it is none. */
function questionOf(body: Buffer): { query: string; record: string; raw: Buffer } | null {
  const labels: string[] = []
  let at = 10
  while (at < body.length && body[at] !== 0 && (body[at] ?? 0) < 64) {
    const length = body[at] ?? 0
    labels.push(body.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  if (at + 5 > body.length || labels.length === 0) return null
  const record = TYPES[body.readUInt16BE(at + 1)]
  const query = labels.join('.')
  return record && /^[a-z0-9_.-]{1,200}$/i.test(query)
    ? { query, record, raw: body.subarray(10, at + 5) }
    : null
}

export const dns: Target = {
  name: 'dns',
  about:
    'answers of name servers: read as records or refused, and ok only where an answer without an error came',
  seeds() {
    const lines = readFileSync(CAPTURED, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    return lines
      .map((line, index) => ({ name: `answer ${index}`, data: Buffer.from(line, 'hex') }))
      .filter(({ data }) => questionOf(data))
  },
  mutate(data, random, seeds) {
    // The question stays, so that there is something to ask.
    const end = 10 + (questionOf(data)?.raw.length ?? 0)
    return random.once(8)
      ? mutateBytes(data, random, seeds)
      : Buffer.concat([data.subarray(0, end), mutateBytes(data.subarray(end), random, [])])
  },
  async open(): Promise<Opened> {
    const peer = await udpPeer()
    return {
      async run(data) {
        const asked = questionOf(data)
        if (!asked) return
        let sent: Buffer | null = null
        peer.answer = (question) => {
          sent = Buffer.concat([question.subarray(0, 2), data])
          return sent
        }
        const { query, record } = asked
        const result = await probed('dns', { servers: [peer.address], query, record })
        if (result?.outcome !== 'ok') return
        hold(sent, 'ok without an answer')
        hold(((data[1] ?? 0) & 0x0f) === 0, `ok, and the server says error ${(data[1] ?? 0) & 0x0f}`)
        hold(Number(result.values?.answers) > 0, `ok without an answer: ${JSON.stringify(result.values)}`)
      },
      async close() {
        peer.close()
      },
    }
  },
}
