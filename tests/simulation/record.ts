/** What an agent of a world really did, noted at the seams: what it numbered, what it was answered, what it gave up. */
import { FRAME_KINDS, scanFrames } from '../../agent/spool/frame.ts'
import { parseSegmentName } from '../../agent/spool/segment.ts'
import type { Spool } from '../../agent/spool/types.ts'
import type { LostItem } from '../../rules/wire/v1.ts'
import type { Numbers, Runs, World } from '../invariants/history.ts'
import { rangesFrom } from '../invariants/numbers.ts'
import { addRun, emptyRuns } from '../invariants/runs.ts'
import type { Disk } from './disk.ts'
import type { Life } from './node.ts'

export interface AgentRecord {
  begin(life: Life, epoch: string): void
  /** The spool with notes taken of what goes in and what was answered. */
  watch(life: Life, spool: Spool): Spool
  /** The program ended without an announcement, the disk as it is now. */
  end(disk: Disk): void
  died(error: unknown): void
  /** A file of the spool is removed with this content. */
  removed(path: string, content: Buffer): void
  history(
    disk: Disk,
  ): Pick<World, 'executed' | 'acknowledged' | 'spooled' | 'gaveUp' | 'refused' | 'unwritten' | 'died'>
}

interface Epoch {
  name: string
  last: number
  accepted: Set<number>
  refused: Map<number, { code: string; at: number }>
  removed: Map<number, number>
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
      current = { name, last: 0, accepted: new Set(), refused: new Map(), removed: new Map(), left: null }
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
    died(error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
      died.push({ at: now(), who: agentId, why })
    },
    removed(path, content) {
      const epoch = epochOf(path)
      if (epoch && path.endsWith('.seg')) for (const seq of numbersIn(content)) epoch.removed.set(seq, now())
    },
    history(disk) {
      const disks = onDisk(disk)
      const isAnswered = (epoch: Epoch, seq: number) => epoch.accepted.has(seq) || epoch.refused.has(seq)
      const unwritten = listed(({ left, last, ...epoch }) =>
        left === null
          ? []
          : all(last).filter((seq) => {
              const of = { ...epoch, left, last }
              return !left.has(seq) && !isAnswered(of, seq) && !epoch.removed.has(seq)
            }),
      )
      const gaveUp = [...epochs.values()].flatMap((epoch) => {
        const gone = [...epoch.removed].filter(([seq]) => !isAnswered(epoch, seq))
        const reason: LostItem['reason'] = 'evicted-bytes'
        const at = Math.min(...gone.map(([, instant]) => instant))
        const ranges = rangesFrom(gone.map(([seq]) => seq))
        return ranges.length > 0 ? [{ agentId, epoch: epoch.name, ranges, reason, at }] : []
      })
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
        ...{ unwritten, gaveUp, died },
      }
    },
  }
}

const all = (last: number) => Array.from({ length: last }, (_, at) => at + 1)
