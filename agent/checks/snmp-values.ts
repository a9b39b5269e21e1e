/** What a device answers, as a number or a text. */
import type { Varbind } from 'net-snmp'
import type { Counter } from './snmp-rates.ts'

const [INTEGER, OCTETS, IP_ADDRESS, COUNTER, GAUGE, TICKS, OPAQUE, COUNTER64] = [2, 4, 64, 65, 66, 67, 68, 70]
const OID = 6
/** The wire's largest number. */
const LARGEST = 1e15
const LONGEST = 200

function bigOf(octets: Buffer): bigint {
  return octets.length === 0 ? 0n : BigInt(`0x${octets.toString('hex')}`)
}

/** Printable text as it is, anything else in hexadecimal. */
function textOf(octets: Buffer): string {
  const text = octets.toString('utf8').replace(/\0$/, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell binary from text
  const binary = /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text)
  return (binary ? octets.toString('hex') : text.trim()).slice(0, LONGEST)
}

/** A float within Opaque, as UCD's MIBs have them (`9f 78 04` and four octets); else in hexadecimal. */
function opaqueOf(octets: Buffer): number | string {
  const isFloat = octets.length === 7 && octets.subarray(0, 3).toString('hex') === '9f7804'
  return isFloat ? octets.readFloatBE(3) : octets.toString('hex').slice(0, LONGEST)
}

/**
 * Null where the device has no such thing. Ticks become seconds; a number that the wire cannot hold is a text.
 */
export function readValue({ type, value }: Varbind): number | string | null {
  if (type === TICKS && typeof value === 'number') return value / 100
  if ([INTEGER, COUNTER, GAUGE].includes(type ?? 0) && typeof value === 'number') return value
  if ([IP_ADDRESS, OID].includes(type ?? 0)) return String(value).slice(0, LONGEST)
  if (!Buffer.isBuffer(value)) return null
  if (type === COUNTER64) {
    const big = bigOf(value)
    return big <= BigInt(LARGEST) ? Number(big) : String(big)
  }
  if (type === OPAQUE) return opaqueOf(value)
  return type === OCTETS ? textOf(value) : null
}

/** A number, also where the device writes it as text (`0.15`); null where it is none. */
export function numberOf(value: number | string | null): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return value !== null && /^[+-]?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : null
}

/** A counter; of anything else that is a whole number one of 32 bits, since devices call their counters all kinds of things. */
export function counterOf({ type, value }: Varbind): Counter | undefined {
  if (type === COUNTER64 && Buffer.isBuffer(value) && value.length <= 9)
    return { value: bigOf(value), bits: 64 }
  if (![COUNTER, GAUGE, INTEGER].includes(type ?? 0) || typeof value !== 'number') return undefined
  return value >= 0 ? { value: BigInt(value), bits: 32 } : undefined
}
