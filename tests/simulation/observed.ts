/** What of a world has a bound, as large as it came (I6): bytes on the disks of agents, and the time until all is well again. */
import type { Observed, StoredRuns } from '../invariants/history.ts'
import { eachRun, eachStored } from '../invariants/runs.ts'
import type { World } from './world.ts'

/** Beside a full spool: a segment that is being written, its journals, the quarantine, the assignment. Bytes. */
const BESIDE = 96 * 1024
/** Of records that are put into the spool at once, beyond what it may take before the oldest are given up. Bytes. */
const AT_ONCE = 4 * 1024
/** After the last fault, until all that was executed before is stored: retries come each ten seconds at the latest. */
const RECOVERED_MS = 60_000
const ACROSS: ReadonlySet<string> = new Set(['clock-drift', 'mail-refuses', 'mail-cut'])

export function observedIn(
  world: World,
  { stored, endAt }: { stored: readonly StoredRuns[]; endAt: number },
): Observed[] {
  // A segment that is written is given up by nobody.
  const most = world.spool.maxBytes + Math.ceil(world.spool.maxBytes / 8)
  const disks = world.hosts.flatMap(({ name, disk }) => [
    { what: `spool bytes of ${name}`, largest: disk.largestSpool(), cap: most + AT_ONCE, at: null },
    { what: `disk bytes of ${name}`, largest: disk.largest(), cap: most + BESIDE, at: null },
  ])
  return [...disks, ...recoveriesIn(world, stored, endAt)]
}

/** By agent, how long after the last fault its backlog was in; all the time that was left, where some of it is not. */
function recoveriesIn(
  { plan, suffered, hosts }: World,
  stored: readonly StoredRuns[],
  endAt: number,
): Observed[] {
  // Receipts are by the collectors' clocks.
  if (plan.faults.some(({ kind, who }) => kind === 'clock-step' && who.startsWith('collector'))) return []
  const ends = suffered.flatMap(({ kind, to }) => (ACROSS.has(kind) || to === null ? [] : to))
  if (ends.length === 0) return []
  const healedAt = Math.max(...ends)
  return hosts.map(({ name, agentId, record, disk }) => {
    const { executed, spooled = [] } = record.history(disk)
    const before = new Set<string>()
    for (const runs of executed)
      for (const { epoch, seq, finishedAt } of eachRun(runs))
        if (finishedAt < healedAt) before.add(`${epoch} ${seq}`)
    let last = healedAt
    for (const runs of stored) {
      if (runs.agentId !== agentId) continue
      for (const { epoch, seq, receivedAt } of eachStored(runs))
        if (receivedAt > last && before.has(`${epoch} ${seq}`)) last = receivedAt
    }
    const waits = spooled.some(({ epoch, ranges }) =>
      ranges.some(([from, to]) => {
        for (let seq = from; seq <= to; seq += 1) if (before.has(`${epoch} ${seq}`)) return true
        return false
      }),
    )
    const largest = Math.round((waits ? endAt : last) - healedAt)
    return { what: `recovery ms of ${name}`, largest, cap: RECOVERED_MS, at: healedAt }
  })
}
