/**
 * One program by its argument vector, for the check types that ask one: no shell, a minimal environment, bounded
 * output, its own process group, and nothing of that group left when the answer is there.
 */
import { spawn } from 'node:child_process'
import type { Clock } from '../../rules/clock.ts'

/** Where programs without a path are looked for; the agent's own environment is not handed on. */
const PROGRAM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** Bytes of stdout and of stderr that are read; a program that writes more is ended. */
const MOST_OUTPUT = 65_536
/** After its end a program's descendants may hold its pipes open this long, milliseconds. */
const DRAIN_MS = 200

export interface Command {
  /** Absolute, or a name on `PROGRAM_PATH`. */
  program: string
  args: readonly string[]
  /** Its end ends the program with its whole group. */
  signal: AbortSignal
  clock: Clock
}

export type Ended =
  /** `code` is null where a signal ended it. `held`: a descendant kept its pipes open and was ended. */
  | { how: 'exit'; code: number | null; stdout: string; stderr: string; held: boolean }
  /** Ended by us: at the time-out, or since it wrote more than 64 KiB. */
  | { how: 'timeout'; stdout: string; stderr: string }
  | { how: 'flood'; stdout: string; stderr: string }
  | { how: 'absent'; stdout: ''; stderr: string }
  | { how: 'not-permitted'; stdout: ''; stderr: string }

/** Runs it to its end. Rejects only where the system cannot start any program. */
export function runProgram({ program, args, signal, clock }: Command): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: PROGRAM_PATH, LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const output = { stdout: '', stderr: '' }
    let stopped: 'timeout' | 'flood' | null = null
    let exited: number | null | undefined
    let held = false
    let open = true
    let cancelDrain = () => {}

    const killGroup = () => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : ''
        // ESRCH: nobody of the group is left, which is what was wanted. EPERM: all that is left runs as another user
        // (setuid, sudo), and we may not end it; thrown from here it would end the whole agent. Who waits for its
        // end gives up by itself: the runner calls it probe-hung.
        if (code !== 'ESRCH' && code !== 'EPERM') throw error
      }
    }
    const finish = (ended: Ended) => {
      if (!open) return
      open = false
      cancelDrain()
      signal.removeEventListener('abort', onAbort)
      // Whoever left the group and still holds a pipe must not hold this program.
      child.stdout?.destroy()
      child.stderr?.destroy()
      killGroup()
      resolve(ended)
    }
    const stop = (why: 'timeout' | 'flood') => {
      stopped ??= why
      killGroup()
    }
    const onAbort = () => {
      stop('timeout')
      // One that has ended, but whose pipes are held, has said what it says.
      if (exited !== undefined) end()
    }
    const end = () => {
      const said = { stdout: textOf(output.stdout), stderr: textOf(output.stderr) }
      if (stopped) finish({ how: stopped, ...said })
      else finish({ how: 'exit', code: exited ?? null, ...said, held })
    }
    const take = (name: 'stdout' | 'stderr') => (chunk: Buffer) => {
      if (output[name].length + chunk.length > MOST_OUTPUT) stop('flood')
      output[name] = (output[name] + chunk.toString('latin1')).slice(0, MOST_OUTPUT)
    }
    child.stdout?.on('data', take('stdout'))
    child.stderr?.on('data', take('stderr'))
    child.once('error', (error: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', onAbort)
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
        resolve({ how: 'absent', stdout: '', stderr: `there is no program ${program}` })
      } else if (error.code === 'EACCES' || error.code === 'EPERM') {
        resolve({ how: 'not-permitted', stdout: '', stderr: `${program} may not be run` })
      } else reject(error)
    })
    child.once('exit', (code) => {
      exited = code
      cancelDrain = clock.after(DRAIN_MS, () => {
        held = true
        end()
      })
    })
    child.once('close', () => {
      if (exited !== undefined) end()
    })
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}

/** Text that a program wrote, as UTF-8 where it is that. */
const textOf = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8')
