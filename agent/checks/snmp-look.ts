/** What one look at a device finds, beside what was found before. */

import type { Varbind } from 'net-snmp'
import type { SecretName } from './smtp-secret.ts'
import { type InterfaceFacts, indexOf, interfaceOids, readInterface } from './snmp-interface.ts'
import { ratesOf, restarted, type Sample } from './snmp-rates.ts'
import { type CIPHERS, type HASHES, SnmpError, type SnmpSession } from './snmp-session.ts'
import { counterOf, numberOf, readValue } from './snmp-values.ts'
import type { ProbeContext } from './types.ts'

export interface Secured<P> {
  protocol: P
  key: SecretName
}

/** The check type's own keys; see the schema in `snmp.ts`. */
export interface SnmpConfig {
  target: string
  community?: SecretName
  v3?: {
    user: string
    context?: string
    auth?: Secured<(typeof HASHES)[number]>
    privacy?: Secured<(typeof CIPHERS)[number]>
  }
  interface?: string | number
  utilisation?: unknown
  errors?: unknown
  oids?: {
    oid: string
    as: string
    rate?: boolean
    warning?: number
    critical?: number
    atLeast?: unknown
    expect?: number | string | (number | string)[]
  }[]
}

const UPTIME = '1.3.6.1.2.1.1.3.0'
/** Values asked for at once: more do not fit into what small devices send. */
const AT_ONCE = 12

/** What the probe of a check keeps from run to run. */
export interface Memory {
  sample: Sample | null
  index: number | null
  discontinuity: number | null
}

export interface Look {
  uptimeS: number
  /** Started anew since the look before. */
  restarted: boolean
  answerMs: number
  /** Null where the check names no interface; `missing` where the device has none of that name. */
  interface: InterfaceFacts | 'missing' | null
  /** By `as`; null where the device has no such thing, or where a rate cannot be told yet. */
  values: Record<string, number | string | null>
  /** Per second, by the counters of the interface. */
  rates: (name: string) => number | null
}

export async function lookAt(
  session: SnmpSession,
  config: SnmpConfig,
  memory: Memory,
  { clock }: ProbeContext,
): Promise<Look> {
  const { oids = [] } = config
  const index = config.interface === undefined ? null : await indexOf(session, config.interface, memory.index)
  memory.index = index
  const asked = [UPTIME, ...oids.map(({ oid }) => oid), ...(index === null ? [] : interfaceOids(index))]
  const start = clock.monotonic()
  const found: Varbind[] = []
  let at = start
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    found.push(...(await session.get(asked.slice(from, from + AT_ONCE))))
    if (from === 0) at = clock.monotonic()
  }
  const [uptime] = found
  const uptimeS = uptime ? numberOf(readValue(uptime)) : null
  if (uptimeS === null) throw new SnmpError('snmp-error', 'the device tells no sysUpTime')

  const facts = index === null ? null : readInterface(index, found.slice(1 + oids.length))
  const counters = { ...facts?.counters }
  for (const [place, { as, rate }] of oids.entries()) {
    const varbind = found[1 + place]
    const counter = rate && varbind ? counterOf(varbind) : undefined
    if (counter) counters[`oid_${as}`] = counter
  }
  const sample: Sample = { at, uptimeMs: uptimeS * 1000, counters }
  const { sample: before } = memory
  const rates = ratesOf(before, sample)
  const begunAnew =
    facts !== null && memory.discontinuity !== null && memory.discontinuity !== facts.discontinuity
  memory.sample = sample
  memory.discontinuity = facts?.discontinuity ?? null

  const values = oids.map(({ as, rate }, place) => {
    const varbind = found[1 + place]
    return [as, rate ? rates(`oid_${as}`) : varbind ? readValue(varbind) : null] as const
  })
  // An interface that is not there has neither a state nor a counter.
  const there = facts && (facts.oper !== null || Object.keys(facts.counters).length > 0)
  return {
    uptimeS,
    restarted: before !== null && restarted(before, sample),
    answerMs: clock.monotonic() - start,
    interface: config.interface === undefined ? null : there ? facts : 'missing',
    values: Object.fromEntries(values),
    rates: (name) => (begunAnew ? null : rates(name)),
  }
}
