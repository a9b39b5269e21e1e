import type { Clock } from '../../rules/clock.ts'
import { askChrony } from './clock-chrony.ts'
import { askNtpd } from './clock-ntpd.ts'
import type { ClockReading, NoReading } from './clock-reading.ts'
import { askTimesyncd } from './clock-timesyncd.ts'
import { hostZone, offsetFromUtc } from './clock-zone.ts'
import type { Command } from './program.ts'
import { judgeReadings, type Limits, limitsOf, limitsSchema } from './thresholds.ts'
import type { CheckConfig, CheckType, HostSide, Probe, ProbeResult } from './types.ts'

/** A wall clock that moves by more than this against the monotonic one was stepped, not slewed, milliseconds. */
const STEP_MS = 50

const DAEMONS = ['chrony', 'ntpd', 'timesyncd'] as const

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    daemon: {
      type: 'string',
      enum: DAEMONS,
      description: 'the daemon to ask; default: the first of them that answers',
    },
    maxOffset: limitsSchema({ unit: 'duration', worse: 'higher', what: 'offset of the clock by its daemon' }),
    maxStratum: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'stratum of the clock, 1 to 15',
      minimum: 1,
      maximum: 15,
    }),
    maxSince: limitsSchema({
      unit: 'duration',
      worse: 'higher',
      what: 'time since a source last set the clock right',
    }),
    timeZone: {
      type: 'string',
      pattern: '^[A-Z][A-Za-z0-9_+/-]{0,63}$',
      description: 'the name of the time zone that the host has to have, such as Asia/Tokyo',
    },
  },
} as const

interface ClockLimits {
  offset: Limits | null
  stratum: Limits | null
  since: Limits | null
  timeZone: string | null
}

const answered = (answer: ClockReading | NoReading): answer is ClockReading => 'daemon' in answer

/** Wall against monotonic clock over runs: a difference that jumps is a step, whoever made it. */
export function makeStepWatch() {
  let ahead: number | null = null
  let last: { mono: number; byMs: number } | null = null
  return (clock: Pick<Clock, 'now' | 'monotonic'>): Record<string, number> => {
    const mono = clock.monotonic()
    const next = clock.now() - mono
    const byMs = ahead === null ? 0 : next - ahead
    ahead = next
    if (Math.abs(byMs) >= STEP_MS) last = { mono, byMs }
    return last ? { last_step_ms: last.byMs, since_step_s: (mono - last.mono) / 1000 } : {}
  }
}

export function judgeClock(
  reading: ClockReading,
  limits: ClockLimits,
  now: number,
  zone: string | null,
  steps: Record<string, number>,
): ProbeResult {
  const sinceMs = reading.updatedAt === null ? null : Math.max(0, now - reading.updatedAt)
  const utc = zone === null ? null : offsetFromUtc(zone, now)
  const values: Record<string, number | string> = {
    daemon: reading.daemon,
    synchronised: reading.synchronised ? 'yes' : 'no',
    leap: reading.leap,
    ...(reading.source === '' ? {} : { source: reading.source }),
    ...numbers({
      stratum: reading.stratum,
      offset_ms: reading.offsetMs,
      root_delay_ms: reading.rootDelayMs,
      root_dispersion_ms: reading.rootDispersionMs,
      since_update_s: sinceMs === null ? null : sinceMs / 1000,
      sources: reading.sources,
      sources_reachable: reading.reachable,
    }),
    ...steps,
    ...(zone === null ? {} : { time_zone: zone }),
    ...(utc === null ? {} : { utc_offset: utc }),
  }
  if (!reading.synchronised) {
    return { outcome: 'failed', reason: 'clock-unsynchronised', message: unsynchronised(reading), values }
  }
  if (limits.timeZone !== null && zone !== null && zone !== limits.timeZone) {
    const message = `the time zone is ${zone}, not ${limits.timeZone}`
    return { outcome: 'failed', reason: 'time-zone', message, values }
  }
  const showMs = (ms: number) => `${Math.round(ms * 1000) / 1000} ms`
  const showS = (ms: number) => `${Math.round(ms / 1000)} s`
  const judged = judgeReadings([
    {
      text: 'offset',
      value: reading.offsetMs === null ? null : Math.abs(reading.offsetMs),
      limits: limits.offset,
      worse: 'higher',
      reason: 'clock-off',
      show: showMs,
    },
    {
      text: 'stratum',
      value: reading.stratum,
      limits: limits.stratum,
      worse: 'higher',
      reason: 'clock-stratum',
    },
    {
      text: 'last set right',
      value: sinceMs,
      limits: limits.since,
      worse: 'higher',
      reason: 'clock-stale',
      show: (ms) => `${showS(ms)} ago`,
      missing: `${reading.daemon} does not tell when`,
    },
    {
      text: 'time zone',
      value: zone === null ? null : 0,
      limits: limits.timeZone === null ? null : { critical: 1 },
      worse: 'higher',
      reason: 'time-zone',
    },
  ])
  return { ...judged, values }
}

function unsynchronised({ daemon, sources, reachable }: ClockReading): string {
  if (sources !== null) return `${daemon} is not synchronised: ${reachable ?? 0} of ${sources} sources answer`
  return `${daemon} is not synchronised`
}

function numbers(values: Record<string, number | null>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== null),
  )
}

/** What it means that no daemon told anything. */
export function judgeSilence(answers: readonly NoReading[]): ProbeResult {
  const message = answers.map(({ text }) => text).join('; ')
  const has = (why: NoReading['why']) => answers.some((answer) => answer.why === why)
  // What could not be asked might be the one that runs.
  if (has('timeout')) return { outcome: 'unknown', reason: 'program-timeout', message }
  if (has('not-permitted')) return { outcome: 'unknown', reason: 'not-permitted', message }
  if (has('unreadable')) return { outcome: 'unknown', reason: 'program-output', message }
  if (has('not-running')) return { outcome: 'failed', reason: 'no-time-daemon', message }
  return { outcome: 'unknown', reason: 'no-time-program', message }
}

function prepare(config: CheckConfig, host: HostSide): Probe {
  const limits: ClockLimits = {
    offset: limitsOf(config.maxOffset, 'higher'),
    stratum: limitsOf(config.maxStratum, 'higher'),
    since: limitsOf(config.maxSince, 'higher'),
    timeZone: typeof config.timeZone === 'string' ? config.timeZone : null,
  }
  const asks: Record<
    string,
    (command: Pick<Command, 'signal' | 'clock'>) => Promise<ClockReading | NoReading>
  > = {
    chrony: (command) => askChrony(host.chronySocket, command),
    ntpd: askNtpd,
    timesyncd: askTimesyncd,
  }
  const names = typeof config.daemon === 'string' ? [config.daemon] : [...DAEMONS]
  const steps = makeStepWatch()
  return async ({ signal, clock }) => {
    const silent: NoReading[] = []
    for (const name of names) {
      const answer = await asks[name]?.({ signal, clock })
      if (!answer) continue
      if (answered(answer)) {
        // The one that runs is asked first from now on.
        names.splice(names.indexOf(name), 1)
        names.unshift(name)
        return judgeClock(answer, limits, clock.now(), await hostZone(), steps(clock))
      }
      silent.push(answer)
    }
    return judgeSilence(silent)
  }
}

/** This host's clock is kept right by a daemon that says so (III.1.1.5 and its best practices). */
export const clock: CheckType = {
  name: 'clock',
  description: {
    ja: 'ホストの時計が chrony、ntpd または systemd-timesyncd により同期していること',
    en: "the host's clock is synchronised by chrony, ntpd or systemd-timesyncd",
  },
  schema,
  targetKey: null,
  runs: 'host',
  prepare,
}
