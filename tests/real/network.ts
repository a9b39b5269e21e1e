/** What the runs against real network programs have in common: a directory, programs ended by pid, a verdict per line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

export interface Real {
  /** Temporary directory, readable for everybody, removed at the end. */
  dir: string
  /** Starts a program in the foreground; it is ended at the end. */
  start(program: string, args: string[], env?: Record<string, string>): ChildProcess
  /** Prints what was seen; every expected key must be there and equal, or match where it is a function. */
  expect(what: string, seen: object, expected: Record<string, unknown>): void
}

const BOUND_MS = 120_000

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Runs one story and exits with 0 where everything held. Bounded in time. */
export async function real(name: string, story: (tools: Real) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), `kijun-real-${name}-`))
  const children: ChildProcess[] = []
  let wrong = 0
  const bound = setTimeout(() => {
    say(`FAILED ${name}: not done within ${BOUND_MS / 1000} s`)
    for (const child of children) child.kill('SIGKILL')
    process.exit(1)
  }, BOUND_MS)
  const tools: Real = {
    dir,
    start(program, args, env = {}) {
      const child = spawn(program, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
      })
      let said = ''
      const keep = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-4000)
      }
      child.stdout?.on('data', keep)
      child.stderr?.on('data', keep)
      child.once('error', (error) => say(`${program}: ${error.message}`))
      child.once('exit', (code) => {
        if (code !== 0 && code !== null) say(`${program} ended with ${code}: ${said}`)
      })
      children.push(child)
      return child
    },
    expect(what, seen, expected) {
      const got = seen as Record<string, unknown>
      const bad = Object.entries(expected).filter(([path, value]) => {
        const found = path
          .split('.')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], got)
        return typeof value === 'function' ? !value(found) : !isDeepStrictEqual(found, value)
      })
      if (bad.length > 0) wrong += 1
      const { outcome, reason = '', message = '', values = {} } = got
      say(
        `${bad.length > 0 ? 'FAILED' : 'ok    '} ${what}: ${outcome} ${reason} ${message} ${JSON.stringify(values)}`,
      )
      for (const [path] of bad) say(`       ${path} is not as expected`)
    },
  }
  try {
    await story(tools)
  } catch (error) {
    wrong += 1
    say(`FAILED ${name}: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    await Promise.all(children.map(end))
    clearTimeout(bound)
    await rm(dir, { recursive: true, force: true })
  }
  process.exit(wrong === 0 ? 0 : 1)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(3000, undefined, { ref: false })])
  child.kill('SIGKILL')
}

/** Asks until it holds, at most so long; throws otherwise. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  for (const from = Date.now(); Date.now() - from < withinMs; ) {
    if (await holds()) return
    await sleep(100)
  }
  throw new Error(`${what}: not within ${withinMs} ms`)
}

export async function freeTcpPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}
