import { type Command, type Ended, runProgram } from './program.ts'
import { PROPERTIES, readFailed, readUnits, type UnitState } from './systemd-show.ts'
import { judgeReadings, type Limits, limitsOf, limitsSchema, type Reading } from './thresholds.ts'
import type { CheckConfig, CheckType, Probe, ProbeResult } from './types.ts'

const MOST_UNITS = 10

const schema = {
  type: 'object',
  additionalProperties: false,
  anyOf: [
    { type: 'object', properties: { units: {} }, required: ['units'] },
    { type: 'object', properties: { failed: {} }, required: ['failed'] },
  ],
  description: 'units, or failed: none, or both',
  properties: {
    units: {
      type: 'array',
      description: 'units that have to be active',
      minItems: 1,
      maxItems: MOST_UNITS,
      uniqueItems: true,
      items: {
        type: 'string',
        maxLength: 255,
        pattern: '^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$',
        description: 'the name of a unit, such as nginx.service, without blanks, globs or a leading -',
      },
    },
    failed: { type: 'string', enum: ['none'], description: 'no unit of the whole system may have failed' },
    restarts: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'restarts of a unit since the result before',
      minimum: 0,
    }),
  },
} as const

interface Asked {
  units: readonly string[]
  none: boolean
  restarts: Limits | null
}

/** Limits where none are written: a unit that systemd had to restart is worth a word. */
const A_RESTART: Limits = { warning: 0 }

/** What systemctl's failure means; null where it answered. */
export function refusal(ended: Ended): ProbeResult | null {
  const unknown = (reason: string, message: string): ProbeResult => ({ outcome: 'unknown', reason, message })
  if (ended.how === 'absent') return unknown('no-systemd', 'this host has no systemctl')
  if (ended.how === 'not-permitted') return unknown('not-permitted', ended.stderr)
  if (ended.how === 'timeout') return unknown('program-timeout', 'systemctl did not end in time')
  const said = ended.stderr.trim().split('\n')[0] ?? ''
  if (/not been booted with systemd|connect to (system )?bus/i.test(said)) return unknown('no-systemd', said)
  if (ended.how !== 'exit' || ended.code !== 0) return unknown('program-output', said || 'systemctl failed')
  return null
}

/** A unit that works is active, or on its way back up; a oneshot that ended well is told by its timer, not here. */
const works = ({ active }: UnitState) => active === 'active' || active === 'reloading'

export function judgeUnits(
  asked: Asked,
  states: readonly UnitState[],
  failed: readonly string[] | null,
  earlier: ReadonlyMap<string, number>,
  now: number,
): ProbeResult {
  const readings: Reading[] = []
  const fail = (reason: string, say: string) =>
    readings.push({ text: say, say, reason, value: 1, limits: { critical: 0 }, worse: 'higher' })
  const values: Record<string, number | string> = {}
  if (failed) {
    values.failed_units = failed.length
    if (failed.length > 0) fail('unit-failed', `failed: ${failed.slice(0, 10).join(', ')}`)
  }
  const single = states.length === 1
  let active = 0
  for (const [index, state] of states.entries()) {
    const { unit, load, sub, result, restarts, changedAt } = state
    const key = single ? '' : `unit${index + 1}_`
    const before = earlier.get(unit)
    // Somebody who starts it sets the count back to 0.
    const since = before === undefined ? null : restarts >= before ? restarts - before : restarts
    if (works(state)) active += 1
    else if (load === 'not-found') fail('no-such-unit', `${unit} is not known to systemd`)
    else if (load !== 'loaded') fail('unit-not-active', `${unit} is ${load}`)
    else if (state.active === 'failed') fail('unit-failed', `${unit} failed (${result})`)
    else fail('unit-not-active', `${unit} is ${state.active} (${sub})`)
    readings.push({
      text: `restarts of ${unit}`,
      value: since ?? 0,
      limits: asked.restarts ?? A_RESTART,
      worse: 'higher',
      reason: 'unit-restarts',
    })
    if (!single) values[`${key}name`] = unit
    values[`${key}state`] = `${state.active}/${sub}`
    values[`${key}restarts`] = restarts
    if (single && since !== null) values.restarts_since = since
    if (single && changedAt !== null) values.since_s = Math.max(0, (now - changedAt) / 1000)
  }
  if (!single && states.length > 0) values.active_units = active
  return { ...judgeReadings(readings), values }
}

function prepare(config: CheckConfig): Probe {
  const asked: Asked = {
    units: (config.units ?? []) as string[],
    none: config.failed === 'none',
    restarts: limitsOf(config.restarts, 'higher'),
  }
  // The schema refuses it too; here it would become an option of a program.
  if (asked.units.some((unit) => unit.startsWith('-'))) throw new Error('a unit must not begin with -')
  let earlier: ReadonlyMap<string, number> = new Map()
  return async ({ signal, clock }) => {
    const ask = (args: string[]) =>
      runProgram({ program: 'systemctl', args, signal, clock } satisfies Command)
    let states: UnitState[] = []
    if (asked.units.length > 0) {
      const show = await ask(['show', '--no-pager', `--property=${PROPERTIES}`, '--', ...asked.units])
      const refused = refusal(show)
      if (refused) return refused
      const read = readUnits(show.stdout)
      if (read?.length !== asked.units.length) {
        return { outcome: 'unknown', reason: 'program-output', message: 'systemctl told something else' }
      }
      // An alias is told by the name of its unit; people know the one that they wrote.
      states = read.map((state, index) => ({ ...state, unit: asked.units[index] ?? state.unit }))
    }
    let failed: string[] | null = null
    if (asked.none) {
      const list = await ask([
        'list-units',
        '--state=failed',
        '--plain',
        '--no-legend',
        '--no-pager',
        '--full',
      ])
      const refused = refusal(list)
      if (refused) return refused
      failed = readFailed(list.stdout)
    }
    const result = judgeUnits(asked, states, failed, earlier, clock.now())
    earlier = new Map(states.map(({ unit, restarts }) => [unit, restarts]))
    return result
  }
}

/** Units of systemd are active, and not restarted over and over. */
export const systemd: CheckType = {
  name: 'systemd',
  description: {
    ja: 'systemd のユニットが動作し、再起動を繰り返していないこと',
    en: 'units of systemd are active and not restarted over and over',
  },
  schema,
  targetKey: 'units',
  runs: 'host',
  prepare,
}
