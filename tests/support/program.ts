/** Real processes of kijun for tests: started, read line by line, stopped or killed by their own id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

export interface Program {
  child: ChildProcess
  /** Everything it has said so far, stdout and stderr mixed, in order. */
  said: string[]
  /** The first line, past or to come, that matches; rejects when the program ends without it. */
  line(pattern: RegExp): Promise<RegExpMatchArray>
  /** Sends a signal and waits for the end; returns exit code or signal. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

/** Starts a program of the checkout with this test's Node; `through` is an argument vector that becomes it (`ip netns exec X`). */
export function startProgram(
  entry: string,
  args: string[],
  env: Record<string, string> = {},
  through: string[] = [],
): Program {
  const [program = process.execPath, ...rest] = [...through, process.execPath, entry, ...args]
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
  })
  const said: string[] = []
  const waiting = new Set<(line: string) => void>()
  const hear = (line: string) => {
    said.push(line)
    for (const listener of [...waiting]) listener(line)
  }
  createInterface({ input: child.stdout }).on('line', hear)
  createInterface({ input: child.stderr }).on('line', hear)
  const ended = once(child, 'close').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  )

  return {
    child,
    said,
    line(pattern) {
      for (const line of said) {
        const match = line.match(pattern)
        if (match) return Promise.resolve(match)
      }
      return new Promise((resolve, reject) => {
        const listener = (line: string) => {
          const match = line.match(pattern)
          if (!match) return
          waiting.delete(listener)
          resolve(match)
        }
        waiting.add(listener)
        void ended.then((how) =>
          reject(new Error(`${entry} ended (${how}) without a line like ${pattern}:\n${said.join('\n')}`)),
        )
      })
    },
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended
    },
  }
}

/** A port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
