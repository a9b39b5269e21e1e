/** Answers of devices over SNMPv2c. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heard } from '../../agent/checks/snmp-device.ts'
import { mutateBytes } from '../mutate/bytes.ts'
import { hold, type Opened, type Target } from '../target.ts'
import { probed, udpPeer } from './peers.ts'

const CAPTURED = join(import.meta.dirname, '../../agent/checks/captured/snmp.hex')

export const snmp: Target = {
  name: 'snmp',
  about:
    'answers of devices: values within the bounds of the wire or unknown; nothing of theirs ends the agent',
  seeds() {
    const lines = readFileSync(CAPTURED, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    return lines.map((line, index) => ({ name: `answer ${index}`, data: Buffer.from(line, 'hex') }))
  },
  mutate: (data, random, seeds) => mutateBytes(data, random, seeds),
  async open(): Promise<Opened> {
    const peer = await udpPeer()
    return {
      async run(data) {
        peer.answer = (question) => numbered(data, heard(question).id)
        const oids = [
          { as: 'text', oid: '1.3.6.1.2.1.1.5.0' },
          { as: 'load', oid: '1.3.6.1.4.1.2021.10.1.3.1', critical: 9 },
        ]
        const result = await probed('snmp', { target: peer.address, community: { secret: 'c' }, oids })
        if (result?.outcome === 'ok') hold(result.values !== undefined, 'ok without a value')
      },
      async close() {
        peer.close()
      },
    }
  },
}

/** The answer under the number of the question, where it still has a place for one. */
function numbered(data: Buffer, id: Buffer): Buffer {
  try {
    const own = heard(data).id
    const at = data.indexOf(own)
    // Only where the lengths around it go on to hold.
    if (own.length === id.length && at > 0)
      return Buffer.concat([data.subarray(0, at), id, data.subarray(at + own.length)])
  } catch {
    // What is no message any more is sent as it is.
  }
  return data
}
