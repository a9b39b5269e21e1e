/** Answers of devices over SNMPv2c and SNMPv3. */
import { heard, idOfV3, int, USM_UNKNOWN_ENGINE, v3 } from '../../agent/checks/snmp-device.ts'
import { hold } from '../target.ts'
import { probed } from './peers.ts'
import { answered, captured } from './udp-answers.ts'

export const snmp = answered({
  name: 'snmp',
  share: 0.25,
  about:
    'answers of devices: values within the bounds of the wire or unknown; nothing of theirs ends the agent',
  seeds: () => captured('snmp.hex'),
  async run(peer, data) {
    peer.answer = (question) => numbered(data, heard(question).id, (answer) => heard(answer).id)
    const oids = [
      { as: 'text', oid: '1.3.6.1.2.1.1.5.0' },
      { as: 'load', oid: '1.3.6.1.4.1.2021.10.1.3.1', critical: 9 },
    ]
    const result = await probed('snmp', { target: peer.address, community: { secret: 'c' }, oids })
    if (result?.outcome === 'ok') hold(result.values !== undefined, 'ok without a value')
  },
})

const UPTIME = '2b06010201010300'
const ASKED = [{ as: 'uptime', oid: '1.3.6.1.2.1.1.3.0' }]
/** The second octet of a piece of BER is its length: the two messages of an input lie behind each other. */
const question = v3(Buffer.alloc(0), 0xa0, UPTIME, int(0))
const report = v3(question, 0xa8, USM_UNKNOWN_ENGINE, int(1, 0x41))
const response = v3(question, 0xa2, UPTIME, int(4200, 0x43))
const SPLIT = Buffer.from('//')
const key = { secret: 'k' }

/** `report//response`; who asks with keys believes none of it, since whoever made it had none. */
export const snmpV3 = answered({
  name: 'snmp-v3',
  share: 0.1,
  about:
    'SNMPv3 answers of devices without a key: without keys values or unknown, with keys never ok; nothing of theirs ends the agent',
  seeds: () => [
    { name: 'discovery and answer', data: Buffer.concat([report, SPLIT, response]) },
    { name: 'report after report', data: Buffer.concat([report, SPLIT, report]) },
  ],
  async run(peer, data) {
    const at = data.indexOf(SPLIT)
    const [first, then] = at < 0 ? [data, data] : [data.subarray(0, at), data.subarray(at + SPLIT.length)]
    let asked = 0
    peer.answer = (datagram) => {
      asked += 1
      return numbered(asked === 1 ? first : then, idOfV3(datagram), idOfV3)
    }
    const config = { target: peer.address, oids: ASKED }
    const plain = await probed('snmp', { ...config, v3: { user: 'x' } })
    if (plain?.outcome === 'ok') hold(plain.values !== undefined, 'ok without a value')
    asked = 0
    const auth = { protocol: 'sha', key }
    const keys = data.length % 2 === 0 ? { auth } : { auth, privacy: { protocol: 'aes', key } }
    const signed = await probed('snmp', { ...config, v3: { user: 'x', ...keys } })
    hold(signed?.outcome !== 'ok', 'an answer that nobody signed was believed')
  },
})

/** The answer under the number of the question, where it still has a place for one. */
function numbered(data: Buffer, id: Buffer, idOf: (answer: Buffer) => Buffer): Buffer {
  try {
    const own = idOf(data)
    const at = data.indexOf(own)
    // Only where the lengths around it go on to hold.
    if (own.length === id.length && at > 0)
      return Buffer.concat([data.subarray(0, at), id, data.subarray(at + own.length)])
  } catch {
    // What is no message any more is sent as it is.
  }
  return data
}
