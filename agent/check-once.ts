/** `kijun-agent check`: one check as the collector's configuration writes it, once. */
import type { Clock } from '../rules/clock.ts'
import { parseDuration } from '../rules/duration.ts'
import { targetLine } from '../rules/wire/target.ts'
import { loadType } from './checks/load.ts'
import { CHECKS } from './checks/registry.ts'
import type { HostSide, Probe } from './checks/types.ts'
import { byPlace, type ConfigError, formatError, Refusal, readYamlMap } from './config.ts'
import { reasonOf } from './log.ts'
import { makeRunner, type Ran } from './runner.ts'

/** Keys that say when and why a check runs; they belong to the collector and change nothing here. */
const COLLECTORS_KEYS = ['id', 'purpose', 'every', 'confirm', 'vantages', 'slowdown']
const TIMEOUT_MS = 10_000

export interface CheckOnceOptions {
  file: string
  json: boolean
  clock: Clock
  /** What this host lets checks use. */
  host: HostSide
  out: (text: string) => void
  complain: (text: string) => void
}

interface Prepared {
  type: string
  timeoutMs: number
  /** One line for people: what it looks at. */
  target: string
  probe: Probe
}

async function load(file: string, host: HostSide): Promise<Prepared | { errors: ConfigError[] }> {
  const errors: ConfigError[] = []
  const root = readYamlMap(file, errors)
  if (!root) return { errors }
  const known = Object.keys(CHECKS)
  const type = root.value(
    'type',
    (value) => known.find((name) => name === value) ?? new Refusal(`must be one of ${known.join(', ')}`),
  )
  const timeoutMs = root.value(
    'timeout',
    (value) =>
      (typeof value === 'string' ? parseDuration(value) : null) ??
      new Refusal('must be a duration such as 5s'),
    TIMEOUT_MS,
  )
  const config = Object.fromEntries(
    Object.entries(root.data()).filter(
      ([key]) => key !== 'type' && key !== 'timeout' && !COLLECTORS_KEYS.includes(key),
    ),
  )
  const loaded = type === null ? null : await loadType(type)
  for (const { path, message } of loaded?.validate(config) ?? []) root.error(path, message)
  if (errors.length > 0 || type === null || !loaded || timeoutMs === null) return { errors }
  const objection = loaded.objects?.(config, host)
  if (objection) root.error(objection.path, objection.message)
  let probe: Probe | undefined
  try {
    probe = loaded.prepare(config, host)
  } catch (error) {
    root.error('', reasonOf(error))
  }
  if (errors.length > 0 || !probe) return { errors }
  return { type, timeoutMs, target: targetLine(loaded.targetKey, config), probe }
}

/** Returns the exit code: 0 ok, 1 failed or unknown, 2 not a check. */
export async function checkOnce({
  file,
  json,
  clock,
  host,
  out,
  complain,
}: CheckOnceOptions): Promise<number> {
  const loaded = await load(file, host)
  if ('errors' in loaded) {
    complain(
      loaded.errors
        .toSorted(byPlace)
        .map((error) => `${formatError(error)}\n`)
        .join(''),
    )
    return 2
  }
  const { type, timeoutMs, target, probe } = loaded
  const result = await new Promise<Ran>((resolve) => {
    const runner = makeRunner(clock, 1, { ran: resolve, skipped: () => undefined })
    runner.run({ check: file, revision: 0, timeoutMs, probe }, clock.monotonic(), 0)
  })
  const { outcome, reason, message, values = {} } = result
  if (json) {
    const document = {
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      values,
      type,
      target,
      durationMs: Math.round(result.finished - result.started),
    }
    out(`${JSON.stringify(document)}\n`)
  } else {
    const why = reason === undefined ? '' : ` (${reason}${message === undefined ? '' : `: ${message}`})`
    const measured = Object.entries(values).map(([name, value]) => `  ${name} ${value}\n`)
    out(`${outcome} ${type} ${target}${why}\n${measured.join('')}`)
  }
  return outcome === 'ok' ? 0 : 1
}
