/** What the generator sees of its programs from outside: when they run, what they take, who ends by itself. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { scanFrames } from '../../agent/spool/frame.ts'
import { SequenceSet } from '../../agent/spool/ranges.ts'
import { ackName, decodeAcks, parseSegmentName } from '../../agent/spool/segment.ts'
import type { Program } from '../support/program.ts'
import type { Books } from './books.ts'
import type { Stage } from './stage.ts'

/** How often sizes are looked at, milliseconds. */
const EVERY_MS = 500
/** Resident memory and descriptors that a program may have at most, and how long until results are taken again. */
export const CAPS = {
  agentMemory: 256 * 1024 ** 2,
  collectorMemory: 512 * 1024 ** 2,
  descriptors: 256,
  recoveryMs: 60_000,
}
/** Signals that scenarios send; a crash of Node or V8 is told by others (SIGSEGV, SIGABRT, SIGBUS, …). */
const OURS: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT'])
/** Beside its bound a spool has the segment that is being written. */
const SPOOL_SLACK = 1.25
const SPOOL_BYTES = 256 * 1024 ** 2

export interface WatchedAgent {
  name: string
  id: string
  /** Its data directory, and how many bytes its spool may have. */
  data: string
  maxBytes?: number
}

export interface Watch {
  agent(program: Program, agent: WatchedAgent): void
  collector(program: Program): void
  /** Writes down what was seen, and what the spools of all agents hold; when nothing runs any more. */
  end(): void
}

interface Seen {
  largest: number
  cap: number
}

export function openWatch(stage: Stage, books: Books, caps: Partial<typeof CAPS> = {}): Watch {
  const { agentMemory, collectorMemory, descriptors, recoveryMs } = { ...CAPS, ...caps }
  const sizes = new Map<string, Seen>()
  const running = new Map<Program, { who: string; memory: number; spool?: WatchedAgent }>()
  const agents = new Map<string, WatchedAgent>()
  const see = (what: string, value: number, cap: number) => {
    const known = sizes.get(what) ?? { largest: 0, cap }
    sizes.set(what, { cap, largest: Math.max(known.largest, value) })
  }
  const look = () => {
    for (const [{ child }, { who, memory, spool }] of running) {
      const own = takenBy(child.pid ?? 0)
      if (own) {
        see(`resident bytes of ${who}`, own.bytes, memory)
        see(`descriptors of ${who}`, own.descriptors, descriptors)
      }
      if (spool)
        see(
          `spool bytes of ${who}`,
          bytesIn(join(spool.data, 'spool')),
          (spool.maxBytes ?? SPOOL_BYTES) * SPOOL_SLACK,
        )
    }
  }
  const timer = setInterval(look, EVERY_MS)
  stage.undo('the watch', () => clearInterval(timer))

  function follow(program: Program, of: { who: string; memory: number; spool?: WatchedAgent }): void {
    running.set(program, of)
    program.child.once('exit', (code, signal) => {
      running.delete(program)
      // Whoever was killed or asked to end had it from us; what ends with a code or by a fault of its own did not.
      const how = code === null ? (OURS.has(signal) ? null : signal) : code === 0 ? null : `exit ${code}`
      if (how !== null)
        books.note({ event: 'died', who: of.who, why: `${how}: ${program.said.at(-1) ?? ''}` })
      if (of.spool && ![...running.values()].some(({ spool }) => spool?.id === of.spool?.id))
        books.note({ event: 'stopped', agentId: of.spool.id })
    })
  }

  return {
    agent(program, agent) {
      agents.set(agent.data, agent)
      books.note({ event: 'running', agentId: agent.id })
      follow(program, { who: agent.name, memory: agentMemory, spool: agent })
      books.recovering()
    },
    collector(program) {
      follow(program, { who: 'collector', memory: collectorMemory })
      books.recovering()
    },
    end() {
      clearInterval(timer)
      for (const [what, { largest, cap }] of sizes) books.note({ event: 'observed', what, largest, cap })
      const took = books.longestRecoveryMs()
      books.note({ event: 'observed', what: 'recovery ms of a collector', largest: took, cap: recoveryMs })
      for (const { id, data } of agents.values()) {
        for (const [epoch, ranges] of spooled(join(data, 'spool')))
          books.note({ event: 'spooled', agentId: id, epoch, ranges })
      }
      for (const id of books.agents.values()) books.note({ event: 'drained', agentId: id })
    },
  }
}

/** Resident memory at most so far (bytes) and descriptors of a process; null where it is gone. */
function takenBy(pid: number): { bytes: number; descriptors: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kib = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0)
    return { bytes: kib * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
  } catch {
    return null
  }
}

function bytesIn(directory: string): number {
  try {
    return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
  } catch {
    // It is there a moment after the agent, and its files come and go.
    return 0
  }
}

/** Numbers that lie unanswered in a spool, by epoch. */
function spooled(directory: string): Map<string, [number, number][]> {
  const found = new Map<string, [number, number][]>()
  let names: string[] = []
  try {
    names = readdirSync(directory)
  } catch {
    return found
  }
  for (const name of names) {
    const segment = parseSegmentName(name)
    if (!segment) continue
    const present = new SequenceSet()
    for (const { seq } of scanFrames(readFileSync(join(directory, name))).frames)
      if (seq > 0) present.add(seq)
    const answered = new SequenceSet()
    if (names.includes(ackName({ name })))
      for (const range of decodeAcks(readFileSync(join(directory, ackName({ name }))))) answered.add(...range)
    const left = present.without(answered)
    if (left.length > 0) found.set(segment.epoch, [...(found.get(segment.epoch) ?? []), ...left])
  }
  return found
}
