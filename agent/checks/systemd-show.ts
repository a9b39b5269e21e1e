/** Reads what `systemctl show` prints: blocks of `Name=value`, one per unit. */

export interface UnitState {
  unit: string
  /** `loaded`, `not-found`, `masked`, `error`, … */
  load: string
  /** `active`, `inactive`, `failed`, `activating`, … */
  active: string
  sub: string
  result: string
  /** Restarts by systemd since somebody last started it. */
  restarts: number
  /** Since when it is what it is, Unix milliseconds; null where it never was anything. */
  changedAt: number | null
}

/** What is asked for; with `TZ=UTC`, so that the time stamps are UTC on every version of systemd. */
export const PROPERTIES = 'Id,LoadState,ActiveState,SubState,Result,NRestarts,StateChangeTimestamp'

/** States are words of systemd's own. */
const WORD = /^[a-z-]{0,64}$/

/** Units in the order of the answer; null where it is none. */
export function readUnits(stdout: string): UnitState[] | null {
  const units: UnitState[] = []
  for (const block of stdout.trim().split(/\n\n+/)) {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => {
        const at = line.indexOf('=')
        return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
      }),
    )
    const { Id: unit, LoadState: load, ActiveState: active, SubState: sub } = fields
    if (!unit || !load || !active || sub === undefined) return null
    if (![load, active, sub].every((word) => WORD.test(word))) return null
    // An older systemd does not count them.
    const restarts = fields.NRestarts ?? '0'
    if (!/^[0-9]{1,10}$/.test(restarts)) return null
    units.push({
      unit,
      load,
      active,
      sub,
      result: fields.Result ?? '',
      restarts: Number(restarts),
      changedAt: instantOf(fields.StateChangeTimestamp),
    })
  }
  return units
}

/** `Sat 2026-11-21 15:42:52 UTC`. */
function instantOf(text: string | undefined): number | null {
  const match = /^\w{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/.exec(text ?? '')
  const at = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** Names of the units of `systemctl list-units --state=failed --plain --no-legend`. */
export function readFailed(stdout: string): string[] {
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[0] ?? '')
    .filter((unit) => unit !== '')
}
