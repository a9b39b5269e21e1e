/**
 * What one run of a scenario stands on: its own directory, its own random numbers, its findings, and the list of
 * what has to be undone. Whatever happens, processes end by their own id, and mounts, loop devices and network
 * namespaces go, the last made first.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Judgement, verdictOf } from '../invariants/history.ts'
import { linesOf } from '../invariants/print.ts'
import { type Program, startProgram } from '../support/program.ts'
import { makeRandom, type Random } from '../support/random.ts'

export interface Finding {
  kind: 'saw' | 'ok' | 'FAILED' | 'SKIPPED' | 'unseen'
  text: string
}

export interface Stage {
  seed: number
  /** The command that does the same again. */
  replay: string
  directory: string
  random: Random
  findings: readonly Finding[]
  /** What the judge said of it, each invariant once; nothing before the end. */
  judgements: readonly Judgement[]
  /** When it began, Unix ms. */
  begunAt: number
  /** Aborted when the time is up or the run is broken off. */
  signal: AbortSignal
  /** Something that was seen. */
  saw(what: string, value: unknown): void
  /** Something that has to hold. */
  verify(what: string, holds: boolean): void
  /** What the judge says of the run. */
  judged(judgements: readonly Judgement[]): void
  /** Something that this machine cannot show. */
  skip(what: string, why: string): void
  /** To be undone at the end, in any case; the last added first. */
  undo(what: string, end: () => unknown): void
  /** A program of the checkout, killed at the end; `through` is an argument vector that runs it (`ip netns exec X`). */
  start(entry: string, args: string[], around?: { env?: Record<string, string>; through?: string[] }): Program
  /** Waits until it holds; rejects with `what` when the stage's time is up. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
  /** Waits for the stage's own instants: a fault lasts as long as it lasts. */
  pass(ms: number): Promise<void>
  /** What `work` comes to, or a rejection that names it when the stage's time is up. */
  within<T>(what: string, work: Promise<T>): Promise<T>
}

const WORD = { holds: 'ok', violated: 'FAILED', 'not examined': 'unseen' } as const
/** How often `until` looks, milliseconds. */
const LOOK_MS = 25

export interface OpenStage {
  stage: Stage
  /** Undoes everything; findings about what could not be undone are added. */
  close(): Promise<void>
}

export async function openStage(a: {
  name: string
  seed: number
  replay: string
  signal: AbortSignal
  heard(finding: Finding): void
}): Promise<OpenStage> {
  const { signal } = a
  const directory = await mkdtemp(join(tmpdir(), `kijun-chaos-${a.name}-`))
  const findings: Finding[] = []
  const undoing: { what: string; end: () => unknown }[] = []
  const add = (finding: Finding) => {
    findings.push(finding)
    a.heard(finding)
  }
  const pass = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal.addEventListener('abort', stop, { once: true })
    })

  const stage: Stage = {
    seed: a.seed,
    replay: a.replay,
    directory,
    random: makeRandom(a.seed, a.name),
    findings,
    judgements: [],
    begunAt: Date.now(),
    signal,
    saw: (what, value) =>
      add({ kind: 'saw', text: `${what}: ${typeof value === 'string' ? value : JSON.stringify(value)}` }),
    verify: (what, holds) => add({ kind: holds ? 'ok' : 'FAILED', text: what }),
    judged(judgements) {
      stage.judgements = judgements
      for (const judgement of judgements) {
        const verdict = verdictOf(judgement)
        const [head = '', ...rest] = linesOf([judgement])
        add({ kind: WORD[verdict], text: [head, ...rest].join('\n') })
      }
    },
    skip: (what, why) => add({ kind: 'SKIPPED', text: `${what}: ${why}` }),
    undo: (what, end) => undoing.unshift({ what, end }),
    start(entry, args, { env = {}, through = [] } = {}) {
      signal.throwIfAborted()
      const program = startProgram(entry, args, env, through)
      stage.undo(`${entry} (process ${program.child.pid})`, () => program.end('SIGKILL'))
      return program
    },
    async until(what, holds) {
      while (!(await holds()))
        await pass(LOOK_MS).catch((error) => {
          throw new Error(`still waiting for: ${what}`, { cause: error })
        })
    },
    pass,
    within(what, work) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(new Error(`still waiting for: ${what}`, { cause: signal.reason }))
        if (signal.aborted) stop()
        signal.addEventListener('abort', stop, { once: true })
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
      })
    },
  }
  return {
    stage,
    async close() {
      for (const { what, end } of undoing.splice(0)) {
        try {
          await end()
        } catch (error) {
          add({ kind: 'FAILED', text: `${what} could not be undone: ${error}` })
        }
      }
      // Kept where something did not hold: logs and data are what one wants to read then.
      if (findings.some(({ kind }) => kind === 'FAILED')) stage.saw('its files are kept in', directory)
      else await rm(directory, { recursive: true, force: true })
    },
  }
}
