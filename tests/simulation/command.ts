/** What the command line says, and how a run is asked for again. */
import { parseArgs } from 'node:util'
import { FAULT_NAMES, type FaultName, type Plan } from './plan.ts'

export const USAGE = `usage: npm run simulate -- --seed N --days N --hosts N [--faults all|none|NAME,…] [--json]
       npm run simulate -- --seeds FROM-TO --days N --hosts N [--faults …] [--json]
       npm run simulate -- --replay FILE [--json]

  --seed N      what everything that is left to chance comes from (0 to ${Number.MAX_SAFE_INTEGER})
  --seeds A-B   one run for each seed, until one does not hold
  --jobs N      seeds that are run at once, each in a process (as many as there are cores)
  --days N      length; a decimal number is fine (0.25 is six hours)
  --hosts N     each has an agent and one check for each purpose; two of them make up a service
  --faults      ${FAULT_NAMES.join(', ')};
                all (the default) or none; services stop now and then in any case
  --often N     so many times as many faults as by the hour (1 to 20; a decimal number is fine)
  --covered     many seeds hold only where together they examined every invariant and had every fault asked for
  --replay FILE a plan as a run that did not hold writes it
  --history FILE  writes what happened and what came of it, as JSON
  --json        one JSON document to stdout

exit: 0 every invariant holds, 1 one does not (or with --covered one was never examined), 2 bad usage
`

export interface Asked {
  seeds: number[]
  days: number
  hosts: number
  faults: FaultName[]
  often: number
  covered: boolean
  /** Null: as many as there are cores. */
  jobs: number | null
  replay: string | null
  history: string | null
  json: boolean
}

/** Bounds of what may be asked for. */
const MOST = { seed: Number.MAX_SAFE_INTEGER, often: 20, days: 400, hosts: 10_000, seeds: 100_000, jobs: 256 }

/** @throws TypeError with a text for people */
export function readCommand(args: string[]): Asked | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      days: { type: 'string', default: '1' },
      hosts: { type: 'string', default: '4' },
      faults: { type: 'string', default: 'all' },
      often: { type: 'string', default: '1' },
      covered: { type: 'boolean', default: false },
      jobs: { type: 'string' },
      replay: { type: 'string' },
      history: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  })
  if (values.help) return 'help'
  const { replay = null, history = null, json, covered } = values
  if (replay === null && (values.seed === undefined) === (values.seeds === undefined))
    throw new TypeError('give either --seed N or --seeds FROM-TO')
  return {
    seeds: replay === null ? seedsOf(values) : [],
    days: number('--days', values.days, 1 / 96, MOST.days),
    hosts: whole('--hosts', values.hosts, 1, MOST.hosts),
    faults: faultsOf(values.faults),
    often: number('--often', values.often, 1, MOST.often),
    jobs: values.jobs === undefined ? null : whole('--jobs', values.jobs, 1, MOST.jobs),
    ...{ replay, history, json, covered },
  }
}

function number(name: string, text: string, from: number, to: number): number {
  const value = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= from && value <= to)) throw new TypeError(`${name} must be a number from ${from} to ${to}`)
  return value
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = number(name, text, from, to)
  if (!Number.isInteger(value)) throw new TypeError(`${name} must be a whole number`)
  return value
}

function seedsOf({ seed, seeds = '' }: { seed?: string; seeds?: string }): number[] {
  if (seed !== undefined) return [whole('--seed', seed, 0, MOST.seed)]
  const [first = '', last = first, ...rest] = seeds.split('-')
  if (rest.length > 0) throw new TypeError('--seeds must be FROM-TO')
  const from = whole('--seeds FROM', first, 0, MOST.seed)
  const to = whole('--seeds TO', last, from, Math.min(MOST.seed, from + MOST.seeds))
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

function faultsOf(text: string): FaultName[] {
  if (text === 'all') return [...FAULT_NAMES]
  if (text === 'none') return []
  return text.split(',').map((name) => {
    const known = FAULT_NAMES.find((one) => one === name)
    if (!known) throw new TypeError(`there is no fault ${name}; there are ${FAULT_NAMES.join(', ')}`)
    return known
  })
}

/** A plan as a run wrote it. @throws TypeError where it is none */
export function readPlan(text: string): Plan {
  const plan = JSON.parse(text) as Partial<Plan> | null
  if (plan?.format !== 'kijun-plan/1' || !Array.isArray(plan.faults))
    throw new TypeError('this is no plan of a simulation (kijun-plan/1)')
  return plan as Plan
}

/** The command that makes the same plan from its seed. */
export function commandOf({ seed, days, hosts, asked, often }: Plan): string {
  const which = asked.length === 0 ? 'none' : asked.length === FAULT_NAMES.length ? 'all' : asked.join(',')
  const times = often === undefined ? '' : ` --often ${often}`
  return `npm run simulate -- --seed ${seed} --days ${days} --hosts ${hosts} --faults ${which}${times}`
}
