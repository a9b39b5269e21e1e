/** A device on loopback that answers SNMP with what a real one answered; just enough BER for that. */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

export interface Tlv {
  tag: number
  body: Buffer
  /** With tag and length. */
  whole: Buffer
}

export function tlv(tag: number, ...parts: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

export function int(value: number, tag = 2): Buffer {
  const octets = Buffer.alloc(6)
  octets.writeIntBE(value, 0, 6)
  let from = 0
  while (from < 5 && octets[from] === 0 && ((octets[from + 1] ?? 0) & 0x80) === 0) from += 1
  return tlv(tag, octets.subarray(from))
}

export const text = (value: string) => tlv(4, Buffer.from(value))

function inside(body: Buffer): Tlv[] {
  const found: Tlv[] = []
  for (let at = 0; at < body.length; ) {
    let length = body[at + 1] ?? 0
    let head = 2
    if (length & 0x80) {
      head += length & 0x7f
      length = body.readUIntBE(at + 2, length & 0x7f)
    }
    const end = at + head + length
    found.push({ tag: body[at] ?? 0, body: body.subarray(at + head, end), whole: body.subarray(at, end) })
    at = end
  }
  return found
}

const at = (list: Tlv[], place: number): Tlv =>
  list[place] ?? { tag: 0, body: Buffer.alloc(0), whole: Buffer.alloc(0) }

export interface Heard {
  community: string
  /** 0xa0 get, 0xa5 get-bulk. */
  kind: number
  id: Buffer
  oids: string[]
}

/** A v2c message, in either direction. */
export function heard(message: Buffer): Heard & { varbinds: Map<string, Buffer> } {
  const [, community, pdu] = inside(at(inside(message), 0).body)
  const parts = inside(pdu?.body ?? Buffer.alloc(0))
  const binds = inside(at(parts, 3).body).map(({ body }) => inside(body))
  const varbinds = new Map(binds.map((bind) => [at(bind, 0).body.toString('hex'), at(bind, 1).whole]))
  return {
    community: community?.body.toString() ?? '',
    kind: pdu?.tag ?? 0,
    id: at(parts, 0).whole,
    oids: [...varbinds.keys()],
    varbinds,
  }
}

const NOTHING = Buffer.from([0x80, 0])
const END = Buffer.from([0x82, 0])

/** Hexadecimal OIDs of few subidentifiers above 127 sort as the device sorts them. */
const sorted = (table: Map<string, Buffer>) => [...table.keys()].sort()

export function answer(
  { community, kind, id, oids }: Heard,
  table: Map<string, Buffer>,
  { status = 0 }: { status?: number } = {},
): Buffer {
  const binds =
    kind === 0xa5
      ? sorted(table)
          .filter((oid) => oid > (oids[0] ?? ''))
          .slice(0, 20)
          .map((oid) => [oid, table.get(oid) ?? NOTHING] as const)
      : oids.map((oid) => [oid, table.get(oid) ?? NOTHING] as const)
  const told = binds.length > 0 ? binds : [[oids[0] ?? '', END] as const]
  const list = told.map(([oid, value]) => tlv(0x30, tlv(6, Buffer.from(oid, 'hex')), value))
  const pdu = tlv(0xa2, id, int(status), int(status === 0 ? 0 : 1), tlv(0x30, ...list))
  return tlv(0x30, int(1), text(community), pdu)
}

/** Calls `manner` with each datagram; `target` for a configuration. */
export async function device(
  sockets: Socket[],
  manner: (datagram: Buffer, send: (reply: Buffer) => void) => void,
): Promise<string> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (datagram, from) =>
    manner(datagram, (reply) => socket.send(reply, from.port, from.address)),
  )
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return `127.0.0.1:${socket.address().port}`
}

const ENGINE = Buffer.from('80001f8880e579f5048cc0016b', 'hex')
export const USM_UNKNOWN_ENGINE = '2b060106030f01010400'

/** The number of a v3 message, whole. */
export const idOfV3 = (datagram: Buffer): Buffer => {
  const [, header] = inside(inside(datagram)[0]?.body ?? Buffer.alloc(0))
  return inside(header?.body ?? Buffer.alloc(0))[0]?.whole ?? int(0)
}

/** A v3 message without any security, to this one: its `tag` says a report (0xa8) or a response (0xa2). */
export function v3(datagram: Buffer, tag: number, oid: string, value: Buffer, boots = 1, time = 100): Buffer {
  const id = idOfV3(datagram)
  const usm = tlv(0x30, tlv(4, ENGINE), int(boots), int(time), text('x'), text(''), text(''))
  const binds = tlv(0x30, tlv(0x30, tlv(6, Buffer.from(oid, 'hex')), value))
  const pdu = tlv(tag, id, int(0), int(0), binds)
  const head = tlv(0x30, id, int(65_507), tlv(4, [0]), int(3))
  return tlv(0x30, int(3), head, tlv(4, usm), tlv(0x30, tlv(4, ENGINE), text(''), pdu))
}
