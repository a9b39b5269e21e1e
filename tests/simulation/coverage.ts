/**
 * What many seeds have examined together. A single world may well have no outage and no damage; where none of many has,
 * "it holds" says nothing: that is told, and with `--covered` the session does not hold.
 */
import { type History, INVARIANTS, type Invariant, type Judgement } from '../invariants/history.ts'
import { type FaultName, isOurs, type Plan } from './plan.ts'

/** Seeds of a session from which on everything must have come up. */
export const MANY = 10

/** What must have been looked at, by invariant; where there are faults as well what only they bring about. */
const ALWAYS: Partial<Record<Invariant, string[]>> = {
  I1: ['acknowledged', 'compared with what was executed', 'executed'],
  I2: [
    'stops',
    'detections',
    'first deliveries',
    'recoveries',
    'mailboxes',
    'clocks of deadlines',
    'deadlines met',
  ],
  I3: ['outages', 'starts'],
  I4: ['figures recomputed', 'downtimes', 'rows of intervals'],
  I5: ['orders', 'orders that were evaluated anew', 'stops that were evaluated anew'],
  I6: ['spool bytes', 'disk bytes'],
  I8: ['epochs', 'results'],
}
const BY_FAULT: [FaultName[], Invariant, string][] = [
  [['agent-kill', 'agent-power-loss', 'host-death', 'collector-kill', 'partition'], 'I6', 'recovery ms'],
  [['agent-kill', 'agent-power-loss', 'host-death'], 'I4', 'gaps'],
  [['disk-damage'], 'I7', 'damages'],
]

/** What one seed came to. */
export interface Seen {
  /** By invariant and what was looked at. */
  examined: Record<string, number>
  faults: Record<string, number>
}

export function seenIn(plan: Plan, { world }: History, judgements: readonly Judgement[]): Seen {
  const examined: Record<string, number> = {}
  const faults: Record<string, number> = {}
  const count = (counts: Record<string, number>, name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by
  }
  for (const { invariant, examined: own } of judgements)
    for (const [what, by] of Object.entries(own)) count(examined, `${invariant} ${what}`, by)
  for (const { kind } of plan.faults) if (isOurs(kind) && kind !== 'disk-damage') count(faults, kind)
  // Damage comes to something only where somebody reads it.
  const damages = (world.faults ?? []).filter(({ kind }) => kind === 'damage').length
  if (damages > 0) count(faults, 'disk-damage', damages)
  return { examined, faults }
}

export interface Coverage {
  add(seen: Seen): void
  /** What was examined in all of them. */
  examined(): Record<string, number>
  /** How often each kind of fault came. */
  faults(): Record<string, number>
  /** What should have come up and did not; nothing while there are few. */
  lacking(): string[]
}

export function makeCoverage(asked: readonly FaultName[]): Coverage {
  const examined = new Map<string, number>()
  const faults = new Map<string, number>(asked.map((name) => [name, 0]))
  let seeds = 0
  const addAll = (counts: Map<string, number>, own: Record<string, number>) => {
    for (const [name, by] of Object.entries(own)) counts.set(name, (counts.get(name) ?? 0) + by)
  }

  return {
    add(seen) {
      seeds += 1
      addAll(examined, seen.examined)
      addAll(faults, seen.faults)
    },
    examined: () => Object.fromEntries([...examined].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    faults: () => Object.fromEntries(faults),
    lacking() {
      if (seeds < MANY) return []
      const wanted = [
        ...Object.entries(ALWAYS).flatMap(([invariant, list]) => list.map((what) => `${invariant} ${what}`)),
        ...BY_FAULT.flatMap(([kinds, invariant, what]) =>
          kinds.some((kind) => asked.includes(kind)) ? `${invariant} ${what}` : [],
        ),
      ]
      return [
        ...wanted.flatMap((what) =>
          (examined.get(what) ?? 0) === 0 ? `${what} (${INVARIANTS[what.slice(0, 2) as Invariant]})` : [],
        ),
        ...[...faults].flatMap(([kind, times]) => (times === 0 ? `the fault ${kind}` : [])),
      ]
    },
  }
}
