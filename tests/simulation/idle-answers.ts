/**
 * Collectors ask the store every second whether there is anything to do. Where nothing was written since the same question
 * was answered with nothing, and no instant that the answer waits for has come, it is nothing again: this knows so
 * without asking. A test runs a world with and without it, to the same bytes.
 */
import type { Args, VerbName } from '../../collector/store/verb.ts'
import { SET_BACK_MS } from '../../collector/store/verbs/leases.ts'
import { PARTITIONS } from '../../rules/partition.ts'
import type { Database } from './database.ts'

type Asks = Pick<Database, 'prepare'>

/** Those that look at leases of any owner: what is renewed is written before them, and before what has a `lease`. */
const OF_LEASES: ReadonlySet<VerbName> = new Set(['holdLeases', 'releaseLeases'])

export interface IdleAnswers {
  /** The answer that is known without asking; where it is null, the store is asked next. */
  known(name: VerbName, args: unknown): { value: unknown } | null
  /** Takes note of a call that was made. */
  asked(name: VerbName, args: unknown, value: unknown): void
}

/** Verbs that write nothing of what the others read, but for `ingest`, which only brings arrivals. */
const APART: ReadonlySet<VerbName> = new Set([
  'ingest',
  'agentSeen',
  'agentsHeard',
  'holdLeases',
  'releaseLeases',
])

type Idle = {
  [N in VerbName]?: {
    isNothing(value: unknown): boolean
    /** What the question is beside the instant that it is asked at. */
    of(args: Args<N>): string
    /** The answer waits for an instant of the store's time, not of the caller's. */
    byStore?: true
    /** From when on the answer may be another one, nothing written. */
    until?(asks: Asks, now: number): number
  }
}

const nowOf = (args: unknown) => (args as { now?: number } | undefined)?.now ?? 0
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0
const always = () => ''

const earliest = (asks: Asks, sql: string, now: number) => {
  const { at } = asks.prepare(sql).get({ now }) ?? {}
  return typeof at === 'number' ? at : Number.POSITIVE_INFINITY
}

const IDLE: Idle = {
  batchesAfter: {
    isNothing: (value) => isEmpty((value as { batches: unknown[] }).batches),
    of: ({ partitions, after, limit }) =>
      `${partitions.length === PARTITIONS ? 'all' : partitions.join(',')}/${after}/${limit}`,
  },
  unchained: { isNothing: isEmpty, of: always },
  lastSeal: { isNothing: () => true, of: always },
  waitingDeliveries: { isNothing: () => true, of: always },
  nextDeliveryMs: { isNothing: (value) => value === null, of: always },
  ledgerOf: {
    isNothing: () => true,
    of: ({ subjects, fromAt, toAt, limit, newest }) =>
      `${fromAt}/${toAt}/${limit}/${newest}/${subjects.join(' ')}`,
  },
  agentsWithRuns: { isNothing: isEmpty, of: always },
  expandNotices: {
    isNothing: (value) =>
      (value as { made: number }).made === 0 &&
      isEmpty((value as { unreadable: unknown }).unreadable) &&
      !(value as { pending: boolean }).pending,
    of: always,
  },
  settleNotices: { isNothing: (value) => (value as { settled: number }).settled === 0, of: always },
  openNoticeObligations: {
    isNothing: isEmpty,
    of: ({ limit, after }) => `${limit}/${after?.dueAt}/${after?.id}`,
    until: (asks, now) =>
      earliest(asks, `select min(due_at) as at from obligation where state = 'open' and due_at >= :now`, now),
  },
  leaseDeliveries: {
    isNothing: (value) => {
      const { leased, unreadable } = value as { leased: unknown[]; unreadable: unknown[] }
      return leased.length + unreadable.length === 0
    },
    byStore: true,
    of: ({ channel, leaseMs }) => `${channel}/${leaseMs}`,
    until: (asks, now) =>
      Math.min(
        earliest(
          asks,
          `select min(next_attempt_at) as at from delivery where state = 'waiting' and next_attempt_at > :now`,
          now,
        ),
        earliest(
          asks,
          `select min(lease_until) as at from delivery where state = 'waiting' and lease_until > :now`,
          now,
        ),
      ),
  },
}

interface Known {
  key: string
  version: number
  from: number
  until: number
  value: unknown
}

interface Held {
  name: string
  owner: string
  token: number
  until: number
  /** As the store has it. */
  writtenUntil: number
}

export function makeIdleAnswers(asks: Asks & Pick<Database, 'timeOf'>): IdleAnswers {
  const { timeOf } = asks
  const answers = new Map<VerbName, Known[]>()
  const leases = new Map<string, Held>()
  /** Leases of a list that is asked for again and again. */
  let byNames = new WeakMap<readonly string[], Held[]>()
  /** Renewals by their names, the newest last: written before the store is asked anything. */
  const unwritten = new Map<string, number>()
  const changes = asks.prepare('select total_changes() as n')
  const renew = asks.prepare('update lease set until = ? where name in (select value from json_each(?))')
  let arrivals = 0
  let rest = 0
  let changed = 0
  /** Something was written since that none of the answers is about. */
  let isBehind = false

  const versionFor = (name: VerbName) => (name === 'batchesAfter' ? arrivals : rest)
  const idleOf = (name: VerbName) =>
    IDLE[name] as
      | {
          isNothing(value: unknown): boolean
          of(args: unknown): string
          byStore?: true
          until?(asks: Asks, now: number): number
        }
      | undefined

  const instantOf = (idle: NonNullable<ReturnType<typeof idleOf>>, args: unknown) => {
    const now = nowOf(args)
    return idle.byStore ? timeOf(now) : now
  }

  /** Null where one of them is not known. */
  function leasesOf(names: readonly string[]): Held[] | null {
    const known = byNames.get(names)
    if (known) return known
    const found = names.flatMap((name) => leases.get(name) ?? [])
    if (found.length < names.length) return null
    byNames.set(names, found)
    return found
  }

  /** Leases that are the owner's already, or for some time to come another's: only the end of the former moves. */
  function renewed({ names, owner, now: asked, ttlMs }: Args<'holdLeases'>): { value: unknown } | null {
    const now = timeOf(asked)
    const held: { name: string; token: number; until: number }[] = []
    const until = now + ttlMs
    const of = leasesOf(names)
    if (!of) return null
    for (const lease of of) {
      if (lease.owner === owner) held.push({ name: lease.name, token: lease.token, until })
      else if (lease.until <= now || lease.until > now + ttlMs + SET_BACK_MS) return null
    }
    if (held.length === 0) return { value: held }
    for (const lease of of) if (lease.owner === owner) lease.until = until
    const key = held.length === names.length ? jsonOf(names) : JSON.stringify(held.map(({ name }) => name))
    unwritten.delete(key)
    unwritten.set(key, until)
    return { value: held }
  }

  function writeRenewals(): void {
    for (const [names, until] of unwritten) changed += Number(renew.run(until, names).changes)
    unwritten.clear()
    for (const lease of leases.values()) lease.writtenUntil = lease.until
  }

  /** What asks for one lease only, which the store has as held for long enough, is answered the same. */
  function isHeld({ lease, now }: Pick<Args<'chain'>, 'lease' | 'now'>): boolean {
    const held = leases.get(lease.name)
    return held !== undefined && timeOf(now) < Math.min(held.until, held.writtenUntil)
  }

  function looksAtLeases(name: VerbName, args: unknown): boolean {
    if (unwritten.size === 0) return false
    const one = (args ?? {}) as Partial<Args<'chain'>>
    if (one.lease === undefined) return OF_LEASES.has(name)
    return one.now === undefined || !isHeld({ lease: one.lease, now: one.now })
  }

  function readLeases(): void {
    leases.clear()
    byNames = new WeakMap()
    for (const { name, owner, token, until } of asks
      .prepare('select name, owner, token, until from lease')
      .all())
      if (typeof owner === 'string')
        leases.set(String(name), {
          ...{ name: String(name), owner, token: Number(token) },
          ...{ until: Number(until), writtenUntil: Number(until) },
        })
  }

  function readChanges(): void {
    changed = Number(changes.get()?.n)
    isBehind = false
  }

  function note(name: VerbName, args: unknown): void {
    if (name === 'holdLeases' || name === 'releaseLeases') readLeases()
    if (name === 'ingest') arrivals += 1
    isBehind ||= APART.has(name)
    if (isBehind) return
    const before = changed
    readChanges()
    const isQuiet = name === 'commitEvaluation' && isRoutine(args as Args<'commitEvaluation'>)
    if (changed !== before && !isQuiet) rest += 1
  }

  function answerOf(name: VerbName, args: unknown): { value: unknown } | null {
    if (name === 'holdLeases') return renewed(args as Args<'holdLeases'>)
    const idle = idleOf(name)
    if (!idle) return null
    const [version, now, key] = [versionFor(name), instantOf(idle, args), idle.of(args)]
    const found = answers.get(name)?.find((one) => one.key === key && one.version === version)
    if (!found || now < found.from || now >= found.until) return null
    return { value: found.value }
  }

  return {
    known(name, args) {
      const answer = answerOf(name, args)
      if (!answer && looksAtLeases(name, args)) writeRenewals()
      if (!answer && isBehind && !APART.has(name)) readChanges()
      return answer
    },
    asked(name, args, value) {
      note(name, args)
      const idle = idleOf(name)
      if (!idle?.isNothing(value)) return
      const [version, now, key] = [versionFor(name), instantOf(idle, args), idle.of(args)]
      const until = idle.until?.(asks, now) ?? Number.POSITIVE_INFINITY
      const others = answers.get(name)?.filter((one) => one.version === version && one.key !== key) ?? []
      answers.set(name, [...others, { key, version, from: now, until, value }].slice(-4))
    },
  }
}

const jsons = new WeakMap<readonly string[], string>()
function jsonOf(names: readonly string[]): string {
  const json = jsons.get(names) ?? JSON.stringify(names)
  jsons.set(names, json)
  return json
}

/** States and a cursor only: nobody but their partition's owner reads them. */
const isRoutine = ({ incidents, obligations, notices, ledger }: Args<'commitEvaluation'>) =>
  incidents.length + obligations.length + notices.length + ledger.length === 0
