/** One network interface of a device by IF-MIB (RFC 2863): its state, and how much of it is in use. */
import type { Varbind } from 'net-snmp'
import type { Counter } from './snmp-rates.ts'
import { SnmpError, type SnmpSession } from './snmp-session.ts'
import { counterOf, numberOf, readValue } from './snmp-values.ts'

const IF = '1.3.6.1.2.1.2.2.1'
const IFX = '1.3.6.1.2.1.31.1.1.1'
const NAME = `${IFX}.1`
const DESCRIPTION = `${IF}.2`
/** Interfaces that are looked through for a name. */
const MOST_INTERFACES = 5000

const COLUMNS = {
  admin: `${IF}.7`,
  oper: `${IF}.8`,
  speed: `${IF}.5`,
  highSpeed: `${IFX}.15`,
  in32: `${IF}.10`,
  out32: `${IF}.16`,
  in64: `${IFX}.6`,
  out64: `${IFX}.10`,
  inErrors: `${IF}.14`,
  outErrors: `${IF}.20`,
  inDiscards: `${IF}.13`,
  outDiscards: `${IF}.19`,
  discontinuity: `${IFX}.19`,
} as const
type Column = keyof typeof COLUMNS

const STATES = ['', 'up', 'down', 'testing', 'unknown', 'dormant', 'not-present', 'lower-layer-down']

export interface InterfaceFacts {
  index: number
  /** `up` and others of IF-MIB; null where the device tells none. */
  oper: string | null
  admin: string | null
  /** Bits per second; null where the device tells none. */
  speed: number | null
  /** Octets and packets by name, 64 bits wide where the device has them so. */
  counters: Record<string, Counter>
  /** Changes where the counters were begun anew. */
  discontinuity: number
}

/** The index of an interface; `known` is where it was before, looked at first since devices number anew. */
export async function indexOf(
  session: SnmpSession,
  wanted: string | number,
  known: number | null,
): Promise<number | null> {
  if (typeof wanted === 'number') return wanted
  if (known !== null) {
    const names = await session.get([`${NAME}.${known}`, `${DESCRIPTION}.${known}`])
    if (names.some((name) => readValue(name) === wanted)) return known
  }
  return (await indexIn(session, NAME, wanted)) ?? (await indexIn(session, DESCRIPTION, wanted))
}

async function indexIn(session: SnmpSession, column: string, wanted: string): Promise<number | null> {
  let last = column
  for (let seen = 0; seen < MOST_INTERFACES; ) {
    const names = await session.next(last)
    for (const name of names) {
      if (!name.oid.startsWith(`${column}.`)) return null
      if (readValue(name) === wanted) return Number(name.oid.slice(column.length + 1))
    }
    const end = names.at(-1)
    if (!end || end.oid === last) return null
    seen += names.length
    last = end.oid
  }
  throw new SnmpError('protocol', `more than ${MOST_INTERFACES} interfaces`)
}

export function interfaceOids(index: number): string[] {
  return Object.values(COLUMNS).map((column) => `${column}.${index}`)
}

/** Reads what `interfaceOids` asked for, in that order. */
export function readInterface(index: number, varbinds: readonly Varbind[]): InterfaceFacts {
  const of = new Map((Object.keys(COLUMNS) as Column[]).map((name, place) => [name, varbinds[place]]))
  const number = (name: Column) => {
    const varbind = of.get(name)
    return varbind ? numberOf(readValue(varbind)) : null
  }
  const state = (name: Column) => STATES[number(name) ?? 0] || null
  const counters: Record<string, Counter> = {}
  const take = (name: string, ...columns: Column[]) => {
    for (const column of columns) {
      const varbind = of.get(column)
      const counter = varbind && counterOf(varbind)
      if (!counter) continue
      counters[name] = counter
      return
    }
  }
  take('if_in', 'in64', 'in32')
  take('if_out', 'out64', 'out32')
  take('if_in_errors', 'inErrors')
  take('if_out_errors', 'outErrors')
  take('if_in_discards', 'inDiscards')
  take('if_out_discards', 'outDiscards')
  const mega = number('highSpeed') ?? 0
  const speed = mega > 0 ? mega * 1e6 : (number('speed') ?? 0)
  return {
    index,
    oper: state('oper'),
    admin: state('admin'),
    speed: speed > 0 ? speed : null,
    counters,
    discontinuity: number('discontinuity') ?? 0,
  }
}
