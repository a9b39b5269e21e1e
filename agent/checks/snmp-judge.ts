/** The verdict over one look at a device. */

import type { InterfaceFacts } from './snmp-interface.ts'
import type { Look, SnmpConfig } from './snmp-look.ts'
import { numberOf } from './snmp-values.ts'
import { judgeReadings, limitsOf, type Reading } from './thresholds.ts'
import type { ProbeResult } from './types.ts'

type Verdict = Pick<ProbeResult, 'outcome' | 'reason' | 'message'>
type Values = Record<string, number | string>

/** More than this of the speed, percent, and the speed is not the real one (a virtual interface tells anything). */
const MOST_PERCENT = 200
const OCTET_BITS = 8
const ERRORS = ['if_in_errors', 'if_out_errors']
const FIRST = 'a rate needs a second look'

interface Traffic {
  values: Values
  /** Percent of the busier direction, and faulty packets per second; null where they cannot be told. */
  busiest: number | null
  faulty: number | null
}

function trafficOf({ speed, oper, admin }: InterfaceFacts, { rates }: Look): Traffic {
  const values: Values = { if_status: oper ?? 'none' }
  if (admin !== null) values.if_admin = admin
  if (speed !== null) values.if_speed_mbit = speed / 1e6
  const shares: (number | null)[] = ['if_in', 'if_out'].map((name) => {
    const octets = rates(name)
    if (octets === null) return null
    const percent = speed === null ? null : (octets * OCTET_BITS * 100) / speed
    values[`${name}_bps`] = octets * OCTET_BITS
    if (percent === null || percent > MOST_PERCENT) return null
    values[`${name}_percent`] = percent
    return percent
  })
  const sum = (...names: string[]) => {
    const all = names.map(rates).filter((rate) => rate !== null)
    return all.length > 0 ? all.reduce((total, rate) => total + rate, 0) : null
  }
  const faulty = sum(...ERRORS)
  const discarded = sum('if_in_discards', 'if_out_discards')
  if (faulty !== null) values.if_errors_per_s = faulty
  if (discarded !== null) values.if_discards_per_s = discarded
  const known = shares.filter((share) => share !== null)
  return { values, busiest: known.length > 0 ? Math.max(...known) : null, faulty }
}

/** Reads the configuration once; what it returns judges each look. Throws where levels are in the wrong order. */
export function judgeSnmp(config: SnmpConfig): (look: Look) => ProbeResult {
  const { oids = [], interface: name } = config
  const utilisation = limitsOf(config.utilisation, 'higher')
  const errors = limitsOf(config.errors, 'higher')
  const wanted = oids.map((one) => ({
    ...one,
    above:
      one.warning === undefined && one.critical === undefined
        ? null
        : limitsOf({ warning: one.warning, critical: one.critical }, 'higher'),
    below: limitsOf(one.atLeast, 'lower'),
    among: one.expect === undefined ? null : [one.expect].flat(),
  }))

  return (look) => {
    const values: Values = { uptime_s: look.uptimeS, answer_ms: look.answerMs }
    const verdicts: Verdict[] = []
    const readings: Reading[] = []
    const found = look.interface
    if (found === 'missing') {
      verdicts.push({ outcome: 'failed', reason: 'snmp-no-interface', message: `${name} is not there` })
    } else if (found) {
      const traffic = trafficOf(found, look)
      Object.assign(values, traffic.values)
      if (found.oper === null) {
        verdicts.push({ outcome: 'unknown', reason: 'not-readable', message: `${name} tells no state` })
      } else if (found.oper !== 'up') {
        const message = `${name} is ${found.oper}${found.admin === 'down' ? ', as configured' : ''}`
        verdicts.push({ outcome: 'failed', reason: 'interface-down', message })
      }
      const countsErrors = ERRORS.some((counter) => found.counters[counter] !== undefined)
      const percent = (value: number) => `${Math.round(value * 10) / 10} %`
      readings.push(
        {
          worse: 'higher',
          missing: look.rates('if_in') === null ? FIRST : 'the device tells no speed that can be',
          text: `use of ${name}`,
          value: traffic.busiest,
          limits: utilisation,
          reason: 'interface-busy',
          show: percent,
        },
        {
          worse: 'higher',
          missing: countsErrors ? FIRST : 'the device counts no errors of it',
          text: `errors of ${name} per second`,
          value: traffic.faulty,
          limits: errors,
          reason: 'interface-errors',
        },
      )
    }
    for (const { as, rate, above, below, among } of wanted) {
      const value = look.values[as] ?? null
      // Devices write numbers as text, too.
      if (value !== null) values[as] = above || below ? (numberOf(value) ?? value) : value
      const missing =
        value !== null ? `${value} is no number` : rate ? FIRST : 'the device has no such object'
      const reading = { text: as, value: numberOf(value), reason: 'snmp-value', missing }
      readings.push(
        { ...reading, limits: above, worse: 'higher' },
        { ...reading, limits: below, worse: 'lower' },
      )
      if (value === null && !rate && !above && !below) {
        verdicts.push({ outcome: 'unknown', reason: 'not-readable', message: `${as}: ${missing}` })
      } else if (value !== null && among && !among.some((one) => String(one) === String(value))) {
        const message = `${as} is ${value}, expected ${among.join(', ')}`
        verdicts.push({ outcome: 'failed', reason: 'snmp-value', message })
      }
    }
    verdicts.push(judgeReadings(readings))
    if (look.restarted) {
      values.restarted = 1
      const message = `started anew ${Math.round(look.uptimeS)} s ago`
      verdicts.push({ outcome: 'ok', reason: 'restarted', message })
    }
    return { ...worstOf(verdicts), values }
  }
}

/** The worst outcome with its reason, and everything there is to say. */
function worstOf(verdicts: readonly Verdict[]): Verdict {
  const told = verdicts.filter(({ reason }) => reason !== undefined)
  const worst =
    told.find(({ outcome }) => outcome === 'failed') ??
    told.find(({ outcome }) => outcome === 'unknown') ??
    told[0]
  if (!worst) return { outcome: 'ok' }
  const others = told.filter((one) => one !== worst).map(({ message }) => message)
  return { ...worst, message: [worst.message, ...others].join('; ') }
}
