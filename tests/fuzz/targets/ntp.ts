/** Packets of time servers. */
import { refuse, sampleOf } from '../../../rules/time/ntp.ts'
import { hold } from '../target.ts'
import { probed } from './peers.ts'
import { answered, captured } from './udp-answers.ts'

/** Stands in the captured answers where the question's own time is repeated. */
const REPEATED = Buffer.from('1122334400000000', 'hex')
const ERA_S = 2_208_988_800

/** RFC 5905, figure 8, read by nothing of the program's. */
function read(packet: Buffer) {
  const at = (offset: number) =>
    (packet.readUInt32BE(offset) - ERA_S) * 1000 + (packet.readUInt32BE(offset + 4) / 2 ** 32) * 1000
  const [first = 0, stratum = 0] = packet
  return { leap: first >> 6, mode: first & 7, stratum, receive: at(32), transmit: at(40) }
}

export const ntp = answered({
  name: 'ntp',
  about:
    'answers of time servers: ok only for a whole answer of a synchronised server to our own question, with its offset',
  seeds: () => captured('ntp.hex'),
  async run(peer, data) {
    let sent: Buffer | null = null
    let ours = false
    peer.answer = (question) => {
      sent = Buffer.from(data)
      ours = data.length >= 48 && data.subarray(24, 32).equals(REPEATED)
      if (ours) question.copy(sent, 24, 40, 48)
      return sent
    }
    const result = await probed('ntp', { servers: [peer.address], maxOffset: '3650d' })
    if (!result || result.outcome === 'unknown') return
    hold(sent !== null, 'a word without an answer')
    const packet = sent as Buffer
    hold(packet.length >= 48, `an answer of ${packet.length} bytes was taken`)
    const { leap, mode, stratum, receive, transmit } = read(packet)
    hold(ours, 'an answer to another question was taken')
    hold(
      mode === 4 && stratum >= 1 && stratum <= 15 && leap !== 3,
      `mode ${mode}, stratum ${stratum}, leap ${leap} was taken`,
    )
    const now = Date.now()
    const about = (receive + transmit) / 2 - now
    hold(
      Math.abs(Number(result.values?.offset_ms) - about) < 2_000,
      `offset ${result.values?.offset_ms}, and the packet says about ${about}`,
    )
    const answer = {
      leapIndicator: leap,
      mode,
      stratum,
      origin: now,
      receive,
      transmit,
      destination: now,
    }
    if (refuse(answer, now, now) === null)
      hold(Object.values(sampleOf(answer)).every(Number.isFinite), 'a sample that is none')
  },
})
