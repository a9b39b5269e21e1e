/** The composition root of the collector: the only place that reads the clock, the environment and chance. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { makeClock } from './clock.ts'
import { BAD_USAGE } from './commands/command.ts'
import { runCommand } from './commands/run.ts'
import { LOG_LEVELS, type LogLevel, makeLog, withoutSecrets } from './log.ts'

function logLevel(wanted: string | undefined): LogLevel | null {
  return wanted === undefined ? 'info' : (LOG_LEVELS.find((level) => level === wanted) ?? null)
}

const err = (line: string) => process.stderr.write(`${line}\n`)

async function main(): Promise<number> {
  const level = logLevel(process.env.KIJUN_LOG)
  if (level === null) {
    err(`kijun-collector: KIJUN_LOG must be one of ${LOG_LEVELS.join(', ')}`)
    return BAD_USAGE
  }
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return runCommand(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err,
    env: process.env,
    clock: makeClock({ wall: () => Date.now(), monotonic: () => performance.now() }),
    log: makeLog(level, pino.destination({ fd: 2, sync: true })),
    random: { bytes: randomBytes, uuid: randomUUID, fraction: Math.random },
    version,
    onSignal: (signal, fn) => process.on(signal, fn),
    exit: (code) => process.exit(code),
  })
}

/** A reader that has seen enough (`| head`) is no failure of ours. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
/** Resolves when the reader has all of stdout: a pipe takes 64 KiB at a time, and the catalogue is longer. */
const told = () => new Promise<void>((resolve) => process.stdout.write('', () => resolve()))

main().then(
  // What is still open (a connection that does not end) must not keep the process from ending.
  (code) => told().then(() => process.exit(code)),
  (error: unknown) => {
    err(
      `kijun-collector: ${withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
    )
    process.exit(1)
  },
)
