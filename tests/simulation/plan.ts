/** What is to happen in a world, as plain data made from the seed before it runs: it can be shortened and replayed. */
import { makeRandom, type Random } from '../support/random.ts'

export const FAULT_NAMES = [
  'host-death',
  'flap',
  'agent-kill',
  'agent-power-loss',
  'collector-kill',
  'collector-freeze',
  'partition',
  'delay',
  'duplicate',
  'reorder',
  'clock-step',
  'clock-drift',
  'disk-full',
  'disk-damage',
  'mail-refuse',
  'mail-cut',
] as const
export type FaultName = (typeof FAULT_NAMES)[number]

/**
 * One thing that happens. `outage` is no fault of ours: a service that stops, which is what all this is for; nor is
 * `spoilt`, what one check looks at, which is in written plans only.
 */
export interface Fault {
  kind: FaultName | 'outage' | 'spoilt'
  /** A host, `collector-N`, a component `service/component`, a check, an address; `*` is all. */
  who: string
  /** From the start of the run, and for how long, milliseconds. */
  at: number
  forMs: number
  /** What kind it is of where there are several: a way of a partition, an SMTP answer, … */
  how?: string
  /** How much: milliseconds, ppm, bytes, or the number of steps after which a program stops. */
  size?: number
}

export interface Plan {
  format: 'kijun-plan/1'
  seed: number
  days: number
  hosts: number
  collectors: number
  /** How often checks run: `quick` in small worlds, else as slowly as the guideline's values let them. */
  cadence: 'quick' | 'slow'
  /** Kinds of faults that were asked for. */
  asked: FaultName[]
  /** How many times as often as by the hour each kind comes; once where nothing is said. */
  often?: number
  /** What an agent's spool may take; as a real one by default where nothing is said. */
  spoolBytes?: number
  faults: Fault[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Nothing happens in the first minutes, in which everybody comes to know everybody. */
const QUIET_MS = 10 * MINUTE
/** Worlds up to this many hosts are small. */
const SMALL = 20

/** Bytes of spools in small worlds: in the smallest a partition of some minutes leads to evictions. */
const SPOOLS = [12_288, 65_536, 524_288]

/** What services do, or what they look like, is no fault of ours. */
export const isOurs = (kind: Fault['kind']): kind is FaultName => kind !== 'outage' && kind !== 'spoilt'

export const hostName = (number: number) => `host-${number + 1}`
export const collectorName = (number: number) => `collector-${number + 1}`
/** Every second host begins a service; a host is one component of it. */
export const componentOf = (host: number) => `service-${Math.floor(host / 2) + 1}/${hostName(host)}`

interface Shape {
  hosts: number
  collectors: number
  lengthMs: number
  often: number
}
type Make = (random: Random, a: Shape) => Fault[]

/** How many of something in a time: by the hour, and perhaps one more. */
const times = (random: Random, { lengthMs, often }: Shape, everyHours: number) => {
  const expected = (often * lengthMs) / HOUR / everyHours
  return Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
}

/** Spread over the run, `everyHours` apart on average. */
function spread(everyHours: number, make: (random: Random, a: Shape) => Omit<Fault, 'at'>): Make {
  return (random, a) =>
    Array.from({ length: times(random, a, everyHours) }, () => {
      const at = random.int(QUIET_MS, Math.max(QUIET_MS, a.lengthMs - QUIET_MS))
      return { at, ...make(random, a) }
    })
}

const anyHost = (random: Random, { hosts }: { hosts: number }) => hostName(random.int(0, hosts - 1))
const anyCollector = (random: Random, { collectors }: { collectors: number }) =>
  collectorName(random.int(0, collectors - 1))
const anyAgent = (random: Random, a: { hosts: number }) => (random.chance(0.2) ? '*' : anyHost(random, a))

const MAKERS: Record<Exclude<Fault['kind'], 'spoilt'>, Make> = {
  outage: spread(3, (random, { hosts }) => ({
    ...{ kind: 'outage', who: componentOf(random.int(0, hosts - 1)) },
    forMs: random.int(2 * MINUTE, 50 * MINUTE),
  })),
  'host-death': spread(8, (random, a) => ({
    ...{ kind: 'host-death', who: anyHost(random, a), forMs: random.int(MINUTE, 40 * MINUTE) },
  })),
  flap: spread(3, (random, { hosts }) => ({
    ...{ kind: 'flap', who: componentOf(random.int(0, hosts - 1)), forMs: random.int(5, 20) * MINUTE },
    size: random.int(5_000, 90_000),
  })),
  'agent-kill': spread(3, (random, a) => ({
    ...{ kind: 'agent-kill', who: anyHost(random, a), forMs: random.int(100, 5 * MINUTE) },
  })),
  'agent-power-loss': spread(5, (random, a) => ({
    ...{ kind: 'agent-power-loss', who: anyHost(random, a), forMs: random.int(20_000, 10 * MINUTE) },
  })),
  'collector-kill': spread(2, (random, a) => ({
    ...{ kind: 'collector-kill', who: anyCollector(random, a), forMs: random.int(1000, 10 * MINUTE) },
    size: random.int(0, 60),
  })),
  'collector-freeze': spread(4, (random, a) => ({
    ...{ kind: 'collector-freeze', who: anyCollector(random, a), forMs: random.int(5_000, 4 * MINUTE) },
    size: random.int(0, 60),
  })),
  partition: spread(3, (random, a) => ({
    ...{ kind: 'partition', who: anyAgent(random, a), forMs: random.int(10_000, 30 * MINUTE) },
    how: random.pick(['both', 'there', 'back']),
  })),
  delay: spread(4, (random, a) => ({
    ...{ kind: 'delay', who: anyAgent(random, a), forMs: random.int(MINUTE, 30 * MINUTE) },
    size: random.pick([100, 2_000, 12_000, 40_000]),
  })),
  duplicate: spread(4, (random, a) => ({
    ...{ kind: 'duplicate', who: anyAgent(random, a), forMs: random.int(MINUTE, 40 * MINUTE) },
  })),
  reorder: spread(4, (random, a) => ({
    ...{ kind: 'reorder', who: anyAgent(random, a), forMs: random.int(MINUTE, 40 * MINUTE) },
    size: random.int(1_000, 60_000),
  })),
  'clock-step': spread(6, (random, a) => ({
    ...{ kind: 'clock-step', who: random.chance(0.75) ? anyHost(random, a) : anyCollector(random, a) },
    forMs: random.int(5 * MINUTE, HOUR),
    size: random.pick([-1, 1]) * random.pick([1_500, 30_000, 10 * MINUTE, HOUR, 2 * DAY]),
  })),
  'clock-drift': (random, { hosts, lengthMs }) =>
    Array.from({ length: Math.ceil(hosts / 2) }, () => ({
      ...{ kind: 'clock-drift', who: hostName(random.int(0, hosts - 1)), at: 0, forMs: lengthMs },
      size: random.int(-100, 100),
    })),
  'disk-full': spread(6, (random, a) => ({
    ...{ kind: 'disk-full', who: anyHost(random, a), forMs: random.int(MINUTE, 40 * MINUTE) },
  })),
  'disk-damage': spread(4, (random, a) => ({
    ...{ kind: 'disk-damage', who: anyHost(random, a), forMs: 0 },
  })),
  'mail-refuse': spread(3, (random) => ({
    ...{ kind: 'mail-refuse', forMs: random.int(MINUTE, 40 * MINUTE) },
    who: random.pick(['*', 'user1@customer.example', 'admin@customer.example', 'oncall@provider.example']),
    how: random.pick(['421', '450', '451', '550', 'down', 'slow']),
  })),
  'mail-cut': spread(3, (random) => ({
    ...{ kind: 'mail-cut', who: '*', forMs: random.int(MINUTE, 30 * MINUTE) },
    how: random.pick(['before', 'after']),
  })),
}

/** The plan of a seed. Which faults there are changes nothing of the others' times. */
export function makePlan(a: {
  seed: number
  days: number
  hosts: number
  faults: readonly FaultName[]
  often?: number
}): Plan {
  const { seed, days, hosts, often = 1 } = a
  const ofCollectors = a.faults.some((name) => name === 'collector-kill' || name === 'collector-freeze')
  const collectors = ofCollectors && makeRandom(seed, 'collectors').chance(0.5) ? 2 : 1
  const shape = { hosts, collectors, lengthMs: days * DAY, often }
  const kinds: (keyof typeof MAKERS)[] = ['outage', ...FAULT_NAMES.filter((name) => a.faults.includes(name))]
  const faults = kinds.flatMap((kind) => MAKERS[kind](makeRandom(seed, `fault ${kind}`), shape))
  const cadence = hosts <= SMALL ? 'quick' : 'slow'
  faults.sort((one, other) => one.at - other.at)
  const plan: Plan = {
    ...{ format: 'kijun-plan/1', seed, days, hosts, collectors, cadence },
    ...{ asked: [...a.faults], faults },
  }
  if (often !== 1) plan.often = often
  if (cadence === 'quick') plan.spoolBytes = makeRandom(seed, 'spool').pick(SPOOLS)
  return plan
}
