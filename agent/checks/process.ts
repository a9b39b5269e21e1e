import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { matchesGlob } from './process-glob.ts'
import { countDescriptors, type Process, readProcesses, uidOf } from './process-table.ts'
import { judgeReadings, type Limits, limitsOf, limitsSchema, type Reading } from './thresholds.ts'
import type { CheckConfig, CheckType, Probe, ProbeResult } from './types.ts'

/** The kernel cuts names of processes. */
const LONGEST_NAME = 15
/** Bytes of a PID file. */
const MOST_PID_FILE = 64

/* @__NO_SIDE_EFFECTS__ */
const word = (what: string, maxLength: number) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
  description: what,
})

const schema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  anyOf: ['name', 'command', 'user', 'pidFile'].map((key) => ({
    type: 'object',
    properties: { [key]: {} },
    required: [key],
  })),
  description: 'at least one of name, command, user and pidFile',
  properties: {
    name: word('the name of a program, with * and ? for any letters', 64),
    command: word('a part of the command line, with * and ? for any letters', 200),
    user: {
      type: 'string',
      pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$',
      description: 'the name or number of a user',
    },
    pidFile: {
      type: 'string',
      maxLength: 500,
      pattern: '^/[^\\u0000-\\u001f\\u007f]*$',
      description: 'an absolute path without control characters',
    },
    min: { type: 'integer', minimum: 0, maximum: 100_000, description: 'processes at least, default 1' },
    max: { type: 'integer', minimum: 0, maximum: 100_000, description: 'processes at most' },
    memory: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'MiB of memory of all together',
      minimum: 0,
    }),
    cpu: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'percent of one CPU, of all together',
      minimum: 0,
    }),
    age: limitsSchema({ unit: 'duration', worse: 'higher', what: 'age of the oldest' }),
    descriptors: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'open files of all together',
      minimum: 0,
    }),
  },
} as const

interface ProcessLimits {
  min: number
  max: number | null
  memory: Limits | null
  cpu: Limits | null
  age: Limits | null
  descriptors: Limits | null
}

export interface ProcessState {
  count: number
  zombies: number
  memoryMib: number
  /** Percent of one CPU; null before there is something to compare with. */
  cpuPercent: number | null
  oldestS: number | null
  descriptors: number | null
}

export function judgeProcesses(limits: ProcessLimits, state: ProcessState): ProbeResult {
  const { count, zombies, memoryMib, cpuPercent, oldestS, descriptors } = state
  const values: Record<string, number> = {
    count,
    zombies,
    memory_mib: memoryMib,
    ...(cpuPercent === null ? {} : { cpu_percent: cpuPercent }),
    ...(oldestS === null ? {} : { oldest_s: oldestS }),
    ...(descriptors === null ? {} : { descriptors }),
  }
  const readings: Reading[] = [
    {
      text: 'processes',
      value: count,
      limits: { critical: limits.min },
      worse: 'lower',
      reason: 'too-few-processes',
    },
    {
      text: 'processes',
      value: count,
      limits: limits.max === null ? null : { critical: limits.max },
      worse: 'higher',
      reason: 'too-many-processes',
    },
    {
      text: 'memory',
      value: memoryMib,
      limits: limits.memory,
      worse: 'higher',
      reason: 'memory',
      show: (mib) => `${Math.round(mib)} MiB`,
    },
    {
      text: 'CPU',
      value: count === 0 ? 0 : cpuPercent,
      limits: limits.cpu,
      worse: 'higher',
      reason: 'cpu-busy',
      show: (percent) => `${Math.round(percent)} %`,
      missing: 'nothing to compare with yet',
    },
    {
      text: 'age of the oldest',
      value: oldestS === null ? 0 : oldestS * 1000,
      limits: limits.age,
      worse: 'higher',
      reason: 'process-age',
      show: (ms) => `${Math.round(ms / 1000)} s`,
    },
    {
      text: 'open files',
      value: descriptors,
      limits: limits.descriptors,
      worse: 'higher',
      reason: 'open-files',
      missing: 'this user may not count them: run the agent as the same user or as root',
    },
  ]
  return { ...judgeReadings(readings), values }
}

/**
 * The PID in a file; null where it names none. Whoever may write beside it (the daemon's own user) may put a pipe or a
 * device there: nothing of that is waited for, since the whole agent would wait. @throws Error of the system
 */
export function readPidFile(path: string): number | null {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!fstatSync(file).isFile()) return null
    const room = Buffer.alloc(MOST_PID_FILE + 1)
    const bytes = readSync(file, room, 0, room.length, 0)
    const text = bytes > MOST_PID_FILE ? '' : room.toString('utf8', 0, bytes).trim()
    return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : null
  } finally {
    closeSync(file)
  }
}

const unknown = (reason: string, message: string): ProbeResult => ({ outcome: 'unknown', reason, message })

function pidOf(path: string): number | ProbeResult {
  try {
    const pid = readPidFile(path)
    return pid ?? unknown('pid-file', `${path} names no process`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    // A daemon that ended takes its file away: nobody is there, which is known.
    if (code === 'ENOENT') return 0
    return unknown('pid-file', `${path} cannot be read (${String(code)})`)
  }
}

/** CPU seconds that were used between two looks, of those that are in both. */
function cpuBetween(before: ReadonlyMap<string, number>, now: readonly Process[]): number {
  return now.reduce(
    (sum, process) => sum + Math.max(0, process.cpuS - (before.get(keyOf(process)) ?? process.cpuS)),
    0,
  )
}

/** A PID comes again; with its start it is one process. */
const keyOf = ({ pid, startedS }: Process) => `${pid}/${startedS}`

/** A glob for names that the kernel has cut. */
function cutName(name: string): string {
  const wild = name.search(/[*?]/)
  return (wild < 0 ? name.length : wild) >= LONGEST_NAME ? name.slice(0, LONGEST_NAME) : name
}

function prepare(config: CheckConfig): Probe {
  const { name, command, user, pidFile } = config as Record<string, string | undefined>
  const limits: ProcessLimits = {
    min: typeof config.min === 'number' ? config.min : config.max === 0 ? 0 : 1,
    max: typeof config.max === 'number' ? config.max : null,
    memory: limitsOf(config.memory, 'higher'),
    cpu: limitsOf(config.cpu, 'higher'),
    age: limitsOf(config.age, 'higher'),
    descriptors: limitsOf(config.descriptors, 'higher'),
  }
  if (limits.max !== null && limits.max < limits.min) throw new Error('max must not be less than min')
  const part = command === undefined ? '' : `*${command}*`
  let last: { mono: number; cpu: Map<string, number> } | null = null
  return async ({ clock }) => {
    const uid = user === undefined ? null : uidOf(user, readFileSync('/etc/passwd', 'utf8'))
    if (user !== undefined && uid === null) return unknown('no-such-user', `this host has no user ${user}`)
    const pid = pidFile === undefined ? null : pidOf(pidFile)
    if (typeof pid === 'object' && pid !== null) return pid
    const processes = readProcesses({
      stat: (stat) =>
        (pid === null || stat.pid === pid) &&
        // The agent's own command line may hold what is looked for.
        (command === undefined || stat.pid !== process.pid),
      ...(name === undefined
        ? {}
        : {
            name: {
              kernel: (kernel: string) => matchesGlob(cutName(name), kernel),
              started: (started: string) => matchesGlob(name, started),
            },
          }),
      uid,
      needsCommand: command !== undefined,
      command: (text) => matchesGlob(part, text),
    })
    const mono = clock.monotonic()
    const living = processes.filter(({ state }) => state !== 'Z' && state !== 'X')
    const elapsedS = last ? (mono - last.mono) / 1000 : 0
    const cpuPercent = last && elapsedS > 0 ? (cpuBetween(last.cpu, living) / elapsedS) * 100 : null
    last = { mono, cpu: new Map(living.map((one) => [keyOf(one), one.cpuS])) }
    const uptimeS = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
    return judgeProcesses(limits, {
      count: living.length,
      zombies: processes.length - living.length,
      memoryMib: living.reduce((sum, { memoryMib }) => sum + memoryMib, 0),
      cpuPercent,
      oldestS:
        living.length === 0
          ? null
          : Math.max(0, uptimeS - Math.min(...living.map(({ startedS }) => startedS))),
      descriptors: countDescriptors(living),
    })
  }
}

/** Processes of a program are there, and take no more than they may. */
export const processCheck: CheckType = {
  name: 'process',
  description: {
    ja: 'プロセスが決められた数だけ動き、資源を使いすぎていないこと',
    en: 'processes of a program are there and take no more than they may',
  },
  schema,
  targetKey: null,
  runs: 'host',
  prepare,
}
