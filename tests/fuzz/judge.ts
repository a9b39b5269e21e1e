/** One input, and what must not come of it: a crash, a silent acceptance, a stall, a promise that never settles. */
import { type Opened, Wrong } from './target.ts'

/** The event loop may be held this long by one input, milliseconds. */
const STALL_MS = 100
/** How long one input may take in all before it counts as hung, milliseconds. */
const HANG_MS = 20_000
/** A suspected stall counts where it shows each of so many times, alone and by CPU time. */
const CONFIRM = 3

export interface Failure {
  kind: 'crash' | 'wrong' | 'stall' | 'hang'
  message: string
  /** Where it was thrown, in this project. */
  at: string
  /** The same for the same defect. */
  key: string
}

export type Judge = (data: Buffer) => Promise<Failure | null>

/** Judges input after input; what nobody awaited (an unhandled rejection, an exception of an event) counts for the one under way. */
export function makeJudge(opened: Opened, hangMs = HANG_MS): Judge & { stop(): void } {
  let loose: unknown
  const note = (error: unknown) => {
    loose ??= error ?? new Error('undefined was thrown')
  }
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)

  async function once(data: Buffer): Promise<Failure | null> {
    loose = undefined
    try {
      const running = opened.run(data)
      if (running) await settled(running, hangMs)
    } catch (error) {
      return failureOf(error)
    }
    // A rejection that nobody handles is told when the loop turns, not before.
    await new Promise<void>((resolve) => setImmediate(resolve))
    return loose === undefined ? null : failureOf(loose)
  }

  const judge = async (data: Buffer): Promise<Failure | null> => {
    const begun = performance.now()
    const failure = await once(data)
    if (failure || performance.now() - begun <= STALL_MS) return failure
    const stallMs = Math.max(STALL_MS, opened.allowedMs?.(data) ?? 0)
    const held = await heldMs(() => once(data), stallMs)
    if (held <= stallMs) return null
    const message = `the event loop was held for ${Math.round(held)} ms (${data.length} bytes)`
    return { kind: 'stall', message, at: '', key: 'stall' }
  }
  return Object.assign(judge, {
    stop() {
      process.off('unhandledRejection', note)
      process.off('uncaughtException', note)
    },
  })
}

async function settled(running: Promise<void>, hangMs: number): Promise<void> {
  let cancel = () => {}
  const patience = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Hang(`not settled within ${hangMs} ms`)), hangMs)
    cancel = () => clearTimeout(timer)
  })
  await Promise.race([running, patience]).finally(cancel)
}

class Hang extends Error {}

/** The longest that the loop is held, in CPU time of this thread: what other programs take does not count. The least of a few tries. */
async function heldMs(work: () => Promise<unknown>, stallMs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < CONFIRM; n += 1) {
    let longest = 0
    let last = cpuMs()
    let over = false
    const look = () => {
      const now = cpuMs()
      longest = Math.max(longest, now - last)
      last = now
      if (!over) setImmediate(look)
    }
    setImmediate(look)
    await work()
    look()
    over = true
    least = Math.min(least, longest)
    if (least <= stallMs) break
  }
  return least
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function failureOf(error: unknown): Failure {
  const kind = error instanceof Wrong ? 'wrong' : error instanceof Hang ? 'hang' : 'crash'
  const said = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at =
    /\/((?:agent|collector|rules|tests\/fuzz)\/[^\s)]+:\d+):\d+/.exec(
      stack.replace(/.*fuzz\/target\.ts.*\n/g, ''),
    )?.[1] ?? ''
  const message = said.slice(0, 2000)
  return {
    kind,
    message,
    at,
    key: `${kind} ${at} ${message.slice(0, 60).replace(/[0-9a-f]*[0-9][0-9a-f]*/g, '#')}`,
  }
}
