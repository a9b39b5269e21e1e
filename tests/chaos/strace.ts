/**
 * Faults of system calls in a process that already runs, by `strace --inject`: nothing of it is known to the product.
 * The kernel's answer is replaced, delayed, or never comes because the process is killed at that point.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Stage } from './stage.ts'

export interface Tap {
  /** What strace has printed: one line for each call, at its end. */
  lines: string[]
  /** The first line, past or to come, that matches. */
  line(pattern: RegExp): Promise<string>
  /** Lets go of the process, which goes on without faults. */
  end(): Promise<void>
}

export interface TapOptions {
  pid: number
  /** System calls that are seen, e.g. `fdatasync,pwrite64`. */
  calls: string
  /** Only those on these files (whole paths). */
  paths?: string[]
  /** strace's own words, e.g. `fdatasync:error=EIO:when=2+`; each thread counts for itself. */
  inject?: string[]
  /** Bytes of strings that are printed. */
  text?: number
}

/** Resolves when every thread of the process is attached. */
export async function tap(
  stage: Stage,
  { pid, calls, paths = [], inject = [], text = 32 }: TapOptions,
): Promise<Tap> {
  const args = ['-f', '-p', String(pid), '-s', String(text), '-e', `trace=${calls}`]
  for (const path of paths) args.push('-P', path)
  for (const fault of inject) args.push('-e', `inject=${fault}`)
  const child = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'close')
  const lines: string[] = []
  const waiting = new Set<(line: string) => void>()
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line)
    for (const look of [...waiting]) look(line)
  })
  const one: Tap = {
    lines,
    line(pattern) {
      const found = lines.find((line) => pattern.test(line))
      if (found !== undefined) return Promise.resolve(found)
      const coming = new Promise<string>((resolve, reject) => {
        const look = (line: string) => {
          if (!pattern.test(line)) return
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        void ended.then(() =>
          reject(new Error(`strace ended without ${pattern}: ${lines.slice(-5).join('\n')}`)),
        )
      })
      return stage.within(`a line of strace like ${pattern}`, coming)
    },
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
  stage.undo(`strace of process ${pid}`, () => {
    child.kill('SIGKILL')
    return ended
  })
  await one.line(/strace: Process \d+ attached/)
  return one
}
