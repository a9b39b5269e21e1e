/** What an agent of a world really did, noted at the seams: what it numbered, what it was answered, what it gave up. */
import { FRAME_KINDS, scanFrames } from '../../agent/spool/frame.ts'
import { parseSegmentName } from '../../agent/spool/segment.ts'
import type { Spool } from '../../agent/spool/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Numbers, Runs, World } from '../invariants/history.ts'
import { rangesFrom } from '../invariants/numbers.ts'
import { addRun, emptyRuns } from '../invariants/runs.ts'
import type { Damage, Disk } from './disk.ts'
import type { Life } from './node.ts'

export interface AgentRecord {
  begin(life: Life, epoch: string): void
  /** The spool with notes taken of what goes in and what was answered. */
  watch(life: Life, spool: Spool): Spool
  /** The program ended without an announcement, the disk as it is now. */
  end(disk: Disk): void
  /** What was not synced is gone from it since. */
  powerLost(disk: Disk): void
  died(error: unknown): void
  /** A damaged file is read now; whether there is anything to be seen of it. */
  damaged(done: Damage): boolean
  /** A file of the spool is removed with this content. */
  removed(path: string, content: Buffer): void
  history(
    disk: Disk,
  ): Pick<
    World,
    'executed' | 'acknowledged' | 'spooled' | 'gaveUp' | 'reportsDamaged' | 'refused' | 'unwritten' | 'died'
  >
}

interface Epoch {
  name: string
  last: number
  /**
   * Numbers of what the agent handed to its spool. The others are the spool's own reports of losses: one that is given
   * up is none itself, since what it reports is reported again.
   */
  put: Set<number>
  accepted: Set<number>
  refused: Map<number, { code: string; at: number }>
  removed: Map<number, number>
  /** What a damage took, with when it was read. */
  damaged: Map<number, number>
  /** Cut off with the end of a file: how many there were nobody can tell. */
  cutOff: Set<number>
  /** What was on the disk when the program ended; null while it runs. */
  left: Set<number> | null
}

export function makeRecord(agentId: string, now: () => number): AgentRecord {
  const runs = new Map<string, Runs>()
  const epochs = new Map<string, Epoch>()
  const died: NonNullable<World['died']> = []
  let current: Epoch | null = null

  /** Numbers of the records that a segment's content holds. */
  const numbersIn = (content: Buffer) =>
    scanFrames(content).frames.flatMap(({ kind, seq }) => (kind === FRAME_KINDS.header ? [] : [seq]))
  const epochOf = (path: string) =>
    epochs.get(parseSegmentName(path.slice(path.lastIndexOf('/') + 1))?.epoch ?? '')

  /** By epoch, what the disk holds. */
  function onDisk(disk: Disk): Map<Epoch, Set<number>> {
    const found = new Map<Epoch, Set<number>>()
    for (const { path, content } of disk.contents()) {
      const epoch = epochOf(path)
      if (!epoch) continue
      const all = found.get(epoch) ?? new Set<number>()
      found.set(epoch, all)
      for (const seq of numbersIn(content)) all.add(seq)
    }
    return found
  }

  const listed = (of: (epoch: Epoch) => Iterable<number>): Numbers[] =>
    [...epochs.values()].flatMap((epoch) => {
      const ranges = rangesFrom(of(epoch))
      return ranges.length > 0 ? [{ agentId, epoch: epoch.name, ranges }] : []
    })

  return {
    begin(_, name) {
      current = {
        name,
        last: 0,
        put: new Set(),
        accepted: new Set(),
        refused: new Map(),
        removed: new Map(),
        damaged: new Map(),
        cutOff: new Set(),
        left: null,
      }
      epochs.set(name, current)
    },
    watch(life, spool) {
      const own = current
      if (!own) throw new Error('nothing was begun')
      return {
        ...spool,
        put(item) {
          const seq = spool.put(item)
          own.last = seq
          own.put.add(seq)
          if (item.kind === 'result') {
            const columns = runs.get(item.check) ?? emptyRuns(item.check, agentId)
            runs.set(item.check, columns)
            const outcome = item.outcome === 'ok' ? 'o' : item.outcome === 'failed' ? 'f' : 'u'
            const [startedAt, finishedAt] = [life.trueAt(item.started), life.trueAt(item.finished)]
            addRun(columns, { epoch: own.name, seq, startedAt, finishedAt, outcome })
          }
          return seq
        },
        settle(batch, answer) {
          const of = epochs.get(batch.epoch)
          for (const [from, to] of answer.accepted) for (let n = from; n <= to; n += 1) of?.accepted.add(n)
          for (const { seq, code } of answer.rejected) of?.refused.set(seq, { code, at: now() })
          return spool.settle(batch, answer)
        },
      }
    },
    end(disk) {
      if (current) current.left = onDisk(disk).get(current) ?? new Set()
      current = null
    },
    powerLost(disk) {
      const disks = onDisk(disk)
      for (const epoch of epochs.values())
        if (epoch.left) epoch.left = new Set([...epoch.left].filter((seq) => disks.get(epoch)?.has(seq)))
    },
    died(error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
      died.push({ at: now(), who: agentId, why })
    },
    damaged({ file, before, after }) {
      const epoch = epochOf(file)
      const [had, has] = [scanFrames(before), scanFrames(after)]
      const sound = new Set(numbersIn(after))
      const gone = numbersIn(before).filter((seq) => !sound.has(seq))
      const last = Math.max(0, ...sound)
      for (const seq of gone) {
        if (seq > last) epoch?.cutOff.add(seq)
        else epoch?.damaged.set(seq, now())
      }
      return has.damaged.length > had.damaged.length
    },
    removed(path, content) {
      const epoch = epochOf(path)
      if (epoch && path.endsWith('.seg')) for (const seq of numbersIn(content)) epoch.removed.set(seq, now())
    },
    history(disk) {
      const disks = onDisk(disk)
      const isAnswered = (epoch: Epoch, seq: number) => epoch.accepted.has(seq) || epoch.refused.has(seq)
      const isAccounted = (epoch: Epoch, seq: number) =>
        isAnswered(epoch, seq) || epoch.removed.has(seq) || epoch.damaged.has(seq) || epoch.cutOff.has(seq)
      const nowhere = (epoch: Epoch, held: ReadonlySet<number> | undefined) =>
        all(epoch.last).filter((seq) => !held?.has(seq) && !isAccounted(epoch, seq))
      const unwritten = listed((epoch) => [
        ...(epoch.left === null ? [] : nowhere(epoch, epoch.left)),
        ...[...epoch.cutOff].filter((seq) => !isAnswered(epoch, seq)),
      ])
      const given = (reason: LostItem['reason'], of: (epoch: Epoch) => Iterable<[number, number]>) =>
        [...epochs.values()].flatMap((epoch) => {
          const gone = [...of(epoch)].filter(([seq]) => epoch.put.has(seq) && !isAnswered(epoch, seq))
          const at = Math.min(...gone.map(([, instant]) => instant))
          const ranges = rangesFrom(gone.map(([seq]) => seq))
          return ranges.length > 0 ? [{ agentId, epoch: epoch.name, ranges, reason, at }] : []
        })
      const reports = (of: (epoch: Epoch) => Iterable<number>) =>
        listed((epoch) => [...of(epoch)].filter((seq) => !epoch.put.has(seq) && !isAnswered(epoch, seq)))
      const reportsDamaged = [
        ...reports(({ damaged }) => damaged.keys()).map((one) => ({ ...one, seen: true })),
        ...reports(({ cutOff }) => cutOff).map((one) => ({ ...one, seen: false })),
      ]
      const gaveUp = [
        ...given('evicted-bytes', ({ removed }) => removed),
        ...given('quarantined', ({ damaged, removed }) => [...damaged].filter(([seq]) => !removed.has(seq))),
        // It still runs, and has them neither on its disk nor answered: memory was full while the disk was.
        ...given('disk-full', (epoch) =>
          epoch.left === null ? nowhere(epoch, disks.get(epoch)).map((seq) => [seq, now()]) : [],
        ),
      ]
      return {
        executed: [...runs.values()],
        acknowledged: listed(({ accepted }) => accepted),
        spooled: listed((epoch) => [...(disks.get(epoch) ?? [])].filter((seq) => !isAnswered(epoch, seq))),
        refused: [...epochs.values()].flatMap(({ name, refused }) =>
          [...refused].map(([seq, { code, at }]) => ({
            ...{ agentId, epoch: name, code, at },
            ranges: [[seq, seq]] as [number, number][],
          })),
        ),
        ...{ unwritten, gaveUp, reportsDamaged, died },
      }
    },
  }
}

const all = (last: number) => Array.from({ length: last }, (_, at) => at + 1)
