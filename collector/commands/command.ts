import type { ParseArgsOptionsConfig } from 'node:util'
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'

/** Exit codes: done, it did not hold, bad usage or configuration. */
export const DONE = 0
export const DID_NOT_HOLD = 1
export const BAD_USAGE = 2

/** What a command has of the world; made in the composition root. */
export interface Io {
  /** One line to stdout, and to stderr. */
  out(line: string): void
  err(line: string): void
  env: Record<string, string | undefined>
  clock: Clock
  log: Log
  random: Random
  version: string
  /** Calls `fn` on each such signal to this process. */
  onSignal(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', fn: () => void): void
  /** Ends the process at once. */
  exit(code: number): void
}

export interface Random {
  bytes(length: number): Buffer
  uuid(): string
  /** In [0, 1). */
  fraction(): number
}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export interface Command {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** What follows the name, e.g. `--config FILE`. */
  usage: string
  /** The options in words, one line each, for the command's help. */
  help: string[]
  options: ParseArgsOptionsConfig
  run(values: Values, io: Io): Promise<number>
}
